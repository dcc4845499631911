"""The additive model: a mark is what the subject is worth, plus what the assessor tends to add.

Least squares over cells that several assessors marked; exact but for the standard errors. Cells
marked by the same assessors are added up first, so that the work grows with the marks and the
system to solve with the panel. Source: G. A. F. Seber & A. J. Lee, Linear Regression Analysis,
2nd ed. 2003, ch. 8 (two-way classification, any number of observations a cell).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm, sqrt
from typing import NamedTuple

Matrix = list[list[Fraction]]


class Pattern(NamedTuple):
    """All cells that the same assessors marked, added up.

    Args:
        judges: places of the assessors in the panel; one may stand twice.
        weight: of the cells together, 1 for each where all weigh the same.
        sums: for each place in `judges`, the marks added up.
    """

    judges: tuple[int, ...]
    weight: Fraction
    sums: tuple[Fraction, ...]


class Effects(NamedTuple):
    """What the panel's members tend to add.

    Args:
        values: by place in the panel; they sum to zero within each part.
        parts: places that are linked, directly or through others, in order.
        laplacian: the matrix of the normal equations.
    """

    values: list[Fraction]
    parts: list[list[int]]
    laplacian: Matrix


def effects(size: int, patterns: Iterable[Pattern]) -> Effects:
    """Return the effects of `size` assessors; between parts they are not to be compared."""
    known = list(patterns)
    matrix, right = normal_equations(size, known)
    parts = linked(size, (p.judges for p in known))
    values = [Fraction(0)] * size
    for part in parts:
        own = [[matrix[r][c] for c in part] for r in part]
        for place, value in zip(part, _zero_sum(own, [right[r] for r in part]), strict=True):
            values[place] = value
    return Effects(values, parts, matrix)


def normal_equations(size: int, patterns: Iterable[Pattern]) -> tuple[Matrix, list[Fraction]]:
    """Return matrix and right side after the cells' own effects are eliminated."""
    matrix = [[Fraction(0)] * size for _ in range(size)]
    right = [Fraction(0)] * size
    for judges, weight, sums in patterns:
        count = len(judges)
        share = weight / count
        mean = sum(sums, Fraction(0)) / count
        for judge, total in zip(judges, sums, strict=True):
            matrix[judge][judge] += weight
            right[judge] += total - mean
            for other in judges:
                matrix[judge][other] -= share
    return matrix, right


def linked(size: int, cells: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return the parts of the panel that common cells link, each and all in the panel's order."""
    parent = list(range(size))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for judges in cells:
        for judge in judges[1:]:
            parent[root(judge)] = root(judges[0])
    parts: dict[int, list[int]] = {}
    for place in range(size):
        parts.setdefault(root(place), []).append(place)
    return list(parts.values())


def _zero_sum(matrix: Matrix, right: list[Fraction]) -> list[Fraction]:
    """Return the effects of a linked part that sum to zero: the last one is set to 0, then shifted.

    Fraction-free elimination (E. H. Bareiss, Mathematics of Computation 22 (1968) 565-578); the
    matrix without its last row and column is positive definite, so no pivot is ever 0.
    """
    size = len(right) - 1
    scale = lcm(*(v.denominator for row in matrix for v in row), *(v.denominator for v in right))
    rows = [[int(v * scale) for v in [*matrix[r][:size], right[r]]] for r in range(size)]
    before = 1
    for column in range(size):
        lead = rows[column]
        pivot = lead[column]
        for r in range(column + 1, size):
            row = rows[r]
            factor = lead[r]  # what is left stays symmetric, so the upper half is enough
            for c in range(r, size + 1):
                row[c] = (row[c] * pivot - lead[c] * factor) // before
        before = pivot
    found = [Fraction(0)] * (size + 1)
    for r in range(size - 1, -1, -1):
        known = sum((rows[r][c] * found[c] for c in range(r + 1, size)), Fraction(0))
        found[r] = (rows[r][size] - known) / rows[r][r]
    shift = sum(found, Fraction(0)) / (size + 1)
    return [value - shift for value in found]


def errors(matrix: Matrix, parts: Iterable[Sequence[int]], variance: float) -> list[float]:
    """Return the standard error of each effect, as far as its part can tell.

    Args:
        matrix, parts: of `Effects`.
        variance: of one mark of weight 1.
    """
    found = [0.0] * len(matrix)
    for part in parts:
        for place, error in zip(part, _part_errors(matrix, part, variance), strict=True):
            found[place] = error
    return found


def _part_errors(matrix: Matrix, part: Sequence[int], variance: float) -> list[float]:
    """Take the diagonal of the inverse on the zero-sum space: of matrix + J/n, less 1/n."""
    size = len(part)
    rows = [
        [float(matrix[r][c]) + 1 / size for c in part] + [float(r == c) for c in part] for r in part
    ]
    for column in range(size):
        pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = [v / rows[column][column] for v in rows[column]]
        rows[column] = lead
        for r in range(size):
            factor = rows[r][column]
            if r != column and factor:
                rows[r] = [a - factor * b for a, b in zip(rows[r], lead, strict=True)]
    return [sqrt(max(0.0, variance * (rows[i][size + i] - 1 / size))) for i in range(size)]
