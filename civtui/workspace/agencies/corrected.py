"""What files said of agencies, offices and opening titles before somebody corrected it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from civtui.exchange.plan import Corrected
from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.workspace.agencies.taken_out import Out
from civtui.workspace.agencies.trail import Key, Trail, correction_of, said_of
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.dependents import payload_of

TEXTS = ("name", "short", "category", "code", "sector")
# person of a record -> the fields of a file that say it: name, telephone
PERSONS = {"chief": ("chief", "chief-phone"), "contact": ("contact", "phone"), "head": ("head", "")}
DAYS = ("since", "until")


def overturned(ws: Workspace) -> Mapping[Key, Corrected]:
    """Return what corrections that stand overturned: (id, or holder and honor; field) -> what."""
    rows = [*map(Row._make, queries.rows(ws.ledger, "voiding", "registry-said"))]
    if not any(_corrects(row) for row in rows):
        return {}
    trail, persons = Trail(), dict[str, tuple[str, str]]()
    for token, name, phone in queries.rows(ws.ledger, "agencies", "persons"):
        persons[token] = name or "", phone or ""
    for row in rows:
        p, by = payload_of(row), correction_of(row) if _corrects(row) else None
        if row.kind == "title-corrected":
            for change in p["changes"]:
                _title_corrected(trail, change["was"], change["now"], correction_of(row))
            continue
        for record in (*p["agencies"], *p["offices"]):
            for field, value in _said(record, persons):
                trail.say((record["id"], field), value, by)
        for title in p["titles"]:
            _say_days(trail, {**title, "since": title["since"] or row.effective}, None)
    return {key: one for key in trail.now if (one := _corrected(trail, key))}


def _corrects(row: Row) -> bool:
    """Return whether a person corrected something: with a reason, and no file."""
    return row.kind == "title-corrected" or bool(row.why and not payload_of(row)["source"])


def _said(record: Mapping[str, Any], persons: Mapping[str, tuple[str, str]]) -> Iterator[Key]:
    """Yield what a record says, field by field; a field left None stays as it was."""
    yield from ((one, record[one]) for one in TEXTS if record.get(one) is not None)
    for one, fields in PERSONS.items():
        person = persons.get(record.get(one) or "")
        if person:
            yield from ((field, said) for field, said in zip(fields, person, strict=True) if field)


def _title(state: Mapping[str, Any]) -> str:
    return f"{state['holder']} {state['honor']}"


def _say_days(trail: Trail, state: Mapping[str, Any], by: Out | None) -> None:
    for day in DAYS:
        trail.say((_title(state), day), state.get(day) or "", by)


def _title_corrected(
    trail: Trail, was: Mapping[str, Any] | None, now: Mapping[str, Any] | None, by: Out
) -> None:
    if was and now and _title(was) != _title(now):
        for day in DAYS:
            trail.move((_title(was), day), (_title(now), day))
    elif was and not now:
        for day in DAYS:
            trail.drop((_title(was), day))
    if now:
        _say_days(trail, now, by)


def _corrected(trail: Trail, key: Key) -> Corrected | None:
    before = trail.before(key)
    if not before:
        return None
    id_, field = key
    now = trail.now[key]
    own = next((pair for pair in PERSONS.values() if pair[1] == field), None)
    whose = trail.now.get((id_, own[0]), "") if own else ""
    return Corrected(now, frozenset(before), said_of(trail.corrected(key), now), whose)
