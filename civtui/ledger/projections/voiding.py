"""Table `voided`: the facts that were taken back, and by which fact.

Tables that are made of facts are made without those. So a taking back makes them anew from the
first fact on, and what a fact touched is exactly as it was before, whatever its kind.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

KIND = "voided"
TABLES = (KIND,)


def dead(takings: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Return the facts that do not stand, each with the fact that took it back.

    Args:
        takings: (number, payload) of every fact that takes others back, the newest first: one that
            was itself taken back takes nothing.
    """
    found: dict[int, int] = {}
    for seq, payload in takings:
        if seq not in found:
            for fact in json.loads(payload)["facts"]:
                found.setdefault(fact, seq)
    return found


def dead_in(connection: sqlite3.Connection) -> dict[int, int]:
    """Return the facts of a ledger that do not stand (see `dead`)."""
    return dead(takings_of(connection))


def takings_of(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield (number, payload) of every fact that takes others back, the newest first."""
    yield from connection.execute(
        "SELECT seq, payload FROM fact WHERE kind = ? ORDER BY seq DESC", (KIND,)
    )


def enter(cursor: sqlite3.Cursor, found: Mapping[int, int]) -> None:
    """Fill the table."""
    cursor.executemany("INSERT INTO voided (seq, by) VALUES (?, ?)", found.items())
