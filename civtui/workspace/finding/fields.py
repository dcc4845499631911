"""What filters can name: the fields of each kind of row, and the record of a row under them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from civtui.model.figures import shown_text
from civtui.workspace.finding.query import Choice, Field, Fields, Record, Value

if TYPE_CHECKING:
    from civtui.model.registers import Register
    from civtui.workspace.agencies.agencies import AgencyRow, OfficeRow
    from civtui.workspace.building.activities import ActivityRow
    from civtui.workspace.building.registers import RecordRow
    from civtui.workspace.reading.history import FactRow
    from civtui.workspace.reading.tables import MarkRow
    from civtui.workspace.rounds.rounds import RoundRow, SubjectLine
    from civtui.workspace.titles.applications import CaseRow
    from civtui.workspace.titles.eligibility import Judged

NONE = Choice("none", ("finding.none", "cli.honor-none"))
YES_NO = (Choice("yes", ("finding.yes",)), Choice("no", ("finding.no",)))
TIERS = tuple(
    Choice(tier, (f"finding.tier-{tier}", f"cli.honor-{tier}"))
    for tier in ("provincial", "municipal", "agency-level")
)
OFFICE_HONORS = tuple(
    Choice(honor, (f"finding.tier-{honor}", f"cli.honor-{honor}"))
    for honor in ("model-office", "civilized-office")
)
CASE_STATES = (
    "applied",
    "check-failed",
    "checked",
    "decided",
    "noticed",
    "submitted",
    "granted",
    "refused-above",
    "not-recommended",
    "withdrawn",
    "objection-upheld",
    "reform",
)


def _field(id_: str, kind: str = "text", choices: tuple[Choice, ...] = ()) -> Field:
    return Field(id_, kind, (f"finding.field-{id_}",), choices)


CODE = _field("code")
AGENCY_NAME = Field("agency", "text", ("finding.field-agency", "finding.field-unit"))
HONOR = _field("honor", "choice", (*TIERS, NONE))
SHARE = _field("share", "number")
SECTOR = _field("sector")
ELIGIBLE = _field("eligible", "choice", (*TIERS, NONE))
AGENCY: Fields = (
    AGENCY_NAME,
    HONOR,
    SECTOR,
    *(_field(name, "number") for name in ("offices", "civilized", "models")),
    SHARE,
    _field("card", "choice", YES_NO),
    _field("program", "choice", (*YES_NO, Choice("unknown", ("finding.unknown",)))),
    _field(
        "stage",
        "choice",
        tuple(
            Choice(stage, (f"finding.stage-{stage}",))
            for stage in ("building", "started", "planned", "not-started")
        ),
    ),
    CODE,
)
OFFICE: Fields = (
    Field("office", "text", ("finding.field-office",)),
    AGENCY_NAME,
    _field("honor", "choice", (*OFFICE_HONORS, NONE)),
    _field("staff", "number"),
    CODE,
)
SUBJECT: Fields = (Field("office", "text", ("finding.field-office",)), AGENCY_NAME, CODE)
ELIGIBILITY: Fields = (AGENCY_NAME, HONOR, ELIGIBLE, SHARE, SECTOR, CODE)
CASE: Fields = (
    AGENCY_NAME,
    _field("honor", "choice", TIERS),
    _field("state", "choice", tuple(Choice(s, (f"titles.state-{s}",)) for s in CASE_STATES)),
    _field("score", "number"),
    _field("applied", "day"),
    _field("notice"),
    CODE,
)
ROUND: Fields = (
    _field("round"),
    _field(
        "state",
        "choice",
        tuple(Choice(state, (f"cli.state-{state}",)) for state in ("open", "closed")),
    ),
    _field("progress", "number"),
    _field("due", "day"),
    CODE,
)
BUILDING: Fields = (AGENCY_NAME, SECTOR, _field("count", "number"), CODE)
FACT: Fields = (_field("kind"), _field("who"), _field("day", "day"), _field("number", "number"))

ACTIVITY: Fields = (AGENCY_NAME, _field("kind"), _field("day", "day"))
MARK: Fields = (
    Field("office", "text", ("finding.field-office",)),
    AGENCY_NAME,
    _field("judge"),
    _field("points", "number"),
    _field("number", "number"),
)


def _percent(part: int, whole: int) -> str | None:
    """Return a share as percent with two decimals, cut off: 29.999 % is not 30."""
    if not whole:
        return None
    hundredths = 10000 * part // whole
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _yes(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def agency_record(a: AgencyRow) -> Record:
    """Return an agency as a query reads it."""
    return {
        "": f"{a.name} {a.short} {a.sector} {a.id}",
        "agency": f"{a.name} {a.short}",
        "honor": a.honor or "none",
        "sector": a.sector,
        "offices": a.offices,
        "civilized": a.civilized,
        "models": a.model,
        "share": _percent(a.civilized, a.offices),
        "card": _yes(a.card),
        "program": _yes(a.runs_program),
        "stage": a.stage,
        "code": f"{a.id} {a.code}",
    }


def office_record(o: OfficeRow) -> Record:
    """Return an office as a query reads it."""
    return {
        "": f"{o.name} {o.agency_name} {o.id}",
        "office": o.name,
        "agency": o.agency_name,
        "honor": o.honors or "none",
        "staff": o.staff,
        "code": o.id,
    }


def subject_record(s: SubjectLine) -> Record:
    """Return a subject of a round as a query reads it."""
    return {
        "": f"{s.agency_name}/{s.name} {s.id}",
        "office": s.name,
        "agency": s.agency_name,
        "code": s.id,
    }


def eligibility_record(one: Judged) -> Record:
    """Return an agency with the titles that it may apply for."""
    may = tuple(tier.tier for tier in one.answer.tiers if tier.eligible)
    return {**agency_record(one.agency), "eligible": may or "none"}


def case_record(c: CaseRow, notice: str = "") -> Record:
    """Return an application as a query reads it.

    Args:
        notice: what the notice that it stands under is called.
    """
    return {
        "": f"{c.agency_name} {c.id}",
        "agency": c.agency_name,
        "honor": c.honor,
        "state": c.state,
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
        "progress": _percent(r.given, r.expected),
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
            field.id,
            kinds.get(field.type, "text"),
            (field.name,),
            tuple(Choice(choice.id, (choice.name,)) for choice in field.choices),
        )
        for field in kind.fields
        if field.id not in ("agency", "open")
    )
    late = (_field("late", "choice", YES_NO),) if kind.due else ()
    return (AGENCY_NAME, *own, _field("open", "choice", YES_NO), *late, CODE)


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
        field.id: r.values.get(field.id) if field.type != "text" else said[field.id]
        for field in kind.fields
    }
    return {
        **values,
        "": f"{r.agency_name} {' '.join(said.values())} {r.id}",
        "agency": r.agency_name,
        "open": _yes(wants),
        "late": _yes(late),
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
