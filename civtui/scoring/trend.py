"""Trend and rhythm of a unit's year: each measure gives (value, details, warnings)."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from fractions import Fraction
from typing import Any

from civtui.model.text import Message, msg
from civtui.scoring.agreement.ratings import Measure, Measured, undefined
from civtui.scoring.contract import CalculatorInput

EXACT_BELOW = 11
LAST_DAYS = 30


def _series(data: CalculatorInput, key: str, **options: Fraction) -> list[Fraction]:
    data.options(**options)
    return [
        data.number(value, f"{key}[{n}]")
        for n, value in enumerate(data.rows(key))
        if value is not None
    ]


def mann_kendall(document: Any) -> Measured:
    """Return S of the Mann-Kendall test for a trend.

    Source: H. B. Mann, Econometrica 13 (1945) 245-259; M. G. Kendall, Rank Correlation Methods.
    The one-sided p is in the direction of S: exact below 11 values without ties, else by the
    normal approximation with continuity and ties corrected.
    """
    data = CalculatorInput(document)
    values = _series(data, "series")
    n = len(values)
    if n < 3:
        return undefined("too-short", values=n, needs=3)
    s = 0
    before: list[Fraction] = []
    for value in values:
        s += bisect_left(before, value) - (len(before) - bisect_right(before, value))
        insort(before, value)
    ties = [c for c in Counter(values).values() if c > 1]
    variance = Fraction(
        n * (n - 1) * (2 * n + 5) - sum(c * (c - 1) * (2 * c + 5) for c in ties), 18
    )
    if not variance:
        return undefined("no-variation")
    z = (abs(s) - 1 if s else 0) / math.sqrt(variance) * (1 if s >= 0 else -1)
    exact = n < EXACT_BELOW and not ties
    p: Fraction | float = (
        _exact_tail(n, abs(s)) if exact else 0.5 * math.erfc(abs(z) / math.sqrt(2))
    )
    warnings: list[Message] = []
    if n < EXACT_BELOW and ties:
        warnings.append(msg("scoring.ties-normal"))
    details = {
        "S": s,
        "variance": variance,
        "z": z,
        "p_one_sided": p,
        "exact": exact,
        "tau": Fraction(2 * s, n * (n - 1)),
        "n": n,
    }
    return s, details, warnings


def _exact_tail(n: int, s: int) -> Fraction:
    """Return the chance of a score of at least `s` when every order of n values is as likely."""
    counts = [1]
    for m in range(2, n + 1):
        longer = [0] * (len(counts) + m - 1)
        for inversions, ways in enumerate(counts):
            for more in range(m):
                longer[inversions + more] += ways
        counts = longer
    most = n * (n - 1) // 2
    good = sum(ways for inversions, ways in enumerate(counts) if most - 2 * inversions >= s)
    return Fraction(good, math.factorial(n))


def cusum(document: Any) -> Measured:
    """Return the largest cumulative sum of a tabular CUSUM; where it first passes h is in details.

    Source: D. C. Montgomery, Introduction to Statistical Quality Control, 6th ed., 9.1. `target`
    (the mean where none is given), `k` and `h` are in units of the series.
    """
    data = CalculatorInput(document)
    values = _series(data, "series", target=Fraction(0), k=Fraction(1, 2), h=Fraction(5))
    if not values:
        return undefined("too-short", values=0, needs=1)
    given = {**(data.document.get("options") or {}), **data.document}

    def parameter(name: str, default: Fraction) -> Fraction:
        return data.number(given[name], name) if given.get(name) is not None else default

    target = parameter("target", sum(values, Fraction(0)) / len(values))
    k, h = parameter("k", Fraction(1, 2)), parameter("h", Fraction(5))
    for name, value in (("k", k), ("h", h)):
        if value < 0:
            raise data.fail(name, msg("scoring.negative"), given[name])
    high = low = Fraction(0)
    upper, lower = [], []
    for value in values:
        high = max(Fraction(0), high + value - target - k)
        low = max(Fraction(0), low + target - k - value)
        upper.append(high)
        lower.append(low)
    first = next(
        (n for n, pair in enumerate(zip(upper, lower, strict=True), 1) if max(pair) > h), None
    )
    side = None if first is None else "up" if upper[first - 1] > h else "down"
    details = {
        **{"upper": upper, "lower": lower, "first_signal": first, "direction": side},
        **{"target": target, "k": k, "h": h},
    }
    return max([*upper, *lower]), details, []


def _days(data: CalculatorInput) -> tuple[list[Fraction], Fraction]:
    period = data.number(data.document.get("period", 365), "period")
    if period <= 0:
        raise data.fail("period", msg("scoring.negative"), data.document["period"])
    days = sorted(_series(data, "days"))
    for place, day in enumerate(days):
        if not 0 <= day <= period:
            raise data.fail(f"days[{place}]", msg("scoring.outside-period"), day)
    return days, period


def burstiness(document: Any) -> Measured:
    """Return B = (s - m) / (s + m) of the gaps between events, -1 regular to 1 bursty.

    Source: K.-I. Goh & A.-L. Barabasi, EPL 81 (2008) 48002; s is the population deviation.
    """
    days, period = _days(CalculatorInput(document))
    gaps = [b - a for a, b in itertools.pairwise(days)]
    if len(gaps) < 2:
        return undefined("too-few-events", events=len(days))
    mean = sum(gaps, Fraction(0)) / len(gaps)
    if not mean:
        return undefined("no-variation")
    variance = sum(((gap - mean) ** 2 for gap in gaps), Fraction(0)) / len(gaps)
    deviation = math.sqrt(variance)
    value = (deviation - float(mean)) / (deviation + float(mean))
    details = {"mean": mean, "deviation": deviation, "gaps": len(gaps), "period": period}
    return value, details, []


def cramming(document: Any) -> Measured:
    """Return the share of events that fall into the last 30 days of the period."""
    days, period = _days(CalculatorInput(document))
    if not days:
        return undefined("too-few-events", events=0)
    late = sum(day > period - LAST_DAYS for day in days)
    details = {"late": late, "events": len(days), "days": LAST_DAYS, "period": period}
    return Fraction(late, len(days)), details, []


def gini(document: Any) -> Measured:
    """Return the Gini coefficient of counts: 0 even, towards 1 all with one unit."""
    data = CalculatorInput(document)
    counts = sorted(_series(data, "counts"))
    for place, value in enumerate(counts):
        if value < 0:
            raise data.fail(f"counts[{place}]", msg("scoring.negative"), value)
    total = sum(counts, Fraction(0))
    if not total:
        return undefined("no-variation")
    n = len(counts)
    weighted = sum(((2 * i - n - 1) * value for i, value in enumerate(counts, 1)), Fraction(0))
    return weighted / (n * total), {"n": n, "mean": total / n}, []


MEASURES: dict[str, Measure] = {
    "mann-kendall": mann_kendall,
    "cusum": cusum,
    "burstiness": burstiness,
    "cramming": cramming,
    "gini": gini,
}
