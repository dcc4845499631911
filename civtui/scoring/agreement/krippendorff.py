"""Krippendorff's alpha: one minus observed over expected disagreement, missing data welcome.

Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
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
    distance = _distance(metric, counts)
    observed = sum(
        (
            Fraction(2 * n * m, len(unit) - 1) * distance(a, b)
            for unit in pairable
            for a, n, b, m in _pairs(Counter(unit))
        ),
        Fraction(0),
    )
    expected = sum((2 * n * m * distance(a, b) for a, n, b, m in _pairs(counts)), Fraction(0))
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


def _pairs(counts: Counter[Any]) -> list[tuple[Any, int, Any, int]]:
    kinds = list(counts.items())
    return [(a, n, b, m) for i, (a, n) in enumerate(kinds) for b, m in kinds[i + 1 :]]


def _distance(metric: str, counts: Counter[Any]) -> Any:
    if metric == "nominal":
        return lambda a, b: Fraction(a != b)
    if metric == "interval":
        return lambda a, b: (a - b) ** 2
    if metric == "ratio":
        return lambda a, b: ((a - b) / (a + b)) ** 2 if a + b else Fraction(0)
    ordered = sorted(counts)
    below: dict[Label, int] = {}
    seen = 0
    for value in ordered:
        below[value] = seen
        seen += counts[value]

    def ordinal(a: Label, b: Label) -> Fraction:
        low, high = (a, b) if below[a] < below[b] else (b, a)
        between = below[high] + counts[high] - below[low]
        return (between - Fraction(counts[low] + counts[high], 2)) ** 2

    return ordinal
