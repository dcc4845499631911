"""Reads dates as people write them: 2021年3月, 2021.03.05, 2021-3, true dates, serials."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

from civtui.exchange.numerals import chinese_number
from civtui.model.digits import folded

YEAR = r"(?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4})"
MONTH = r"(?P<month>[0-9]{1,2}|[〇零一二三四五六七八九十]{1,2})"
DAY = r"(?P<day>[0-9]{1,2}|[〇零一二三四五六七八九十]{1,3})"
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{YEAR}年?",
        rf"{YEAR}年{MONTH}(?:月份?)?",
        rf"{YEAR}年{MONTH}月{DAY}[日号]?",
        rf"{YEAR}[./-]{MONTH}[./-]?",
        rf"{YEAR}(?P<mark>[./-]){MONTH}(?P=mark){DAY}[./-]?(?:[T ]?00:00(?::00(?:\.0+)?)?)?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?",
    )
)
FIRST_SERIAL, LAST_SERIAL = 18_264, 73_415  # 1950-01-01 to 2100-12-31
FIRST_YEAR, LAST_YEAR = 1900, 2100
EPOCH = date(1899, 12, 30)


def read_date(value: object) -> date | None:
    """Return the day that a cell means, None where it means none.

    A month without a day is its first day, a year alone its first of January. A number between
    1950 and 2100 as a spreadsheet counts days is such a day. The number 2021.3 is March; 2021.1
    is refused, since a spreadsheet writes 2021.10 so too.
    """
    if isinstance(value, date):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    text = folded(str(value)).strip().removesuffix("起").strip()
    text = re.sub(r"\s*([年月日号./-])\s*", r"\1", text)
    for pattern in PATTERNS:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            return _day(*(_number(parts.get(name)) for name in ("year", "month", "day")))
    return None


def _from_number(value: float) -> date | None:
    if not math.isfinite(value):
        return None
    if value == int(value):
        if FIRST_SERIAL <= value <= LAST_SERIAL:
            return EPOCH + timedelta(days=int(value))
        # 202103 and 20210305, typed without signs
        return read_date(str(int(value)))
    text = f"{value:.15g}"
    return None if text.endswith(".1") or not FIRST_YEAR <= value <= LAST_YEAR else read_date(text)


def _number(text: str | None) -> int | None:
    if text is None:
        return 1
    return int(text) if text.isascii() else chinese_number(text)


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
