"""How the marks of several assessors become one figure, and how figures are rounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

GRAIN = 1000


def exact_sum(values: Sequence[Fraction]) -> Fraction:
    """Return the sum; thousandths, which marks nearly always are, are added as whole numbers."""
    return Fraction(*_whole(values))


def _whole(values: Sequence[Fraction]) -> tuple[int, int]:
    """Return the sum as a whole number of parts, and how many of them make one."""
    whole = 0
    for value in values:
        top, bottom = value.as_integer_ratio()
        times, rest = divmod(GRAIN, bottom)
        if rest:
            break
        whole += top * times
    else:
        return whole, GRAIN
    scale = lcm(*(value.denominator for value in values))
    return sum(value.numerator * (scale // value.denominator) for value in values), scale


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the arithmetic mean of at least one value."""
    whole, scale = _whole(values)
    return Fraction(whole, scale * len(values))


def median(values: Sequence[Fraction]) -> Fraction:
    """Return the median; of an even number the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def too_few(values: Sequence[Fraction], drop: int) -> bool:
    """Return whether leaving out the `drop` highest and lowest would leave nothing."""
    return len(values) <= 2 * drop


def trimmed(values: Sequence[Fraction], drop: int) -> Fraction:
    """Return the mean without the `drop` highest and `drop` lowest (the rule of skating judges).

    With too few values to drop any, their plain mean.
    """
    ordered = sorted(values)
    kept = ordered if too_few(ordered, drop) else ordered[drop:-drop]
    return mean(kept)


def combined(values: Sequence[Fraction], rule: Mapping[str, Any]) -> Fraction:
    """Return one figure for the marks of an item, by the standard's `combine` rule."""
    method = rule.get("method", "mean")
    if method == "median":
        return median(values)
    return trimmed(values, rule.get("drop", 1)) if method == "trimmed-mean" else mean(values)


def combine_name(rule: Mapping[str, Any], count: int) -> str:
    """Return the name, as the trace writes it, of the operation that was done.

    Args:
        count: marks there are; of too few none is dropped and their plain mean is taken.
    """
    method, drop = str(rule.get("method", "mean")), rule.get("drop", 1)
    if method != "trimmed-mean":
        return method
    return "mean" if count <= 2 * drop else f"trimmed-mean({drop})"


def rounded(value: Fraction, places: int, mode: str) -> Fraction:
    """Return `value` rounded to `places` decimals; halves go away from zero under `half-up`.

    Args:
        mode: `half-up`, `half-even`, `down` (towards zero) or `up` (away from zero).
    """
    top, bottom = value.as_integer_ratio()
    whole, rest = divmod(abs(top) * 10**places, bottom)
    twice = 2 * rest - bottom
    if mode == "half-up":
        more = twice >= 0
    elif mode == "half-even":
        more = twice > 0 or (twice == 0 and whole % 2 == 1)
    else:
        more = mode == "up" and rest > 0
    result = Fraction(whole + more, 10**places)
    return -result if top < 0 else result
