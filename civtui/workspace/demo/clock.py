"""The demo city's clock: every recorded moment follows from the day the demo is set on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

DAY = date(2026, 10, 28)
FIRST_YEAR = 2024
YEARS = range(FIRST_YEAR, DAY.year + 1)


def opening(today: date) -> datetime:
    """Return the moment the demo workspace opens: a January morning of that year."""
    return datetime.combine(date(today.year, 1, 5), time(1, 0), UTC)


def moment(day: date, minute: int = 0) -> datetime:
    """Return a working moment of `day`, `minute` minutes after the office opens."""
    return datetime.combine(day, time(1, 0), UTC) + timedelta(minutes=minute)
