"""Exact numbers in and out: what is written as 12.5 is 12.5, and 1/3 stays 1/3."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from civtui.model.errors import BadInput
from civtui.model.text import msg

WRITTEN = re.compile(r"[+-]?([0-9]{1,40}(\.[0-9]{1,40})?|\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?")
# squares and sums of squares of what is let in stay within what a float holds
LARGEST = 10**60
RATIO = re.compile(r"[+-]?[0-9]{1,40}/[0-9]{1,40}")


def parse_exact(value: Any, where: Mapping[str, object] | None = None) -> Fraction:
    """Return a number as it was written.

    Args:
        value: an int, a Decimal, a float (read by its shortest decimal text), or a text such as
            `12.5`, `-3`, `1/3`.
        where: place of the value, for the error.

    Raises:
        BadInput: it is no finite number, is written in another way (`1,5`, `NaN`, `true`), or is
            beyond 10^60, or nearer to 0 than 10^-60.
    """
    if isinstance(value, Fraction):
        return value
    found = _number(value)
    if found is not None and (abs(found) > LARGEST or 0 < abs(found) < 1 / Fraction(LARGEST)):
        raise BadInput(
            msg("scoring.out-of-range"),
            where=where,
            value=str(value)[:40],
            allowed=msg("scoring.number-range"),
        )
    if found is None:
        raise BadInput(
            msg("scoring.not-a-number"),
            where=where,
            value=value,
            allowed=msg("scoring.number-forms"),
        )
    return found


def _number(value: Any) -> Fraction | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, Decimal):
        return Fraction(value) if value.is_finite() and abs(value.adjusted()) < 400 else None
    text = repr(value) if isinstance(value, float) else value
    if not isinstance(text, str):
        return None
    text = text.strip()
    if WRITTEN.fullmatch(text):
        return Fraction(text)
    if RATIO.fullmatch(text) and int(text.partition("/")[2]):
        return Fraction(text)
    return None


def exact_text(value: Fraction) -> str:
    """Return `value` exactly: as a decimal where it ends, else as `p/q` in lowest terms."""
    bottom = value.denominator
    twos = (bottom & -bottom).bit_length() - 1
    rest, fives = bottom >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{bottom}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // bottom).zfill(places + 1)
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def number(value: Fraction) -> int | float:
    """Return `value` as a JSON number: whole ones as int, others as the nearest float."""
    return value.numerator if value.denominator == 1 else float(value)
