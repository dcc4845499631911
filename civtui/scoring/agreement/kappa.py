"""Kappas: agreement on categories beyond chance.

Sources: J. Cohen, Educational and Psychological Measurement 20 (1960) 37-46;
J. L. Fleiss, Psychological Bulletin 76 (1971) 378-382.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from civtui.model.text import msg
from civtui.scoring.agreement.ratings import Measured, columns, labels, shape, undefined
from civtui.scoring.contract import CalculatorInput


def cohen(document: Any) -> Measured:
    """Return Cohen's kappa of two raters; units that one of them left out do not count."""
    rows = labels(document)
    if len(rows) != 2:
        return undefined("two-raters", raters=len(rows))
    pairs = [(a, b) for a, b in zip(*rows, strict=True) if a is not None and b is not None]
    if not pairs:
        return undefined("no-pairs")
    total = len(pairs)
    observed = Fraction(sum(a == b for a, b in pairs), total)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = Fraction(sum(first[c] * second[c] for c in first), total**2)
    return _kappa(observed, expected, {"units": total})


def fleiss(document: Any) -> Measured:
    """Return Fleiss' kappa.

    Args:
        document: `{"counts": units x categories}`, or `{"ratings": raters x units}`; every unit
            rated by the same number of raters.
    """
    counts = _counts(document)
    raters = {sum(unit) for unit in counts}
    if len(raters) != 1:
        return undefined("uneven-raters")
    (n,) = raters
    if n < 2:
        return undefined("no-pairs")
    units = len(counts)
    agreed = [Fraction(sum(c * (c - 1) for c in unit), n * (n - 1)) for unit in counts]
    observed = sum(agreed, Fraction(0)) / units
    shares = [Fraction(sum(column), units * n) for column in zip(*counts, strict=True)]
    expected = sum((share**2 for share in shares), Fraction(0))
    return _kappa(observed, expected, {"units": units, "raters": n, "shares": shares})


def _counts(document: Any) -> list[list[int]]:
    data = CalculatorInput(document)
    if "counts" not in data.document:
        found = [Counter(v for v in unit if v is not None) for unit in columns(labels(document))]
        kinds = sorted({kind for unit in found for kind in unit}, key=str)
        return [[unit[kind] for kind in kinds] for unit in found]
    height, width = shape(data, "counts")
    rows = data.full_grid("counts", height, width)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value < 0 or value.denominator != 1:
                raise data.fail(f"counts[{r}][{c}]", msg("scoring.no-count"), value)
    return [[int(value) for value in row] for row in rows]


def _kappa(observed: Fraction, expected: Fraction, more: dict[str, Any]) -> Measured:
    if expected == 1:
        return undefined("no-variation")
    details = {"observed": observed, "expected": expected, **more}
    return (observed - expected) / (1 - expected), details, []
