"""Tables of the building year: `record`, `evidence`, `evidence_use`, `year_closed`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from civtui.ledger.chain import Row, canonical

TABLES = ("record", "evidence", "evidence_use", "year_closed")


def use(cursor: sqlite3.Cursor, register: str, id_: str, evidence: Iterable[str]) -> None:
    """Say which evidence a record uses now."""
    cursor.execute("DELETE FROM evidence_use WHERE register = ? AND id = ?", (register, id_))
    if given := [(sha256, register, id_) for sha256 in evidence]:
        cursor.executemany(
            "INSERT OR IGNORE INTO evidence_use (sha256, register, id) VALUES (?, ?, ?)", given
        )


def _put(cursor: sqlite3.Cursor, row: Row, records: list[dict[str, Any]]) -> None:
    for r in records:
        key = (r["noun"], r["id"])
        if r["gone"]:
            cursor.execute("DELETE FROM record WHERE register = ? AND id = ?", key)
            use(cursor, *key, ())
            continue
        cursor.execute(
            "INSERT INTO record (register, id, agency, year, day, content, seq) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (register, id) DO UPDATE SET "
            "agency = excluded.agency, year = excluded.year, day = excluded.day, "
            "content = excluded.content, seq = excluded.seq",
            (*key, r["agency"], r["year"], row.effective, canonical(r["values"]), row.seq),
        )
        use(cursor, *key, r["values"].get("evidence", ()))


def _recorded(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    _put(cursor, row, p["records"])


def _kept(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT OR IGNORE INTO evidence (sha256, name, size, media, taken, seq) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (p["sha256"], p["name"], p["size"], p["media"], p["taken"], row.seq),
    )


def _rolled(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute("INSERT INTO year_closed (year, seq) VALUES (?, ?)", (p["year"], row.seq))
    _put(cursor, row, p["records"])


APPLY = {"recorded": _recorded, "evidence-kept": _kept, "year-rolled": _rolled}
