"""Tables of rounds: the standard pinned, subjects, panel, marks and the counts kept with them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from typing import Any

from civtui.ledger.chain import Row, canonical
from civtui.ledger.projections import deeds
from civtui.ledger.projections.panel import recount
from civtui.ledger.statements import statements

NESTED = ("subjects", "anchors", "items", "assessors", "options")
TABLES = ("standard", "round", "round_subject", "round_assessor", "mark")


def _adopted(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO standard (id, version, sha256, document) VALUES (?, ?, ?, ?)",
        (p["id"], p["version"], p["sha256"], canonical(p["document"])),
    )


def _opened(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    subjects, assessors = p["subjects"], p["assessors"]
    cursor.execute(
        statements("projections", "rounds")["round"],
        {
            **{k: v for k, v in p.items() if k not in NESTED},
            "opened": row.effective,
            "items_json": json.dumps(p["items"]),
            "anchors_json": json.dumps(p["anchors"]),
            "subject_count": len(subjects),
            "assessor_count": len(assessors),
        },
    )
    pinned = (canonical(p.get("options", {})), p.get("sheet", 1), p["round"])
    cursor.execute(statements("projections", "rounds")["pin"], pinned)
    cursor.executemany(
        statements("projections", "rounds")["subject"],
        [(p["round"], s, place, s in p["anchors"], s, s) for place, s in enumerate(subjects, 1)],
    )
    cursor.executemany(
        "INSERT INTO round_assessor (round, assessor, name, agency, related, ord, expected, given) "
        "VALUES (?, ?, ?, ?, ?, ?, 0, 0)",
        [
            (p["round"], a["id"], a["name"], a["agency"], json.dumps(a["related"]), place)
            for place, a in enumerate(assessors, 1)
        ],
    )
    recount(cursor, p["round"])


def _closed(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    closed = row.effective if p["state"] == "closed" else None
    cursor.execute(
        "UPDATE round SET state = ?, closed = ?, gap = ? WHERE id = ?",
        (p["state"], closed, p.get("gap", ""), p["round"]),
    )


def _corrected(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    for change in p["changes"]:  # a field is called as its column
        cursor.execute(
            f"UPDATE round SET {change['field']} = ? WHERE id = ?", (change["now"], p["round"])
        )


def _recused(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    """Close subjects to a judge: nothing is expected there any more, marks there no longer count.

    The marks stay in their table, where the pipeline sets them aside.
    """
    sql, where = statements("projections", "rounds"), (p["round"], p["assessor"])
    related = json.loads(cursor.execute(sql["related"], where).fetchone()[0])
    cursor.execute(sql["relate"], (json.dumps([*related, p["subject"]]), *where))
    recount(cursor, p["round"])
    deeds.beyond(cursor, row, p["round"], {p["assessor"]}, "recusal")


def _put(
    cursor: sqlite3.Cursor,
    row: Row,
    p: dict[str, Any],
) -> None:
    """Set or clear one cell and keep the three counts, where the pair counts at all."""
    sql, panel = statements("projections", "rounds"), statements("projections", "panel")
    cell = (p["round"], p["subject"], p["item"], p["assessor"])
    before = deeds.held(cursor, p)
    was = before.mark is not None
    origin: int | None
    if row.kind == "marked":
        origin = deeds.done(cursor, row, p, "mark", before)
    else:
        origin = deeds.taken_back(cursor, row, p, (p["value"], p["skip"] or None, None))
    cursor.execute(panel["unskip"], (p["round"], p["assessor"], p["subject"], p["item"]))
    if p["value"] is not None:
        cursor.execute(sql["put"], (*cell, p["value"], p["points"], row.seq, origin))
    else:
        cursor.execute(sql["drop"], cell)
        if p["skip"]:
            key = (p["round"], p["assessor"], p["subject"], p["item"])
            cursor.execute(panel["skip"], (*key, p["skip"], row.seq, origin))
        else:
            deeds.emptied(cursor, row, p, origin)
    change = (p["value"] is not None) - was
    pair = (p["round"], p["assessor"], p["subject"])
    if change and cursor.execute(panel["due"], pair).fetchone():
        cursor.execute(sql["count-round"], (change, p["round"]))
        cursor.execute(sql["count-subject"], (change, p["round"], p["subject"]))
        cursor.execute(sql["count-assessor"], (change, p["round"], p["assessor"]))


def _imported(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    """Put a slice of marks at once, and count those that are new and of a pair that counts."""
    sql, panel = statements("projections", "rounds"), statements("projections", "panel")
    name = p["round"]
    before = _held(cursor, name, p["rows"])
    due = {
        (assessor, subject)
        for subject in {mark[0] for mark in p["rows"]}
        for (assessor,) in cursor.execute(panel["due-of"], (name, subject))
    }
    cursor.executemany(sql["put"], [(name, *mark, row.seq, row.seq) for mark in p["rows"]])
    skipped = set(cursor.execute(panel["skips"], (name,)))
    ended = skipped and skipped.intersection((m[2], m[0], m[1]) for m in p["rows"])
    cursor.executemany(panel["unskip"], [(name, *cell) for cell in ended])
    subjects: Counter[str] = Counter()
    assessors: Counter[str] = Counter()
    for subject, _item, assessor in {(m[0], m[1], m[2]) for m in p["rows"]} - before:
        if (assessor, subject) in due:
            subjects[subject] += 1
            assessors[assessor] += 1
    cursor.execute(sql["count-round"], (subjects.total(), name))
    cursor.executemany(sql["count-subject"], [(n, name, s) for s, n in subjects.items()])
    cursor.executemany(sql["count-assessor"], [(n, name, a) for a, n in assessors.items()])
    deeds.imported(cursor, row, p)


def _held(cursor: sqlite3.Cursor, name: str, rows: list[list[Any]]) -> set[tuple[str, str, str]]:
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
    "round-corrected": _corrected,
    "round-closed": _closed,
    "recused": _recused,
    "marked": _put,
    "mark-taken-back": _put,
    "marks-imported": _imported,
}
