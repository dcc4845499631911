"""How sure a rank is: assessors drawn again, weights shaken, and what that does to the order.

Figures here are no results but the spread of them, so they are floats and leave roundings out.
Sources: B. Efron & R. Tibshirani, An Introduction to the Bootstrap (1993), ch. 13 (percentile
intervals); H. Goldstein & D. Spiegelhalter, JRSS A 159 (1996) 385-443 (intervals of ranks).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from statistics import fmean, median
from typing import Any, NamedTuple

from civtui.scoring.pipeline.marks import RoundMarks, Table

SHAKE = 0.1
TAIL = 0.05
Marks = dict[str, dict[str, dict[str, float]]]


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
    vetoes = [item for item, spec in table.items.items() if spec.kind == "veto"]
    free = [s for s in marks.subjects if not any(table.vetoed(s, item) for item in vetoes)]
    model = _Model(document, own, free, list(marks.assessors))
    base = model.ranks(None, None)
    rng = Random(seed)
    drawn: dict[str, list[dict[str, int]]] = {"both": [], "assessors": [], "weights": []}
    for _ in range(draws):
        panel, factors = model.panel(rng), model.factors(rng)
        drawn["both"].append(model.ranks((panel, rng), factors))
        drawn["assessors"].append(model.ranks((panel, rng), None))
        drawn["weights"].append(model.ranks(None, factors))
    rows = [_spread(s, base, drawn["both"], places) for s in marks.subjects]
    within = {s for s, rank in base.items() if places and rank <= places}
    cut = {
        what: fmean({s for s, rank in one.items() if rank <= places} != within for one in many)
        for what, many in drawn.items()
        if places and many
    }
    return Robustness(
        draws, seed, places, sorted(rows, key=lambda r: (r.rank is None, r.rank or 0)), cut
    )


def _spread(
    subject: str, base: Mapping[str, int], drawn: Sequence[Mapping[str, int]], places: int | None
) -> RankSpread:
    ranks = sorted(one[subject] for one in drawn if subject in one)
    if subject not in base or not ranks:
        return RankSpread(subject, base.get(subject), None, None, None)
    last = len(ranks) - 1
    low, high = ranks[int(TAIL * last)], ranks[last - int(TAIL * last)]
    passes = fmean(rank <= places for rank in ranks) if places else None
    return RankSpread(subject, base[subject], low, high, passes)


class _Model:
    """The round as numbers, to be computed many times.

    Args:
        own: subject -> item -> assessor -> points.
        free: subjects that no veto bars.
    """

    def __init__(
        self, document: Mapping[str, Any], own: Marks, free: list[str], assessors: list[str]
    ) -> None:
        self.document, self.own, self.free, self.assessors = document, own, free, assessors
        self.rule = document.get("combine", {})
        self.of = {
            s: sorted({a for cell in items.values() for a in cell}) for s, items in own.items()
        }

    def panel(self, rng: Random) -> list[str]:
        """Return as many assessors as there are, drawn with replacement."""
        return rng.choices(self.assessors, k=len(self.assessors))

    def factors(self, rng: Random) -> list[float]:
        """Return a factor for each criterion, of mean one."""
        raw = [rng.uniform(1 - SHAKE, 1 + SHAKE) for _ in self.document["item"]]
        mean = fmean(raw)
        return [factor / mean for factor in raw]

    def ranks(
        self, panel: tuple[list[str], Random] | None, factors: list[float] | None
    ) -> dict[str, int]:
        """Return the rank of every subject that has a total."""
        totals: dict[str, float] = {}
        for subject in self.free:
            if subject not in self.own:
                continue
            times = self._times(subject, panel)
            total = self._total(subject, times, factors)
            if total is not None:
                totals[subject] = round(total, 9)
        ordered = sorted(totals.values(), reverse=True)
        first = {total: n for n, total in reversed(list(enumerate(ordered, 1)))}
        return {s: first[total] for s, total in totals.items()}

    def _times(self, subject: str, panel: tuple[list[str], Random] | None) -> dict[str, int] | None:
        if panel is None:
            return None
        own = self.of[subject]
        drawn = [a for a in panel[0] if a in own] or panel[1].choices(own, k=len(own))
        return {a: drawn.count(a) for a in set(drawn)}

    def _total(
        self, subject: str, times: dict[str, int] | None, factors: list[float] | None
    ) -> float | None:
        parts = [self._value(node, subject, times) for node in self.document["item"]]
        there = [part for part in parts if part is not None]
        if len(there) < len(parts):
            return None
        weights = factors or [1.0] * len(there)
        return sum(part * weight for part, weight in zip(there, weights, strict=True))

    def _value(
        self, node: Mapping[str, Any], subject: str, times: dict[str, int] | None
    ) -> float | None:
        if node.get("kind"):
            return self._item(node["id"], subject, times)
        parts = [self._value(child, subject, times) for child in node.get("item", ())]
        there = [part for part in parts if part is not None]
        if len(there) < len(parts):
            return None
        value = max(there, default=0.0) if node.get("aggregate") == "max" else sum(there)
        return min(value, float(node["cap"])) if "cap" in node else value

    def _item(self, item: str, subject: str, times: dict[str, int] | None) -> float | None:
        cell = self.own[subject].get(item)
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
