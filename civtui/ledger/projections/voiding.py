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


def turns(takings: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Return facts that fell, each with the fact by which it last fell or stood again.

    A taking back that is taken back itself lets what it took stand again, and once more fall: so
    this need not be the one that names the fact.

    Args:
        takings: as `dead` has them.
    """
    named: dict[int, list[int]] = {}
    held: dict[int, set[int]] = {}  # fact -> the takings that hold it down
    turned: dict[int, int] = {}
    for seq, payload in sorted(takings):
        named[seq] = json.loads(payload)["facts"]
        open_, flipped = [(fact, seq, True) for fact in named[seq]], set[int]()
        while open_:
            fact, by, down = open_.pop()
            holding = held.setdefault(fact, set())
            stood = not holding
            (holding.add if down else holding.discard)(by)
            if stood != (not holding):
                flipped ^= {fact}  # one that falls by another taking in the same breath stays
                open_ += [(inner, fact, not stood) for inner in named.get(fact, ())]
        turned |= dict.fromkeys(flipped, seq)
    return turned


def taken_by(fact: int, fallen: Mapping[int, int], turned: Mapping[int, int]) -> int | None:
    """Return by which fact one last fell, so that it stands again once that is taken back.

    Args:
        fallen: as `dead` gives it.
        turned: as `turns` gives it.
    """
    last = turned.get(fact)
    return fallen.get(fact) if last is None or last in fallen or fact not in fallen else last


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
