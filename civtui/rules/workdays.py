"""Public-notice periods: calendar or working days, the first day counted or not, with holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from civtui.model.text import Message, msg

DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_NOTICE = 400


class DaysOff(NamedTuple):
    """The holiday table: what differs from a plain week.

    Args:
        off: holidays, also where they fall on a weekday.
        work: weekend days that are worked instead (调休).
        years: the years that the table knows; in others only weekends are off.
    """

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Return whether `day` is worked."""
        if day in self.work:
            return True
        return day not in self.off and day.weekday() < SATURDAY


class NoticeTerm(NamedTuple):
    """How long a notice stands.

    Args:
        days: how many days.
        counting: `calendar` or `working`.
        first_day_counts: the day of posting is the first of them.
    """

    days: int
    counting: str = "calendar"
    first_day_counts: bool = True


class NoticePeriod(NamedTuple):
    """The notice of one posting.

    Args:
        first, last: first and last day that count; objections are taken to the end of the last.
        calendar_days, working_days: days from the posting to the last day, both counted.
        why: the sentence for a person.
        warnings: what the table cannot say, such as a year that it does not know.
    """

    posted: date
    first: date
    last: date
    calendar_days: int
    working_days: int
    why: Message
    warnings: tuple[Message, ...] = ()


def calendar_days(first: date, last: date) -> int:
    """Return the days from `first` to `last`, both counted; 0 where `last` is earlier."""
    return max(0, (last - first).days + 1)


def working_days(first: date, last: date, table: DaysOff) -> int:
    """Return the days worked from `first` to `last`, both counted."""
    return sum(table.is_working(first + n * DAY) for n in range(calendar_days(first, last)))


def notice_period(posted: date, term: NoticeTerm, table: DaysOff) -> NoticePeriod:
    """Return from when to when a notice posted on the day `posted` stands.

    Args:
        posted: the day it is put up.
        term: length and way of counting, from the profile.
        table: the holiday table.

    Raises:
        ValueError: the term is not of 1 to 400 days.
    """
    if not 1 <= term.days <= LONGEST_NOTICE:
        raise ValueError("a notice stands for 1 to 400 days")
    day = posted if term.first_day_counts else posted + DAY
    counted, first = 0, None
    while True:
        if term.counting == "calendar" or table.is_working(day):
            counted += 1
            first = first or day
        if counted == term.days:
            break
        day += DAY
    years = {posted.year, day.year} - table.years
    unknown = [msg("rules.year-unknown", year=year) for year in sorted(years)]
    why = msg(
        f"rules.notice-{term.counting}"
        if term.first_day_counts
        else f"rules.notice-{term.counting}-next",
        **{"days": term.days, "first": first, "last": day},
    )
    return NoticePeriod(
        *(posted, first or day, day, calendar_days(posted, day)),
        *(working_days(posted, day, table), why, tuple(unknown)),
    )


def days_off(rows: Mapping[int, tuple[tuple[str, ...], tuple[str, ...]]]) -> DaysOff:
    """Return the table of `rows`: year -> (days off, days worked instead), as ISO dates."""
    off = frozenset(date.fromisoformat(day) for days, _ in rows.values() for day in days)
    work = frozenset(date.fromisoformat(day) for _, days in rows.values() for day in days)
    return DaysOff(off, work, frozenset(rows))
