"""A workspace as a reform that is not done yet would leave it: a copy in memory, to ask deeds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

from civtui.ledger.ledger import Ledger
from civtui.model.roles import Right, Role
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.reform import Reformed


@contextmanager
def workspace_after(ws: Workspace, fact: Reformed, day: date) -> Iterator[Workspace]:
    """Give a workspace to ask in which a reform was done, with what policies do because of it.

    Args:
        day: of the reform; the workspace's own day where that is later.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        ws.ledger.connection.backup(made)
        settings = {**ws.settings, "today": max(day, ws.today())}
        then = Workspace(ws.dir, settings, Ledger(made), ws.user)
        then.plugins_allowed = False
        then.role = Role.ADMIN  # whoever asks
        then.write(fact, right=Right.MANAGE, effective=day, ahead=True)
        yield then
