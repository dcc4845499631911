"""Reads whole numbers in Chinese characters: 十二, 一百零三, 廿二, 二〇二六, 四十二万."""

from __future__ import annotations

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
DIGITS |= {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"貳": 2, "參": 3, "陸": 6}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
JOINED = {"廿": "二十", "卅": "三十"}
MOST_DIGITS = 9


def chinese_number(text: str) -> int | None:
    """Return the number written in Chinese characters (below 亿), None where it is none.

    `一百二` is refused: said aloud it is 120, read by its characters 102.
    """
    for short, long in JOINED.items():
        text = text.replace(short, long)
    if not text:
        return None
    if all(c in DIGITS for c in text):
        return int(chinese_digits(text)) if len(text) <= MOST_DIGITS else None
    head, ten_thousand, tail = text.partition("万")
    if ten_thousand:
        high, low = _below_ten_thousand(head), _below_ten_thousand(tail) if tail else 0
        return None if high is None or low is None else high * 10_000 + low
    return _below_ten_thousand(text)


def chinese_digits(text: str) -> str:
    """Return digits in Chinese characters as ASCII ones; "" where another character is among them.

    Args:
        text: digits alone, as in a year or behind a point (三点一四).
    """
    return "".join(str(DIGITS[c]) for c in text) if all(c in DIGITS for c in text) else ""


def _below_ten_thousand(text: str) -> int | None:
    if not text:
        return None
    total, digit, unit, gap = 0, -1, 10_000, False
    for place, c in enumerate(text):
        if c in DIGITS:
            if digit > 0 or (digit == 0 and DIGITS[c] == 0):
                return None
            digit, gap = DIGITS[c], gap or DIGITS[c] == 0
        elif c in UNITS:
            # 十二 begins with its unit; any other unit has a digit before it, and they descend
            if UNITS[c] >= unit or digit == 0 or (digit < 0 and (place or UNITS[c] > 10)):
                return None
            unit = UNITS[c]
            total += max(digit, 1) * unit
            digit, gap = -1, False
        else:
            return None
    if digit > 0:
        if total and unit > 10 and not gap:
            return None
        total += digit
    return total
