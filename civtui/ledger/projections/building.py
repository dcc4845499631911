"""Tables `activity` and `program_entry`: what agencies do between two rounds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from civtui.ledger.chain import Row, canonical
from civtui.ledger.projections.records import use
from civtui.ledger.statements import statements

TABLES = ("activity", "program_entry")
# field of an activity -> its column, where they are called differently
COLUMNS = {"on": "held"}
# keys that facts of earlier releases lack
LATER = {"leaders": "", "organ": "", "entry": ""}
LISTS = frozenset({"evidence", "items"})


def _logged(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.executemany(
        statements("projections", "building")["activity"],
        [
            {
                **LATER,
                **activity,
                "evidence": canonical(activity.get("evidence", [])),
                "items": canonical(activity.get("items", [])),
                "seq": row.seq,
            }
            for activity in p["activities"]
        ],
    )
    for activity in p["activities"]:
        if activity.get("evidence"):
            use(cursor, "activity", activity["id"], activity["evidence"])
    settle(cursor, {activity["agency"] for activity in p["activities"]})
    settle(cursor, _owners(cursor, [a.get("entry") for a in p["activities"]]))


def _corrected(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    whose = _agency(cursor, p["activity"])
    for change in p["changes"]:
        field, now = change["field"], change["now"]
        value = canonical(now) if field in LISTS else now
        column = COLUMNS.get(field, field)
        cursor.execute(f"UPDATE activity SET {column} = ? WHERE id = ?", (value, p["activity"]))
        if field == "evidence":
            use(cursor, "activity", p["activity"], now)
        if field == "entry":
            settle(cursor, _owners(cursor, [change["was"], now]))
    settle(cursor, {whose, _agency(cursor, p["activity"])})


def _removed(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    found = cursor.execute(
        "SELECT agency, entry FROM activity WHERE id = ?", (p["activity"],)
    ).fetchone()
    if found is None:
        return
    use(cursor, "activity", p["activity"], ())
    cursor.execute("DELETE FROM activity WHERE id = ?", (p["activity"],))
    settle(cursor, {found[0], *_owners(cursor, [found[1]])})


def _entered(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    sql = statements("projections", "building")
    told = p.get("activity")
    stood = cursor.execute(sql["told"], (p["entry"],)).fetchone()
    given = {**p, "entered": row.effective, "content": canonical(p["values"]), "seq": row.seq}
    cursor.execute(sql["entry"], {**given, "activity": canonical(told) if told else ""})
    if "activity" not in p:
        cursor.execute(sql["early-entry"], (p["entry"],))
    # with a day it is an activity, which uses them
    use(cursor, "entry", p["entry"], () if told else _pieces(cursor, p["values"]))
    now = cursor.execute(sql["told"], (p["entry"],)).fetchone()
    if stood or now:  # one that tells of nothing, and told of nothing before, changes no activity
        settle(cursor, {p["agency"]})


def _pieces(cursor: sqlite3.Cursor, values: dict[str, Any]) -> list[str]:
    """Return the evidence in the store that the values of an entry name."""
    found = [one for value in values.values() if isinstance(value, list) for one in value]
    kept = cursor.execute(
        "SELECT sha256 FROM evidence WHERE sha256 IN (SELECT value FROM json_each(?))",
        (canonical(found),),
    )
    return [sha256 for (sha256,) in kept]


def settle(cursor: sqlite3.Cursor, agencies: set[str]) -> None:
    """Let each entry of a culture program that has a day be one activity of its agency.

    One that was logged by hand as well is linked to it, so that it counts once: the activity names
    the entry, or has its day and title.
    """
    sql = statements("projections", "building")
    for agency in sorted(agencies & _with_entries(cursor)):
        gone = cursor.execute(
            "SELECT id FROM activity WHERE entry = id AND agency = ? AND evidence <> '[]'",
            (agency,),
        ).fetchall()
        for (id_,) in gone:
            use(cursor, "activity", id_, ())
        cursor.execute(sql["undone"], {"agency": agency})
        cursor.execute(sql["happened"], {"agency": agency})
        for id_, evidence in cursor.execute(sql["with-evidence"], {"agency": agency}).fetchall():
            use(cursor, "activity", id_, json.loads(evidence))


def _with_entries(cursor: sqlite3.Cursor) -> set[str]:
    """Return the agencies that entered something: no other has an activity by an entry."""
    return {agency for (agency,) in cursor.execute("SELECT DISTINCT agency FROM program_entry")}


def _owners(cursor: sqlite3.Cursor, entries: Iterable[str | None]) -> set[str]:
    sql = statements("projections", "building")["linked"]
    found = (cursor.execute(sql, (entry,)).fetchone() for entry in entries if entry)
    return {row[0] for row in found if row}


def _agency(cursor: sqlite3.Cursor, activity: str) -> str:
    row = cursor.execute("SELECT agency FROM activity WHERE id = ?", (activity,)).fetchone()
    return str(row[0]) if row else ""


APPLY = {
    "activities-logged": _logged,
    "activity-corrected": _corrected,
    "activity-removed": _removed,
    "program-entered": _entered,
}
