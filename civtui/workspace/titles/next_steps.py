"""What is to be done next with an application: a step that would be taken today, or what first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from civtui.model.text import Message, msg
from civtui.rules import case_steps
from civtui.workspace.session import Workspace
from civtui.workspace.titles.cases import case_of
from civtui.workspace.titles.gates import shut_gates
from civtui.workspace.titles.holders import holds
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
    return msg(f"titles.next-{row.state}", case=row.id)


def _after_notice(ws: Workspace, row: CaseRow) -> Message:
    """Return what is done with an application whose public notice is over."""
    if row.honor != case_steps.CITY_TIER:
        return msg("titles.next-submit", case=row.id)
    held = "keep" if holds(ws, row.agency, row.honor) else "grant"
    name = f'"{row.agency_name}"' if " " in row.agency_name else row.agency_name
    given = {"honor": row.honor, "agency": name, "decision": row.decision}
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
