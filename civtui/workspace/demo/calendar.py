"""The demo's calendar: what agencies do at which time of the year, on days of work."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

FILE = Path(__file__).with_name("calendar.txt")
# festivals of the lunar calendar, and Qingming, in the years of the demo
FESTIVALS = {
    "spring": ("2024-02-10", "2025-01-29", "2026-02-17"),
    "lantern": ("2024-02-24", "2025-02-12", "2026-03-03"),
    "qingming": ("2024-04-04", "2025-04-04", "2026-04-05"),
    "dragon": ("2024-06-10", "2025-05-31", "2026-06-19"),
    "moon": ("2024-09-17", "2025-10-06", "2026-09-25"),
    "nine": ("2024-10-11", "2025-10-29", "2026-10-18"),
}
# first and last day of the holidays on which offices are shut
SHUT = (
    *(("2024-01-01", "2024-01-01"), ("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06")),
    *(("2024-05-01", "2024-05-05"), ("2024-06-10", "2024-06-10"), ("2024-09-15", "2024-09-17")),
    *(("2024-10-01", "2024-10-07"), ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04")),
    *(("2025-04-04", "2025-04-06"), ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02")),
    *(("2025-10-01", "2025-10-08"), ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23")),
    *(("2026-04-04", "2026-04-06"), ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21")),
    *(("2026-09-25", "2026-09-27"), ("2026-10-01", "2026-10-07")),
)
OUTSIDE = ("service",)  # volunteers go out on Saturdays too


class Custom(NamedTuple):
    """Something that agencies do.

    Args:
        when: `any`, a day of the year (`03-04`), or days from a festival (`moon-2`).
        people: least and most that take part.
    """

    when: str
    kind: str
    title: str
    venue: str
    people: tuple[int, int]

    def day(self, rng: Random, year: int) -> date:
        """Return a day for it in `year`, near the one that it belongs to."""
        if self.when == "any":
            return at_work(date(year, 1, 4) + timedelta(days=rng.randint(0, 355)), self.kind)
        name, _, rest = self.when.partition("-")
        if name in FESTIVALS:
            first = date.fromisoformat(FESTIVALS[name][year - 2024]) - timedelta(days=int(rest))
            return at_work(first, self.kind, back=True)
        return at_work(
            date(year, int(name), int(rest)) + timedelta(days=rng.randint(0, 2)), self.kind
        )


@cache
def customs() -> tuple[Custom, ...]:
    """Return everything that the calendar knows."""
    found = []
    for line in FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            when, kind, title, venue, least, most = line.split("|")
            found.append(Custom(when, kind, title, venue, (int(least), int(most))))
    return tuple(found)


def at_work(day: date, kind: str = "", *, back: bool = False) -> date:
    """Return `day`, or the next (the last before it) on which people are at work."""
    while not _open(day, kind):
        day += timedelta(days=-1 if back else 1)
    return day


@cache
def _shut() -> frozenset[date]:
    days = set()
    for first, last in SHUT:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            days.add(day)
            day += timedelta(days=1)
    return frozenset(days)


def _open(day: date, kind: str) -> bool:
    return day.weekday() < (6 if kind in OUTSIDE else 5) and day not in _shut()
