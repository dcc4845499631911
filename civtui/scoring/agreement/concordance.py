"""Kendall's coefficient of concordance W, corrected for ties.

Source: M. G. Kendall, Rank Correlation Methods, 4th ed. 1970, ch. 6; S. Siegel & N. J. Castellan,
Nonparametric Statistics, 1988, 9.4.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from civtui.scoring.agreement.ratings import Measured, columns, complete, numbers, undefined, whole


def kendall_w(document: Any) -> Measured:
    """Return W; each rater's values are ranked, the smallest 1, equal ones at their mean rank."""
    rows = complete(numbers(document))
    if rows is None:
        return undefined("complete-only")
    raters, units = len(rows), len(rows[0])
    if raters < 2 or units < 2:
        return undefined("few-ratings", raters=raters, units=units)
    table, _ = whole(rows)
    twice = [double_ranks(row) for row in table]
    sums = [sum(column) for column in columns(twice)]
    total = sum(sums)
    spread = Fraction(units * sum(s * s for s in sums) - total * total, 4 * units)
    ties = sum(n**3 - n for row in table for n in Counter(row).values())
    below = raters**2 * (units**3 - units) - raters * ties
    if not below:
        return undefined("no-variation")
    w = 12 * spread / below
    chi2 = raters * (units - 1) * w
    details = {
        "chi2": chi2,
        "df": units - 1,
        "p": chi2_tail(float(chi2), units - 1),
        "rank_sums": [Fraction(s, 2) for s in sums],
        "raters": raters,
        "units": units,
    }
    return w, details, []


def double_ranks(values: Sequence[int]) -> list[int]:
    """Return twice the rank of each value, the smallest 1; equal values share their mean rank."""
    counts = Counter(values)
    rank, before = {}, 0
    for value in sorted(counts):
        rank[value] = 2 * before + counts[value] + 1
        before += counts[value]
    return [rank[value] for value in values]


def chi2_tail(x: float, df: int) -> float:
    """Return the chance that chi-square with `df` degrees of freedom exceeds `x`.

    The regularized incomplete gamma function, by its series below df/2 + 1 and by Lentz's
    continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31).
    """
    a, half = df / 2, x / 2
    if half <= 0:
        return 1.0
    front = math.exp(-half + a * math.log(half) - math.lgamma(a))
    if half < a + 1:
        term = total = 1 / a
        place = a
        while abs(term) > abs(total) * 1e-16:
            place += 1
            term *= half / place
            total += term
        return max(0.0, 1 - total * front)
    tiny = 1e-300
    b = half + 1 - a
    c, d = 1 / tiny, 1 / b
    fraction = d
    for n in range(1, 10_000):
        step = -n * (n - a)
        b += 2
        d = 1 / (step * d + b or tiny)
        c = b + step / c or tiny
        change = d * c
        fraction *= change
        if abs(change - 1) < 1e-16:
            break
    return min(1.0, front * fraction)
