"""Of which selection a model title is: the newest closed round of candidates when it was given."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from civtui.ledger.queries import statement

# (day it closed, id of the round); a title given out of none, or restored, is a
# selection of its own day
Selection = tuple[str, str]


class Selections:
    """The selections out of which model titles were given, up to a day.

    Args:
        connection: of the ledger.
        day: grants after it do not count.
    """

    def __init__(self, connection: sqlite3.Connection, day: date) -> None:
        self.rounds: dict[str, list[Selection]] = defaultdict(list)
        for id_, closed, subject in connection.execute(statement("automatic", "selections")):
            self.rounds[subject].append((closed, id_))
        given = {"day": day.isoformat()}
        self.given: dict[str, list[tuple[str, Selection]]] = defaultdict(list)
        self.firsts: dict[Selection, str] = {}  # selection -> the day of the first grant out of it
        for holder, on, event in connection.execute(statement("automatic", "model-grants"), given):
            # what a decision gave back, no selection up to that day takes again
            found = (on, "\uffff") if event == "restored" else self.as_of(holder, on)
            self.given[holder].append((on, found))
            if event == "granted":
                self.firsts.setdefault(found, on)

    def as_of(self, holder: str, day: str) -> Selection:
        """Return the newest selection that the office was in and that had closed by a day."""
        rounds = self.rounds.get(holder, [])
        place = bisect_right(rounds, (day, "\uffff"))
        return rounds[place - 1] if place else (day, "")

    def of(self, holder: str, since: str) -> Selection:
        """Return the selection of the standing title of `holder`: the newest it came out of."""
        own = [found for on, found in self.given.get(holder, ()) if on >= since]
        return max(own, default=(since, ""))

    def overtaken(self, holder: str, since: str) -> str | None:
        """Return the day on which a later selection gave its first title, None where none has."""
        own = self.of(holder, since)
        days = [on for found, on in self.firsts.items() if found > own and on >= since]
        return min(days, default=None)


def overtaken(connection: sqlite3.Connection, day: date) -> Iterator[tuple[date, str]]:
    """Yield (day, office) of the model titles that a later selection has overtaken."""
    found = Selections(connection, day)
    for holder, since in connection.execute(statement("automatic", "models")).fetchall():
        on = found.overtaken(holder, since)
        if on is not None:
            yield date.fromisoformat(on), holder
