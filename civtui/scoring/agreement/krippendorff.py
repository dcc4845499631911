"""Krippendorff's alpha: one minus observed over expected disagreement, missing data welcome.

Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import Any

from civtui.scoring.agreement.ratings import Label, Measured, columns, labels, numbers, undefined

METRICS = ("nominal", "ordinal", "interval", "ratio")


def krippendorff(metric: str, document: Any) -> Measured:
    """Return alpha under a metric difference.

    Args:
        metric: nominal, ordinal, interval or ratio.
        document: `{"ratings": raters x units}`, null for missing.
    """
    rows: list[list[Any]] = labels(document) if metric == "nominal" else list(numbers(document))
    units = [[v for v in unit if v is not None] for unit in columns(rows)]
    pairable = [unit for unit in units if len(unit) > 1]
    counts = Counter(value for unit in pairable for value in unit)
    total = sum(counts.values())
    if not total:
        return undefined("no-pairs")
    spread = _spread(metric, counts)
    observed = sum(
        (Fraction(2) * spread(Counter(unit)) / (len(unit) - 1) for unit in pairable), Fraction(0)
    )
    expected = 2 * spread(counts)
    if not expected:
        return undefined("no-variation")
    alpha = 1 - (total - 1) * observed / expected
    details = {
        "observed": observed / total,
        "expected": expected / (total * (total - 1)),
        "units": len(pairable),
        "values": total,
    }
    return alpha, details, []


def _spread(metric: str, counts: Counter[Any]) -> Callable[[Counter[Any]], Fraction]:
    """Return what adds up the squared differences of a unit's values, each pair once.

    Nominal, ordinal and interval differences are those of places on a line (or none), so their sum
    follows from sums alone and the work grows with the values; of ratios every pair is looked at.
    """
    if metric == "nominal":
        return lambda unit: Fraction(unit.total() ** 2 - sum(n * n for n in unit.values()), 2)
    if metric == "ratio":
        return _ratio_spread
    if metric == "interval":
        return lambda unit: _line_spread([(value, n) for value, n in unit.items()])
    place: dict[Label, Fraction] = {}
    below = 0
    for value in sorted(counts):
        place[value] = below + Fraction(counts[value], 2)
        below += counts[value]
    return lambda unit: _line_spread([(place[value], n) for value, n in unit.items()])


def _line_spread(places: list[tuple[Fraction, int]]) -> Fraction:
    """Return the sum over pairs of (a - b)^2: n times the sum of squares, less the squared sum."""
    scale = lcm(*(value.denominator for value, _ in places))
    whole = [(value.numerator * (scale // value.denominator), n) for value, n in places]
    count = sum(n for _, n in whole)
    total = sum(value * n for value, n in whole)
    squares = sum(value * value * n for value, n in whole)
    return Fraction(count * squares - total * total, scale * scale)


def _ratio_spread(unit: Counter[Fraction]) -> Fraction:
    kinds = list(unit.items())
    return sum(
        (
            n * m * ((a - b) / (a + b)) ** 2
            for i, (a, n) in enumerate(kinds)
            for b, m in kinds[i + 1 :]
            if a + b
        ),
        Fraction(0),
    )
