"""What is said of the registry and of corrections: what stood, and what stands instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from civtui.ledger import queries
from civtui.model.registers import ACTIVITY
from civtui.model.text import Message, msg
from civtui.workspace.fact_words.words import aside, counts, more
from civtui.workspace.reading.names import Names, Said, clipped, file_of, honor
from civtui.workspace.session import Workspace

Payload = dict[str, Any]
# what people call the fields of an agency or office, in the order in which changes are told
AGENCY_FIELDS = {
    **{
        id_: msg(f"verbs/agency.agency.correct.{id_}")
        for id_ in ("name", "short", "code", "sector", "category")
    },
    **{id_: msg(f"facts.field-{id_}") for id_ in ("order", "declared_offices", "staff")},
}
PERSONS = {
    "chief": msg("verbs/agency.agency.correct-people.chief"),
    "contact": msg("verbs/agency.agency.correct-people.reporter"),
    "head": msg("verbs/office.office.correct.head"),
}
OFFICE_FIELDS = {**AGENCY_FIELDS, "name": msg("facts.key-name")}
ADDED = "verbs/activity.activity.add."
ACTIVITY_FIELDS = {
    "agency": msg("verbs.field-agency"),
    **{
        id_: msg(ADDED + id_)
        for id_ in (
            "title",
            "on",
            "kind",
            "venue",
            "people",
            "leaders",
            "items",
            "evidence",
            "organ",
        )
    },
    "entry": msg("verbs.field-entry"),
}
CHOSEN = {field.id: field.choices for field in ACTIVITY.fields if field.choices}
PIECES = frozenset({"items", "evidence"})


def changed(title: Said, was: object, now: object) -> Message:
    """Return that a field held one value and holds another."""
    nothing = msg("facts.nothing")
    return msg("facts.changed", field=title, was=was or nothing, now=now or nothing)


# --- the registry ---


def _registered(names: Names, p: Payload, seq: int) -> Said:
    agencies, offices, titles = p["agencies"], p["offices"], p["titles"]
    bodies = [*agencies, *offices]
    if len(bodies) == 1 and not titles:
        said = _one(names, bodies[0], seq, corrected=not p["source"])
    elif not bodies and len(titles) == 1:
        said = _opened(names, titles[0])
    else:
        many = counts(agencies=len(agencies), offices=len(offices), titles=len(titles))
        said = msg("facts.registered", counts=many)
    return aside(said, file_of(p["source"]))


def _one(names: Names, body: Payload, seq: int, *, corrected: bool) -> Said:
    """Return what is said of one agency or office: that it is new, or what of it is another."""
    before = names.body(body["id"], seq - 1)
    if before is None:
        return msg("facts.registered-one", name=_as_written(names, body))
    fields = OFFICE_FIELDS if "agency" in body else AGENCY_FIELDS
    found = [
        changed(title, before.get(key), body[key])
        for key, title in fields.items()
        if body.get(key) is not None and body[key] != before.get(key)
    ]
    # who they are is told nowhere: the ledger keeps it beside, where it can be erased
    persons = [
        title
        for key, title in PERSONS.items()
        if body.get(key) is not None and body[key] != before.get(key)
    ]
    name = names.holder(body["id"])
    if corrected and persons and not found:
        return msg("facts.corrected-persons", name=name, persons=persons)
    told = msg(f"facts.{'corrected' if corrected and found else 'registered-one'}", name=name)
    return more(told, [*found, *persons]) if found else told


def _as_written(names: Names, body: Payload) -> Said:
    """Return a new agency's or office's name in the fact's own words."""
    name = str(body.get("short") or body["name"])
    return f"{names.holder(body['agency'])}/{name}" if "agency" in body else name


def _opened(names: Names, title: Payload) -> Said:
    said = msg(
        "facts.registered-title", holder=names.holder(title["holder"]), honor=honor(title["honor"])
    )
    was = title.get("was")
    return more(said, changed(SINCE, was, title["since"])) if was else said


def _body_removed(names: Names, p: Payload, seq: int) -> Said:
    called = f"{names.holder(p['agency'])}/{p['name']}" if p["agency"] else p["name"]
    return aside(msg("facts.body-removed", name=called), *going_along(names.ws, p, seq))


def going_along(ws: Workspace, p: Payload, seq: int) -> list[Message]:
    """Return how many offices and titles go with a body; those that were out before go no more.

    Args:
        p: `holder`, its `offices` that ever were, and the `titles` of all of them by their holder.
        seq: the fact that takes it out.
    """
    given = {"id": p["holder"], "seq": seq}
    out = {one for (one,) in queries.rows(ws.ledger, "voiding", "offices-out-before", given)}
    titles = [one for one in p["titles"] if one["holder"] not in out]
    return counts(offices=len({*p["offices"]} - out), titles=len(titles))


# --- titles of the start ---

SINCE = msg("verbs/honor.honor.correct.since")
STATES: dict[str, Message] = {
    "holder": msg("facts.field-holder"),
    "honor": msg("facts.field-honor"),
    "since": SINCE,
    "until": msg("verbs.field-until"),
}


def _title_corrected(names: Names, p: Payload) -> Said:
    first, *others = changes(names, p)
    for other in others:
        first = msg("facts.and-then", said=first, more=other)
    return first


def _title(names: Names, was: Payload | None, now: Payload | None) -> Said:
    state = was or now or {}
    whose = {"holder": names.holder(state["holder"]), "honor": honor(state["honor"])}
    if now is None:
        return msg("facts.title-never", since=state["since"], **whose)
    if was is None:
        return msg("facts.title-too", since=state["since"], **whose)
    return more(msg("facts.title-corrected", **whose), list(_states(names, was, now)))


def _states(names: Names, was: Payload, now: Payload) -> Iterator[Message]:
    ways: dict[str, Callable[[Any], Said]] = {"holder": names.holder, "honor": honor}
    for key, title in STATES.items():
        if was[key] != now[key]:
            way = ways.get(key, str)
            yield changed(title, *(way(one[key]) if one[key] else "" for one in (was, now)))


# --- activities ---


def _activity_corrected(names: Names, p: Payload) -> Said:
    agency, title = names.activity(p["activity"])
    said = msg("facts.activity-corrected", agency=agency, title=clipped(title))
    return more(said, changes(names, p))


def _activity_removed(names: Names, p: Payload) -> Said:
    return msg(
        "facts.activity-removed", agency=names.holder(p["agency"]), title=clipped(p["title"])
    )


def changes(names: Names, p: Payload) -> list[Said]:
    """Return what a correction changes, one by one."""
    if "round" in p:
        return [changed(ROUND_FIELDS[one["field"]], one["was"], one["now"]) for one in p["changes"]]
    if "activity" in p:
        return [_field(names, one["field"], one["was"], one["now"]) for one in p["changes"]]
    return [_title(names, one["was"], one["now"]) for one in p["changes"]]


def _field(names: Names, field: str, was: Any, now: Any) -> Message:
    title = ACTIVITY_FIELDS[field]
    if field in PIECES:
        gone, come = ([x for x in one if x not in other] for one, other in ((was, now), (now, was)))
        if field == "items":  # named after the profile: the list of facts does not wait for that
            return msg("facts.items-changed", field=title, gone=len(gone), come=len(come))
        said = [
            msg(f"facts.pieces-{key}", pieces=names.evidence(some))
            for key, some in (("gone", gone), ("come", come))
            if some
        ]
        return msg("facts.pieces-changed", field=title, said=said)
    if field == "agency":
        return changed(title, names.holder(was), names.holder(now))
    if field in CHOSEN:
        known = {choice.id: choice.title for choice in CHOSEN[field]}
        return changed(title, known.get(was, was), known.get(now, now))
    return changed(title, *("" if value is None else clipped(str(value)) for value in (was, now)))


# --- rounds ---

ROUND_FIELDS = {
    "name": msg("verbs/round.round.new.title"),
    "due": msg("verbs/round.round.new.due"),
}


def _round_corrected(names: Names, p: Payload) -> Said:
    return more(msg("facts.round-corrected", round=names.round(p["round"])), changes(names, p))


AGAINST: dict[str, Callable[[Names, Payload, int], Said]] = {
    "registered": _registered,
    "body-removed": _body_removed,
}
KINDS: dict[str, Callable[[Names, Payload], Said]] = {
    "title-corrected": _title_corrected,
    "activity-corrected": _activity_corrected,
    "activity-removed": _activity_removed,
    "round-corrected": _round_corrected,
}
