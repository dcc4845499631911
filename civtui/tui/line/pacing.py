"""How much may be on its way: learned from round trips, since a pty's queue always reads empty.

After each emission the terminal is asked where its cursor stands (`CSI 6n`). Its answer says that
everything before has arrived. The window of bytes on their way doubles while the round trip is
flat, and shrinks towards rate times round trip when it grows.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

FIRST_WINDOW = 8192
LEAST_WINDOW, MOST_WINDOW = 800, 1 << 20
LEAST_BUDGET = 400
# a round trip that grew by so many seconds means that bytes wait in a queue
QUEUED = 0.05
SLOW_ROUND_TRIP, SLOW_WINDOW = 0.12, 4096
LOST_AFTER, LOST_FACTOR = 2.0, 4.0
SILENT_AFTER = 3


class Sent(NamedTuple):
    """An emission on its way: when, how many bytes, how many with it, where the cursor will be."""

    at: float
    size: int
    with_it: int
    cursor: tuple[int, int]


class Pace:
    """Keeps account of what is on its way.

    Args:
        asking: ask for answers at all.
    """

    def __init__(self, asking: bool = True) -> None:
        self.asking = asking
        self.window = FIRST_WINDOW
        self.flight: deque[Sent] = deque()
        self.bytes_on_way = 0
        self.shortest: float | None = None
        self.latest: float | None = None
        self.answers = self.lost = self.lost_in_a_row = 0
        self.given_up: deque[tuple[int, int]] = deque(maxlen=8)

    @property
    def answered(self) -> bool:
        """Whether the terminal has ever answered."""
        return self.answers > 0

    @property
    def slow(self) -> bool:
        """Whether the line is measured to be slow."""
        if self.shortest is None:
            return False
        return self.shortest > SLOW_ROUND_TRIP or self.window < SLOW_WINDOW

    def begin(self) -> None:
        """Forget what is on its way, as after a suspend; what was learned stays."""
        self.flight.clear()
        self.bytes_on_way = 0
        self.lost_in_a_row = 0

    def ready(self) -> bool:
        """Return whether more may be sent now."""
        if not self.asking or not self.answered:
            return True
        return self.bytes_on_way < self.window

    def budget(self) -> int | None:
        """Return how many bytes may be sent now; None without a bound."""
        if not self.asking or not self.answered:
            return None
        return max(LEAST_BUDGET, self.window - self.bytes_on_way)

    def sent(self, now: float, size: int, cursor: tuple[int, int]) -> None:
        """Note an emission that asks for an answer."""
        self.bytes_on_way += size
        self.flight.append(Sent(now, size, self.bytes_on_way, cursor))

    def expected(self, cursor: tuple[int, int]) -> bool:
        """Return whether an answer names the position that is awaited."""
        return bool(self.flight) and self.flight[0].cursor == cursor

    def late(self, cursor: tuple[int, int]) -> bool:
        """Return whether an answer is one that counts as lost already."""
        if self.expected(cursor) or cursor not in self.given_up:
            return False
        self.given_up.remove(cursor)
        return True

    def answer(self, now: float) -> None:
        """Take the answer to the oldest emission."""
        taken = self.flight.popleft()
        self.bytes_on_way = max(0, self.bytes_on_way - taken.size)
        self.answers += 1
        self.lost_in_a_row = 0
        trip = now - taken.at
        self.latest = trip
        self.shortest = trip if self.shortest is None else min(trip, self.shortest)
        if trip - self.shortest > QUEUED:
            fits = taken.with_it * (0.85 * self.shortest + QUEUED) / trip
            self.window = int(min(MOST_WINDOW, max(LEAST_WINDOW, (self.window + fits) / 2)))
        else:
            self.window = min(MOST_WINDOW, max(self.window, 2 * taken.with_it))

    def overdue(self, now: float) -> float | None:
        """Return in how many seconds the oldest answer counts as lost; None where none is due."""
        if not self.flight:
            return None
        patience = max(LOST_AFTER, LOST_FACTOR * (self.latest or 0.0))
        if self.answered:  # what is queued before it takes its time too
            patience += LOST_FACTOR * (self.shortest or 0.0)
        return max(0.0, self.flight[0].at + patience - now)

    def give_up(self) -> None:
        """Count the oldest answer as lost; a terminal that never answers is asked no more."""
        taken = self.flight.popleft()
        self.bytes_on_way = max(0, self.bytes_on_way - taken.size)
        self.given_up.append(taken.cursor)
        self.lost += 1
        self.lost_in_a_row += 1
        if not self.answered and self.lost_in_a_row >= SILENT_AFTER:
            self.asking = False
            self.begin()
