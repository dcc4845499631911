"""Tables of rounds: the standard pinned, subjects, panel, marks and the counts kept with them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from typing import Any

from civtui.ledger.chain import Row, canonical
from civtui.ledger.statements import statements

TABLES = ("standard", "round", "round_subject", "round_assessor", "mark")


def _adopted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO standard (id, version, sha256, document) VALUES (?, ?, ?, ?)",
        (p["id"], p["version"], p["sha256"], canonical(p["document"])),
    )


def _opened(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    subjects, assessors = p["subjects"], p["assessors"]
    expected = [len(p["items"]) * _may_judge(cursor, a, subjects) for a in assessors]
    cursor.execute(
        statements("projections", "rounds")["round"],
        {
            **{k: v for k, v in p.items() if k not in ("subjects", "items", "assessors")},
            "opened": row.effective,
            "items_json": json.dumps(p["items"]),
            "subject_count": len(subjects),
            "assessor_count": len(assessors),
            "expected": sum(expected),
        },
    )
    cursor.executemany(
        "INSERT INTO round_subject (round, subject, ord, given) VALUES (?, ?, ?, 0)",
        [(p["round"], subject, place) for place, subject in enumerate(subjects, 1)],
    )
    cursor.executemany(
        "INSERT INTO round_assessor (round, assessor, name, agency, related, ord, expected, given) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        [
            (p["round"], a["id"], a["name"], a["agency"], json.dumps(a["related"]), place, due)
            for place, (a, due) in enumerate(zip(assessors, expected, strict=True), 1)
        ],
    )


def _may_judge(cursor: sqlite3.Cursor, assessor: dict[str, Any], subjects: list[str]) -> int:
    """Return how many subjects are of no agency that is closed to the assessor."""
    closed = {assessor["agency"], *assessor["related"]} - {None}
    if not closed:
        return len(subjects)
    open_to = 0
    for subject in subjects:
        owner = cursor.execute("SELECT agency FROM office WHERE id = ?", (subject,)).fetchone()
        open_to += (owner[0] if owner else subject) not in closed
    return open_to


def _closed(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    closed = row.effective if p["state"] == "closed" else None
    cursor.execute(
        "UPDATE round SET state = ?, closed = ? WHERE id = ?", (p["state"], closed, p["round"])
    )


def _recused(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    """Close subjects to a judge: nothing is expected there any more, marks there no longer count.

    The marks stay in their table, where the pipeline sets them aside.
    """
    sql, where = statements("projections", "rounds"), (p["round"], p["assessor"])
    related = json.loads(cursor.execute(sql["related"], where).fetchone()[0])
    given = {"round": p["round"], "assessor": p["assessor"], "of": p["subject"]}
    closed = [r[0] for r in cursor.execute(sql["subjects-of"], given)]
    items = len(json.loads(cursor.execute(sql["items"], (p["round"],)).fetchone()[0]))
    cursor.execute(sql["relate"], (json.dumps([*related, p["subject"]]), *where))
    for subject in closed:
        marks = cursor.execute(sql["marks-of"], (*where, subject)).fetchone()[0]
        cursor.execute(sql["count-round"], (-marks, p["round"]))
        cursor.execute(sql["count-subject"], (-marks, p["round"], subject))
        cursor.execute(sql["count-assessor"], (-marks, *where))
    due = items * len(closed)
    cursor.execute(sql["expect-round"], (-due, p["round"]))
    cursor.execute(sql["expect-assessor"], (-due, *where))


def _put(
    cursor: sqlite3.Cursor,
    row: Row,
    p: dict[str, Any],
) -> None:
    """Set or clear one cell and keep the three counts."""
    sql = statements("projections", "rounds")
    cell = (p["round"], p["subject"], p["item"], p["assessor"])
    was = cursor.execute(sql["before"], cell).fetchone() is not None
    if p["value"] is None:
        cursor.execute(sql["drop"], cell)
    else:
        cursor.execute(sql["put"], (*cell, p["value"], p["points"], row.seq))
    change = (p["value"] is not None) - was
    if change:
        cursor.execute(sql["count-round"], (change, p["round"]))
        cursor.execute(sql["count-subject"], (change, p["round"], p["subject"]))
        cursor.execute(sql["count-assessor"], (change, p["round"], p["assessor"]))


def _imported(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    """Put a slice of marks at once; the counts are taken anew from the table."""
    sql, name = statements("projections", "rounds"), p["round"]
    before = _counts(cursor, name, p["rows"])
    cursor.executemany(sql["put"], [(name, *mark, row.seq) for mark in p["rows"]])
    subjects: Counter[str] = Counter()
    assessors: Counter[str] = Counter()
    for subject, _item, assessor in {(m[0], m[1], m[2]) for m in p["rows"]} - before:
        subjects[subject] += 1
        assessors[assessor] += 1
    cursor.execute(sql["count-round"], (subjects.total(), name))
    cursor.executemany(sql["count-subject"], [(n, name, s) for s, n in subjects.items()])
    cursor.executemany(sql["count-assessor"], [(n, name, a) for a, n in assessors.items()])


def _counts(cursor: sqlite3.Cursor, name: str, rows: list[list[Any]]) -> set[tuple[str, str, str]]:
    """Return which cells of the slice's subjects hold a mark already."""
    held: set[tuple[str, str, str]] = set()
    for subject in {row[0] for row in rows}:
        held.update(
            cursor.execute(
                "SELECT subject, item, assessor FROM mark WHERE round = ? AND subject = ?",
                (name, subject),
            )
        )
    return held


APPLY = {
    "standard-adopted": _adopted,
    "round-opened": _opened,
    "round-closed": _closed,
    "recused": _recused,
    "marked": _put,
    "mark-taken-back": _put,
    "marks-imported": _imported,
}
