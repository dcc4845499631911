"""Reads whole numbers as people write them: 12, １２, 12.0, 十二, 一百零三, 〇."""

from __future__ import annotations

import unicodedata

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
DIGITS |= {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def whole_number(value: object) -> int | None:
    """Return the whole number that `value` means, None where it means none.

    Args:
        value: a cell; a number, or text in ASCII, full-width or Chinese digits.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return int(value) if value == int(value) and abs(value) < 10**9 else None
    text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix("个").strip()
    sign = -1 if text.startswith("-") else 1
    plain = text.lstrip("-").removesuffix(".0").replace(",", "")
    if plain.isascii() and plain.isdecimal() and len(plain) <= 9:
        return sign * int(plain)
    return chinese_number(text)


def chinese_number(text: str) -> int | None:
    """Return the number written in Chinese characters (up to 万), None where it is none."""
    if not text:
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) <= 9 else None
    head, ten_thousand, tail = text.partition("万")
    if ten_thousand:
        high, low = chinese_number(head), chinese_number(tail) if tail else 0
        return None if high is None or low is None else high * 10_000 + low
    total, digit = 0, None
    for place, c in enumerate(text):
        if c in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[c]
        elif c in UNITS:
            if digit is None and place:
                return None
            total += (1 if digit is None else digit) * UNITS[c]
            digit = None
        else:
            return None
    return total + (digit or 0)
