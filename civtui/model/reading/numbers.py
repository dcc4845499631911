"""Reads numbers as people write them: 12, １２, 12.0, 1,234, 四十二, 三点五, 12个, −3.5."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from civtui.model.digits import digits
from civtui.model.reading.folding import folded
from civtui.model.reading.numerals import chinese_digits, chinese_number

if TYPE_CHECKING:
    from decimal import Decimal

LONGEST_NUMBER = 40
# words for things that are counted; words for time are a field's own unit, else 5年 were 5 months
COUNTED = tuple("个個人名家次项項件场場份篇位户戶")
MINUS = ("-", "负", "負")
GROUP = 3  # digits between two commas


def whole_of(value: object, units: Sequence[str] = ()) -> int | None:
    """Return the whole number that `value` means, None where it means none.

    Args:
        value: a number, or text in ASCII, full-width or Chinese digits, with or without a word
            for what is counted (12个).
        units: more such words, as the field has them.
    """
    if isinstance(value, str):
        if digits(value):
            return int(value) if len(value) <= LONGEST_NUMBER else None
    elif isinstance(value, bool):
        return None
    elif isinstance(value, int):
        return value if abs(value) < 10**LONGEST_NUMBER else None
    elif isinstance(value, float):
        sound = math.isfinite(value) and value.is_integer() and abs(value) < 10**LONGEST_NUMBER
        return int(value) if sound else None
    number = decimal_of(value, units)
    return None if number is None or number != number.to_integral_value() else int(number)


def decimal_of(value: object, units: Sequence[str] = ()) -> Decimal | None:
    """Return the number that `value` means, exactly; None where it means none.

    Args:
        value: as `whole_of`; text may also hold a point (3.5, 三点五).
        units: words that may stand behind it.
    """
    if not isinstance(value, str):
        return exact(value)
    text = folded(value)
    unit = next((u for u in (*units, *COUNTED) if u and text.endswith(u)), "")
    text = text.removesuffix(unit).rstrip() if unit else text
    if "," in text:
        text = _ungrouped(text)
    return exact(text if text.isascii() else _spoken(text))


def exact(value: object) -> Decimal | None:
    """Return a number, or decimal text as programs write it, exactly; None if it is none."""
    from decimal import Decimal, InvalidOperation  # 2 ms that a day or a word needs not

    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    text = folded(str(value))
    if len(text) > LONGEST_NUMBER or "_" in text or not text.isascii():
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < LONGEST_NUMBER else None


def percent_of(value: object) -> Decimal | None:
    """Return the percentage that `value` means (80, 80%, 百分之八十), None where it means none."""
    if not isinstance(value, str):
        return exact(value)
    text = folded(value)
    said = text.removeprefix("百分之")
    # either of the two says it: 百分之80% says it twice
    return decimal_of(said if said != text else text.rstrip("%").rstrip())


def plain(number: Decimal) -> str:
    """Return a decimal without exponent and without trailing zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _ungrouped(text: str) -> str:
    """Return `1,234,567` without its commas; a text whose commas part no thousands as it is."""
    whole, point, part = text.partition(".")
    first, *rest = whole.lstrip("+-").split(",")
    sound = 0 < len(first) <= GROUP and digits(first) and "," not in part
    if not sound or not all(len(group) == GROUP and digits(group) for group in rest):
        return text
    return whole.replace(",", "") + point + part


def _spoken(text: str) -> str:
    """Return a number with Chinese characters in ASCII; a text that is none as it is."""
    minus = text.startswith(MINUS)
    body = text[1:].lstrip() if minus else text
    if body.isascii():
        return f"-{body}" if digits(body[:1]) else text
    whole, point, part = body.replace("點", "点").partition("点")
    number, decimals = chinese_number(whole), chinese_digits(part)
    if number is None or bool(point) != bool(decimals):
        return text
    return f"{'-' if minus else ''}{number}{'.' if point else ''}{decimals}"
