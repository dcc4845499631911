"""A round by the parts of its standard that count, each weighed by the points that it can bring.

For methods that compare subjects criterion by criterion: a group whose cap or best-of stands
between its items and the total is one part, so nothing lost to a cap is a criterion of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline.marks import Table
from civtui.scoring.pipeline.tree import node_value


class Part(NamedTuple):
    """A part of a standard: its node, and by how much a point of it counts in the total."""

    node: Mapping[str, Any]
    weight: Fraction


def sheet_parts(table: Table, subjects: tuple[str, ...]) -> dict[str, Any]:
    """Return `criteria` and `values` of the parts that count.

    The weight of a part is the most points that it can bring. What only takes points off has no
    such most: it weighs what the largest deduction of the round took, is of sense `min`, and is
    left out where nobody lost anything. The cap and rounding of the total are of totals alone.
    """
    criteria, columns = [], []
    for part in _parts(table.document["item"], Fraction(1)):
        values = [_value(table, subject, part) for subject in subjects]
        most, sense = most_of(part.node) * part.weight, "max"
        if not most:
            values = [None if value is None else -value for value in values]
            most, sense = max([value for value in values if value], default=Fraction(0)), "min"
        if most > 0:
            weight = exact_text(most)
            criteria.append({"id": part.node["id"], "weight": weight, "sense": sense})
            columns.append(values)
    rows = zip(*columns, strict=True) if columns else [() for _ in subjects]
    return {
        "criteria": criteria,
        "values": [[None if v is None else exact_text(v) for v in row] for row in rows],
    }


def _value(table: Table, subject: str, part: Part) -> Fraction | None:
    value = node_value(table, subject, part.node)
    return None if value is None else value * part.weight


def _parts(nodes: list[Mapping[str, Any]], above: Fraction) -> Iterator[Part]:
    for node in nodes:
        weight = above * Fraction(node.get("weight", "1"))
        bound = "cap" in node or node.get("aggregate", "sum") == "max"
        if node.get("kind") == "veto":
            continue
        if node.get("kind") or bound:
            yield Part(node, weight)
        else:
            yield from _parts(node.get("item", []), weight)


def most_of(node: Mapping[str, Any]) -> Fraction:
    """Return the most points that a node can bring, before its weight."""
    if node.get("kind"):
        beside = node["kind"] in ("penalty", "veto")
        most = Fraction(0) if beside else Fraction(node.get("points", "0"))
    else:
        parts = [
            most_of(child) * Fraction(child.get("weight", "1")) for child in node.get("item", ())
        ]
        best = node.get("aggregate", "sum") == "max"
        most = max(parts, default=Fraction(0)) if best else sum(parts, Fraction(0))
    return min(most, Fraction(node["cap"])) if "cap" in node else most
