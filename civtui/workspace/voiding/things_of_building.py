"""What facts of the building year have to do with: activities, entries, registers, evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from civtui.model.registers import REGISTERS
from civtui.model.registers.culture import EXEMPLAR
from civtui.workspace.voiding.courses import Payload, Things, all_of, texts_of, written

SHA256 = re.compile(r"[0-9a-f]{64}")


def _logged(p: Payload) -> Things:
    return Things(
        makes=all_of("activity", (a["id"] for a in p["activities"])),
        rests=all_of("body", (a["agency"] for a in p["activities"])),
        names=all_of("evidence", (piece for a in p["activities"] for piece in a["evidence"]))
        | all_of("entry", (a["entry"] for a in p["activities"] if a.get("entry"))),
    )


def _activity_corrected(p: Payload) -> Things:
    changed = {change["field"]: change for change in p["changes"]}
    whose, pieces, entry = (changed.get(field) for field in ("agency", "evidence", "entry"))
    return Things(
        about=all_of("activity-course", [p["activity"]]),
        rests=all_of("body", [whose["was"], whose["now"]] if whose else []),
        names=all_of("activity", [p["activity"]])
        | all_of("evidence", pieces["now"] if pieces else [])
        | all_of("entry", [entry["now"]] if entry and entry["now"] else []),
    )


def _activity_removed(p: Payload) -> Things:
    gone = all_of("activity", [p["activity"]])
    return Things(
        about=all_of("activity-course", [p["activity"]]),
        names=gone,
        changes=gone,
        rests=all_of("body", [p["agency"]]),
    )


def _entered(p: Payload) -> Things:
    values = [one for value in p["values"].values() if isinstance(value, list) for one in value]
    return Things(
        # an entry with a day is an activity too, under the same id
        makes=all_of("entry", [p["entry"]]) | all_of("activity", [p["entry"]]),
        about=written("entry", [p["entry"]]),
        names=all_of("body", [p["agency"]]) | all_of("evidence", values),
    )


def _recorded(p: Payload) -> Things:
    records = p["records"]
    keys = [f"{one['noun']} {one['id']}" for one in records]
    texts = {text for record in records for text in texts_of(record["values"])}
    pieces = (text for text in texts if SHA256.fullmatch(text))
    # a text that is the id of a record may be that of any register's
    others = (f"{register} {text}" for text in texts if "/" in text for register in REGISTERS)
    bodies = all_of("body", texts | {record["agency"] for record in records})
    # an exemplar asked which titles its agency or office holds, the others that it is there
    asks = any(record["noun"] == EXEMPLAR.id for record in records)
    return Things(
        makes=all_of("record", keys),
        about=written("record", keys),
        names=all_of("record", others)
        | all_of("evidence", pieces)
        | all_of("round", (one["values"].get("round") for one in records))
        | (bodies if asks else frozenset()),
        changes=all_of(
            "record", (key for key, one in zip(keys, records, strict=True) if one.get("gone"))
        ),
        feeds=_years(r["year"] for r in records),
        rests=bodies,
    )


def _kept(p: Payload) -> Things:
    return Things(makes=all_of("evidence", [p["sha256"]]))


def _years(years: Iterable[int | None]) -> frozenset[str]:
    return all_of("year", map(str, (year for year in years if year is not None)))


def _rolled(p: Payload) -> Things:
    # what is there in the next year already is not carried into it
    found = _recorded(p)
    return found._replace(about=found.about | {"years"}, needs=_years([p["year"], p["year"] + 1]))


ALONE: dict[str, Callable[[Payload], Things]] = {
    "activities-logged": _logged,
    "activity-corrected": _activity_corrected,
    "activity-removed": _activity_removed,
    "program-entered": _entered,
    "recorded": _recorded,
    "evidence-kept": _kept,
    "year-rolled": _rolled,
}
