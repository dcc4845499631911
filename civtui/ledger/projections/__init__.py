"""What the facts come to: one module a noun keeps its tables; replaying the facts remakes them.

Facts that were taken back (`voiding`) come to nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from civtui.ledger.chain import Row
from civtui.ledger.projections import (
    applications,
    building,
    cards,
    deeds,
    group,
    panel,
    places,
    records,
    reform,
    registry,
    rounds,
    titles,
    voiding,
)
from civtui.ledger.projections.voiding import dead_in, enter
from civtui.ledger.upcast import upcast

Apply = Callable[[sqlite3.Cursor, Row, dict[str, Any]], None]

MODULES = (
    *(places, registry, titles, cards, applications, group),
    *(reform, rounds, panel, building, records),
)
TABLES: tuple[str, ...] = (
    *(table for module in MODULES for table in module.TABLES),
    *deeds.TABLES,  # kept by the facts of rounds and panel
    *voiding.TABLES,
)
# tables of marks: many facts, of which no other table knows
OF_ROUNDS = frozenset({*rounds.TABLES, *panel.TABLES, *deeds.TABLES})
KINDS_OF_ROUNDS = frozenset({*rounds.APPLY, *panel.APPLY})
# what rounds were opened over, as it stood then
BENEATH_ROUNDS = frozenset({*registry.APPLY, *reform.APPLY})


# a ledger's tables refuse what cannot be: two cards of one id, a step of a card that is not there
NO_REPLAY = (sqlite3.IntegrityError, KeyError, ValueError, TypeError, IndexError, AttributeError)


class Unreplayable(Exception):
    """A fact does not stand on those before it.

    Args:
        seq: its number.
    """

    def __init__(self, seq: int) -> None:
        super().__init__(f"fact {seq}")
        self.seq = seq


def _voided(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    """Make anew every table that a fact taken back, or standing again, may have touched."""
    kinds = _kinds(cursor, payload["facts"])
    rebuild(cursor.connection, rounds_too=bool(kinds & (KINDS_OF_ROUNDS | BENEATH_ROUNDS)))


def _kinds(cursor: sqlite3.Cursor, facts: Iterable[int]) -> set[str]:
    """Return the kinds of facts, those of what a taking back took back among them."""
    found = set[str]()
    for seq in facts:
        kind, payload = cursor.execute(
            "SELECT kind, payload FROM fact WHERE seq = ?", (seq,)
        ).fetchone()
        found |= _kinds(cursor, json.loads(payload)["facts"]) if kind == voiding.KIND else {kind}
    return found


APPLY: dict[str, Apply] = {
    **{kind: apply for m in MODULES for kind, apply in m.APPLY.items()},
    voiding.KIND: _voided,
}


def project(cursor: sqlite3.Cursor, row: Row, payload: dict[str, Any]) -> None:
    """Bring the tables up to the fact `row`.

    Raises:
        KeyError: this release does not know the kind of fact.
    """
    APPLY[row.kind](cursor, row, upcast(row.kind, row.v, payload))


def rebuild(connection: sqlite3.Connection, *, rounds_too: bool = True) -> None:
    """Make every table of the projections anew from the facts, in the open transaction.

    Args:
        rounds_too: the tables of rounds as well; else they stay as they are.

    Raises:
        Unreplayable: a fact does not stand on those before it.
    """
    cursor, dead = connection.cursor(), dead_in(connection)
    tables = [table for table in TABLES if rounds_too or table not in OF_ROUNDS]
    left = {voiding.KIND, *(() if rounds_too else KINDS_OF_ROUNDS)}
    for table in tables:
        cursor.execute(f"DELETE FROM {table}")
    marks = ", ".join("?" * len(left))
    facts = connection.execute(
        f"SELECT * FROM fact WHERE kind NOT IN ({marks}) ORDER BY seq", (*left,)
    )
    for row in map(Row._make, facts):
        if row.seq not in dead:
            try:
                project(cursor, row, json.loads(row.payload))
            except NO_REPLAY as error:
                raise Unreplayable(row.seq) from error
    enter(cursor, dead)
