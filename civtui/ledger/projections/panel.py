"""Tables of a panel's work: shares, skips, notes, submitted sheets; and the counts of a round."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from civtui.ledger.chain import Row
from civtui.ledger.statements import statements

TABLES = ("round_share", "mark_skip", "mark_note")


def recount(cursor: sqlite3.Cursor, name: str) -> None:
    """Take the counts of round `name` anew: what is expected, and the marks given that count."""
    sql = statements("projections", "panel")
    for statement in ("recount-assessors", "recount-subjects", "recount-round"):
        cursor.execute(sql[statement], (name,))


def _dealt(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    sql, name = statements("projections", "panel"), p["round"]
    cursor.execute(sql["deal"], (p["per_subject"], name))
    cursor.execute(sql["clear-shares"], (name,))
    cursor.executemany(sql["share"], [(name, a, s) for a, share in p["shares"] for s in share])
    recount(cursor, name)


def _handed_over(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    sql, name = statements("projections", "panel"), p["round"]
    newcomer = p["newcomer"]
    if newcomer:
        related = json.dumps(newcomer["related"])
        cursor.execute(sql["join"], {**newcomer, "round": name, "related": related})
        cursor.execute(sql["more-judges"], (name,))
    cursor.executemany(sql["unshare"], [(name, p["assessor"], s) for s in p["subjects"]])
    gained = (*p["subjects"], *p["anchors"])
    cursor.executemany(sql["share"], [(name, p["to"], s) for s in gained])
    recount(cursor, name)


def _skipped(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    sql = statements("projections", "panel")
    cell = (p["round"], p["assessor"], p["subject"], p["item"])
    if p["skipped"]:
        cursor.execute(sql["skip"], (*cell, row.why, row.seq))
    else:
        cursor.execute(sql["unskip"], cell)


def _noted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    sql = statements("projections", "panel")
    cell = (p["round"], p["assessor"], p["subject"], p["item"])
    if p["text"]:
        cursor.execute(sql["note"], (*cell, p["text"], row.seq))
    else:
        cursor.execute(sql["unnote"], cell)


def _submitted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    day = row.effective if row.kind == "sheet-submitted" else None
    sql = statements("projections", "panel")["submit"]
    cursor.execute(sql, (day, p["round"], p["assessor"]))


APPLY = {
    "dealt": _dealt,
    "handed-over": _handed_over,
    "skipped": _skipped,
    "noted": _noted,
    "sheet-submitted": _submitted,
    "sheet-unlocked": _submitted,
}
