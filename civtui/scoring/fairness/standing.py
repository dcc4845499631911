"""Raw beside calibrated: what each subject's total and rank become without the severities."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.scoring.contract import first_places
from civtui.scoring.fairness.severity import Calibration, calibration_of
from civtui.scoring.pipeline.evaluation import trace_of
from civtui.scoring.pipeline.items import ParsedMark
from civtui.scoring.pipeline.marks import RoundMarks, Table, unbarred
from civtui.scoring.pipeline.tree import total_node
from civtui.scoring.trace import Node


class Standing(NamedTuple):
    """One subject, raw and calibrated.

    Args:
        raw, calibrated: totals by the standard's own rules; None while an item has no mark.
        raw_rank, rank: 1 is best; None without a total or under a veto. The calibrated rank is
            within the subject's part alone.
        part: place of the part the subject can be compared in.
        criteria: raw points of each criterion; None while an item has no mark.
    """

    subject: str
    raw: Fraction | None
    calibrated: Fraction | None
    raw_rank: int | None
    rank: int | None
    part: int
    criteria: dict[str, Fraction | None]


def calibrated_table(table: Table, found: Calibration) -> Table:
    """Return the marks with each assessor's severity taken out; they may leave the scale."""
    shift = {
        (item, assessor): table.items[item].max_points * share
        for fit in found.facets
        for item in fit.facet.items
        for assessor, share in fit.shares.items()
    }
    judged = {item for fit in found.facets for item in fit.facet.items}
    known: dict[tuple[int, str, str], ParsedMark] = {}

    def moved(item: str, assessor: str, mark: ParsedMark) -> ParsedMark:
        key = (id(mark), item, assessor)
        if key not in known:
            less = -shift[item, assessor]
            known[key] = mark._replace(points=mark.points + less)
            made.moved[id(known[key])] = (mark, less)
        return known[key]

    made = copy(table)
    made.leaves, made.moved = {}, {}
    made.cells = {
        (subject, item): (
            {assessor: moved(item, assessor, mark) for assessor, mark in cell.items()}
            if item in judged
            else cell
        )
        for (subject, item), cell in table.cells.items()
    }
    return made


def calibrated_of(
    document: Mapping[str, Any], marks: RoundMarks, subject: str, item: str | None = None
) -> Node:
    """Return the trace of the calibrated total of `subject`, or of one `item` of it."""
    table = Table(document, marks, told=True)
    return trace_of(calibrated_table(table, calibration_of(table)), subject, item)


def standings(table: Table, found: Calibration) -> list[Standing]:
    """Return every subject raw and calibrated, in the round's order."""
    moved = calibrated_table(table, found)
    subjects = table.given.subjects
    barred = set(subjects) - set(unbarred(table))
    nodes = {s: total_node(table, s) for s in subjects}
    raw = {s: node.value for s, node in nodes.items()}
    calibrated = {s: total_node(moved, s).value for s in subjects}
    part = {s: n for n, one in enumerate(found.parts) for s in one.subjects}
    raw_rank = _ranks({s: v for s, v in raw.items() if v is not None and s not in barred})
    rank: dict[str, int] = {}
    for n in range(len(found.parts)):
        rank |= _ranks(
            {
                s: v
                for s, v in calibrated.items()
                if v is not None and s not in barred and part.get(s) == n
            }
        )
    return [
        Standing(
            s,
            raw[s],
            calibrated[s],
            raw_rank.get(s),
            rank.get(s),
            part.get(s, 0),
            _criteria(table, nodes[s]),
        )
        for s in subjects
    ]


def _criteria(table: Table, total: Node) -> dict[str, Fraction | None]:
    while len(total.children) == 1 and total.how != "sum":  # the total's own rounding
        total = total.children[0]
    tops = table.document["item"]
    return {top["id"]: node.value for top, node in zip(tops, total.children, strict=True)}


def _ranks(totals: dict[str, Fraction]) -> dict[str, int]:
    places = first_places(totals.values())
    return {subject: places[total] for subject, total in totals.items()}
