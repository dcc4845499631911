"""What is to be done next with an application: a step that would be taken today, or what first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from civtui.model.text import Message, msg
from civtui.rules import case_steps
from civtui.workspace.session import Workspace
from civtui.workspace.titles.cases import case_of
from civtui.workspace.titles.gates import shut_gates
from civtui.workspace.titles.holders import holds, typed
from civtui.workspace.titles.notices import notice_of

if TYPE_CHECKING:
    from civtui.workspace.titles.applications import CaseRow

# state of an application -> the deed whose gates its next step asks
DEEDS = {
    "applied": "check",
    "checked": "decide",
    "decided": "notice",
    "noticed": "submit",
    "submitted": "result",
}


class First(NamedTuple):
    """Why a step would be refused, and what is to be done first."""

    why: Message
    way: Message


def next_step(ws: Workspace, row: CaseRow) -> Message:
    """Return what is to be done next with an application, as of today.

    What a rule or a gate would refuse is not named: what ends that is.
    """
    if row.state not in case_steps.OPEN:
        return msg(f"titles.state-{row.told_on(ws.today())}")
    first = what_first(ws, row, ws.today())
    if first is not None:
        return msg("titles.next-first", why=first.why, way=first.way)
    if row.state == "noticed":
        return _after_notice(ws, row)
    if row.state == "checked":
        return _to_decide(ws, row)
    return msg(f"titles.next-{row.state}", case=row.id)


class Stands(NamedTuple):
    """The item of a sitting that an application waits on; `held`: the sitting is over."""

    sitting: str
    item: str
    held: bool


def stands_before(ws: Workspace, row: CaseRow) -> Stands | None:
    """Return where an application waits for the group's decision; None where on no agenda."""
    from civtui.workspace.titles.agenda_after_reform import remaining
    from civtui.workspace.titles.sittings import sitting_rows

    for sitting in sitting_rows(ws):
        for item in sitting.agenda:
            mine = (item.matter, item.honor) == (matter_of(row), row.honor)
            if mine and row.agency in (remaining(ws, sitting, item) or ()):
                return Stands(sitting.id, item.item, sitting.state == "held")
    return None


def matter_of(row: CaseRow) -> str:
    """Return by which matter an application is put before the group."""
    return "grant" if row.honor == case_steps.CITY_TIER else "recommend"


def _to_decide(ws: Workspace, row: CaseRow) -> Message:
    """Return how an application that passed its check comes to its decision."""
    if at := stands_before(ws, row):
        key = "titles.next-decide" if at.held else "titles.next-placed"
        return msg(key, sitting=at.sitting, item=at.item)
    given = {"matter": matter_of(row), "agency": typed(ws, [row.agency]), "honor": row.honor}
    return msg("titles.next-put", **given)


def _after_notice(ws: Workspace, row: CaseRow) -> Message:
    """Return what is done with an application whose public notice is over."""
    if row.honor != case_steps.CITY_TIER:
        return msg("titles.next-submit", case=row.id)
    held = "keep" if holds(ws, row.agency, row.honor) else "grant"
    given = {
        "honor": row.honor,
        "agency": typed(ws, [row.agency]),
        "decision": row.decision,
    }
    return msg(f"titles.next-{held}", **given)


def what_first(ws: Workspace, row: CaseRow, today: date) -> First | None:
    """Return what bars the next step of an application on a day; None where nothing does."""
    case, ours = case_of(ws, row), row.honor == case_steps.CITY_TIER
    refused = None
    if row.state == "noticed":
        refused = case_steps.refuse_case(
            case, "grant" if ours else "submit", today, notice_of(ws, row)
        )
    elif row.state == "submitted":
        refused = case_steps.refuse_objected(case, today, notice_of(ws, row))
    if refused is not None:
        return First(refused.why, refused.way_out)
    deed = "grant" if row.state == "noticed" and ours else DEEDS.get(row.state)
    for gate in shut_gates(ws, deed, [row.agency], today, row.honor) if deed else ():
        if gate.barred:
            return First(gate.why, gate.way)
    return None
