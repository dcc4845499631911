"""Eligibility in a workspace: the ledger's facts of an agency, put to the profile's rules."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from civtui.ledger import queries
from civtui.rules.eligibility import AgencyAnswer, AgencyFacts, Event, OfficeGroup, assess
from civtui.workspace.agencies import AgencyRow, agency, agency_rows
from civtui.workspace.session import Workspace


class Record:
    """What the ledger knows of every agency on a day, read in a handful of queries.

    Args:
        ws: the workspace.
        day: facts after it do not count.
    """

    def __init__(self, ws: Workspace, day: date) -> None:
        self.day = day
        self.groups: dict[str, Counter[frozenset[str]]] = {}
        for owner, honors in queries.rows(
            ws.ledger, "agencies", "office-groups", {"today": day.isoformat()}
        ):
            held = frozenset(honors.split(",")) if honors else frozenset()
            self.groups.setdefault(owner, Counter())[held] += 1
        self.events: dict[str, list[Event]] = {}
        self._read_events(ws)

    def _read_events(self, ws: Workspace) -> None:
        def add(owner: str, on: str, kind: str, months: int | None = None) -> None:
            event = Event(on=date.fromisoformat(on), kind=kind, months=months)
            self.events.setdefault(owner, []).append(event)

        for _, owner, opened, _, _, term, state, ended in queries.rows(
            ws.ledger, "agencies", "cards-of"
        ):
            add(owner, opened, "yellow-card", _months(opened, term))
            if ended:
                add(owner, ended, "card-cleared" if state == "cleared" else "delisted")
        for owner, happened, _, months in queries.rows(ws.ledger, "agencies", "vetoes"):
            add(owner, happened, "veto", months)
        for owner, ended, _ in queries.rows(ws.ledger, "agencies", "delistings"):
            add(owner, ended, "delisted")

    def facts(self, row: AgencyRow) -> AgencyFacts:
        """Return the facts of one agency as the rules take them."""
        groups = self.groups.get(row.id)
        offices = (
            tuple(OfficeGroup(count=n, honors=held) for held, n in sorted(groups.items(), key=str))
            if groups
            else (OfficeGroup(count=row.offices, honors=frozenset()),)
        )
        return AgencyFacts(
            agency=row.name,
            as_of=self.day,
            runs_program=row.runs_program,
            has_conditions=row.has_conditions,
            conditions_confirmed=row.conditions_confirmed,
            honors=frozenset(row.honors),
            events=tuple(sorted(self.events.get(row.id, ()), key=lambda e: (e.on, e.kind))),
            offices=offices,
        )


def _months(opened: str, term: str | None) -> int | None:
    if term is None:
        return None
    first, last = date.fromisoformat(opened), date.fromisoformat(term)
    return max(1, round((last - first).days / 30.44))


def eligibility_list(
    ws: Workspace, tier: str | None = None, day: date | None = None
) -> list[tuple[AgencyRow, AgencyAnswer]]:
    """Return every agency with what it may apply for, and why.

    Args:
        tier: only this tier in the answers.
        day: as of this day; today where None.
    """
    record = Record(ws, day or ws.today())
    profile = ws.profile()
    gates, policies, periods = profile.gates(), profile.policies, profile.periods()
    rows = agency_rows(ws)
    answers = [(row, assess(record.facts(row), gates, policies, periods)) for row in rows]
    return [(row, _only(answer, tier)) for row, answer in answers]


def eligibility_of(
    ws: Workspace, name: str, tier: str | None = None, day: date | None = None
) -> tuple[AgencyRow, AgencyAnswer]:
    """Return one agency with what it may apply for, and why.

    Raises:
        NotFound: no agency answers to `name`.
    """
    row = agency(ws, name)
    profile = ws.profile()
    facts = Record(ws, day or ws.today()).facts(row)
    answer = assess(facts, profile.gates(), profile.policies, profile.periods())
    return row, _only(answer, tier)


def _only(answer: Any, tier: str | None) -> Any:
    if tier is None:
        return answer
    return answer._replace(tiers=tuple(t for t in answer.tiers if t.tier == tier))
