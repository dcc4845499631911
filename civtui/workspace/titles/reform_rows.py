"""The reforms that are on record."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.workspace.session import Workspace


class ReformRow(NamedTuple):
    """A reform; `state` is `done` or `taken-back`, `content` what the fact says."""

    id: str
    day: str
    document: str
    state: str
    content: dict[str, Any]
    seq: int


def reform_rows(ws: Workspace) -> list[ReformRow]:
    """Return the reforms, newest first."""
    found = queries.rows(ws.ledger, "titles", "reforms")
    return [ReformRow(r[0], r[1], r[2], r[3], json.loads(r[4]), r[5]) for r in found]
