"""Tables `activity` and `program_entry`: what agencies do between two rounds."""

from __future__ import annotations

import sqlite3
from typing import Any

from civtui.ledger.chain import Row, canonical
from civtui.ledger.projections.records import use

TABLES = ("activity", "program_entry")
# field of an activity -> its column, where they are called differently
COLUMNS = {"on": "held"}
LISTS = frozenset({"evidence", "items"})


def _logged(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.executemany(
        "INSERT INTO activity (id, agency, held, kind, title, venue, people, leaders, evidence, "
        "items, seq) VALUES (:id, :agency, :on, :kind, :title, :venue, :people, :leaders, "
        ":evidence, :items, :seq)",
        [
            {
                **activity,
                "leaders": activity.get("leaders", ""),
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


def _corrected(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    for change in p["changes"]:
        field, now = change["field"], change["now"]
        value = canonical(now) if field in LISTS else now
        column = COLUMNS.get(field, field)
        cursor.execute(f"UPDATE activity SET {column} = ? WHERE id = ?", (value, p["activity"]))
        if field == "evidence":
            use(cursor, "activity", p["activity"], now)


def _entered(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    cursor.execute(
        "INSERT INTO program_entry (id, program, agency, form, entered, content, plugin, "
        "plugin_version, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET form = excluded.form, entered = excluded.entered, "
        "content = excluded.content, plugin = excluded.plugin, "
        "plugin_version = excluded.plugin_version, seq = excluded.seq",
        (
            *(p["entry"], p["program"], p["agency"], p["form"], row.effective),
            *(canonical(p["values"]), p["plugin"], p["plugin_version"], row.seq),
        ),
    )


APPLY = {
    "activities-logged": _logged,
    "activity-corrected": _corrected,
    "program-entered": _entered,
}
