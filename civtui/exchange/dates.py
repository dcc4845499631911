"""Reads dates as people write them: 2021年3月, 2021.03.05, 2021-3, true dates, serials."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from civtui.exchange.numerals import chinese_number

PARTS = re.compile(
    r"(?P<year>\d{4}|[〇零一二三四五六七八九]{4})\s*[年./-]?\s*"
    r"(?:(?P<month>\d{1,2}|[〇零一二三四五六七八九十]{1,3})\s*[月./-]?\s*"
    r"(?:(?P<day>\d{1,2}|[〇零一二三四五六七八九十]{1,3})\s*[日号]?)?)?"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
FIRST_SERIAL, LAST_SERIAL = 18_264, 73_050  # 1950 to 2099
EPOCH = date(1899, 12, 30)


def read_date(value: object) -> date | None:
    """Return the day that a cell means, None where it means none.

    A month without a day is its first day, a year alone its first of January. A number between
    1950 and 2099 as a spreadsheet counts days is such a day.
    """
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        if value == int(value) and FIRST_SERIAL <= value <= LAST_SERIAL:
            return EPOCH + timedelta(days=int(value))
        return _day(int(value), 1, 1) if value == int(value) and 1900 <= value <= 2100 else None
    text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix("起").strip()
    compact = COMPACT.fullmatch(text)
    if compact:
        return _day(*(int(part) for part in compact.groups()))
    found = PARTS.fullmatch(text)
    if not found:
        return None
    numbers = [_number(found[name]) for name in ("year", "month", "day")]
    year, month, day = numbers
    return None if year is None else _day(year, 1 if month is None else month,
                                          1 if day is None else day)  # fmt: skip


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isascii() else chinese_number(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
