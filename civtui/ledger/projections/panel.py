"""Tables of a panel's work: shares, skips, notes, submitted sheets; and the counts of a round."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from civtui.ledger.chain import Row
from civtui.ledger.projections import deeds
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
    deeds.beyond(cursor, row, name, {judge for judge, _ in p["shares"]}, "deal")


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
    deeds.beyond(cursor, row, name, {p["assessor"], p["to"]}, "hand-over")


def _skipped(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    sql = statements("projections", "panel")
    cell = (p["round"], p["assessor"], p["subject"], p["item"])
    was = deeds.held(cursor, p)
    origin: int | None
    if p["undoes"]:
        shown = (was.mark, row.why if p["skipped"] else None, None)
        origin = deeds.taken_back(cursor, row, p, shown)
    else:
        origin = deeds.done(cursor, row, p, "skip" if p["skipped"] else "unskip", was)
    if p["skipped"]:
        cursor.execute(sql["skip"], (*cell, row.why, row.seq, origin))
    else:
        cursor.execute(sql["unskip"], cell)
        deeds.emptied(cursor, row, p, origin)


def _noted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    sql = statements("projections", "panel")
    cell = (p["round"], p["assessor"], p["subject"], p["item"])
    origin: int | None
    if p["undoes"]:
        shown = (None, None, p["text"] or None)
        origin = deeds.taken_back(cursor, row, p, shown, noting=True)
    else:
        was = deeds.held(cursor, p, noting=True)
        origin = deeds.done(cursor, row, p, "note", was, noting=True)
    if p["text"]:
        cursor.execute(sql["note"], (*cell, p["text"], row.seq, origin))
    else:
        cursor.execute(sql["unnote"], cell)
        deeds.emptied(cursor, row, p, origin, noting=True)


def _submitted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    handed_in = row.kind == "sheet-submitted"
    day = row.effective if handed_in else None
    sql = statements("projections", "panel")["submit"]
    cursor.execute(sql, (day, p["round"], p["assessor"]))
    kind = "submit" if handed_in else "unlock"
    deeds.beyond(cursor, row, p["round"], {p["assessor"]}, kind)


APPLY = {
    "dealt": _dealt,
    "handed-over": _handed_over,
    "skipped": _skipped,
    "noted": _noted,
    "sheet-submitted": _submitted,
    "sheet-unlocked": _submitted,
}
