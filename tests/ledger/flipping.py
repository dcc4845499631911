"""Flips single bits of a ledger, and says whether the check finds each or none hangs on it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from civtui.ledger.ledger import Ledger
from civtui.ledger.projections import TABLES
from civtui.ledger.verify import verify
from civtui.model.errors import CivtuiError

Dump = dict[str, list[tuple[object, ...]]]


def dump(ledger: Ledger) -> Dump:
    """Return every row that a figure hangs on: the facts, the persons, and what comes of them."""
    kept = ("fact", "person", *TABLES)
    read = ledger.connection.execute
    return {table: sorted(read(f"SELECT * FROM {table}"), key=repr) for table in kept}


def flipped(data: bytes, bit: int) -> bytes:
    """Return `data` with one bit changed."""
    made = bytearray(data)
    made[bit // 8] ^= 1 << bit % 8
    return bytes(made)


def judge(path: Path, sound: Dump) -> str:
    """Return what becomes of the ledger at `path`.

    Returns:
        `found`: it does not open, or the check names a fault. `harmless`: every row that a figure
        hangs on is as in `sound` (the flip fell into free space, into a number that SQLite makes
        anew, or was mended on opening). `missed`: none of the two.
    """
    try:
        ledger = Ledger.open(path)
    except (CivtuiError, sqlite3.DatabaseError):
        return "found"
    try:
        if verify(ledger):
            return "found"
        return "harmless" if dump(ledger) == sound else "missed"
    finally:
        ledger.close()
