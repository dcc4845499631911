"""What each kind of fact has to do with: the one table from which it follows what hangs on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache

from civtui.ledger.upcast import upcast
from civtui.workspace.reading.names import BY_POLICY
from civtui.workspace.titles.applicant_scores import TYPED
from civtui.workspace.voiding import things_of_building
from civtui.workspace.voiding.courses import (
    AGENCY_HONORS,
    Courses,
    Payload,
    Things,
    above,
    all_of,
    asked,
    course,
    held,
    results_of,
    written,
)

# a model office is a civilized one: a correction of either goes on with both
OFFICE_HONORS = frozenset({"civilized-office", "model-office"})
# what an agency declares that the gates of a title ask
GATED = ("runs_program", "has_conditions", "conditions_confirmed")
MODEL, CIVILIZED = "model-office", "civilized-office"


def _titles(p: Payload) -> frozenset[str]:
    return frozenset(course(holder, p["honor"]) for holder in p["holders"])


def _acted(holders: Iterable[str], honor: str) -> frozenset[str]:
    """Return what bodies let be done to titles: a decision waits until the one before is."""
    return all_of("acted", (f"{holder} {honor}" for holder in holders))


def _holding(titles: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return which agency honors are held otherwise by a fact of titles, each (holder, honor)."""
    return frozenset[str]().union(*(held(*one) for one in titles))


def _civilized(offices: Iterable[str]) -> frozenset[str]:
    """Return the courses out of which model offices are chosen."""
    return frozenset(course(office, CIVILIZED) for office in offices)


def _registered(p: Payload) -> Things:
    bodies = [body["id"] for body in (*p["agencies"], *p["offices"])]
    owners = [office["agency"] for office in p["offices"]]
    titles = [(one["holder"], one["honor"]) for one in p["titles"]]
    return Things(
        makes=all_of("body", bodies),
        about=frozenset(course(*one) for one in titles) | written("body", bodies),
        feeds=_holding(titles) | all_of("offices", owners),
        names=all_of("body", [*owners, *(holder for holder, _ in titles)]),
    )


def _adopted(p: Payload) -> Things:
    return Things(makes=frozenset({f"standard:{p['id']} {p['version']}"}))


def _opened(p: Payload) -> Things:
    return Things(
        makes=frozenset({f"round:{p['round']}"}),
        feeds=frozenset({results_of(p["round"])}),
        names=all_of("body", [*p["subjects"], p["agency"]])
        | {f"standard:{p['standard']} {p['standard_version']}"},
        needs=_civilized(p["subjects"]) if p["scope"] == "model-candidates" else frozenset(),
    )


def _round_corrected(p: Payload) -> Things:
    return Things(
        about=frozenset({f"words:{p['round']}"}), names=frozenset({f"round:{p['round']}"})
    )


def _dealt(p: Payload) -> Things:
    return Things(
        about=frozenset({f"deal:{p['round']}"}),
        names=frozenset({f"round:{p['round']}"}),
        feeds=frozenset({results_of(p["round"])}),
    )


def _recused(p: Payload) -> Things:
    return Things(
        names=frozenset({f"round:{p['round']}", f"body:{p['subject']}"}),
        feeds=frozenset({results_of(p["round"])}),
    )


def _in_round(p: Payload) -> Things:
    return Things(names=frozenset({f"round:{p['round']}"}))


def _of_marks(p: Payload) -> Things:
    return _in_round(p)._replace(feeds=frozenset({results_of(p["round"])}))


def _of_imported_marks(p: Payload) -> Things:
    # a corrected file writes only what differs: what it left as it stood came with the one before
    brought = all_of(f"brought:{p['round']}", {f"{row[0]} {row[2]}" for row in p["rows"]})
    found = _of_marks(p)
    return found._replace(feeds=found.feeds | brought, needs=brought)


def _decided(p: Payload) -> Things:
    rounds = {one["round"] for one in p.get("basis", ())}
    return Things(
        rests=all_of("round", rounds),
        # a second decision waits until the first was carried out (`carrying_out.refuse_waiting`)
        needs=frozenset(map(results_of, rounds))
        | (_acted(p["subjects"], p["honor"]) if p["honor"] in OFFICE_HONORS else frozenset())
        | asked(p["matter"], p["honor"], p["subjects"]),
        makes=frozenset({f"decision:{p['decision']}"}),
        about=frozenset(course(s, p["honor"]) for s in p["subjects"])
        if p["honor"] in AGENCY_HONORS
        else frozenset(),
        names=all_of("body", [*p["subjects"], p["agency"]])
        | all_of("card", p.get("cards", ()))
        | all_of("sitting", [p["session"]])
        | all_of("held", [p["session"]])
        | all_of("member", p["recused"])
        | all_of("quota", [p["honor"]] if p["honor"] in AGENCY_HONORS else ()),
    )


def _of_titles(p: Payload) -> Things:
    return Things(
        about=_titles(p),
        names=all_of("decision", [p["decision"]]) | all_of("body", p["holders"]),
        feeds=all_of("carried-out", [p["decision"]])
        | _holding((holder, p["honor"]) for holder in p["holders"])
        | (
            frozenset() if p["decision"].startswith(BY_POLICY) else _acted(p["holders"], p["honor"])
        ),
        needs=_civilized(p["holders"]) if p["honor"] == MODEL else frozenset(),
    )


def _granted(p: Payload) -> Things:
    found = _of_titles(p)
    over = frozenset[str]().union(*(above(holder, p["honor"]) for holder in p["holders"]))
    return found._replace(needs=found.needs | over)


def _restored(p: Payload) -> Things:
    found = _of_titles(p)
    return found._replace(about=found.about | all_of("standing", p["holders"]))


def _carded(p: Payload) -> Things:
    return Things(
        makes=all_of("card", [p["card"]]),
        names=all_of("decision", [p["decision"]]) | all_of("body", [p["agency"]]),
        feeds=all_of("cards", [p["agency"]]),
    )


def _of_card(p: Payload, courses: Courses) -> Things:
    card = all_of("card-course", [p["card"]])
    return Things(
        about=card,
        names=all_of("card", [p["card"]]) | all_of("decision", [p.get("decision")]),
        feeds=courses.carded(p["card"]),
    )


def _applied(p: Payload) -> Things:
    return Things(
        makes=all_of("case", [p["case"]]),
        about=frozenset({course(p["agency"], p["honor"])}),
        names=all_of("body", [p["agency"]]),
        needs=above(p["agency"], p["honor"]),
    )


def _of_case(p: Payload, courses: Courses) -> Things:
    cases = p.get("cases") or [p["case"]]
    counted = {p.get("source", "")} - {"", TYPED}  # the round that counted an applicant's score
    return Things(
        rests=all_of("round", counted),
        needs=frozenset(map(results_of, counted)),
        makes=all_of("notice", [p["notice"]] if "days" in p else []),
        about=frozenset(courses.of(cases)),
        names=all_of("case", cases),
    )


def _step_of_case(p: Payload, courses: Courses, more: frozenset[str] = frozenset()) -> Things:
    """Return the same of a step that no holder of a higher title takes, and that needs more."""
    found = _of_case(p, courses)
    return found._replace(needs=found.needs | courses.above(p.get("cases") or [p["case"]]) | more)


def _checked(p: Payload, courses: Courses) -> Things:
    """Return the same of a check: one that passed rests on what was declared, and on offices."""
    passed = [p["case"]] if p["outcome"] == "passed" else []
    return _step_of_case(p, courses, courses.declared(passed) | courses.counted(passed))


def _result(p: Payload, courses: Courses) -> Things:
    return _of_case(p, courses)._replace(feeds=courses.held(p.get("cases") or [p["case"]]))


def _objected(p: Payload, courses: Courses) -> Things:
    return Things(
        makes=all_of("objection", [p["objection"]]),
        about=frozenset(courses.of([p["case"]])),
        names=all_of("notice", [p["notice"]]) | all_of("case", [p["case"]]),
    )


def _handled(p: Payload, courses: Courses) -> Things:
    return Things(
        about=all_of("objection-course", [p["objection"]])
        | frozenset(courses.of_objection(p["objection"])),
        names=all_of("objection", [p["objection"]]),
    )


def _of_standing(p: Payload) -> Things:
    decisions = [p["decision"], p.get("appealed")]
    return Things(
        about=all_of("standing", [p["agency"]]),
        names=all_of("decision", decisions) | all_of("body", [p["agency"]]),
        feeds=_holding((p["agency"], honor) for honor in AGENCY_HONORS),  # it may suspend the end
        needs=all_of("carried-out", decisions),
    )


def _seated(p: Payload) -> Things:
    return Things(makes=all_of("member", [p["member"]]), about=written("member", [p["member"]]))


def _called(p: Payload) -> Things:
    subjects = [subject for item in p["agenda"] for subject in item["subjects"]]
    sitting = p["sitting"]
    return Things(
        makes=all_of("sitting", [sitting]),
        about=all_of("sitting-course", [sitting]),
        names=all_of("body", subjects)
        | all_of("card", (card for item in p["agenda"] for card in item.get("cards", ()))),
        needs=frozenset().union(
            *(asked(i["matter"], i["honor"], i["subjects"]) for i in p["agenda"])
        ),
        rests=all_of("round", (r for item in p["agenda"] for r in item.get("rounds", {}).values())),
    )


def _held(p: Payload) -> Things:
    return Things(
        makes=all_of("held", [p["sitting"]]),
        about=all_of("sitting-course", [p["sitting"]]),
        names=all_of("sitting", [p["sitting"]]) | all_of("member", [*p["present"], p["chair"]]),
    )


def _of_agency(p: Payload) -> Things:
    return Things(names=all_of("body", [p["agency"]]))


def _declared(p: Payload) -> Things:
    said = [p["agency"]] if any(p.get(key) is not None for key in GATED) else ()
    return _of_agency(p)._replace(feeds=all_of("declared", said))


def _body_removed(p: Payload) -> Things:
    gone = all_of("body", [p["holder"], *p["offices"]])
    return Things(
        about=frozenset(course(t["holder"], t["honor"]) for t in p["titles"]),
        feeds=all_of("offices", [p["agency"]])
        | _holding((t["holder"], t["honor"]) for t in p["titles"]),
        names=gone,
        changes=gone,
        rests=all_of("body", [p["agency"]]),
    )


def _title_corrected(p: Payload) -> Things:
    states = [one[side] for one in p["changes"] for side in ("was", "now") if one[side]]
    return Things(
        about=frozenset(
            course(one["holder"], honor)
            for one in states
            for honor in (OFFICE_HONORS if one["honor"] in OFFICE_HONORS else [one["honor"]])
        ),
        feeds=_holding((one["holder"], one["honor"]) for one in states),
        names=all_of("body", (one["holder"] for one in states)),
    )


def _user(p: Payload) -> Things:
    return Things(names=all_of("user", [p["user"]]), rests=all_of("body", [p["agency"]]))


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
        all_of("body", [*(one["office"] for one in p["moved"]), *p["ended"]])
        | all_of("card", cards)
        | all_of("case", cases)
    )
    held = ((one[key], one["honor"]) for one in p["titles"] for key in ("holder", "heir"))
    return Things(
        makes=all_of("body", (body["id"] for body in bodies)),
        about=frozenset(course(holder, honor) for holder, honor in held if holder)
        | frozenset(courses.of(cases))
        | all_of("card-course", cards)
        | all_of("standing", (one["heir"] for one in p["bars"])),
        names=all_of("body", touched) | changes,
        changes=changes,
    )


# kinds of fact whose payload alone says it
ALONE: dict[str, Callable[[Payload], Things]] = {
    **things_of_building.ALONE,
    "user-set": _user,
    "registered": _registered,
    "body-removed": _body_removed,
    "title-corrected": _title_corrected,
    "declared": _declared,
    "took-part": lambda p: Things(names=all_of("body", [p["office"]])),
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
    "granted": _granted,
    "withdrawn": _of_titles,
    "renewed": _of_titles,
    "restored": _restored,
    "carded": _carded,
    "vetoed": _of_agency,
    "applied": _applied,
    "appealed": _of_standing,
    "appeal-decided": _of_standing,
    "member-set": _seated,
    "sitting-called": _called,
    "sitting-held": _held,
}

# those of cards, applications and objections: it says which, their courses say of whom
IN_COURSE: dict[str, Callable[[Payload, Courses], Things]] = {
    "card-stepped": _of_card,
    "card-ended": _of_card,
    "case-checked": _checked,
    "case-closed": _of_case,
    "notice-posted": _step_of_case,
    "submitted": _step_of_case,
    "result-received": _result,
    "objection-received": _objected,
    "objection-handled": _handled,
    "reformed": _reformed,
}


@lru_cache(maxsize=4096)
def _alone(kind: str, v: int, payload: str) -> Things:
    """Return what a fact of `ALONE` has to do with; a taking back asks all later ones."""
    return ALONE[kind](upcast(kind, v, json.loads(payload)))


def things(kind: str, v: int, payload: str, courses: Courses) -> Things:
    """Return what a fact has to do with; nothing of one that no taking back is asked of.

    Args:
        v: the version of its payload.
        payload: as the ledger has it.
    """
    if kind in ALONE:
        return _alone(kind, v, payload)
    reader = IN_COURSE.get(kind)
    return reader(upcast(kind, v, json.loads(payload)), courses) if reader else Things()
