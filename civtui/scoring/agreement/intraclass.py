"""Intraclass correlations of single and averaged ratings.

Source: P. E. Shrout & J. L. Fleiss, Psychological Bulletin 86 (1979) 420-428.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from civtui.scoring.agreement.ratings import Measured, columns, complete, numbers, undefined

KINDS = ("icc-1", "icc-2", "icc-3", "icc-1-k", "icc-2-k", "icc-3-k")


def intraclass(kind: str, document: Any) -> Measured:
    """Return an ICC.

    Args:
        kind: model 1 (other raters for each unit), 2 (raters a sample) or 3 (these raters); `-k`
            for the mean of the k raters.
        document: `{"ratings": raters x units}`, complete.
    """
    rows = complete(numbers(document))
    if rows is None:
        return undefined("complete-only")
    units = columns(rows)
    n, k = len(units), len(rows)
    if n < 2 or k < 2:
        return undefined("no-pairs")
    squares = mean_squares(units)
    bms, wms, jms, ems = (squares[name] for name in ("BMS", "WMS", "JMS", "EMS"))
    above, below = {
        "icc-1": (bms - wms, bms + (k - 1) * wms),
        "icc-2": (bms - ems, bms + (k - 1) * ems + Fraction(k, n) * (jms - ems)),
        "icc-3": (bms - ems, bms + (k - 1) * ems),
        "icc-1-k": (bms - wms, bms),
        "icc-2-k": (bms - ems, bms + (jms - ems) / n),
        "icc-3-k": (bms - ems, bms),
    }[kind]
    if not below:
        return undefined("no-variation")
    return above / below, {**squares, "n": n, "k": k}, []


def mean_squares(units: list[list[Fraction]]) -> dict[str, Fraction]:
    """Return between-units, within-units, between-raters and residual mean squares."""
    n, k = len(units), len(units[0])
    whole = sum((sum(unit, Fraction(0)) for unit in units), Fraction(0)) / (n * k)
    means = [sum(unit, Fraction(0)) / k for unit in units]
    judges = [sum(rater, Fraction(0)) / n for rater in columns(units)]
    between = k * sum(((m - whole) ** 2 for m in means), Fraction(0))
    within = sum(
        ((v - m) ** 2 for unit, m in zip(units, means, strict=True) for v in unit), Fraction(0)
    )
    raters = n * sum(((m - whole) ** 2 for m in judges), Fraction(0))
    return {
        "BMS": between / (n - 1),
        "WMS": within / (n * (k - 1)),
        "JMS": raters / (k - 1),
        "EMS": (within - raters) / ((n - 1) * (k - 1)),
    }
