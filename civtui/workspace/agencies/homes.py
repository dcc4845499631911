"""Whose each office was on a past day: a reform moves an office, and what was before stays so."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from civtui.ledger.queries import statement

# a day, and within it the number of the fact: what is of one day has an order too
Moment = tuple[str, int]
NEVER: Moment = ("9999-12-31", 0)


class Move(NamedTuple):
    """A reform took an office from an agency."""

    at: Moment
    was: str


class Homes:
    """The moves of offices between agencies.

    Args:
        connection: of the ledger, read once.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.moves: dict[str, list[Move]] = defaultdict(list)
        for office, day, seq, was in connection.execute(statement("agencies", "office-moves")):
            self.moves[office].append(Move((day, seq), was))

    def on(self, office: str, now: str, day: str) -> str:
        """Return the agency of an office when a day was over.

        Args:
            now: its agency today.
        """
        later = (move.was for move in self.moves.get(office, ()) if move.at[0] > day)
        return next(later, now)

    def stays(
        self, office: str, now: str, since: Moment, ended: Moment
    ) -> Iterator[tuple[str, Moment, Moment]]:
        """Yield (agency, from when, until when) of an office, the first agency first.

        Args:
            now: its agency today.
            since, ended: when the office came and went.
        """
        for move in self.moves.get(office, ()):
            if since < move.at:
                yield move.was, since, move.at
                since = move.at
        yield now, since, ended
