"""Terms on the calendar: years and months from a day, and whether a bar still holds on a day."""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple


class Periods(NamedTuple):
    """The profile's periods, used where a fact states none of its own.

    Args:
        card_months: rectification term of a yellow card.
        second_card_years: two cards within these years are a second card.
        veto_months: window of a veto.
    """

    card_months: int = 3
    second_card_years: int = 3
    veto_months: int = 12


def after_months(day: date, months: int) -> date:
    """Return the corresponding day `months` later; the month's last day where it has none.

    A day beyond the calendar's end is the calendar's last day.
    Source: the general rule for periods in months and years (Civil Code of the PRC, art. 202).
    """
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def after_years(day: date, years: int) -> date:
    """Return the corresponding day `years` later (29 February becomes 28)."""
    return after_months(day, 12 * years)


def still_bars(ends: date, on: date, last_day_bars: bool) -> bool:
    """Return whether a bar that ends on the corresponding day `ends` holds on the day `on`."""
    return on < ends or (last_day_bars and on == ends)
