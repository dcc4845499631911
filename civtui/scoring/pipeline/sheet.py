"""A round as the input of any calculator: one sheet with values, marks, ballots and comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline.marks import RoundMarks, Table, unbarred
from civtui.scoring.pipeline.own import own_total
from civtui.scoring.pipeline.parts import sheet_parts
from civtui.scoring.pipeline.tree import item_node, total_node

MOST_COMPARED = 1000
Totals = dict[str, dict[str, Fraction | None]]


# what a round's sheet holds: since 2 also `parts`, with the standard's points as weights; since 3
# also the ballots of judges who gave two totals alike
EDITION = WITH_TIES = 3


def calculator_sheet(
    document: Mapping[str, Any], marks: RoundMarks, edition: int = EDITION
) -> dict[str, Any]:
    """Return the sheet of a round.

    Args:
        edition: of the sheet; a round keeps the one that it began with.

    Returns:
        `subjects`, those under a veto left out; `criteria` (the items but vetoes, by the standard's
        weights, else 1, sense max) and `values` (subject x item, the assessors combined, null
        where nobody marked); `assessors` and `marks` (subject x assessor: that assessor's total,
        null unless every item was marked); `ballots` (the order of each assessor who marked all
        subjects, see `_ballots`); `wins` (row over column, by the assessors' totals; for up to 1000
        subjects, since it grows with their square). Where caps, bests or rounding of the total
        change the plain sum, a last criterion `adjustment` carries the difference, so that the
        weighted sum of the sheet is the round's total. `parts`: see `sheet_parts`.
    """
    table = Table(document, marks)
    marks = marks._replace(subjects=unbarred(table))
    values, totals = _values(table, marks)
    by_assessor = {s: {a: own_total(table, s, a) for a in marks.assessors} for s in marks.subjects}
    scored = [table.items[item] for item in _scored(table)]
    weights = [item.weight for item in scored]
    criteria = [
        {"id": item.id, "weight": exact_text(item.weight), "sense": "max"} for item in scored
    ]
    changes = [
        None if total is None or None in row else total - _plain(row, weights)
        for row, total in zip(values, totals, strict=True)
    ]
    if any(changes):
        criteria.append({"id": "adjustment", "weight": "1", "sense": "max"})
        values = [[*row, change] for row, change in zip(values, changes, strict=True)]
    sheet = {
        "subjects": list(marks.subjects),
        "criteria": criteria,
        "values": [[_text(value) for value in row] for row in values],
        "assessors": list(marks.assessors),
        "marks": [[_text(by_assessor[s][a]) for a in marks.assessors] for s in marks.subjects],
        "ballots": _ballots(marks, by_assessor, edition),
        "options": {},
    }
    if edition >= 2:
        sheet["parts"] = sheet_parts(table, marks.subjects)
    if len(marks.subjects) <= MOST_COMPARED:
        sheet["wins"] = _wins(marks, by_assessor)
    return sheet


def _scored(table: Table) -> list[str]:
    return [item for item, spec in table.items.items() if spec.kind != "veto"]


def _plain(row: list[Fraction | None], weights: list[Fraction]) -> Fraction:
    return sum((v * w for v, w in zip(row, weights, strict=True) if v), Fraction(0))


def _text(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)


def _values(
    table: Table, marks: RoundMarks
) -> tuple[list[list[Fraction | None]], list[Fraction | None]]:
    rows = [[item_node(table, s, item).value for item in _scored(table)] for s in marks.subjects]
    return rows, [total_node(table, s).value for s in marks.subjects]


def _ballots(marks: RoundMarks, totals: Totals, edition: int) -> list[dict[str, Any]]:
    """Return the ballots of the assessors who marked all subjects.

    Subjects to which an assessor gave totals alike are in no order. Such an assessor casts two
    ballots, once with them as they are listed and once the other way round, so that each stands
    before the other as often; whoever has none alike then casts a ballot that counts two. Before
    edition 3 an assessor with totals alike casts none.
    """
    found: list[tuple[list[str], list[str]]] = []
    for assessor in marks.assessors:
        own = {s: totals[s][assessor] for s in marks.subjects}
        scored = {s: total for s, total in own.items() if total is not None}
        if len(scored) == len(own):
            order = sorted(scored, key=scored.__getitem__, reverse=True)
            # sorting keeps what is alike as it is listed: from the worst on, the other way round
            turned = sorted(scored, key=scored.__getitem__)[::-1]
            found.append((order, turned))
    plain = [order for order, turned in found if order == turned]
    tied = [pair for pair in found if pair[0] != pair[1]] if edition >= WITH_TIES else []
    ballots = [{"order": order, "count": 2 if tied else 1} for order in plain]
    return ballots + [{"order": order, "count": 1} for pair in tied for order in pair]


def with_ties(sheet: Mapping[str, Any]) -> int:
    """Return how many assessors marked all subjects of a round's sheet, and some of them alike."""
    columns = list(zip(*sheet["marks"], strict=True))
    return sum(None not in column and len({*column}) < len(column) for column in columns)


def _wins(marks: RoundMarks, totals: Totals) -> list[list[int]]:
    size = len(marks.subjects)
    wins = [[0] * size for _ in range(size)]
    for assessor in marks.assessors:
        own = [totals[subject][assessor] for subject in marks.subjects]
        given = sorted(value for value in own if value is not None)
        # whole numbers in the same order, which compare far faster
        order = {value: place for place, value in enumerate(given)}
        places = [-1 if value is None else order[value] for value in own]
        for row, place in zip(wins, places, strict=True):
            if place >= 0:
                for column, other in enumerate(places):
                    if 0 <= other < place:
                        row[column] += 1
    return wins
