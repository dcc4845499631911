"""Periods of months on the calendar."""

from __future__ import annotations

from datetime import date

# the standard library's module of this name reads locales, which the way to a key does without
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def after_months(day: date, months: int) -> date:
    """Return the corresponding day `months` later; the month's last day where it has none.

    A day beyond the calendar's end is the calendar's last day.
    Source: the general rule for periods in months and years (Civil Code of the PRC, art. 202).
    """
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    if year > date.max.year:
        return date.max
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = 29 if month == 1 and leap else DAYS[month]
    return date(year, month + 1, min(day.day, last))
