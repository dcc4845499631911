"""The days on which an agency's share of offices with a title fell under its honor's gate."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger.queries import statement
from civtui.rules.policies import choice
from civtui.workspace.agencies.homes import NEVER, Homes, Moment

if TYPE_CHECKING:
    from civtui.profile.clock_lengths import Lengths


class Fall(NamedTuple):
    """A share that held before and no more when the day `on` was over; it fell at `at`.

    On the day `back` it held again.
    """

    on: date
    at: Moment
    agency: str
    honor: str
    part: int
    whole: int
    needs: str
    back: str = NEVER[0]

    def lasts(self, day: str) -> bool:
        """Return whether the share is under its gate on a day because of this fall."""
        return self.on.isoformat() <= day < self.back


class _Span(NamedTuple):
    """From when to when something was; `ended` is the first moment at which it is not."""

    since: Moment
    ended: Moment

    def at(self, moment: Moment) -> bool:
        return self.since <= moment < self.ended


def falls(
    connection: sqlite3.Connection,
    profile: Lengths,
    day: date,
    of: Collection[tuple[str, str]] | None = None,
) -> Iterator[Fall]:
    """Yield every fall up to `day`, the oldest of an agency and honor first.

    Args:
        of: each (agency, honor) that is asked about; None for what is held now.
    """
    gates: dict[str, list[tuple[str, tuple[int, int]]]] = defaultdict(list)
    for share in profile.shares:
        gates[share.tier].append((share.honor, share.at_least))
    homes = Homes(connection)
    if of is None:
        stirred = {row[0] for row in connection.execute(statement("automatic", "stirred"))}
        stirred |= _moved_about(connection, homes)
        held = connection.execute(statement("automatic", "held"))
        of = [(agency, honor) for agency, honor, *_ in held if agency in stirred]
    holders = {(agency, honor) for agency, honor in of if honor in gates}
    if not holders:
        return
    agencies = {agency for agency, _ in holders}
    offices: dict[str, list[tuple[str, _Span]]] = defaultdict(list)
    home: dict[str, set[str]] = defaultdict(set)
    given = {"agencies": json.dumps(sorted(agencies)), "moved": json.dumps(sorted(homes.moves))}
    rows = connection.execute(statement("automatic", "offices"), given)
    for id_, now, since, first, ended, last in rows:
        gone = (ended, last) if ended else NEVER
        for agency, came, went in homes.stays(id_, now, (since, first), gone):
            if agency in agencies:
                offices[agency].append((id_, _Span(came, went)))
                home[id_].add(agency)
    titles: dict[tuple[str, str], list[tuple[str, _Span]]] = defaultdict(list)
    # a grant that was taken back counted until then: the share falls when it goes
    spans = [
        row
        for name in ("office-titles", "void-grants")
        for row in connection.execute(statement("automatic", name), given)
    ]
    for holder, honor, since, first, ended, last in spans:
        span = _Span((since, first), (ended, last) if ended else NEVER)
        for agency in home[holder]:
            titles[agency, honor].append((holder, span))
    idle = _idle(connection, home) if counts_takers(profile) else {}
    for agency, honor in sorted(holders):
        for wanted, (top, bottom) in gates[honor]:
            roster, counts = offices[agency], titles[agency, wanted]
            yield from _falls(agency, honor, roster, counts, idle, (top, bottom), day.isoformat())


def _moved_about(connection: sqlite3.Connection, homes: Homes) -> set[str]:
    """Return the agencies that a reform took offices from or gave offices to."""
    left = {move.was for moves in homes.moves.values() for move in moves}
    given = {"agencies": "[]", "moved": json.dumps(sorted(homes.moves))}
    rows = connection.execute(statement("automatic", "offices"), given) if left else ()
    return left | {agency for _, agency, *_ in rows}


def counts_takers(profile: Lengths) -> bool:
    """Return whether only offices that take part count."""
    return choice(profile.policies, "denominator") == "taking-part"


def _idle(connection: sqlite3.Connection, home: Mapping[str, object]) -> dict[str, list[_Span]]:
    """Return when which offices took no part."""
    found: dict[str, list[_Span]] = defaultdict(list)
    since: dict[str, Moment] = {}
    for office, day, takes, seq in connection.execute(statement("automatic", "parts")):
        if not takes:
            since.setdefault(office, (day, seq))
        elif office in since:
            found[office].append(_Span(since.pop(office), (day, seq)))
    for office, moment in since.items():
        found[office].append(_Span(moment, NEVER))
    return {office: spans for office, spans in found.items() if office in home}


def _falls(
    agency: str,
    honor: str,
    roster: list[tuple[str, _Span]],
    held: list[tuple[str, _Span]],
    idle: dict[str, list[_Span]],
    needs: tuple[int, int],
    last: str,
) -> Iterator[Fall]:
    top, bottom = needs
    aside = [span for id_, _ in roster for span in idle.get(id_, ())]
    spans = [*(span for _, span in roster), *(span for _, span in held), *aside]
    moments = sorted({m for span in spans for m in (span.since, span.ended) if m[0] <= last})
    held_before, fell, found = False, None, list[Fall]()
    for moment, after in zip_longest(moments, moments[1:]):
        counted = {
            id_
            for id_, span in roster
            if span.at(moment) and not any(one.at(moment) for one in idle.get(id_, ()))
        }
        part = len({id_ for id_, span in held if span.at(moment)} & counted)
        whole = len(counted)
        holds = whole > 0 and part * bottom >= top * whole
        fell = None if holds else moment if held_before else fell
        held_before = holds
        if after is None or after[0] > moment[0]:  # the day is over
            if fell:
                on = date.fromisoformat(fell[0])
                found.append(Fall(on, fell, agency, honor, part, whole, f"{top}/{bottom}"))
            elif holds and found and found[-1].back == NEVER[0]:
                found[-1] = found[-1]._replace(back=moment[0])
            fell = None
    yield from found
