"""Reads days and moments as people write them: 2021年3月, 2021/3/5 8:30, 二〇二一年三月."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from civtui.model.digits import digits
from civtui.model.reading.folding import folded
from civtui.model.reading.numerals import chinese_number

YEAR = r"(?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4})"
MONTH = r"(?P<month>[0-9]{1,2}|[〇零一二三四五六七八九十]{1,2})"
DAY = r"(?P<day>[0-9]{1,2}|[〇零一二三四五六七八九十廿卅]{1,3})"
WHOLE = rf"{YEAR}[年./-]{MONTH}[月./-]{DAY}[日号./-]?"
# what is written shorter is a guess, so it has to be of our time
SHORT = (
    rf"{YEAR}年?",
    rf"{YEAR}年{MONTH}(?:月份?)?",
    rf"{YEAR}[./-]{MONTH}[./-]?",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?",
)
YEARLESS = rf"{MONTH}[月./-]{DAY}[日号]?"
HALF = "(?P<half>上午|下午|早上|晚上|中午|凌晨)?"
CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?::(?=[0-9])|[时時点點])(?P<minute>[0-9]{1,2}|半|整)?分?"
    r"(?::?(?P<second>[0-9]{2})(?:\.[0-9]+|秒)?)?"
)
TIMED = rf"(?P<on>.+?)(?:[T\s]\s*|(?<=[日号])|(?=[上下早晚中凌])){HALF}\s*{CLOCK}"
FIRST_SERIAL, LAST_SERIAL = 18_264, 73_415  # 1950-01-01 to 2100-12-31
FIRST_YEAR, LAST_YEAR = 1900, 2100
EPOCH = datetime(1899, 12, 30)
NOON = 12
LONGEST = 60  # characters


class _Patterns(NamedTuple):
    whole: re.Pattern[str]
    short: tuple[re.Pattern[str], ...]
    yearless: re.Pattern[str]
    timed: re.Pattern[str]
    blanks: re.Pattern[str]
    circles: re.Pattern[str]


def day_of(value: object) -> date | None:
    """Return the day that `value` means, None where it means none.

    A month without a day is its first day, a year alone its first of January; of a moment it is
    the day. A number between 1950 and 2100 as a spreadsheet counts days is such a day. The number
    2021.3 is March; 2021.1 is refused, since a spreadsheet writes 2021.10 so too. What is no full
    date with a year of four digits has to lie between 1900 and 2100.
    """
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    found = moment_of(value)
    return None if found is None else found.date()


class Span(NamedTuple):
    """The days that a value may mean which says no more than a month, or a year."""

    first: date
    last: date

    def holds(self, day: date | str | None) -> bool:
        """Return whether it may mean a day (ISO text, too)."""
        found = date.fromisoformat(day) if isinstance(day, str) and day else day
        return isinstance(found, date) and self.first <= found <= self.last


def span_of(value: object) -> Span | None:
    """Return the days of the month, or year, that `value` says alone; None of all else."""
    first = day_of(value)
    if first is None:
        return None
    if is_year_alone(value):
        return Span(first, first.replace(month=12, day=31))
    if is_month_alone(value):
        return Span(first, first.replace(day=monthrange(first.year, first.month)[1]))
    return None


def last_day_of(value: object) -> date | None:
    """Return the day that `value` means as the end of a term: a month's, or year's, last one."""
    span = span_of(value)
    return day_of(value) if span is None else span.last


def is_year_alone(value: object) -> bool:
    """Return whether `value` means a day and says no more of it than the year: 2023年, 2023."""
    text = value if isinstance(value, str) else ""
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    year = _patterns().short[0].fullmatch(folded(text).strip())
    return year is not None and day_of(value) is not None


def is_month_alone(value: object) -> bool:
    """Return whether `value` means a day and says no more of it than year and month.

    2022.6, 202206, 2022年6月 and 二〇二二年六月 are such.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    if not isinstance(value, str):
        if FIRST_SERIAL <= value < LAST_SERIAL + 1:
            return False
        value = f"{value:.15g}"
    patterns = _patterns()
    text = _plain(value, patterns)
    found = next((m for one in patterns.short[1:] if (m := one.fullmatch(text))), None)
    return found is not None and not found.groupdict().get("day") and day_of(value) is not None


def lacks_year(value: object) -> bool:
    """Return whether `value` names a month and a day without their year: 6.30, 6月30日, 6/30."""
    text = _plain(value, _patterns()) if isinstance(value, str) and len(value) <= LONGEST else ""
    found = _patterns().yearless.fullmatch(text)
    # in a leap year, which has every day
    return found is not None and _day(2000, *map(_number, found.groups())) is not None


def moment_of(value: object) -> datetime | None:
    """Return the moment that `value` means, None where it means none; a day alone is midnight.

    A moment with a zone is none: the city's own clock is meant everywhere.
    """
    if isinstance(value, datetime):
        return None if value.tzinfo else value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, str):
        return _moment_of_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _from_number(value)


def _from_number(value: float) -> datetime | None:
    if not math.isfinite(value):
        return None
    if FIRST_SERIAL <= value < LAST_SERIAL + 1:
        # a spreadsheet keeps the time of day as a fraction, to the second
        return EPOCH + timedelta(days=int(value), seconds=round(value % 1 * 86_400))
    if value == int(value):
        # 202103 and 20210305, typed without signs
        return _moment_of_text(str(int(value)))
    text = f"{value:.15g}"
    sound = FIRST_YEAR <= value <= LAST_YEAR + 1 and not text.endswith(".1")
    return _moment_of_text(text) if sound else None


@lru_cache(maxsize=4096)  # a column of a registry has few days, each of them often
def _moment_of_text(value: str) -> datetime | None:
    if len(value) > LONGEST:
        return None
    patterns = _patterns()
    text = _plain(value, patterns)
    found = _from_date(text, patterns)
    if found is not None:
        return found
    timed = patterns.timed.fullmatch(text)
    day = timed and _from_date(timed["on"].strip(), patterns)
    clock = timed and _clock(timed)
    return datetime.combine(day, clock) if day and clock is not None else None


def _plain(value: str, patterns: _Patterns) -> str:
    """Return a text without what people write around the parts of a day."""
    text = patterns.circles.sub("〇", folded(value)).removesuffix("起").strip()
    return patterns.blanks.sub(r"\1", text)


@cache
def _patterns() -> _Patterns:
    """Return the patterns; compiling them costs more than a command that reads no date has."""
    return _Patterns(
        re.compile(WHOLE),
        tuple(map(re.compile, SHORT)),
        re.compile(YEARLESS),
        re.compile(TIMED),
        re.compile(r"\s*([年月./-])\s*|\s+(?=[日号])"),
        re.compile(r"(?<=[〇零一二三四五六七八九Oo○◯])[Oo○◯]|[Oo○◯](?=[〇零一二三四五六七八九])"),
    )


def _from_date(text: str, patterns: _Patterns) -> datetime | None:
    if found := patterns.whole.fullmatch(text):
        return _day(*map(_number, found.group("year", "month", "day")))
    for pattern in patterns.short:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            day = _day(*(_number(parts.get(name)) for name in ("year", "month", "day")))
            return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None


def _number(text: str | None) -> int | None:
    if text is None:
        return 1
    return int(text) if digits(text) else chinese_number(text)


def _day(year: int | None, month: int | None, day: int | None) -> datetime | None:
    if year is None or month is None or day is None:
        return None
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> time | None:
    """Return a time of day; twelve in the morning or at night is refused, as people differ."""
    half, hour = found["half"] or "", int(found["hour"])
    minute = {"半": 30, "整": 0}.get(found["minute"] or "整")
    if half in ("上午", "早上", "凌晨", "晚上") and hour == NOON:
        return None
    if half in ("下午", "晚上") and hour < NOON:
        hour += NOON
    if half == "中午" and hour in (1, 2):
        hour += NOON
    try:
        return time(
            hour, int(found["minute"]) if minute is None else minute, int(found["second"] or 0)
        )
    except ValueError:
        return None
