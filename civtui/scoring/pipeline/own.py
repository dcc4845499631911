"""What one assessor's marks alone come to: the total, its trace, and what missing marks leave."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from civtui.model.text import msg
from civtui.scoring.pipeline.marks import RoundMarks, Table
from civtui.scoring.pipeline.tree import total_node
from civtui.scoring.trace import Node

TOTAL_BY = "pipeline.total-by"  # the label of one judge's own total in a trace


def own_total(table: Table, subject: str, assessor: str) -> Fraction | None:
    """Return an assessor's own total of `subject`, None unless every item was marked."""
    points = {}
    for item in table.items:
        mark = table.cells.get((subject, item), {}).get(assessor)
        if mark is None:
            return None
        points[item] = mark.points
    return _value(table.document, points)


def own_bounds(table: Table, subject: str, assessor: str) -> tuple[Fraction, Fraction]:
    """Return the least and most that an assessor's own total can become with what is missing.

    A penalty not yet marked counts as none (see `bounds.bounds`).
    """
    ends = []
    for most in (False, True):
        points = {}
        for item, spec in table.items.items():
            mark = table.cells.get((subject, item), {}).get(assessor)
            fill = spec.max_points if most else Fraction(0)
            points[item] = fill if mark is None else mark.points
        ends.append(_value(table.document, points))
    return ends[0], ends[1]


def own_node(document: Mapping[str, Any], marks: RoundMarks, subject: str, assessor: str) -> Node:
    """Return the trace of an assessor's own total; nothing is combined or rounded in it."""
    alone = marks._replace(
        assessors=(assessor,),
        marks=tuple(one for one in marks.marks if one[0] == subject and one[2] == assessor),
    )
    plain = {k: v for k, v in document.items() if k not in ("combine", "rounding")}
    return total_node(Table(plain, alone, told=True), subject, msg(TOTAL_BY, assessor=assessor))


def _value(node: Mapping[str, Any], points: Mapping[str, Fraction]) -> Fraction:
    """Return what one assessor's points come to at a node, its bests, cap and weight counted."""
    if node.get("kind"):
        value = points[node["id"]]
    else:
        parts = [_value(child, points) for child in node.get("item", ())]
        best = node.get("aggregate") == "max"
        value = max(parts, default=Fraction(0)) if best else sum(parts, Fraction(0))
    value = min(value, Fraction(node["cap"])) if "cap" in node else value
    return value * Fraction(node["weight"]) if "weight" in node else value
