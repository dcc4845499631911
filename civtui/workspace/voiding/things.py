"""What each kind of fact has to do with: the one table from which it follows what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from civtui.workspace.building.exemplars import EXEMPLAR
from civtui.workspace.names import BY_POLICY
from civtui.workspace.titles.applicant_scores import TYPED
from civtui.workspace.voiding.courses import (
    Courses,
    Payload,
    Things,
    asked,
    course,
    results_of,
    texts_of,
)

SHA256 = re.compile(r"[0-9a-f]{64}")
# a model office is a civilized one: a correction of either goes on with both
OFFICE_HONORS = frozenset({"civilized-office", "model-office"})
AGENCY_HONORS = frozenset({"agency-level", "municipal", "provincial"})
MODEL, CIVILIZED = "model-office", "civilized-office"


def _all(noun: str, ids: Iterable[str | None]) -> frozenset[str]:
    return frozenset(f"{noun}:{id_}" for id_ in ids if id_)


def _titles(p: Payload) -> frozenset[str]:
    return frozenset(course(holder, p["honor"]) for holder in p["holders"])


def _acted(holders: Iterable[str], honor: str) -> frozenset[str]:
    """Return what bodies let be done to titles: a decision waits until the one before is."""
    return _all("acted", (f"{holder} {honor}" for holder in holders))


def _civilized(offices: Iterable[str]) -> frozenset[str]:
    """Return the courses out of which model offices are chosen."""
    return frozenset(course(office, CIVILIZED) for office in offices)


def _written(noun: str, ids: Iterable[str]) -> frozenset[str]:
    """Return the states of things that a fact writes whole, fields that stood before among them.

    A later fact of the same thing took those over, so it goes first.
    """
    return _all("state", (f"{noun} {id_}" for id_ in ids))


def _registered(p: Payload, _courses: Courses) -> Things:
    bodies = [body["id"] for body in (*p["agencies"], *p["offices"])]
    return Things(
        makes=_all("body", bodies),
        about=frozenset(course(one["holder"], one["honor"]) for one in p["titles"])
        | _written("body", bodies),
        names=_all("body", [*(o["agency"] for o in p["offices"]),
                            *(one["holder"] for one in p["titles"])]),
    )  # fmt: skip


def _adopted(p: Payload, _courses: Courses) -> Things:
    return Things(makes=frozenset({f"standard:{p['id']} {p['version']}"}))


def _opened(p: Payload, _courses: Courses) -> Things:
    return Things(
        makes=frozenset({f"round:{p['round']}"}),
        feeds=frozenset({results_of(p["round"])}),
        names=_all("body", [*p["subjects"], p["agency"]])
        | {f"standard:{p['standard']} {p['standard_version']}"},
        needs=_civilized(p["subjects"]) if p["scope"] == "model-candidates" else frozenset(),
    )


def _round_corrected(p: Payload, _courses: Courses) -> Things:
    return Things(about=frozenset({f"words:{p['round']}"}),
                  names=frozenset({f"round:{p['round']}"}))  # fmt: skip


def _dealt(p: Payload, _courses: Courses) -> Things:
    return Things(about=frozenset({f"deal:{p['round']}"}),
                  names=frozenset({f"round:{p['round']}"}),
                  feeds=frozenset({results_of(p["round"])}))  # fmt: skip


def _recused(p: Payload, _courses: Courses) -> Things:
    return Things(names=frozenset({f"round:{p['round']}", f"body:{p['subject']}"}),
                  feeds=frozenset({results_of(p["round"])}))  # fmt: skip


def _in_round(p: Payload, _courses: Courses) -> Things:
    return Things(names=frozenset({f"round:{p['round']}"}))


def _of_marks(p: Payload, courses: Courses) -> Things:
    return _in_round(p, courses)._replace(feeds=frozenset({results_of(p["round"])}))


def _of_imported_marks(p: Payload, courses: Courses) -> Things:
    # a corrected file writes only what differs: what it left as it stood came with the one before
    brought = _all(f"brought:{p['round']}", {f"{row[0]} {row[2]}" for row in p["rows"]})
    found = _of_marks(p, courses)
    return found._replace(feeds=found.feeds | brought, needs=brought)


def _decided(p: Payload, _courses: Courses) -> Things:
    rounds = {one["round"] for one in p.get("basis", ())}
    return Things(
        rests=_all("round", rounds),
        # a second decision waits until the first was carried out (`carrying_out.refuse_waiting`)
        needs=frozenset(map(results_of, rounds))
        | (_acted(p["subjects"], p["honor"]) if p["honor"] in OFFICE_HONORS else frozenset())
        | asked(p["matter"], p["honor"], p["subjects"]),
        makes=frozenset({f"decision:{p['decision']}"}),
        about=frozenset(course(s, p["honor"]) for s in p["subjects"])
        if p["honor"] in AGENCY_HONORS
        else frozenset(),
        names=_all("body", [*p["subjects"], p["agency"]])
        | _all("sitting", [p["session"]])
        | _all("held", [p["session"]])
        | _all("member", p["recused"])
        | _all("quota", [p["honor"]] if p["honor"] in AGENCY_HONORS else ()),
    )


def _of_titles(p: Payload, _courses: Courses) -> Things:
    return Things(
        about=_titles(p),
        names=_all("decision", [p["decision"]]) | _all("body", p["holders"]),
        feeds=_all("carried-out", [p["decision"]])
        | (
            frozenset() if p["decision"].startswith(BY_POLICY) else _acted(p["holders"], p["honor"])
        ),
        needs=_civilized(p["holders"]) if p["honor"] == MODEL else frozenset(),
    )


def _restored(p: Payload, _courses: Courses) -> Things:
    found = _of_titles(p, _courses)
    return found._replace(about=found.about | _all("standing", p["holders"]))


def _carded(p: Payload, _courses: Courses) -> Things:
    return Things(
        makes=_all("card", [p["card"]]),
        names=_all("decision", [p["decision"]]) | _all("body", [p["agency"]]),
        feeds=_all("cards", [p["agency"]]),
    )


def _of_card(p: Payload, courses: Courses) -> Things:
    card = _all("card-course", [p["card"]])
    return Things(
        about=card, names=_all("card", [p["card"]]) | _all("decision", [p.get("decision")]),
        feeds=courses.carded(p["card"]),
    )  # fmt: skip


def _applied(p: Payload, _courses: Courses) -> Things:
    return Things(
        makes=_all("case", [p["case"]]),
        about=frozenset({course(p["agency"], p["honor"])}),
        names=_all("body", [p["agency"]]),
    )


def _of_case(p: Payload, courses: Courses) -> Things:
    cases = p.get("cases") or [p["case"]]
    counted = {p.get("source", "")} - {"", TYPED}  # the round that counted an applicant's score
    return Things(
        rests=_all("round", counted),
        needs=frozenset(map(results_of, counted)),
        makes=_all("notice", [p["notice"]] if "days" in p else []),
        about=frozenset(courses.of(cases)),
        names=_all("case", cases),
    )


def _objected(p: Payload, courses: Courses) -> Things:
    return Things(
        makes=_all("objection", [p["objection"]]),
        about=frozenset(courses.of([p["case"]])),
        names=_all("notice", [p["notice"]]) | _all("case", [p["case"]]),
    )


def _handled(p: Payload, courses: Courses) -> Things:
    return Things(
        about=_all("objection-course", [p["objection"]])
        | frozenset(courses.of_objection(p["objection"])),
        names=_all("objection", [p["objection"]]),
    )


def _of_standing(p: Payload, _courses: Courses) -> Things:
    decisions = [p["decision"], p.get("appealed")]
    return Things(
        about=_all("standing", [p["agency"]]),
        names=_all("decision", decisions) | _all("body", [p["agency"]]),
        needs=_all("carried-out", decisions),
    )


def _seated(p: Payload, _courses: Courses) -> Things:
    return Things(makes=_all("member", [p["member"]]))


def _called(p: Payload, _courses: Courses) -> Things:
    subjects = [subject for item in p["agenda"] for subject in item["subjects"]]
    sitting = p["sitting"]
    return Things(
        makes=_all("sitting", [sitting]), about=_all("sitting-course", [sitting]),
        names=_all("body", subjects),
        needs=frozenset().union(
            *(asked(i["matter"], i["honor"], i["subjects"]) for i in p["agenda"])
        ),
        rests=_all("round", (r for item in p["agenda"] for r in item.get("rounds", {}).values())),
    )  # fmt: skip


def _held(p: Payload, _courses: Courses) -> Things:
    return Things(
        makes=_all("held", [p["sitting"]]),
        about=_all("sitting-course", [p["sitting"]]),
        names=_all("sitting", [p["sitting"]]) | _all("member", [*p["present"], p["chair"]]),
    )


def _of_agency(p: Payload, _courses: Courses) -> Things:
    return Things(names=_all("body", [p["agency"]]))


def _logged(p: Payload, _courses: Courses) -> Things:
    return Things(
        makes=_all("activity", (a["id"] for a in p["activities"])),
        rests=_all("body", (a["agency"] for a in p["activities"])),
        names=_all("evidence", (piece for a in p["activities"] for piece in a["evidence"]))
        | _all("entry", (a["entry"] for a in p["activities"] if a.get("entry"))),
    )


def _activity_corrected(p: Payload, _courses: Courses) -> Things:
    changed = {change["field"]: change for change in p["changes"]}
    whose, pieces, entry = (changed.get(field) for field in ("agency", "evidence", "entry"))
    return Things(
        about=_all("activity-course", [p["activity"]]),
        rests=_all("body", [whose["was"], whose["now"]] if whose else []),
        names=_all("activity", [p["activity"]])
        | _all("evidence", pieces["now"] if pieces else [])
        | _all("entry", [entry["now"]] if entry and entry["now"] else []),
    )


def _activity_removed(p: Payload, _courses: Courses) -> Things:
    gone = _all("activity", [p["activity"]])
    return Things(about=_all("activity-course", [p["activity"]]), names=gone, changes=gone,
                  rests=_all("body", [p["agency"]]))  # fmt: skip


def _body_removed(p: Payload, _courses: Courses) -> Things:
    gone = _all("body", [p["holder"], *p["offices"]])
    return Things(about=frozenset(course(t["holder"], t["honor"]) for t in p["titles"]),
                  names=gone, changes=gone, rests=_all("body", [p["agency"]]))  # fmt: skip


def _title_corrected(p: Payload, _courses: Courses) -> Things:
    states = [one[side] for one in p["changes"] for side in ("was", "now") if one[side]]
    return Things(
        about=frozenset(
            course(one["holder"], honor)
            for one in states
            for honor in (OFFICE_HONORS if one["honor"] in OFFICE_HONORS else [one["honor"]])
        ),
        names=_all("body", (one["holder"] for one in states)),
    )


def _entered(p: Payload, _courses: Courses) -> Things:
    told = p.get("activity") or {}
    return Things(
        # an entry with a day is an activity too, under the same id
        makes=_all("entry", [p["entry"]]) | _all("activity", [p["entry"]]),
        about=_written("entry", [p["entry"]]),
        names=_all("body", [p["agency"]]) | _all("evidence", told.get("evidence", ())),
    )


def _recorded(p: Payload, _courses: Courses) -> Things:
    records = p["records"]
    texts = {text for record in records for text in texts_of(record["values"])}
    pieces = (text for text in texts if SHA256.fullmatch(text))
    bodies = _all("body", texts | {record["agency"] for record in records})
    # an exemplar asked which titles its agency or office holds, the others that it is there
    asks = any(record["noun"] == EXEMPLAR for record in records)
    return Things(
        makes=_all("record", (record["id"] for record in records)),
        about=_written("record", (f"{one['noun']} {one['id']}" for one in records)),
        names=_all("record", texts) | _all("round", texts) | _all("evidence", pieces)
        | (bodies if asks else frozenset()),
        changes=_all("record", (one["id"] for one in records if one.get("gone"))),
        feeds=_years(r["year"] for r in records),
        rests=bodies,
    )  # fmt: skip


def _kept(p: Payload, _courses: Courses) -> Things:
    return Things(makes=_all("evidence", [p["sha256"]]))


def _years(years: Iterable[int | None]) -> frozenset[str]:
    return _all("year", map(str, (year for year in years if year is not None)))


def _rolled(p: Payload, courses: Courses) -> Things:
    # what is there in the next year already is not carried into it
    found = _recorded(p, courses)
    return found._replace(about=found.about | {"years"}, needs=_years([p["year"], p["year"] + 1]))


def _user(p: Payload, _courses: Courses) -> Things:
    return Things(names=_all("user", [p["user"]]), rests=_all("body", [p["agency"]]))


def _reformed(p: Payload, courses: Courses) -> Things:
    bodies = [*p["agencies"], *p["offices"]]
    touched = [
        *(one["id"] for one in p["renamed"]),
        *(one["agency"] for one in p["moved"]),
        *(one[key] for one in p["descent"] for key in ("parent", "child")),
        *(one[key] for one in p["titles"] for key in ("holder", "heir")),
    ]
    cards, cases = ([one["id"] for one in p[key]] for key in ("cards", "cases"))
    changes = (
        _all("body", [*(one["office"] for one in p["moved"]), *p["ended"]])
        | _all("card", cards)
        | _all("case", cases)
    )
    held = ((one[key], one["honor"]) for one in p["titles"] for key in ("holder", "heir"))
    return Things(
        makes=_all("body", (body["id"] for body in bodies)),
        about=frozenset(course(holder, honor) for holder, honor in held if holder)
        | frozenset(courses.of(cases))
        | _all("card-course", cards)
        | _all("standing", (one["heir"] for one in p["bars"])),
        names=_all("body", touched) | changes,
        changes=changes,
    )


KINDS: dict[str, Callable[[Payload, Courses], Things]] = {
    "user-set": _user,
    "registered": _registered,
    "body-removed": _body_removed,
    "title-corrected": _title_corrected,
    "declared": _of_agency,
    "took-part": lambda p, _courses: Things(names=_all("body", [p["office"]])),
    "standard-adopted": _adopted,
    "round-opened": _opened,
    "round-corrected": _round_corrected,
    "round-closed": _in_round,
    "marked": _of_marks,
    "mark-taken-back": _of_marks,
    "marks-imported": _of_imported_marks,
    "recused": _recused,
    "dealt": _dealt,
    "handed-over": _dealt,
    "skipped": _of_marks,
    "noted": _in_round,
    "sheet-submitted": _in_round,
    "sheet-unlocked": _in_round,
    "decided": _decided,
    "granted": _of_titles,
    "withdrawn": _of_titles,
    "renewed": _of_titles,
    "restored": _restored,
    "carded": _carded,
    "card-stepped": _of_card,
    "card-ended": _of_card,
    "vetoed": _of_agency,
    "applied": _applied,
    "case-checked": _of_case,
    "case-closed": _of_case,
    "notice-posted": _of_case,
    "submitted": _of_case,
    "result-received": _of_case,
    "objection-received": _objected,
    "objection-handled": _handled,
    "appealed": _of_standing,
    "appeal-decided": _of_standing,
    "member-set": _seated,
    "sitting-called": _called,
    "sitting-held": _held,
    "reformed": _reformed,
    "activities-logged": _logged,
    "activity-corrected": _activity_corrected,
    "activity-removed": _activity_removed,
    "program-entered": _entered,
    "recorded": _recorded,
    "evidence-kept": _kept,
    "year-rolled": _rolled,
}


def things(kind: str, payload: Payload, courses: Courses) -> Things:
    """Return what a fact has to do with; nothing of one that no taking back is asked of.

    Args:
        payload: as `upcast` gives it.
    """
    reader = KINDS.get(kind)
    return reader(payload, courses) if reader else Things()
