"""Of which selection a model title is: the newest closed round of candidates when it was given."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from civtui.ledger.queries import statement
from civtui.rules.policies import choice

# (day it closed, id of the round); a title given out of none, or restored, is a
# selection of its own day
Selection = tuple[str, str]


class Selections:
    """The selections out of which model titles were given, up to a day.

    A title that a reform carried over is of the selection that it was of before; a round that
    counted an office counts for the one it was merged into, where titles follow (policy
    merger-titles).

    Args:
        connection: of the ledger.
        day: grants and reforms after it do not count.
        policies: the profile's choices.
    """

    def __init__(
        self, connection: sqlite3.Connection, day: date, policies: Mapping[str, str]
    ) -> None:
        by = {"day": day.isoformat()}
        self.heirs: dict[str, str] = {}
        if choice(policies, "merger-titles") == "carry-over":
            self.heirs.update(connection.execute(statement("automatic", "merged-offices"), by))
        self.carried: dict[Selection, list[tuple[str, str]]] = defaultdict(list)
        for holder, on, *whose in connection.execute(statement("automatic", "carried-models"), by):
            self.carried[on, holder].append((whose[0], whose[1]))
        self.rounds: dict[str, list[Selection]] = defaultdict(list)
        for id_, closed, subject in connection.execute(statement("automatic", "selections")):
            for office in self._lineage(subject):
                self.rounds[office].append((closed, id_))
        self.given: dict[str, list[tuple[str, Selection]]] = defaultdict(list)
        self.firsts: dict[Selection, str] = {}  # selection -> the day of the first grant out of it
        for holder, on, event in connection.execute(statement("automatic", "model-grants"), by):
            # what a decision gave back, no selection up to that day takes again
            found = (on, "\uffff") if event == "restored" else self.as_of(holder, on)
            self.given[holder].append((on, found))
            if event == "granted":
                self.firsts.setdefault(found, on)

    def _lineage(self, office: str) -> Iterator[str]:
        """Yield an office, and those it was merged into one after another."""
        yield office
        while office in self.heirs:
            office = self.heirs[office]
            yield office

    def as_of(self, holder: str, day: str) -> Selection:
        """Return the newest selection that the office was in and that had closed by a day."""
        rounds = self.rounds.get(holder, [])
        place = bisect_right(rounds, (day, "\uffff"))
        return rounds[place - 1] if place else (day, "")

    def of(self, holder: str, since: str) -> Selection:
        """Return the selection of the standing title of `holder`: the newest it came out of."""
        own = [found for on, found in self.given.get(holder, ()) if on >= since]
        own += [self.of(*whose) for whose in self.carried.get((since, holder), ())]
        return max(own, default=(since, ""))

    def overtaken(self, holder: str, since: str) -> str | None:
        """Return the day on which a later selection gave its first title, None where none has."""
        own = self.of(holder, since)
        days = [on for found, on in self.firsts.items() if found > own and on >= since]
        return min(days, default=None)


def overtaken(
    connection: sqlite3.Connection, day: date, policies: Mapping[str, str]
) -> Iterator[tuple[date, str]]:
    """Yield (day, office) of the model titles that a later selection has overtaken."""
    found = Selections(connection, day, policies)
    for holder, since in connection.execute(statement("automatic", "models")).fetchall():
        on = found.overtaken(holder, since)
        if on is not None:
            yield date.fromisoformat(on), holder
