"""What a user likes to see of a table: kept beside the facts, one entry a user and table."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from civtui.ledger import queries
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

    A ledger that may only be read keeps none: the choice holds for the session.
    """
    connection, key = ws.ledger.connection, (ws.user, thing)
    with suppress(MachineFault, LedgerGone):
        if not content:
            connection.execute("DELETE FROM choice WHERE name = ? AND thing = ?", key)
            return
        connection.execute(
            "INSERT INTO choice (name, thing, content) VALUES (?, ?, ?)"
            " ON CONFLICT (name, thing) DO UPDATE SET content = excluded.content",
            (*key, json.dumps(content, ensure_ascii=False, sort_keys=True)),
        )
