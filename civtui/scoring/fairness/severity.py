"""Severity of each assessor, per criterion and over all, from the marks of a round.

Within a criterion a mark's share of the item's points is what the office is worth on that item plus
what the assessor tends to add; an item weighs its points. Where every sheet is complete, that is
the additive model on the assessors' totals (`additive`, `calibration`); where marks are missing, it
uses those that are there.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import fsum, sqrt
from typing import NamedTuple

from civtui.scoring.additive import Effects, Pattern, effects, errors, linked
from civtui.scoring.fairness.facets import Facet, Grains, cells_of, facets_of
from civtui.scoring.pipeline.combine import GRAIN
from civtui.scoring.pipeline.marks import Table

Rest = dict[str, dict[str, tuple[float, float]]]  # assessor -> subject -> (rest, points marked)


class Severity(NamedTuple):
    """One assessor's severity in points.

    Args:
        points: what the assessor gives less than the panel, of the criterion's points.
        error: its standard error; None without a mark to spare.
        rest: root mean square of what the model leaves unexplained in the assessor's sheets.
        subjects: how many the assessor marked here.
    """

    points: Fraction
    error: float | None
    rest: float | None
    subjects: int


class FacetFit(NamedTuple):
    """One criterion's fit.

    Args:
        shares: by assessor, the share of an item's points that the assessor tends to add.
        parts: assessors that common cells link; only between those of one part can be compared.
        severity: by assessor who marked here.
        residual_df: spare sheets.
    """

    facet: Facet
    shares: dict[str, Fraction]
    parts: list[list[str]]
    severity: dict[str, Severity]
    residual_df: int


class Part(NamedTuple):
    """Assessors and subjects that can be compared with one another."""

    assessors: list[str]
    subjects: list[str]


class Calibration(NamedTuple):
    """The panel's severities.

    Args:
        facets: per criterion.
        severity: over all criteria.
        parts: subjects that can be compared; more than one where the design falls apart.
        residual_df: spare sheets.
    """

    facets: tuple[FacetFit, ...]
    severity: dict[str, Severity]
    parts: list[Part]
    residual_df: int

    @property
    def connected(self) -> bool:
        """Whether all subjects can be compared."""
        return len(self.parts) <= 1


def calibration_of(table: Table) -> Calibration:
    """Return the severities of the panel of a round."""
    panel, grains = list(table.given.assessors), Grains()
    solved, fits, rests = [], [], []
    for facet in facets_of(table):
        patterns = _patterns(table, facet, panel, grains)
        found = effects(len(panel), patterns)
        rest = _rest(table, facet, dict(zip(panel, map(float, found.values), strict=True)))
        solved.append((facet, found))
        rests.append(rest)
        fits.append(_facet(panel, facet, found, rest))
    most = sum((facet.most for facet, _ in solved), Fraction(0))
    whole: Rest = defaultdict(dict)
    for rest in rests:
        for assessor, own in rest.items():
            for subject, (value, marked) in own.items():
                before, there = whole[assessor].get(subject, (0.0, 0.0))
                whole[assessor][subject] = (before + value, there + marked)
    together = _added([found for _, found in solved], len(panel))
    points = {
        assessor: sum(
            (fit.severity[assessor].points for fit in fits if assessor in fit.severity), Fraction(0)
        )
        for assessor in whole
    }
    severity, df = _severities(panel, together, points, whole, most)
    return Calibration(tuple(fits), severity, _parts(table, fits), df)


def _patterns(table: Table, facet: Facet, panel: list[str], grains: Grains) -> list[Pattern]:
    place = {assessor: n for n, assessor in enumerate(panel)}
    weights: dict[tuple[int, ...], Fraction] = defaultdict(Fraction)
    sums: dict[tuple[int, ...], list[int | Fraction]] = {}
    for _, item, cell in cells_of(table, facet):
        judges = tuple(place[assessor] for assessor in cell)
        own = sums.setdefault(judges, [0] * len(judges))
        for n, mark in enumerate(cell.values()):
            value = grains.of(mark)
            own[n] += value if item.weight == 1 else value * item.weight
        weights[judges] += item.max_points * item.weight
    return [
        Pattern(judges, weights[judges], tuple(Fraction(value) / GRAIN for value in own))
        for judges, own in sums.items()
    ]


def _rest(table: Table, facet: Facet, shares: dict[str, float]) -> Rest:
    """Return what the model leaves unexplained in each assessor's sheet of each subject."""
    found: Rest = defaultdict(dict)
    zero = (0.0, 0.0)
    known: dict[int, float] = {}
    for subject, item, cell in cells_of(table, facet):
        weight = float(item.weight)
        most = float(item.max_points) * weight
        left = {}
        for assessor, mark in cell.items():
            value = known.get(id(mark))
            if value is None:
                value = known[id(mark)] = float(mark.points)
            left[assessor] = value * weight - most * shares[assessor]
        mean = sum(left.values()) / len(left)
        for assessor, value in left.items():
            before, marked = found[assessor].get(subject, zero)
            found[assessor][subject] = (before + value - mean, marked + most)
    return found


def _facet(panel: list[str], facet: Facet, found: Effects, rest: Rest) -> FacetFit:
    shares = {a: v for a, v in zip(panel, found.values, strict=True) if a in rest}
    points = {assessor: -share * facet.most for assessor, share in shares.items()}
    severity, df = _severities(panel, found, points, rest, facet.most)
    parts = [[panel[n] for n in part if panel[n] in rest] for part in found.parts]
    return FacetFit(facet, shares, [part for part in parts if part], severity, df)


def _severities(
    panel: list[str], found: Effects, points: dict[str, Fraction], rest: Rest, most: Fraction
) -> tuple[dict[str, Severity], int]:
    """Return the severities with their errors, and the spare sheets.

    A sheet of which only a part is marked stands for the whole with the weight of that part.
    """
    squares = {
        assessor: [float(most) / marked * value * value for value, marked in own.values()]
        for assessor, own in rest.items()
    }
    sheets = sum(map(len, rest.values()))
    subjects = len({subject for own in rest.values() for subject in own})
    parts = sum(any(panel[n] in rest for n in part) for part in found.parts)
    df = sheets - subjects - len(rest) + parts
    spread: list[float] | None = None
    if df > 0 and most:
        variance = fsum(value for own in squares.values() for value in own) / df
        scaled = [[value / most for value in row] for row in found.laplacian]
        spread = errors(scaled, found.parts, variance)
    place = {assessor: n for n, assessor in enumerate(panel)}
    made = {
        assessor: Severity(
            points[assessor],
            None if spread is None else spread[place[assessor]],
            sqrt(fsum(squares[assessor]) / len(squares[assessor])) if df > 0 else None,
            len(rest[assessor]),
        )
        for assessor in panel
        if assessor in rest
    }
    return made, df


def _added(found: list[Effects], size: int) -> Effects:
    """Return the criteria's normal equations added up; parts are linked where one links them."""
    matrix = [
        [sum((one.laplacian[r][c] for one in found), Fraction(0)) for c in range(size)]
        for r in range(size)
    ]
    parts = linked(size, (part for one in found for part in one.parts))
    return Effects([], parts, matrix)


def _parts(table: Table, fits: list[FacetFit]) -> list[Part]:
    """Return the subjects that can be compared: on every item marked from the same part."""
    panel = table.given.assessors
    if all(len(fit.parts) <= 1 for fit in fits):
        seen = {subject for subject, _ in table.cells}
        return [
            Part(
                [a for a in panel if any(a in fit.severity for fit in fits)],
                [s for s in table.given.subjects if s in seen],
            )
        ]
    part_of = {
        (fit.facet.id, assessor): n
        for fit in fits
        for n, part in enumerate(fit.parts)
        for assessor in part
    }
    where: dict[str, dict[str, int]] = defaultdict(dict)
    for fit in fits:
        for subject, item, cell in cells_of(table, fit.facet):
            where[subject][item.id] = part_of[fit.facet.id, next(iter(cell))]
    groups: list[tuple[dict[str, int], list[str]]] = []
    # the fullest first, so that one with a gap joins those it agrees with
    for subject in sorted(where, key=lambda s: -len(where[s])):
        own = where[subject]
        for known, subjects in groups:
            if all(known.get(item) == part for item, part in own.items()):
                subjects.append(subject)
                break
        else:
            groups.append((own, [subject]))
    order = {subject: n for n, subject in enumerate(table.given.subjects)}
    parts = []
    for known, subjects in groups:
        judges = {
            assessor
            for fit in fits
            for n, part in enumerate(fit.parts)
            for assessor in part
            if n in {known[item] for item in fit.facet.items if item in known}
        }
        parts.append(
            Part([a for a in panel if a in judges], sorted(subjects, key=lambda s: order[s]))
        )
    return sorted(parts, key=lambda part: order[part.subjects[0]])
