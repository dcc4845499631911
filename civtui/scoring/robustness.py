"""How sure a rank is: assessors drawn again, weights shaken, and what that does to the order.

Figures here are no results but the spread of them, so they are floats and leave roundings out.
Sources: B. Efron & R. Tibshirani, An Introduction to the Bootstrap (1993), ch. 13 (percentile
intervals); H. Goldstein & D. Spiegelhalter, JRSS A 159 (1996) 385-443 (intervals of ranks).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import inf
from operator import mul
from random import Random
from statistics import fmean, median
from typing import Any, NamedTuple

from civtui.scoring.pipeline.marks import RoundMarks, Table, unbarred

SHAKE = 0.1
TAIL = 0.05
Marks = dict[str, dict[str, dict[str, float]]]
Sums = list[tuple[tuple[str, ...], list[float]]]  # assessors -> each one's points added up


class RankSpread(NamedTuple):
    """The spread of one subject's rank.

    Args:
        rank: by the marks as they are; None without a total or under a veto.
        low, high: the 5th and the 95th percentile of the ranks drawn.
        passes: share of the draws in which it is within the places; None where none are named.
    """

    subject: str
    rank: int | None
    low: int | None
    high: int | None
    passes: float | None


class Robustness(NamedTuple):
    """What the draws show.

    Args:
        draws, seed, places: as asked; the same seed gives the same figures.
        rows: by rank.
        cut: by what is drawn again (`assessors`, `weights`, `both`), the share of the draws in
            which other subjects are within the places; empty where no places are named.
    """

    draws: int
    seed: int
    places: int | None
    rows: list[RankSpread]
    cut: dict[str, float]


def robustness(
    document: Mapping[str, Any],
    marks: RoundMarks,
    *,
    draws: int = 200,
    seed: int = 1,
    places: int | None = None,
) -> Robustness:
    """Return the spread of the ranks of a round.

    An assessor is drawn with all of their marks (so a severe one weighs more or less everywhere); a
    subject none of whose assessors was drawn takes its own drawn again. Weights of the criteria are
    multiplied by factors within 10 %, their sum kept.

    Args:
        document: the canonical document of the standard.
        marks: what was given.
        draws: how many.
        seed: of the pseudo-random numbers.
        places: how many subjects are within the cut.
    """
    table = Table(document, marks)
    own: Marks = {}
    for (subject, item), cell in table.cells.items():
        given = {assessor: float(mark.points) for assessor, mark in cell.items()}
        own.setdefault(subject, {})[item] = given
    model = _Model(document, own, unbarred(table), list(marks.assessors))
    cap = float(document.get("cap", inf))
    base = _ranks(model.base, None, cap)
    within = _within(base, places)
    rng = Random(seed)
    drawn: list[array[int]] = []
    changes = dict.fromkeys(("both", "assessors", "weights"), 0)
    for _ in range(draws):
        panel, factors = model.panel(rng), model.factors(rng)
        values = model.drawn(panel, rng)
        drawn.append(_ranks(values, factors, cap))
        if places:
            changes["both"] += _within(drawn[-1], places) != within
            changes["assessors"] += _within(_ranks(values, None, cap), places) != within
            changes["weights"] += _within(_ranks(model.base, factors, cap), places) != within
    found = {
        subject: _spread(subject, base[n], sorted(ranks[n] for ranks in drawn), places)
        for n, subject in enumerate(model.subjects)
    }
    rows = [found.get(s) or RankSpread(s, None, None, None, None) for s in marks.subjects]
    cut = {what: count / draws for what, count in changes.items()} if places and draws else {}
    return Robustness(
        draws, seed, places, sorted(rows, key=lambda r: (r.rank is None, r.rank or 0)), cut
    )


def _spread(subject: str, rank: int, ranks: Sequence[int], places: int | None) -> RankSpread:
    if not ranks:
        return RankSpread(subject, rank, None, None, None)
    last = len(ranks) - 1
    low, high = ranks[int(TAIL * last)], ranks[last - int(TAIL * last)]
    passes = bisect_right(ranks, places) / len(ranks) if places else None
    return RankSpread(subject, rank, low, high, passes)


def _within(ranks: Sequence[int], places: int | None) -> list[int]:
    return [n for n, rank in enumerate(ranks) if rank <= places] if places else []


def _ranks(
    values: Sequence[Sequence[float]], factors: Sequence[float] | None, cap: float = inf
) -> array[int]:
    """Return the rank of each subject by its criteria's values, each times its factor.

    Args:
        cap: the most a total may be.
    """
    if factors is None:
        totals = [min(round(sum(own), 9), cap) for own in values]
    else:
        totals = [min(round(sum(map(mul, own, factors)), 9), cap) for own in values]
    first: dict[float, int] = {}
    for place, total in enumerate(sorted(totals, reverse=True), 1):
        first.setdefault(total, place)
    return array("l", map(first.__getitem__, totals))


class _Model:
    """The round as numbers, to be computed many times.

    Args:
        own: subject -> item -> assessor -> points.
        free: subjects that no veto bars; those of them that have a total are looked at.
    """

    def __init__(
        self, document: Mapping[str, Any], own: Marks, free: Sequence[str], assessors: list[str]
    ) -> None:
        self.document, self.own, self.assessors = document, own, assessors
        self.rule = document.get("combine", {})
        # the mean of sums is the sum of means: such criteria are added up once, by assessor
        straight = self.rule.get("method", "mean") == "mean"
        self.flat = [straight and _plain(node) for node in document["item"]]
        self.of: list[list[str]] = []
        self.subjects: list[str] = []
        self.base: list[list[float]] = []
        self.sums: list[list[Sums]] = []
        for subject in free:
            values = [self._value(node, subject, None) for node in document["item"]]
            there = [value for value in values if value is not None]
            if subject not in own or len(there) < len(values):
                continue
            self.subjects.append(subject)
            self.base.append(there)
            self.of.append(sorted({a for cell in own[subject].values() for a in cell}))
            self.sums.append(
                [
                    self._sums(node, subject) if flat else []
                    for node, flat in zip(document["item"], self.flat, strict=True)
                ]
            )

    def panel(self, rng: Random) -> list[str]:
        """Return as many assessors as there are, drawn with replacement."""
        return rng.choices(self.assessors, k=len(self.assessors))

    def factors(self, rng: Random) -> list[float]:
        """Return a factor for each criterion, of mean one."""
        raw = [rng.uniform(1 - SHAKE, 1 + SHAKE) for _ in self.document["item"]]
        mean = fmean(raw)
        return [factor / mean for factor in raw]

    def drawn(self, panel: list[str], rng: Random) -> list[list[float]]:
        """Return every subject's criteria as the assessors drawn would have it."""
        count = dict.fromkeys(self.assessors, 0)
        for assessor in panel:
            count[assessor] = count.get(assessor, 0) + 1
        shares = _Shares(count)
        tops = list(enumerate(self.document["item"]))
        made = []
        for n, subject in enumerate(self.subjects):
            times, weights = count, shares
            if not any(map(count.get, self.of[n])):
                times = dict.fromkeys(self.of[n], 0)
                for assessor in rng.choices(self.of[n], k=len(self.of[n])):
                    times[assessor] += 1
                weights = _Shares(times)
            sums = self.sums[n]
            made.append(
                [
                    sum([sum(map(mul, weights[judges], points)) for judges, points in sums[place]])
                    if self.flat[place]
                    else self._value(top, subject, times) or 0.0
                    for place, top in tops
                ]
            )
        return made

    def _sums(self, node: Mapping[str, Any], subject: str) -> Sums:
        """Return the points below a node, added up by assessor for each set of assessors."""
        found: dict[tuple[str, ...], list[float]] = {}
        for item, weight in _leaves(node):
            cell = self.own[subject].get(item)
            if cell:
                sums = found.setdefault(tuple(cell), [0.0] * len(cell))
                for place, value in enumerate(cell.values()):
                    sums[place] += weight * value
        return list(found.items())

    def _value(
        self, node: Mapping[str, Any], subject: str, times: Mapping[str, int] | None
    ) -> float | None:
        value = self._uncapped(node, subject, times)
        if value is None:
            return None
        value = min(value, float(node["cap"])) if "cap" in node else value
        return value * _weight(node) if "weight" in node else value

    def _uncapped(
        self, node: Mapping[str, Any], subject: str, times: Mapping[str, int] | None
    ) -> float | None:
        if node.get("kind"):
            return self._item(node["id"], subject, times)
        parts = [self._value(child, subject, times) for child in node.get("item", ())]
        there = [part for part in parts if part is not None]
        if len(there) < len(parts):
            return None
        return max(there, default=0.0) if node.get("aggregate") == "max" else sum(there)

    def _item(self, item: str, subject: str, times: Mapping[str, int] | None) -> float | None:
        cell = self.own.get(subject, {}).get(item, {})
        if not cell:
            return None
        values = [v for a, v in cell.items() for _ in range(times.get(a, 0) if times else 1)]
        values = values or list(cell.values())
        method = self.rule.get("method", "mean")
        if method == "median":
            return median(values)
        drop = self.rule.get("drop", 1) if method == "trimmed-mean" else 0
        ordered = sorted(values)
        return fmean(ordered[drop:-drop] if drop and len(ordered) > 2 * drop else ordered)


def _plain(node: Mapping[str, Any]) -> bool:
    """Return whether a node is the sum of its leaves, whatever they are worth."""
    if "cap" in node or node.get("aggregate", "sum") != "sum":
        return False
    return all(map(_plain, node.get("item", ())))


def _weight(node: Mapping[str, Any]) -> float:
    return float(Fraction(node.get("weight", 1)))


def _leaves(node: Mapping[str, Any], above: float = 1.0) -> Iterator[tuple[str, float]]:
    """Yield the leaves below a node, each with what a point of it counts."""
    weight = above * _weight(node)
    if node.get("kind"):
        yield node["id"], weight
    for child in node.get("item", ()):
        yield from _leaves(child, weight)


class _Shares(dict[tuple[str, ...], list[float]]):
    """The share of each of some assessors in a mean, by how often each was drawn.

    Args:
        times: by assessor; where none of them was drawn they share alike.
    """

    def __init__(self, times: Mapping[str, int]) -> None:
        super().__init__()
        self.times = times

    def __missing__(self, assessors: tuple[str, ...]) -> list[float]:
        counts = [self.times.get(assessor, 0) for assessor in assessors]
        whole = sum(counts)
        made = [n / whole for n in counts] if whole else [1 / len(counts)] * len(counts)
        self[assessors] = made
        return made
