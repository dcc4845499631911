"""Intraclass correlations of single and averaged ratings.

Source: P. E. Shrout & J. L. Fleiss, Psychological Bulletin 86 (1979) 420-428.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from civtui.scoring.agreement.ratings import Measured, columns, complete, numbers, undefined, whole

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
        return undefined("few-ratings", raters=k, units=n)
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
    table, scale = whole(units)
    sums = [sum(unit) for unit in table]
    total = sum(sums)
    # each a sum of squares times n k, in squared parts
    middle = total * total
    between = n * sum(s * s for s in sums) - middle
    raters = k * sum(sum(rater) ** 2 for rater in columns(table)) - middle
    within = n * (k * sum(v * v for unit in table for v in unit) - sum(s * s for s in sums))
    part = n * k * scale * scale
    return {
        "BMS": Fraction(between, part * (n - 1)),
        "WMS": Fraction(within, part * n * (k - 1)),
        "JMS": Fraction(raters, part * (k - 1)),
        "EMS": Fraction(within - raters, part * (n - 1) * (k - 1)),
    }
