"""A subject's points by how they were judged: materials, field visit, questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.scoring.pipeline.marks import RoundMarks, Table
from civtui.scoring.pipeline.tree import item_node


class MethodPart(NamedTuple):
    """What the items judged by one method come to, before caps and the total's rounding.

    Args:
        method: as the standard has it; empty where it names none.
        items, marked: how many items there are, and how many have a mark.
        points: of those that have one; `most` what all of them can bring.
    """

    method: str
    items: int
    marked: int
    points: Fraction
    most: Fraction


def by_method(document: Mapping[str, Any], marks: RoundMarks, subject: str) -> list[MethodPart]:
    """Return the parts of the total of `subject`, in the order in which methods first occur."""
    table = Table(document, marks)
    found: dict[str, MethodPart] = {}
    for item in table.items.values():
        part = found.get(item.method) or MethodPart(item.method, 0, 0, Fraction(0), Fraction(0))
        value = item_node(table, subject, item.id).value
        found[item.method] = MethodPart(
            item.method,
            part.items + 1,
            part.marked + (value is not None),
            part.points + (value or 0),
            part.most + item.max_points,
        )
    return list(found.values())


def item_values(
    document: Mapping[str, Any], marks: RoundMarks, subject: str
) -> dict[str, Fraction | None]:
    """Return item -> its points after combining the assessors, None where nobody marked it."""
    table = Table(document, marks)
    return {item: item_node(table, subject, item).value for item in table.items}
