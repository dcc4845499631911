"""What the facts come to: one module a noun keeps its tables; replaying the facts remakes them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from civtui.ledger.chain import Row
from civtui.ledger.projections import (
    building,
    cards,
    deeds,
    group,
    life,
    panel,
    places,
    records,
    reform,
    registry,
    rounds,
    titles,
)
from civtui.ledger.upcast import upcast

Apply = Callable[[sqlite3.Cursor, Row, dict[str, Any]], None]

MODULES = (places, registry, titles, cards, life, group, reform, rounds, panel, building, records)
APPLY: dict[str, Apply] = {kind: apply for m in MODULES for kind, apply in m.APPLY.items()}
TABLES: tuple[str, ...] = (
    *(table for module in MODULES for table in module.TABLES),
    *deeds.TABLES,  # kept by the facts of rounds and panel
)


def project(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    """Bring the tables up to the fact `row`.

    Raises:
        KeyError: this release does not know the kind of fact.
    """
    APPLY[row.kind](cursor, row, upcast(row.kind, row.v, payload))


def rebuild(connection: sqlite3.Connection) -> None:
    """Make every table of the projections anew from the facts, in the open transaction."""
    cursor = connection.cursor()
    for table in TABLES:
        cursor.execute(f"DELETE FROM {table}")
    facts = connection.execute("SELECT * FROM fact ORDER BY seq")
    for row in map(Row._make, facts):
        project(cursor, row, json.loads(row.payload))
