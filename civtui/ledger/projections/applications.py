"""Tables `application`, `notice` and `objection`: titles on their way."""

from __future__ import annotations

import sqlite3
from typing import Any

from civtui.ledger.chain import Row, canonical
from civtui.ledger.projections.titles import begin, tell

TABLES = ("application", "notice", "objection")


def move(cursor: sqlite3.Cursor, row: Row, case: str, state: str, **columns: object) -> None:
    """Bring an application into `state` on the day of the fact, and set `columns`."""
    values = {"state": state, "stepped": row.effective, **columns}
    sets = ", ".join(f"{column} = :{column}" for column in values)
    cursor.execute(f"UPDATE application SET {sets} WHERE id = :id", {**values, "id": case})


def _applied(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO application (id, honor, agency, renewal, applied, state, stepped, seq) "
        "VALUES (?, ?, ?, ?, ?, 'applied', ?, ?)",
        (
            *(p["case"], p["honor"], p["agency"], p["renewal"]),
            *(row.effective, row.effective, row.seq),
        ),
    )


def _checked(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    state = "checked" if p["outcome"] == "passed" else "check-failed"
    move(cursor, row, p["case"], state, score=p["score"])


def _closed(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    move(cursor, row, p["case"], p["cause"])


def _posted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO notice (id, posted, days, counting, first, last, cases, seq) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(p["notice"], row.effective, p["days"], p["counting"], p["first"], p["last"]),
            *(canonical(p["cases"]), row.seq),
        ),
    )
    for case in p["cases"]:
        move(cursor, row, case, "noticed", notice=p["notice"])


def _objected(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO objection (id, notice, application, received, signed, person, matter, seq) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(p["objection"], p["notice"], p["case"], row.effective),
            *(p["signed"], p["person"], p["matter"], row.seq),
        ),
    )


def _handled(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "UPDATE objection SET outcome = ?, finding = ?, handled = ? WHERE id = ?",
        (p["outcome"], p["finding"], row.effective, p["objection"]),
    )


def _submitted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    for case in p["cases"]:
        move(cursor, row, case, "submitted", document=p["document"])


def _result(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    """Record the higher body's answer; what it granted begins on that day, or is kept.

    Where a merger ended the application beside another one, the title is the successor's.
    """
    if p["outcome"] == "refused":
        move(cursor, row, p["case"], "refused-above", result=p["document"])
        return
    move(cursor, row, p["case"], "granted", result=p["document"], granted=p["honor"])
    found = cursor.execute(
        "SELECT agency, decision FROM application WHERE id = ?", (p["case"],)
    ).fetchone()
    title = (_today(cursor, found[0]), p["honor"])
    held = cursor.execute(
        "SELECT 1 FROM title WHERE holder = ? AND honor = ? AND ended IS NULL", title
    ).fetchone()
    if held:
        cursor.execute(
            "UPDATE title SET until = ? WHERE holder = ? AND honor = ? AND ended IS NULL",
            (p["until"], *title),
        )
    else:
        begin(cursor, row, [title], decision=found[1], by=p["by"], until=p["until"])
    event = "kept" if held else "granted"
    tell(cursor, row, event, [title], decision=found[1], document=p["document"])


def _today(cursor: sqlite3.Cursor, agency: str) -> str:
    """Return who goes on with an agency that was merged, the agency itself where it was not."""
    while found := cursor.execute(
        "SELECT d.child FROM descent AS d JOIN agency ON agency.id = d.parent "
        "WHERE d.form = 'merged' AND d.parent = ? AND agency.ended IS NOT NULL",
        (agency,),
    ).fetchone():
        agency = found[0]
    return agency


APPLY = {
    "applied": _applied,
    "case-checked": _checked,
    "case-closed": _closed,
    "notice-posted": _posted,
    "objection-received": _objected,
    "objection-handled": _handled,
    "submitted": _submitted,
    "result-received": _result,
}
