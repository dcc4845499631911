"""Reports that the profile lets fall due by themselves: who owes which, without a typed day."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.profile.places import profile_path
from civtui.profile.standing_choices import hearing
from civtui.rules.hearings import owed
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.building.registers import closed_years
from civtui.workspace.session import Workspace

REPORT = "report"


class Owed(NamedTuple):
    """A report that nobody put down: whose, when it is due (an ISO date), who should hear it."""

    agency: str
    due: str
    body: str

    @property
    def record(self) -> str:
        """The id of the record that puts it down."""
        return f"{self.agency}/{self.due}/{self.body}"


def years_owing(ws: Workspace, register: str, year: int) -> list[int]:
    """Return the years of which something may be owed in a year: itself, and the one before.

    Of that one until it is closed, where the register was kept in it.
    """
    before = year - 1
    kept = queries.one(ws.ledger, "building", "kept-in", (register, before)) is not None
    return [before, year] if kept and before not in closed_years(ws) else [year]


def owed_reports(ws: Workspace, year: int, agencies: Iterable[str]) -> list[Owed]:
    """Return the reports of a year that are due by the profile's interval and not on record.

    What is on record, typed for a day of the period or heard in it, stands for that period's.
    Nothing is owed for the time before the agency was on record here.
    """
    months, body = hearing(profile_path(ws.profile_path, ws.dir))
    if not months:
        return []
    line = Lineage(ws)
    since = _Since(ws, line)
    known: dict[str, set[date]] = {}
    for _, agency, _, content, _ in queries.rows(ws.ledger, "day", "records-of", (REPORT,)):
        values = json.loads(content)
        if values.get("body") == body:
            days = {values.get("heard") or values["due"], values["due"]}
            known.setdefault(line.now(agency), set()).update(map(date.fromisoformat, days))
    return [
        Owed(one, due.isoformat(), body)
        for one in agencies
        for due in owed(year, months, since.of(one, year), known.get(one, ()))
    ]


class _Since:
    """From which day on agencies owe reports: the workspace was there, and knew them.

    Where the workspace keeps a day of its own that lies before the one on which it was made, that
    one is of the machine's clock and says nothing.
    """

    def __init__(self, ws: Workspace, line: Lineage) -> None:
        self.line, self.today = line, ws.today().isoformat()
        opened = queries.one(ws.ledger, "places", "opened")
        self.opened = str(opened[0])[:10] if opened else ""
        self.known: dict[str, str] = dict(queries.rows(ws.ledger, "day", "agencies-since"))

    def of(self, agency: str, year: int) -> date:
        """Return the day from which an agency, or one that was merged into it, owes."""
        days = [self.known[one] for one in self.line.owned(agency) if one in self.known]
        first = min(days, default=self.opened)
        told = [day for day in (first, self.opened) if day and day <= self.today]
        return date.fromisoformat(max(told)) if told else date(year, 1, 1)


class OnRecord:
    """From which day on agencies are on record: nothing is asked of them that was due before.

    Those of the first day, which is the registry's that the city began with, were there before.
    """

    def __init__(self, ws: Workspace) -> None:
        self.line = Lineage(ws)
        self.since: dict[str, str] = dict(queries.rows(ws.ledger, "day", "agencies-since"))
        self.first = min(self.since.values(), default="")

    def by(self, agency: str, day: str) -> bool:
        """Return whether an agency, or one that was merged into it, was there on a day (ISO)."""
        days = [self.since[one] for one in self.line.owned(agency) if one in self.since]
        return min(days, default="") <= max(day, self.first)

    def owing(self, agency: str, asked: str, due: str, by: Container[str]) -> list[str]:
        """Return who has not filed what was asked for: an agency, or those merged into it.

        What was asked for, or due, before agencies were merged is owed for each of them, until the
        successor files for all. What was due before an agency was on record is not asked of it.

        Args:
            asked: the day on which it was asked for; `due` by which day (both ISO).
            by: ids of those that filed.
        """
        if agency in by or not self.by(agency, due):
            return []
        owing = self.line.before(agency, min(asked, due)) or [agency]
        return [one for one in owing if one not in by]
