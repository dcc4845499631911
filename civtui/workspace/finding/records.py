"""What filters can name of all other rows, and a row of them as a query reads it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from civtui.model.figures import shown_text
from civtui.rules.case_steps import KEPT, NOTICE_OVER
from civtui.workspace.finding.fields import (
    AGENCY_NAME,
    CODE,
    HONOR,
    NONE,
    SECTOR,
    SHARE,
    TIERS,
    YES_NO,
    agency_record,
    field,
    percent,
    yes,
)
from civtui.workspace.finding.query import Choice, Field, Fields, Record, Value

if TYPE_CHECKING:
    from civtui.model.registers import Register
    from civtui.workspace.agencies.rows import AgencyRow
    from civtui.workspace.building.activities import ActivityRow
    from civtui.workspace.building.records import RecordRow
    from civtui.workspace.reading.history import FactRow
    from civtui.workspace.reading.tables import MarkRow
    from civtui.workspace.rounds.rounds import RoundRow
    from civtui.workspace.titles.cases import CaseRow
    from civtui.workspace.titles.eligibility import Judged

CASE_STATES = (
    "applied",
    "check-failed",
    "checked",
    "decided",
    "noticed",
    NOTICE_OVER,
    "submitted",
    "granted",
    KEPT,
    "refused-above",
    "not-recommended",
    "withdrawn",
    "objection-upheld",
    "reform",
)


ELIGIBLE = field("eligible", "choice", (*TIERS, NONE))
ELIGIBILITY: Fields = (AGENCY_NAME, HONOR, ELIGIBLE, SHARE, SECTOR, CODE)
CASE: Fields = (
    AGENCY_NAME,
    field("honor", "choice", TIERS),
    field("state", "choice", tuple(Choice(s, (f"titles.state-{s}",)) for s in CASE_STATES)),
    field("score", "number"),
    field("applied", "day"),
    field("notice"),
    CODE,
)
ROUND: Fields = (
    field("round"),
    field(
        "state",
        "choice",
        tuple(Choice(state, (f"cli.state-{state}",)) for state in ("open", "closed")),
    ),
    field("progress", "number"),
    field("due", "day"),
    CODE,
)
BUILDING: Fields = (AGENCY_NAME, SECTOR, field("count", "number"), CODE)
FACT: Fields = (field("kind"), field("who"), field("day", "day"), field("number", "number"))

ACTIVITY: Fields = (AGENCY_NAME, field("kind"), field("day", "day"))
MARK: Fields = (
    Field("office", "text", ("finding.field-office",)),
    AGENCY_NAME,
    field("judge"),
    field("points", "number"),
    field("number", "number"),
)


def eligibility_record(one: Judged) -> Record:
    """Return an agency with the titles that it may apply for."""
    tiers = zip(one.marks, one.answer.tiers, strict=True)
    may = tuple(tier.tier for mark, tier in tiers if mark == "True")
    return {**agency_record(one.agency), "eligible": may or "none"}


def case_record(c: CaseRow, today: date, notice: str = "") -> Record:
    """Return an application as a query reads it.

    Args:
        today: the city's day, by which a public notice may be over.
        notice: what the notice that it stands under is called.
    """
    return {
        "": f"{c.agency_name} {c.id}",
        "agency": c.agency_name,
        "honor": c.honor,
        "state": c.told_on(today),
        "score": shown_text(c.score) if c.score else None,
        "applied": c.applied,
        "notice": f"{c.notice or ''} {notice}".strip(),
        "code": c.id,
    }


def round_record(r: RoundRow) -> Record:
    """Return a round as a query reads it."""
    return {
        "": f"{r.name} {r.id}",
        "round": r.name,
        "state": r.state,
        "progress": percent(r.given, r.expected),
        "due": r.due,
        "code": r.id,
    }


def building_record(a: AgencyRow, count: int) -> Record:
    """Return an agency with the activities it logged this year."""
    return {**agency_record(a), "count": count}


def fact_record(f: FactRow, kind: str) -> Record:
    """Return a fact as a query reads it; `kind` is its kind in the language in use."""
    return {
        "": f"{f.kind} {kind} {f.who} {f.payload}",
        "kind": f"{f.kind} {kind}",
        "who": f.who,
        "day": f.effective,
        "number": f.seq,
    }


@cache
def register_fields(kind: Register) -> Fields:
    """Return the fields of a register: its own, the agency, and whether something is open."""
    kinds = {
        "date": "day",
        "choice": "choice",
        "count": "number",
        "percent": "number",
        "number": "number",
    }
    own = tuple(
        Field(
            one.id,
            kinds.get(one.type, "text"),
            (one.name,),
            tuple(Choice(choice.id, (choice.name,)) for choice in one.choices),
        )
        for one in kind.fields
        if one.id not in ("agency", "open")
    )
    late = (field("late", "choice", YES_NO),) if kind.due else ()
    return (AGENCY_NAME, *own, field("open", "choice", YES_NO), *late, CODE)


def register_record(
    kind: Register, r: RecordRow, said: dict[str, str], wants: bool, late: bool = False
) -> Record:
    """Return a record as a query reads it.

    Args:
        said: field id -> value as people read it.
        wants: it still wants something.
        late: its day is past (see `due_records.late_by`).
    """
    values: dict[str, Value] = {
        one.id: r.values.get(one.id) if one.type != "text" else said[one.id] for one in kind.fields
    }
    return {
        **values,
        "": f"{r.agency_name} {' '.join(said.values())} {r.id}",
        "agency": r.agency_name,
        "open": yes(wants),
        "late": yes(late),
        "code": r.id,
    }


def activity_record(a: ActivityRow) -> Record:
    """Return an activity as a query reads it."""
    return {"agency": a.agency_name, "kind": a.kind, "day": a.held}


def mark_record(m: MarkRow) -> Record:
    """Return a mark as a query reads it."""
    return {
        "office": m.subject_name,
        "agency": m.agency_name,
        "judge": m.assessor_name,
        "points": None if m.points is None else Fraction(m.points, 1000),
        "number": m.seq,
    }
