"""What filters can name of agencies, offices and subjects, and such a row as a query reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.workspace.finding.query import Choice, Field, Fields, Record

if TYPE_CHECKING:
    from civtui.workspace.agencies.rows import AgencyRow, OfficeRow
    from civtui.workspace.rounds.rounds import SubjectLine

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


def field(id_: str, kind: str = "text", choices: tuple[Choice, ...] = ()) -> Field:
    """Return a field that people call by `finding.field-ID`."""
    return Field(id_, kind, (f"finding.field-{id_}",), choices)


CODE = field("code")
AGENCY_NAME = Field("agency", "text", ("finding.field-agency", "finding.field-unit"))
HONOR = field("honor", "choice", (*TIERS, NONE))
SHARE = field("share", "number")
SECTOR = field("sector")
AGENCY: Fields = (
    AGENCY_NAME,
    HONOR,
    SECTOR,
    *(field(name, "number") for name in ("offices", "civilized", "models")),
    SHARE,
    field("card", "choice", YES_NO),
    field("program", "choice", (*YES_NO, Choice("unknown", ("finding.unknown",)))),
    field(
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
    field("honor", "choice", (*OFFICE_HONORS, NONE)),
    field("staff", "number"),
    CODE,
)
SUBJECT: Fields = (Field("office", "text", ("finding.field-office",)), AGENCY_NAME, CODE)


def percent(part: int, whole: int) -> str | None:
    """Return a share as percent with two decimals, cut off: 29.999 % is not 30."""
    if not whole:
        return None
    hundredths = 10000 * part // whole
    return f"{hundredths // 100}.{hundredths % 100:02}"


def yes(value: bool | None) -> str:
    """Return the choice of a field of yes and no; `unknown` for None."""
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
        "share": percent(a.civilized, a.offices),
        "card": yes(a.card),
        "program": yes(a.runs_program),
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
