"""A round as the input of any calculator: one sheet with values, marks, ballots and comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline.marks import RoundMarks, Table
from civtui.scoring.pipeline.tree import item_node, total_node

Totals = dict[str, dict[str, Fraction | None]]


def calculator_sheet(document: Mapping[str, Any], marks: RoundMarks) -> dict[str, Any]:
    """Return the sheet of a round.

    Returns:
        `subjects`; `criteria` (the items, weight 1, sense max) and `values` (subject x item, the
        assessors combined, null where nobody marked); `assessors` and `marks` (subject x
        assessor: that assessor's total, null unless every item was marked); `ballots` (the order
        of each assessor who marked all subjects, equal totals in one place); `wins` (row over
        column, by the assessors' totals). Where caps, bests or rounding of the total change the
        plain sum, a last criterion `adjustment` carries the difference, so that the weighted sum
        of the sheet is the round's total.
    """
    table = Table(document, marks)
    values, totals = _values(table, marks)
    by_assessor = {s: {a: _own_total(table, s, a) for a in marks.assessors} for s in marks.subjects}
    criteria = [{"id": item, "weight": "1", "sense": "max"} for item in table.items]
    changes = [
        None if total is None or None in row else total - sum((v for v in row if v), Fraction(0))
        for row, total in zip(values, totals, strict=True)
    ]
    if any(changes):
        criteria.append({"id": "adjustment", "weight": "1", "sense": "max"})
        values = [[*row, change] for row, change in zip(values, changes, strict=True)]
    return {
        "subjects": list(marks.subjects),
        "criteria": criteria,
        "values": [[_text(value) for value in row] for row in values],
        "assessors": list(marks.assessors),
        "marks": [[_text(by_assessor[s][a]) for a in marks.assessors] for s in marks.subjects],
        "ballots": _ballots(marks, by_assessor),
        "wins": _wins(marks, by_assessor),
        "options": {},
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)


def _values(
    table: Table, marks: RoundMarks
) -> tuple[list[list[Fraction | None]], list[Fraction | None]]:
    rows = [[item_node(table, s, item).value for item in table.items] for s in marks.subjects]
    return rows, [total_node(table, s).value for s in marks.subjects]


def _own_total(table: Table, subject: str, assessor: str) -> Fraction | None:
    total = Fraction(0)
    for item in table.items:
        mark = table.cells.get((subject, item), {}).get(assessor)
        if mark is None:
            return None
        total += mark.points
    return total


def _ballots(marks: RoundMarks, totals: Totals) -> list[dict[str, Any]]:
    ballots = []
    for assessor in marks.assessors:
        own = {s: totals[s][assessor] for s in marks.subjects}
        scored = {s: total for s, total in own.items() if total is not None}
        if len(scored) == len(own) and len(set(scored.values())) == len(scored):
            order = sorted(scored, key=lambda s: scored[s], reverse=True)
            ballots.append({"order": order, "count": 1})
    return ballots


def _wins(marks: RoundMarks, totals: Totals) -> list[list[int]]:
    def wins(one: str, other: str) -> int:
        count = 0
        for assessor in marks.assessors:
            a, b = totals[one][assessor], totals[other][assessor]
            count += a is not None and b is not None and a > b
        return count

    return [[wins(one, other) for other in marks.subjects] for one in marks.subjects]
