"""A workspace as it stood at the end of a past day: the facts up to it, replayed in memory.

For what asks so many tables that none of them can be asked as of a day by itself, such as what is
due. A mark on its own changes nothing that hangs on a day, so marks are left out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date

from civtui.ledger import database
from civtui.ledger.chain import Row
from civtui.ledger.ledger import Ledger
from civtui.ledger.projections import NO_REPLAY, panel, project
from civtui.ledger.projections.voiding import KIND, dead_in
from civtui.workspace.session import Workspace
from civtui.workspace.zone import local

# what a registry brings says itself since when it holds, and a correction never held otherwise
ALWAYS = frozenset(
    {
        "workspace-opened",
        "ledger-identified",
        "user-set",
        "registered",
        "body-removed",
        "title-corrected",
    }
)
# the work of a panel, of which no day of anything else knows
OF_PANELS = frozenset({*panel.APPLY, "recused", "marked", "mark-taken-back", "marks-imported"})


@contextmanager
def workspace_then(ws: Workspace, day: date) -> Iterator[tuple[Workspace, int]]:
    """Give a workspace to read that ends with `day`, and how many of its facts cannot be told.

    A fact cannot where it stands on one of a later day. What is written nowhere in the facts, the
    profile, is the one of today.

    Args:
        day: today or before.
    """
    with closing(database.in_memory()) as made:
        untold = _replay(ws, made, day)
        then = Workspace(ws.dir, {**ws.settings, "today": day}, Ledger(made), ws.user)
        then.plugins_allowed = False
        yield then, untold


def _replay(ws: Workspace, made: sqlite3.Connection, day: date) -> int:
    """Fill the tables of `made` with what was known on a day; return how many facts fail."""
    left = sorted({KIND, *OF_PANELS})
    marks = ", ".join("?" * len(left))
    facts = ws.ledger.connection.execute(
        f"SELECT * FROM fact WHERE kind NOT IN ({marks}) ORDER BY seq", left
    )
    cursor, dead, untold = made.cursor(), dead_in(ws.ledger.connection), 0
    cursor.execute("BEGIN")
    for row in map(Row._make, facts):
        if row.seq in dead or not _known(ws, row, day.isoformat()):
            continue
        cursor.execute("SAVEPOINT one")
        try:
            cursor.execute("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            project(cursor, row, json.loads(row.payload))
        except NO_REPLAY:
            untold += 1
            cursor.execute("ROLLBACK TO one")
        cursor.execute("RELEASE one")
    cursor.execute("COMMIT")
    return untold


def _known(ws: Workspace, row: Row, day: str) -> bool:
    """Return whether a fact was known on a day: one that schedules is from when it is written."""
    if row.kind in ALWAYS or row.effective <= day:
        return True
    return local(row.recorded, ws.zone).date().isoformat() <= day
