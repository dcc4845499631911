"""What was taken out or taken back as a mistake and stands in a file again: said, not put back."""

from __future__ import annotations

from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.plan import Place, Plan, Problem
from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.text import Message, msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.dependents import payload_of

Key = tuple[str, str, str]
# why a row is refused whose agency is not on record
UNKNOWN = frozenset({"exchange.no-agency", "exchange.no-agency-alone"})
NOWHERE = Place("", 0, {})


class Out(NamedTuple):
    """By which fact something was taken out, or taken back with its deed.

    Args:
        alone: it was taken out of its batch; else the whole deed went, and may be entered anew.
        day: when.
    """

    by: int
    who: str
    why: str
    alone: bool = True
    day: str = ""

    def said(self, key: str, **more: object) -> Message:
        """Return the message `key` about it."""
        return msg(key, by=self.by, who=self.who, why=self.why, day=self.day, **more)


def activities_out(ws: Workspace) -> dict[Key, Out]:
    """Return the activities that stand no more: agency, day and what the title says ->
    by what.

    Each is known by what it said when it was logged.
    """
    line, found = Lineage(ws), dict[Key, Out]()
    for agency, day, title, by, who, why, alone, gone in queries.rows(
        ws.ledger, "voiding", "activities-out"
    ):
        out = Out(by, who, why, bool(alone), gone)
        found[line.now(agency), day, names.saying(title)] = out
    return found


class AgenciesOut:
    """The agencies that were taken out of the registry alone, by whatever calls them.

    Args:
        ws: the workspace.
        city: what people leave out of the names of its agencies.
    """

    def __init__(self, ws: Workspace, city: str) -> None:
        self.city = city
        self.by_key: dict[str, Out] = {}
        self.offices: dict[tuple[str, str], Out] = {}
        for row in map(Row._make, queries.rows(ws.ledger, "voiding", "bodies-out")):
            p = payload_of(row)
            out = Out(row.seq, row.who, row.why, day=row.effective)
            if p["agency"]:
                self.offices[p["agency"], names.key(p["name"])] = out
                continue
            called = queries.rows(ws.ledger, "voiding", "agency-names", {"id": p["holder"]})
            for name in filter(None, (p["name"], *(name for pair in called for name in pair))):
                self.by_key |= dict.fromkeys(filter(None, self._keys(name)), out)

    def of(self, name: str) -> Out | None:
        """Return by what the agency of a name was taken out, None where none of it was."""
        found = (self.by_key.get(key) for key in self._keys(name))
        return next((out for out in found if out is not None), None)

    def _keys(self, name: str) -> tuple[str, str]:
        return names.key(name), names.body(name, self.city)


def leave_out_bodies(ws: Workspace, plan: Plan, city: str) -> int:
    """Take out of a registry's plan what was taken out of the registry alone, and say so.

    Args:
        city: what people leave out of the names of its agencies.

    Returns:
        How many agencies and offices were left out.
    """
    agencies = AgenciesOut(ws, city)
    offices = agencies.offices
    if not agencies.by_key and not offices:
        return 0
    there = {id_ for (id_,) in queries.rows(ws.ledger, "lineage", "standing")}
    left: dict[str, tuple[str, Out]] = {}
    for agency in plan.agencies:
        if agency.id not in there and (gone_by := agencies.of(agency.name)):
            left[agency.id] = agency.name, gone_by
    along: dict[str, int] = {}
    gone = set(left)
    for office in plan.offices:
        if office.agency in left:
            along[office.agency] = along.get(office.agency, 0) + 1
            gone.add(office.id)
        elif office.id not in there and (
            gone_by := offices.get((office.agency, names.key(office.name)))
        ):
            left[office.id] = office.name, gone_by
            gone.add(office.id)
    plan.rejected, named = _parted(plan.rejected, agencies)
    plan.warnings += named
    plan.agencies = [one for one in plan.agencies if one.id not in gone]
    plan.offices = [one for one in plan.offices if one.id not in gone]
    plan.titles = [one for one in plan.titles if one.holder not in gone]
    places = {(at.sheet, at.row) for id_ in left if (at := plan.places.get(id_))}
    plan.warnings = [  # whom a row that stays out may be is no question
        one
        for one in plan.warnings
        if one.reason.key != "exchange.twin" or (one.sheet, one.row) not in places
    ]
    for id_, (name, out) in left.items():
        place = plan.places.get(id_, NOWHERE)
        key = "exchange.taken-out-with" if along.get(id_) else "exchange.taken-out"
        reason = out.said(key, count=along.get(id_, 0))
        plan.warnings.append(
            Problem(place.sheet, place.row, place.titles.get("name", ""), name, reason)
        )
    return len(gone) + len(named)


def _parted(rejected: list[Problem], agencies: AgenciesOut) -> tuple[list[Problem], list[Problem]]:
    """Part the rows that were refused since nobody bears their agency's name.

    Returns:
        Those that stay refused, and what is said of agencies that were taken out.
    """
    stay, named = [], []
    for one in rejected:
        out = agencies.of(one.value) if one.reason.key in UNKNOWN else None
        if out is None:
            stay.append(one)
        else:
            named.append(one._replace(reason=out.said("exchange.taken-out")))
    return stay, named
