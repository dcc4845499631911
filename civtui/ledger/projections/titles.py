"""Tables `title`, `decision`, `card` and `veto`: who holds what, since when, by whose word."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from civtui.ledger.chain import Row

TABLES = ("title", "decision", "card", "veto")


def _decided(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO decision (id, body, agency, matter, honor, subjects, outcome, session, "
        "decided, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(p[k] for k in ("decision", "body", "agency", "matter", "honor")),
            json.dumps(p["subjects"], ensure_ascii=False),
            *(p["outcome"], p["session"], row.effective, row.seq),
        ),
    )


def _granted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.executemany(
        "INSERT INTO title (holder, honor, since, until, awarded_by, decision, seq) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (h, p["honor"], row.effective, p["until"], p["awarded_by"], p["decision"], row.seq)
            for h in p["holders"]
        ],
    )


def _withdrawn(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.executemany(
        "UPDATE title SET ended = ?, cause = ? WHERE holder = ? AND honor = ? AND ended IS NULL",
        [(row.effective, p["cause"], holder, p["honor"]) for holder in p["holders"]],
    )


def _carded(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO card (id, agency, opened, cause, demands, term_ends, decision, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 'open')",
        (
            *(p["card"], p["agency"], row.effective),
            *(p["cause"], p["demands"], p["term_ends"], p["decision"]),
        ),
    )


def _card_ended(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    if p["outcome"] == "prolonged":
        cursor.execute("UPDATE card SET term_ends = ? WHERE id = ?", (p["term_ends"], p["card"]))
        return
    cursor.execute(
        "UPDATE card SET state = ?, ended = ? WHERE id = ?",
        (p["outcome"], row.effective, p["card"]),
    )


def _vetoed(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO veto (seq, agency, happened, event, months) VALUES (?, ?, ?, ?, ?)",
        (row.seq, p["agency"], row.effective, p["event"], p["months"]),
    )


APPLY = {
    "decided": _decided,
    "granted": _granted,
    "withdrawn": _withdrawn,
    "carded": _carded,
    "card-ended": _card_ended,
    "vetoed": _vetoed,
}
