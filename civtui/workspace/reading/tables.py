"""The long tables of a workspace: facts, agencies, offices, records, activities, marks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from civtui.ledger.windows import Order
from civtui.model.registers import Register
from civtui.workspace.agencies.agencies import agency_of, office_of
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.agencies.rows import AgencyRow, OfficeRow
from civtui.workspace.building.activities import ActivityRow, activity_of
from civtui.workspace.building.carried import carried
from civtui.workspace.building.records import RecordRow, record_of, unseen
from civtui.workspace.people.name_order import ordered
from civtui.workspace.reading.history import FactRow, reader
from civtui.workspace.reading.windows import Table
from civtui.workspace.rounds.rounds import RoundRow
from civtui.workspace.rounds.seeing import OF_MARKS, OF_NOTES, What, hidden, need
from civtui.workspace.session import Workspace
from civtui.workspace.titles.suspended_cards import suspended

# kinds of which there may be a million: telling each would hold a filter up
MANY = OF_MARKS | OF_NOTES
SHORT = "coalesce(nullif(agency.short, ''), agency.name)"


class MarkRow(NamedTuple):
    """One mark of a round; `points` are thousandths, None where they are relative."""

    subject: str
    item: str
    assessor: str
    value: str
    points: int | None
    seq: int
    subject_name: str
    agency_name: str
    assessor_name: str

    @property
    def id(self) -> str:
        """The cell: subject, item and judge."""
        return f"{self.subject}|{self.item}|{self.assessor}"


def facts(ws: Workspace, titles: dict[str, str], told: Callable[[FactRow], str]) -> Table[FactRow]:
    """Return the facts, newest first.

    Args:
        titles: kind of fact -> what people call it; a filter finds that too.
        told: tells a fact as a sentence; a filter looks into it, but for single marks and notes.
    """
    orders = {"number": (), "kind": ("kind",), "day": ("effective",), "who": ("who",)}
    if hidden(ws, What.PANEL):
        del orders["who"]  # an order by what is hidden would tell it
    return Table(
        ws,
        "facts",
        {},
        orders,
        ("seq",),
        reader(ws),
        lambda fact: str(fact.seq),
        lambda fact: f"{fact.kind} {titles.get(fact.kind, '')} {fact.who}",
        Order(("seq",), descending=True),
        more=lambda fact: fact.payload if fact.kind in MANY else f"{fact.payload} {told(fact)}",
    )


def agencies(ws: Workspace) -> Table[AgencyRow]:
    """Return the agencies in official order."""
    return Table(
        ws,
        "agencies",
        {"today": ws.today().isoformat(), "suspended": suspended(ws)},
        {
            "agency": (ordered(ws, SHORT, "agency"),),
            "honor": (_HIGHEST,),
            "offices": (_OFFICES,),
            "civilized": (_holding("civilized-office"),),
            "model": (_holding("model-office"),),
        },
        ("agency.id",),
        agency_of,
        lambda row: row.id,
        lambda row: f"{row.name} {row.short} {row.sector} {row.id}",
        Order(("agency.ord", "agency.id")),
        scan="agencies-text",
    )


def offices(ws: Workspace, agency: str | None = None) -> Table[OfficeRow]:
    """Return the offices of `agency` (or of all) in official order."""
    return Table(
        ws,
        "offices",
        {"today": ws.today().isoformat(), "agency": agency},
        {
            "agency": (),
            "office": (ordered(ws, "office.name", "office"),),
            "staff": ("coalesce(office.staff, -1)",),
            "honor": (_HONORS,),
        },
        ("office.id",),
        office_of,
        lambda row: row.id,
        lambda row: f"{row.name} {row.agency_name} {row.id}",
        Order(("agency.ord", "agency.id", "office.ord", "office.id"), outer=True),
        scan="offices-text",
    )


def records(
    ws: Workspace,
    kind: Register,
    agency: str | None = None,
    text: Callable[[RecordRow], str] | None = None,
) -> Table[RecordRow]:
    """Return the records of a register: the newest year first, agency by agency, by due day.

    Args:
        text: what a filter looks into; agency, id and stored values where None.
    """
    fields = {field.id: (_content(field.id),) for field in kind.fields}
    day = kind.due or kind.day
    due = _content(day) if day else "''"
    return Table(
        ws,
        "records",
        {
            **{"register": kind.id, "agency": agency, "hidden": unseen(ws, kind.id)},
            **Lineage(ws).params,
        },
        {"agency": (f"coalesce({SHORT}, record.agency)",), **fields},
        ("record.id",),
        partial(record_of, on=carried(ws, kind)),
        lambda row: row.id,
        text or _said,
        Order(("-coalesce(record.year, 0)", "coalesce(agency.ord, -1)", due, "record.id")),
    )


def _said(row: RecordRow) -> str:
    return f"{row.agency_name} {row.id} {' '.join(map(str, row.values.values()))}"


def _content(field: str) -> str:
    return f"coalesce(json_extract(record.content, '$.\"{field}\"'), '')"


def activities(ws: Workspace, agency: str | None = None) -> Table[ActivityRow]:
    """Return the building log, newest first."""
    return Table(
        ws,
        "activities",
        {"agency": agency, "today": ws.today().isoformat(), **Lineage(ws).params},
        {
            "agency": (ordered(ws, SHORT, "activity"),),
            "title": (ordered(ws, "activity.title", "activity"),),
            "kind": ("activity.kind",),
        },
        ("activity.id",),
        activity_of,
        lambda row: row.id,
        lambda row: f"{row.agency_name} {row.held} {row.title} {row.venue} {row.leaders}",
        Order(("activity.held", "activity.id"), descending=True),
    )


def marks(ws: Workspace, round_: RoundRow) -> Table[MarkRow]:
    """Return the marks of a round, subject by subject.

    Raises:
        Refused: the acting user doesn't see the marks of judges now (see `seeing`).
    """
    need(ws, round_, What.MARKS)
    return Table(
        ws,
        "marks",
        {"round": round_.id},
        {
            "subject": (),
            "value": ("mark.value",),
            "points": ("coalesce(mark.points, -1)",),
            "assessor": ("mark.assessor",),
            "item": ("mark.item",),
            "number": ("mark.seq",),
        },
        ("mark.subject", "mark.item", "mark.assessor"),
        lambda row: MarkRow(*row),
        lambda row: row.id,
        lambda row: f"{row.agency_name}/{row.subject_name} {row.item} {row.assessor_name} {row.id}",
        Order(("mark.subject", "mark.item", "mark.assessor")),
    )


_HIGHEST = (
    "coalesce((SELECT max(CASE honor WHEN 'provincial' THEN 3 WHEN 'municipal' THEN 2 ELSE 1 END) "
    "FROM title WHERE holder = agency.id AND ended IS NULL AND since <= :today "
    "AND honor IN ('provincial', 'municipal', 'agency-level')), 0)"
)
_OFFICES = (
    "coalesce(nullif((SELECT count(*) FROM office WHERE office.agency = agency.id "
    "AND office.ended IS NULL), 0), agency.declared_offices, 0)"
)
_HONORS = (
    "(SELECT count(*) FROM title t WHERE t.holder = office.id AND t.ended IS NULL "
    "AND t.since <= :today AND t.honor IN ('civilized-office', 'model-office'))"
)


def _holding(honor: str) -> str:
    return (
        "(SELECT count(*) FROM office WHERE office.agency = agency.id AND office.ended IS NULL "
        f"AND EXISTS (SELECT 1 FROM title t WHERE t.holder = office.id AND t.honor = '{honor}' "
        "AND t.ended IS NULL AND t.since <= :today))"
    )
