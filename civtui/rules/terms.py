"""Terms on the calendar: years and months from a day, and whether a bar still holds on a day."""

from __future__ import annotations

import calendar
from datetime import date


def after_months(day: date, months: int) -> date:
    """Return the corresponding day `months` later; the month's last day where it has none.

    Source: the general rule for periods in months and years (Civil Code of the PRC, art. 202).
    """
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def after_years(day: date, years: int) -> date:
    """Return the corresponding day `years` later (29 February becomes 28)."""
    return after_months(day, 12 * years)


def still_bars(ends: date, on: date, last_day_bars: bool) -> bool:
    """Return whether a bar that ends on the corresponding day `ends` holds on the day `on`."""
    return on < ends or (last_day_bars and on == ends)
