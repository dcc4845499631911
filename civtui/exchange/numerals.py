"""Reads whole numbers as people write them: 12, １２, 12.0, 十二, 一百零三, 〇."""

from __future__ import annotations

import math

from civtui.model.digits import digits, folded

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
DIGITS |= {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"貳": 2, "參": 3, "陸": 6}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
JOINED = {"廿": "二十", "卅": "三十"}
COUNTED = ("个", "個", "人", "名", "家")
MOST_DIGITS = 9


def whole_number(value: object) -> int | None:
    """Return the whole number that `value` means, None where it means none.

    Args:
        value: a cell; a number, or text in ASCII, full-width or Chinese digits, with or without
            a word for what is counted (12个).
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        sound = math.isfinite(value) and value == int(value) and abs(value) < 10**MOST_DIGITS
        return int(value) if sound else None
    text = folded(str(value)).strip()
    text = (text[:-1] if text.endswith(COUNTED) else text).strip()
    sign, plain = (-1, text[1:]) if text.startswith(("-", "−")) else (1, text)
    plain = plain.strip().removesuffix(".0").replace(",", "")
    if digits(plain):
        return sign * int(plain) if len(plain) <= MOST_DIGITS else None
    found = chinese_number(plain.removeprefix("负"))
    return -found if found is not None and (sign < 0 or plain.startswith("负")) else found


def chinese_number(text: str) -> int | None:
    """Return the number written in Chinese characters (below 亿), None where it is none.

    `一百二` is refused: said aloud it is 120, read by its characters 102.
    """
    for short, long in JOINED.items():
        text = text.replace(short, long)
    if not text:
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) <= MOST_DIGITS else None
    head, ten_thousand, tail = text.partition("万")
    if ten_thousand:
        high, low = _below_ten_thousand(head), _below_ten_thousand(tail) if tail else 0
        return None if high is None or low is None else high * 10_000 + low
    return _below_ten_thousand(text)


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
