"""How far a panel agrees on a round: alpha, W and ICC per criterion and over all, pairs, far marks.

What is compared is the assessor's points of each subject. Where some items of a sheet have no mark,
the rest stands for it: how far its marks lie over their items' means, per point marked.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import combinations
from math import fsum, sqrt
from statistics import median
from typing import Any, NamedTuple

from civtui.model.text import Bilingual, Message, msg
from civtui.scoring.agreement import MEASURES
from civtui.scoring.agreement.concordance import double_ranks
from civtui.scoring.agreement.ratings import whole
from civtui.scoring.fairness.facets import Facet, Grains, cells_of, facets_of
from civtui.scoring.pipeline.combine import GRAIN
from civtui.scoring.pipeline.items import ParsedMark
from civtui.scoring.pipeline.marks import Table

Sheets = dict[str, dict[str, Fraction]]  # assessor -> subject -> points of the whole criterion

SHOWN = ("krippendorff-interval", "kendall-w", "icc-2", "icc-2-k")
ENOUGH = 0.5  # of a sheet's points marked, for the rest to stand for it
COMMON = 3  # subjects in common from which a pair is told of
SPLIT = 0.0  # rank correlation at or below which a pair is said to split
FAR = 3.5  # B. Iglewicz & D. Hoaglin, How to Detect and Handle Outliers, 1993
MAD_TO_SD = 1.4826
MEAN_TO_SD = 1.2533
MOST_FAR = 50
FINE = 10**6


class Measured(NamedTuple):
    """One measure: its value, None where it is undefined, and then why."""

    measure: str
    value: float | None
    details: dict[str, Any]
    warnings: list[Message]


class FacetAgreement(NamedTuple):
    """Agreement on one criterion, or over all (id empty).

    Args:
        sheets: how many of the sheets that assessors began are compared, and how many of those
            are complete.
        subjects: how many subjects all assessors marked, which W and ICC need.
    """

    id: str
    title: Bilingual
    measures: list[Measured]
    sheets: int
    complete: int
    subjects: int


class Pair(NamedTuple):
    """Two assessors on the subjects they both marked.

    Args:
        common: how many subjects.
        difference: mean of the first one's points less the other's.
        spread: standard deviation of those differences.
        correlation: of their rank orders (Spearman); None where one of them marks all alike.
        splits: they put the subjects in orders that have nothing in common, or contrary ones.
    """

    first: str
    second: str
    common: int
    difference: float
    spread: float
    correlation: float | None
    splits: bool


class FarMark(NamedTuple):
    """A mark far from the others', to be looked at again.

    Args:
        others: mean of the other assessors' points.
        distance: points less that mean, as a share of the item's points.
        times: the distance in robust standard deviations of all such distances.
    """

    subject: str
    item: str
    assessor: str
    text: str
    points: Fraction
    others: Fraction
    distance: float
    times: float


class Agreement(NamedTuple):
    """How far the panel agrees; `far` are the farthest of `far_count` marks."""

    whole: FacetAgreement
    criteria: list[FacetAgreement]
    pairs: list[Pair]
    far: list[FarMark]
    far_count: int


def agreement_of(table: Table, measures: tuple[str, ...] = SHOWN) -> Agreement:
    """Return the agreement of a round's panel.

    Args:
        measures: names of `scoring.agreement`.
    """
    facets = facets_of(table)
    grains = Grains()
    criteria = []
    sums: Sheets = {assessor: {} for assessor in table.given.assessors}
    parts: dict[tuple[str, str], int] = defaultdict(int)
    complete = {assessor: set(table.given.subjects) for assessor in sums}
    for facet in facets:
        sheets, full = sheets_of(table, facet, grains)
        criteria.append(_measured(table, facet.id, facet.title, sheets, full, measures))
        for assessor, own in sheets.items():
            complete[assessor] &= full[assessor]
            for subject, value in own.items():
                sums[assessor][subject] = sums[assessor].get(subject, Fraction(0)) + value
                parts[assessor, subject] += 1
    totals = {
        a: {s: v for s, v in own.items() if parts[a, s] == len(facets)} for a, own in sums.items()
    }
    overall = _measured(table, "", Bilingual(""), totals, complete, measures)
    far, count = far_marks(table)
    return Agreement(overall, criteria, pairs_of(totals), far, count)


def sheets_of(table: Table, facet: Facet, grains: Grains) -> tuple[Sheets, dict[str, set[str]]]:
    """Return each assessor's points by subject, and the subjects whose sheet is complete.

    Complete sheets count as they are where all are; else every sheet is what it lies over the
    items' means, so that a sheet with a gap can be compared.
    """
    sums: dict[str, list[int | Fraction]] = {item: [0, 0] for item in facet.items}
    sheets: dict[str, dict[str, list[Any]]] = {a: {} for a in table.given.assessors}
    for subject, item, cell in cells_of(table, facet):
        own = sums[item.id]
        for assessor, mark in cell.items():
            value = grains.of(mark)
            value = value if item.weight == 1 else value * item.weight
            own[0] += value
            own[1] += 1
            sheets.setdefault(assessor, {}).setdefault(subject, []).append((item.id, value))
    size = len(facet.items)
    full = {a: {s for s, cells in own.items() if len(cells) == size} for a, own in sheets.items()}
    if all(len(full[a]) == len(own) for a, own in sheets.items()):
        made = {
            a: {s: Fraction(sum(v for _, v in cells)) / GRAIN for s, cells in own.items()}
            for a, own in sheets.items()
        }
        return made, full
    means = {item: float(total) / float(count) for item, (total, count) in sums.items() if count}
    most = {
        item: float(table.items[item].max_points * table.items[item].weight) for item in facet.items
    }
    points = float(facet.most)
    made = {a: {} for a in sheets}
    for assessor, rows in sheets.items():
        for subject, cells in rows.items():
            marked = fsum(most[item] for item, _ in cells)
            if marked >= ENOUGH * points:
                over = fsum(float(value) - means[item] for item, value in cells)
                # an estimate: a millionth of a point is as fine as it needs to be
                made[assessor][subject] = Fraction(
                    round(over / GRAIN * points / marked * FINE), FINE
                )
    return made, full


def _measured(
    table: Table,
    id_: str,
    title: Bilingual,
    sheets: Sheets,
    full: dict[str, set[str]],
    measures: tuple[str, ...],
) -> FacetAgreement:
    judges = [assessor for assessor in table.given.assessors if sheets.get(assessor)]
    subjects = [s for s in table.given.subjects if any(s in sheets[a] for a in judges)]
    common = [s for s in subjects if all(s in sheets[a] for a in judges)]
    made = []
    for name in measures:
        # alpha takes gaps; the others are of the subjects that everybody marked
        gaps = name.startswith("krippendorff")
        units = subjects if gaps else common
        twice = sum(sum(s in sheets[a] for a in judges) > 1 for s in subjects)
        why = _too_few(name, len(judges), twice, len(common))
        ratings = [[sheets[a].get(s) for s in units] for a in judges]
        made.append(_one(name, ratings) if why is None else Measured(name, None, {}, [why]))
    return FacetAgreement(
        id_,
        title,
        made,
        sum(len(sheets[a]) for a in judges),
        sum(len(full[a]) for a in judges),
        len(common),
    )


def _too_few(name: str, judges: int, twice: int, common: int) -> Message | None:
    """Return why a measure says nothing of so few sheets; None where there are enough.

    Args:
        twice, common: how many subjects two of the judges, and all of them, marked.
    """
    if judges < 2:
        return msg("scoring.few-judges", judges=judges)
    if name.startswith("krippendorff"):
        return None if twice else msg("scoring.no-sheet-pairs", judges=judges)
    needs = 1 if name.endswith("kappa") else 2
    if common >= needs:
        return None
    return msg("scoring.few-common", judges=judges, common=common, needs=needs, twice=twice)


def _one(name: str, ratings: list[list[Fraction | None]]) -> Measured:
    value, details, warnings = MEASURES[name]({"ratings": ratings})
    return Measured(name, None if value is None else float(value), details, warnings)


def pairs_of(sheets: Sheets) -> list[Pair]:
    """Return every two assessors with enough in common, those least of one mind first."""
    found = []
    numbers = {a: {s: float(v) for s, v in own.items()} for a, own in sheets.items()}
    for first, second in combinations(sheets, 2):
        common = [s for s in sheets[first] if s in sheets[second]]
        if len(common) < COMMON:
            continue
        gaps = [numbers[first][s] - numbers[second][s] for s in common]
        mean = fsum(gaps) / len(gaps)
        spread = sqrt(fsum((gap - mean) ** 2 for gap in gaps) / (len(gaps) - 1))
        pair, _ = whole([[sheets[a][s] for s in common] for a in (first, second)])
        ranks = [[float(rank) for rank in double_ranks(row)] for row in pair]
        rho = correlation(*ranks)
        splits = rho is not None and rho <= SPLIT
        found.append(Pair(first, second, len(common), mean, spread, rho, splits))
    return sorted(found, key=lambda p: (2.0 if p.correlation is None else p.correlation, p[:2]))


def correlation(one: list[float], other: list[float]) -> float | None:
    """Return Pearson's correlation; None where one of the two does not vary."""
    if not one:
        return None
    a, b = fsum(one) / len(one), fsum(other) / len(other)
    both = fsum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    spread = fsum((x - a) ** 2 for x in one) * fsum((y - b) ** 2 for y in other)
    return both / sqrt(spread) if spread > 0 else None


def far_marks(table: Table) -> tuple[list[FarMark], int]:
    """Return the marks far from the others', the farthest first, and how many there are.

    Of items that at least three marked. Far is beyond 3.5 robust standard deviations, by the
    median of the absolute distances (by their mean where more than half of them are 0).
    """
    found: list[tuple[float, str, str, str, ParsedMark]] = []
    known: dict[int, float] = {}
    for facet in facets_of(table):
        for subject, item, cell in cells_of(table, facet):
            count = len(cell)
            if count < 3:
                continue
            values = []
            for mark in cell.values():
                value = known.get(id(mark))
                if value is None:
                    value = known[id(mark)] = float(mark.points)
                values.append(value)
            total, most = sum(values), float(item.max_points)
            for (assessor, mark), value in zip(cell.items(), values, strict=True):
                gap = (value - (total - value) / (count - 1)) / most
                found.append((gap, subject, item.id, assessor, mark))
    if not found:
        return [], 0
    sizes = [abs(row[0]) for row in found]
    unit = MAD_TO_SD * median(sizes) or MEAN_TO_SD * fsum(sizes) / len(sizes)
    far = [row for row in found if unit and abs(row[0]) > FAR * unit]
    far.sort(key=lambda row: (-abs(row[0]), *row[1:4]))
    return [
        FarMark(s, i, a, mark.value_text, mark.points, _others(table, s, i, a), gap, gap / unit)
        for gap, s, i, a, mark in far[:MOST_FAR]
    ], len(far)


def _others(table: Table, subject: str, item: str, assessor: str) -> Fraction:
    points = [m.points for a, m in table.cells[subject, item].items() if a != assessor]
    return sum(points, Fraction(0)) / len(points)
