"""Terms on the calendar: years and months from a day, and whether a bar still holds on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from civtui.model.calendar import after_months as after_months


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


def after_years(day: date, years: int) -> date:
    """Return the corresponding day `years` later (29 February becomes 28)."""
    return after_months(day, 12 * years)


def still_bars(ends: date, on: date, last_day_bars: bool) -> bool:
    """Return whether a bar that ends on the corresponding day `ends` holds on the day `on`."""
    return on < ends or (last_day_bars and on == ends)


def last_barred(ends: date, last_day_bars: bool) -> date:
    """Return the last day on which a bar holds that ends on the corresponding day `ends`."""
    return ends if last_day_bars or ends == date.min else ends - timedelta(days=1)
