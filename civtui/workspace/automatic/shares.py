"""The days on which an agency's share of offices with a title fell under its honor's gate."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger.queries import statement
from civtui.rules.policies import choice

if TYPE_CHECKING:
    from civtui.profile.clock_lengths import Lengths


class Fall(NamedTuple):
    """A share that held the day before and no more on `on`."""

    on: date
    agency: str
    honor: str
    part: int
    whole: int
    needs: str


class _Span(NamedTuple):
    """From when to when something was; `ended` is the first day on which it is not."""

    since: str
    ended: str

    def on(self, day: str) -> bool:
        return self.since <= day < self.ended


NEVER = "9999-12-31"


def falls(connection: sqlite3.Connection, profile: Lengths, day: date) -> Iterator[Fall]:
    """Yield every fall up to `day`, the oldest of an agency and honor first."""
    gates: dict[str, list[tuple[str, tuple[int, int]]]] = defaultdict(list)
    for share in profile.shares:
        gates[share.tier].append((share.honor, share.at_least))
    stirred = {row[0] for row in connection.execute(statement("automatic", "stirred"))}
    holders = {
        (agency, honor)
        for agency, honor, *_ in connection.execute(statement("automatic", "held"))
        if honor in gates and agency in stirred
    }
    if not holders:
        return
    agencies = json.dumps(sorted({agency for agency, _ in holders}))
    offices: dict[str, dict[str, _Span]] = defaultdict(dict)
    home: dict[str, str] = {}
    for id_, agency, since, ended in connection.execute(
        statement("automatic", "offices"), (agencies,)
    ):
        offices[agency][id_] = _Span(since, ended or NEVER)
        home[id_] = agency
    titles: dict[tuple[str, str], list[tuple[str, _Span]]] = defaultdict(list)
    for holder, honor, since, ended in connection.execute(
        statement("automatic", "office-titles"), (agencies,)
    ):
        titles[home[holder], honor].append((holder, _Span(since, ended or NEVER)))
    idle = _idle(connection, home) if counts_takers(profile) else {}
    for agency, honor in sorted(holders):
        for wanted, (top, bottom) in gates[honor]:
            roster, held = offices[agency], titles[agency, wanted]
            yield from _falls(agency, honor, roster, held, idle, (top, bottom), day.isoformat())


def counts_takers(profile: Lengths) -> bool:
    """Return whether only offices that take part count."""
    return choice(profile.policies, "denominator") == "taking-part"


def _idle(connection: sqlite3.Connection, home: dict[str, str]) -> dict[str, list[_Span]]:
    """Return when which offices took no part."""
    found: dict[str, list[_Span]] = defaultdict(list)
    since: dict[str, str] = {}
    for office, day, takes in connection.execute(statement("automatic", "parts")):
        if not takes:
            since.setdefault(office, day)
        elif office in since:
            found[office].append(_Span(since.pop(office), day))
    for office, day in since.items():
        found[office].append(_Span(day, NEVER))
    return {office: spans for office, spans in found.items() if office in home}


def _falls(
    agency: str,
    honor: str,
    roster: dict[str, _Span],
    held: list[tuple[str, _Span]],
    idle: dict[str, list[_Span]],
    needs: tuple[int, int],
    last: str,
) -> Iterator[Fall]:
    top, bottom = needs
    aside = [span for id_ in roster for span in idle.get(id_, ())]
    spans = [*roster.values(), *(span for _, span in held), *aside]
    days = sorted({d for span in spans for d in (span.since, span.ended) if d <= last})
    held_before = False
    for day in days:
        counted = {
            id_
            for id_, span in roster.items()
            if span.on(day) and not any(one.on(day) for one in idle.get(id_, ()))
        }
        part = len({id_ for id_, span in held if span.on(day)} & counted)
        whole = len(counted)
        holds = whole > 0 and part * bottom >= top * whole
        if held_before and not holds:
            yield Fall(date.fromisoformat(day), agency, honor, part, whole, f"{top}/{bottom}")
        held_before = holds
