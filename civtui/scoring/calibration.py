"""Calibration: takes each assessor's severity out of the marks by an additive model.

mark = grand mean + subject effect - severity + rest, fitted by least squares; effects and
severities each sum to zero. Only within a connected part of the design can subjects be compared.
Source: G. A. F. Seber & A. J. Lee, Linear Regression Analysis, 2nd ed. 2003, ch. 8 (two-way
classification, one observation or none a cell).
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import sqrt
from typing import Any, NamedTuple

from civtui.model.text import Message, msg
from civtui.scoring.contract import CalculatorInput
from civtui.scoring.numbers import exact_text, number

MOST_ASSESSORS = 400
MOST_NAMED = 4


class Mark(NamedTuple):
    """One mark of the design."""

    assessor: str
    subject: str
    value: Fraction


class Fit(NamedTuple):
    """What a connected part comes to: adjusted values, severities with errors, spare marks."""

    adjusted: dict[str, Fraction]
    severity: dict[str, Fraction]
    error: dict[str, float | None]
    residual_df: int


def calibrate(document: Any) -> dict[str, Any]:
    """Return the calibration of `{"marks": [[assessor, subject, value], ...]}`.

    Returns:
        The document of `SCHEMES.md`; `severity` is positive for an assessor who gives less.

    Raises:
        BadInput: a row is no such triple.
    """
    data = CalculatorInput(document)
    marks = _marks(data)
    parts = components(marks)
    fits = [fit([m for m in marks if m.subject in part[1]]) for part in parts]
    connected = len(parts) == 1
    warnings: list[Message] = []
    if not connected:
        warnings += [_missing_link(parts[0], other) for other in parts[1:]]
    residual_df = sum(one.residual_df for one in fits)
    if residual_df == 0:
        warnings.append(msg("scoring.no-spare-mark"))
    return {
        "connected": connected,
        "components": [{"assessors": a, "subjects": s} for a, s in parts],
        "grand_mean": number(_mean(list(fits[0].adjusted.values()))) if connected else None,
        "subjects": [row for one in fits for row in _subjects(one, marks)],
        "assessors": [
            {
                "id": id_,
                "severity": number(value),
                "exact": exact_text(value),
                "standard_error": one.error[id_],
            }
            for one in fits
            for id_, value in one.severity.items()
        ],
        "residual_df": residual_df,
        "warnings": warnings,
    }


def _marks(data: CalculatorInput) -> list[Mark]:
    found = []
    for place, row in enumerate(data.rows("marks")):
        at = f"marks[{place}]"
        if not isinstance(row, list) or len(row) != 3 or not all(
            isinstance(name, str) and name for name in row[:2]
        ):  # fmt: skip
            raise data.fail(at, msg("scoring.no-triple"), row)
        if row[2] is not None:
            found.append(Mark(row[0], row[1], data.number(row[2], f"{at}[2]")))
    if not found:
        raise data.fail("marks", msg("scoring.empty"))
    if len({mark.assessor for mark in found}) > MOST_ASSESSORS:
        raise data.fail("marks", msg("scoring.too-many-assessors", most=MOST_ASSESSORS))
    return found


def components(marks: list[Mark]) -> list[tuple[list[str], list[str]]]:
    """Return the connected parts of a design as (assessors, subjects), in order of appearance."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for mark in marks:
        parent[root(("assessor", mark.assessor))] = root(("subject", mark.subject))
    groups: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for mark in marks:
        assessors, subjects = groups.setdefault(root(("subject", mark.subject)), ([], []))
        if mark.assessor not in assessors:
            assessors.append(mark.assessor)
        if mark.subject not in subjects:
            subjects.append(mark.subject)
    return list(groups.values())


def _missing_link(one: tuple[list[str], list[str]], other: tuple[list[str], list[str]]) -> Message:
    return msg(
        "scoring.missing-link",
        one=one[1][:MOST_NAMED],
        other=other[1][:MOST_NAMED],
        judges=one[0][:MOST_NAMED],
        others=other[0][:MOST_NAMED],
    )


def fit(marks: list[Mark]) -> Fit:
    """Return the least-squares fit of a connected part, exact but for the standard errors.

    The subjects are eliminated first, so the system to solve is as large as the panel.
    """
    by_subject: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_subject[mark.subject].append(mark)
    judges = list(dict.fromkeys(mark.assessor for mark in marks))
    place = {judge: n for n, judge in enumerate(judges)}
    size = len(judges)
    matrix = [[Fraction(0)] * size for _ in judges]
    right = [Fraction(0)] * size
    for own in by_subject.values():
        mean = _mean([mark.value for mark in own])
        for mark in own:
            i = place[mark.assessor]
            matrix[i][i] += 1
            right[i] += mark.value - mean
            for other in own:
                matrix[i][place[other.assessor]] -= Fraction(1, len(own))
    effects = _solve(matrix, right)
    adjusted = {
        subject: _mean([mark.value - effects[place[mark.assessor]] for mark in own])
        for subject, own in by_subject.items()
    }
    rest = [m.value - effects[place[m.assessor]] - adjusted[m.subject] for m in marks]
    df = len(marks) - len(adjusted) - size + 1
    squares = sum((r * r for r in rest), Fraction(0))
    errors = _errors(matrix, float(squares) / df) if df > 0 else [None] * size
    return Fit(
        adjusted,
        {judge: -effects[place[judge]] for judge in judges},
        {judge: errors[place[judge]] for judge in judges},
        df,
    )


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _solve(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """Return the effects that sum to zero; the matrix has rank one less than its size."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    rows[-1] = [Fraction(1)] * size + [Fraction(0)]
    for column in range(size):
        pivot = next(r for r in range(column, size) if rows[r][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column]
        for r in range(column + 1, size):
            if rows[r][column]:
                factor = rows[r][column] / lead[column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], lead, strict=True)]
    found = [Fraction(0)] * size
    for r in range(size - 1, -1, -1):
        known = sum((rows[r][c] * found[c] for c in range(r + 1, size)), Fraction(0))
        found[r] = (rows[r][size] - known) / rows[r][r]
    return found


def _errors(matrix: list[list[Fraction]], variance: float) -> list[float | None]:
    """Return standard errors of the effects: the diagonal of the inverse on the zero-sum space."""
    size = len(matrix)
    rows = [
        [float(v) + 1 / size for v in row] + [float(r == c) for c in range(size)]
        for r, row in enumerate(matrix)
    ]
    for column in range(size):
        pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = [v / rows[column][column] for v in rows[column]]
        rows[column] = lead
        for r in range(size):
            if r != column and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], lead, strict=True)]
    return [sqrt(max(0.0, variance * (rows[i][size + i] - 1 / size))) for i in range(size)]


def _subjects(one: Fit, marks: list[Mark]) -> list[dict[str, Any]]:
    own: dict[str, list[Fraction]] = defaultdict(list)
    for mark in marks:
        own[mark.subject].append(mark.value)
    middle = _mean(list(one.adjusted.values()))
    ordered = sorted(one.adjusted.values(), reverse=True)
    return [
        {
            "id": subject,
            "effect": number(value - middle),
            "adjusted": number(value),
            "exact": exact_text(value),
            "raw": number(_mean(own[subject])),
            "rank": ordered.index(value) + 1,
        }
        for subject, value in one.adjusted.items()
    ]
