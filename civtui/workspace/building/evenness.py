"""Whether the building is even: shares of civilized offices by agency and old sector, and years."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from civtui.ledger import queries
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.session import Workspace

STAGES = ("building", "started", "planned", "not-started")


class Spot(NamedTuple):
    """One agency among the others; `share` is its civilized offices over its offices."""

    agency: AgencyRow
    share: Fraction


class Sector(NamedTuple):
    """An old sector: its agencies, worst first.

    Args:
        share: its civilized offices over its offices.
        gap: `share` less the city's, negative where it lies behind.
        advanced: agencies of it that hold any honor.
        stages: agencies at each stage of the roll-out, in the order of `STAGES`.
    """

    name: str
    spots: tuple[Spot, ...]
    share: Fraction
    gap: Fraction
    advanced: int
    stages: tuple[int, ...]


class Evenness(NamedTuple):
    """The city's sectors, the one furthest behind first; `share` is the city's own."""

    share: Fraction
    sectors: tuple[Sector, ...]

    @property
    def stages(self) -> tuple[int, ...]:
        """Agencies of the city at each stage of the roll-out."""
        return tuple(sum(s.stages[n] for s in self.sectors) for n in range(len(STAGES)))

    def laggards(self) -> list[Spot]:
        """Return the agencies below half the city's share, worst first, of equals the largest."""
        found = [spot for s in self.sectors for spot in s.spots if spot.share * 2 < self.share]
        return sorted(found, key=lambda s: (s.share, -s.agency.offices, s.agency.order))


def _share(rows: list[AgencyRow]) -> Fraction:
    return Fraction(sum(r.civilized for r in rows), sum(r.offices for r in rows) or 1)


def evenness(ws: Workspace) -> Evenness:
    """Return how even the building is; an agency of no offices stands at 0."""
    everybody = agency_rows(ws)
    city = _share(everybody)
    groups: dict[str, list[AgencyRow]] = {}
    for row in everybody:
        groups.setdefault(row.sector, []).append(row)
    sectors = []
    for name, rows in groups.items():
        spots = sorted(
            (Spot(r, _share([r])) for r in rows), key=lambda s: (s.share, s.agency.order)
        )
        stages = [r.stage or "not-started" for r in rows]
        share = _share(rows)
        sectors.append(
            Sector(
                name,
                tuple(spots),
                share,
                share - city,
                sum(bool(r.honors) for r in rows),
                tuple(map(stages.count, STAGES)),
            )
        )
    return Evenness(city, tuple(sorted(sectors, key=lambda s: (s.gap, s.name))))


class Year(NamedTuple):
    """How the city stood at the end of a year, or today: agencies with any honor, and all."""

    year: int
    advanced: int
    agencies: int


def years(ws: Workspace, most: int = 10) -> list[Year]:
    """Return the advanced share by year, as far back as the workspace knows the city."""
    opened = queries.one(ws.ledger, "places", "opened")
    today = ws.today()
    if opened is None:
        return []
    first = max(int(opened[0][:4]), today.year - most + 1)
    found = []
    for year in range(first, today.year + 1):
        day = min(today, date(year, 12, 31)).isoformat()
        row = queries.one(ws.ledger, "day", "advanced-on", {"day": day})
        if row and row[0]:
            found.append(Year(year, int(row[1] or 0), int(row[0])))
    return found
