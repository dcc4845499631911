"""How fast a judge marks, and how long the rest will take: from this session's own marks."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

# a longer gap is a break, not a mark's work
BREAK_SECONDS = 180.0
# of so many marks the pace is taken
WINDOW = 60
FEWEST = 5
# a judge marks a row in a burst and then reads: less work than this, short of a whole window,
# may be the burst alone
LEAST_SECONDS = 120.0
# what is typed ahead arrives faster than anybody judges, a whole window in a moment
LEAST_OF_WINDOW = 20.0
HOUR = 3600.0


class Pace:
    """The moments at which marks were stored.

    It changes only when a mark is stored, so that nothing has to be painted in between.
    """

    def __init__(self) -> None:
        self.moments: deque[float] = deque(maxlen=WINDOW + 1)

    def stored(self, moment: float) -> None:
        """Take note of a mark that was stored at `moment` (seconds of a steady clock)."""
        self.moments.append(moment)

    def per_hour(self) -> int | None:
        """Return marks an hour over the newest marks, breaks left out; None for too few.

        The first minutes say nothing: a pace of one burst promises an end that never comes.
        """
        moments = list(self.moments)
        gaps = [b - a for a, b in pairwise(moments)]
        work = [gap for gap in gaps if gap <= BREAK_SECONDS]
        whole = len(moments) > WINDOW
        least = LEAST_OF_WINDOW if whole else LEAST_SECONDS
        if len(work) < FEWEST or sum(work) < least:
            return None
        return round(HOUR * len(work) / sum(work))

    def minutes_left(self, missing: int) -> int | None:
        """Return the minutes that `missing` marks will take at this pace, at least 1."""
        pace = self.per_hour()
        return max(1, round(60 * missing / pace)) if pace and missing > 0 else None
