"""The building log: what agencies do between two rounds, recorded as easily as a mark."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import BadInput, Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies import agency as find_agency
from civtui.workspace.session import Workspace


class ActivityRow(NamedTuple):
    """One activity; `agency_name` is what people call the agency, `held` an ISO date."""

    id: str
    agency: str
    agency_name: str
    held: str
    kind: str
    title: str
    venue: str
    people: int | None


def activity_rows(ws: Workspace, agency: str | None = None, most: int = 1000) -> list[ActivityRow]:
    """Return the newest activities, of one agency or of all."""
    owner = find_agency(ws, agency).id if agency else None
    found = queries.rows(ws.ledger, "building", "activities", {"agency": owner, "most": most})
    return [ActivityRow(*row) for row in found]


def months(ws: Workspace) -> dict[str, dict[str, int]]:
    """Return agency -> month (`2026-03`) -> number of activities, for the heat map."""
    found: dict[str, dict[str, int]] = {}
    for agency, month, count in queries.rows(ws.ledger, "building", "by-month"):
        found.setdefault(agency, {})[month] = count
    return found


def log_activity(
    ws: Workspace,
    agency: str,
    title: str,
    *,
    on: date | None = None,
    kind: str = "other",
    venue: str = "",
    people: int | None = None,
) -> ActivityRow:
    """Record one activity and return it.

    Raises:
        BadInput: the title is empty or too long, people are negative, the day lies ahead.
        Refused: the user is a reporter of another agency.
    """
    from pydantic import ValidationError

    from civtui.model.facts.building import ActivitiesLogged, Activity

    owner = find_agency(ws, agency)
    own = queries.one(ws.ledger, "places", "user", (ws.user,))
    if own and own[0] == "reporter" and own[1] not in (None, owner.id):
        raise Refused(msg("workspace.own-agency-only"), value=owner.name)
    day = on or ws.today()
    if day > ws.today():
        raise BadInput(
            msg("workspace.ahead"), value=day.isoformat(), allowed=f"≤ {ws.today().isoformat()}"
        )
    try:
        activity = Activity(
            id=f"act-{ws.head() + 1}-{owner.id}",
            agency=owner.id,
            on=day,
            kind=kind,
            title=title.strip(),
            venue=venue,
            people=people,
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput(
            msg("workspace.bad-field", reason=first["msg"]),
            where={"key": ".".join(map(str, first["loc"]))},
        ) from error
    ws.write(ActivitiesLogged(activities=(activity,)), right=Right.FILE, effective=day)
    return ActivityRow(
        *(activity.id, owner.id, owner.short or owner.name, day.isoformat()),
        *(kind, activity.title, venue, people),
    )
