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
    total = sum(map(len, pairable))
    if not total:
        return undefined("no-pairs")
    spread = _spread(metric, pairable)
    observed = sum((2 * spread(unit) / (len(unit) - 1) for unit in pairable), Fraction(0))
    expected = 2 * spread([value for unit in pairable for value in unit])
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


def _spread(metric: str, units: list[list[Any]]) -> Callable[[list[Any]], Fraction]:
    """Return what adds up the squared differences of values, each pair once.

    Nominal, ordinal and interval differences are those of places on a line (or none), so their sum
    follows from sums alone and the work grows with the values; of ratios every pair is looked at.
    """
    if metric == "nominal":
        return lambda values: Fraction(
            len(values) ** 2 - sum(n * n for n in Counter(values).values()), 2
        )
    if metric == "ratio":
        return _ratio_spread
    if metric == "interval":
        scale = lcm(*{value.denominator for unit in units for value in unit})
        part = scale * scale
        return lambda values: Fraction(
            _line_spread([v.numerator * (scale // v.denominator) for v in values]), part
        )
    counts = Counter(value for unit in units for value in unit)
    place: dict[Label, int] = {}  # twice the mean rank, less one
    below = 0
    for value in sorted(counts):
        place[value] = 2 * below + counts[value]
        below += counts[value]
    return lambda values: Fraction(_line_spread([place[value] for value in values]), 4)


def _line_spread(places: list[int]) -> int:
    """Return the sum over pairs of (a - b)^2: n times the sum of squares, less the squared sum."""
    return len(places) * sum(place * place for place in places) - sum(places) ** 2


def _ratio_spread(values: list[Fraction]) -> Fraction:
    kinds = list(Counter(values).items())
    return sum(
        (
            n * m * ((a - b) / (a + b)) ** 2
            for i, (a, n) in enumerate(kinds)
            for b, m in kinds[i + 1 :]
            if a + b
        ),
        Fraction(0),
    )
