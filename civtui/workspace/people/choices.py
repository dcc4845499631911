"""What a user likes to see of a table: kept beside the facts, one entry a user and table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from civtui.ledger import queries
from civtui.ledger.guarded import PATIENCE_MS, patience
from civtui.model.errors import LedgerGone
from civtui.model.faults import MachineFault
from civtui.workspace.session import Workspace


def kept(ws: Workspace, thing: str) -> dict[str, Any]:
    """Return what the acting user has chosen for a thing; empty where nothing."""
    row = queries.one(ws.ledger, "places", "choice", (ws.user, thing))
    found = json.loads(row[0]) if row else {}
    return found if isinstance(found, dict) else {}


def keep(ws: Workspace, thing: str, content: dict[str, Any]) -> None:
    """Keep what the acting user has chosen; nothing chosen takes the entry away.

    A ledger that may only be read, or that somebody else holds longer than a key may wait, keeps
    none: the choice holds for the session.
    """
    connection = ws.ledger.connection
    with suppress(MachineFault, LedgerGone), patience(connection, PATIENCE_MS):
        _put(connection, (ws.user, thing), content)


def change(ws: Workspace, thing: str, edit: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Change what the acting user has chosen, in one transaction: of changes at once all stand.

    Args:
        edit: from what is kept by now to what is wanted.

    Raises:
        Busy: somebody else holds the ledger longer than a key may wait; nothing was changed.
        MachineFault: the ledger cannot be written.
        LedgerGone: the file at the path is not the one that is open.
    """
    connection = ws.ledger.connection
    if ws.ledger.unwritable:
        raise ws.ledger.unwritable
    with patience(connection, PATIENCE_MS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            ws.ledger.stand()
            _put(connection, (ws.user, thing), edit(kept(ws, thing)))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                with suppress(MachineFault):  # why it failed is told, not what came of it
                    connection.execute("ROLLBACK")
            raise
    ws.ledger.stand()


def _put(connection: sqlite3.Connection, key: tuple[str, str], content: dict[str, Any]) -> None:
    if not content:
        connection.execute("DELETE FROM choice WHERE name = ? AND thing = ?", key)
        return
    connection.execute(
        "INSERT INTO choice (name, thing, content) VALUES (?, ?, ?)"
        " ON CONFLICT (name, thing) DO UPDATE SET content = excluded.content",
        (*key, json.dumps(content, ensure_ascii=False, sort_keys=True)),
    )
