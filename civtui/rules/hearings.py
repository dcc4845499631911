"""When reports are due that a body hears at set intervals (定期听取汇报)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """A part of a year that ends with a report: its first day, and the day that one is due."""

    first: date
    due: date


def periods(year: int, months: int) -> list[Period]:
    """Return the periods of a year, the last one shorter where the months do not fill it.

    Args:
        months: length of each, from 1 to 12; none where 0.
    """
    if not months:
        return []
    starts = range(1, 13, months)
    lasts = [min(first + months - 1, 12) for first in starts]
    return [
        Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
        for first, last in zip(starts, lasts, strict=True)
    ]


def owed(year: int, months: int, since: date, days: Iterable[date]) -> list[date]:
    """Return the days on which reports are due that nobody put down.

    Args:
        since: nothing was due before this day.
        days: of the reports that are on record: when they are due, or were heard.
    """
    told = set(days)
    return [
        period.due
        for period in periods(year, months)
        if period.due >= since and not any(period.first <= day <= period.due for day in told)
    ]
