"""What stands out in the way each assessor marks: facts to be read, no verdicts.

Sources: S. R. Borman, Journal of Applied Psychology 64 (1979) 410-421 (halo, range restriction);
P. E. Myford & E. W. Wolfe, Journal of Applied Measurement 4 (2003) 386-422 (central tendency,
drift).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, pairwise
from math import fsum, sqrt
from typing import NamedTuple

from civtui.scoring.fairness.agreeing import correlation
from civtui.scoring.fairness.facets import cells_of, facets_of
from civtui.scoring.fairness.severity import Calibration
from civtui.scoring.pipeline.marks import Table
from civtui.scoring.trend import MEASURES

Order = Mapping[tuple[str, str, str], int]

FEWEST_LINE = 3  # items of a criterion from which equal shares on all of them say something
FEWEST_MARKS = 20
FEWEST_SHEETS = 5
SLICES = 10


class Habits(NamedTuple):
    """One assessor's way of marking; each figure is None where there is too little to tell.

    Args:
        marks: how many were looked at.
        straight, straight_of: criteria of a subject on all of whose items the same share of the
            points was given, and how many criteria there are that could show it.
        usual: the share of the points given most often, and `usual_share` how often.
        range: spread of the assessor's marks over the spread of the others' on the same cells;
            below 1 the marks crowd together (central tendency).
        halo: mean correlation between criteria of what the assessor gives over the others.
        drift: how the assessor's marks over the others' moved in the order they were given,
            Mann and Kendall's S over ten slices, with `drift_p` in its direction; None also where
            the marks came in at once, so that their order is not known.
    """

    assessor: str
    marks: int
    straight: int
    straight_of: int
    usual: Fraction | None
    usual_share: float | None
    range: float | None
    halo: float | None
    drift: int | None
    drift_p: float | None


def habits_of(table: Table, found: Calibration, order: Order) -> list[Habits]:
    """Return what stands out, by assessor in the panel's order.

    Args:
        found: the calibration, whose severities are taken out before drift and halo are told.
        order: (subject, item, assessor) -> number that grows with the time of marking.
    """
    seen: dict[str, _Seen] = {a: _Seen() for a in table.given.assessors}
    share_of = {f.facet.id: {a: float(v) for a, v in f.shares.items()} for f in found.facets}
    levels: dict[float, Fraction] = {}  # equal shares have equal floats
    for facet in facets_of(table):
        rows: dict[tuple[str, str], list[float]] = defaultdict(list)
        known: dict[tuple[int, str], float] = {}
        for subject, item, cell in cells_of(table, facet):
            shares = {}
            for assessor, mark in cell.items():
                value = known.get((id(mark), item.id))
                if value is None:
                    exact = mark.points / item.max_points
                    value = known[id(mark), item.id] = float(exact)
                    levels[value] = exact
                shares[assessor] = value
                rows[assessor, subject].append(value)
                seen[assessor].levels[value] += 1
            if len(shares) > 1:
                total = sum(shares.values())
                for assessor, share in shares.items():
                    others = (total - share) / (len(shares) - 1)
                    over = share - others + _lean(share_of[facet.id], assessor, shares)
                    seen[assessor].add(subject, facet.id, share, others, over)
                    when = order.get((subject, item.id, assessor))
                    if when is not None:
                        seen[assessor].times.append((when, over))
        if len(facet.items) >= FEWEST_LINE:
            for (assessor, _), given in rows.items():
                if len(given) == len(facet.items):
                    seen[assessor].straight_of += 1
                    seen[assessor].straight += len(set(given)) == 1
    return [one.habits(assessor, levels) for assessor, one in seen.items()]


def _lean(shares: Mapping[str, float], assessor: str, cell: Mapping[str, float]) -> float:
    """Return what the panel's severities explain of an assessor's distance from the others."""
    own = shares[assessor]
    return (sum(shares[a] for a in cell) - own) / (len(cell) - 1) - own


class _Seen:
    """What was seen of one assessor."""

    def __init__(self) -> None:
        self.levels: Counter[float] = Counter()
        self.straight = self.straight_of = 0
        self.own: list[float] = []
        self.others: list[float] = []
        self.over: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        self.times: list[tuple[int, float]] = []

    def add(self, subject: str, facet: str, share: float, others: float, over: float) -> None:
        """Note a mark beside the mean of the others'."""
        self.own.append(share)
        self.others.append(others)
        self.over[facet][subject].append(over)

    def habits(self, assessor: str, exact: Mapping[float, Fraction]) -> Habits:
        """Return what it comes to."""
        marks = self.levels.total()
        usual, times = max(self.levels.items(), key=lambda kv: (kv[1], kv[0]), default=(None, 0))
        share = None if usual is None else exact[usual]
        drift, p = self._drift()
        return Habits(
            assessor,
            marks,
            self.straight,
            self.straight_of,
            share,
            times / marks if marks else None,
            self._range(),
            self._halo(),
            drift,
            p,
        )

    def _range(self) -> float | None:
        if len(self.own) < FEWEST_MARKS:
            return None
        below = _deviation(self.others)
        return _deviation(self.own) / below if below else None

    def _halo(self) -> float | None:
        means = {
            facet: {s: fsum(v) / len(v) for s, v in by_subject.items()}
            for facet, by_subject in self.over.items()
        }
        found = []
        for one, other in combinations(means.values(), 2):
            common = [s for s in one if s in other]
            if len(common) >= FEWEST_SHEETS:
                value = correlation([one[s] for s in common], [other[s] for s in common])
                found += [] if value is None else [value]
        return fsum(found) / len(found) if found else None

    def _drift(self) -> tuple[int | None, float | None]:
        ordered = sorted(self.times)
        if len(ordered) < FEWEST_MARKS or len({when for when, _ in ordered}) < SLICES:
            return None, None
        edges = [n * len(ordered) // SLICES for n in range(SLICES + 1)]
        means = [fsum(over for _, over in ordered[a:b]) / (b - a) for a, b in pairwise(edges)]
        series = [Fraction(round(mean * 10**6), 10**6) for mean in means]
        value, details, _ = MEASURES["mann-kendall"]({"series": series})
        if value is None:
            return None, None
        return int(value), float(details["p_one_sided"])


def _deviation(values: list[float]) -> float:
    mean = fsum(values) / len(values)
    return sqrt(fsum((v - mean) ** 2 for v in values) / len(values))
