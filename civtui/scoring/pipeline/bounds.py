"""What missing marks leave open: the least and most a total can become, and the ranks from that."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from civtui.scoring.pipeline.combine import combined, exact_sum, rounded
from civtui.scoring.pipeline.items import ItemSpec
from civtui.scoring.pipeline.marks import Table

Bounds = tuple[Fraction, Fraction]


def bounds(table: Table, subject: str) -> Bounds:
    """Return (least, most) the total of `subject` can become with the marks still missing.

    A penalty not yet marked counts as none: what nobody has found cannot be bounded.
    """
    expected = table.expected(subject)
    ends = [_tree(table, subject, node, expected) for node in table.document["item"]]
    low = exact_sum([low for low, _ in ends])
    high = exact_sum([high for _, high in ends])
    return _rounded(table.document, "total", low), _rounded(table.document, "total", high)


def _tree(table: Table, subject: str, node: Mapping[str, Any], expected: int) -> Bounds:
    low, high = _capped(table, subject, node, expected)
    weight = Fraction(node.get("weight", 1))
    return low * weight, high * weight


def _capped(table: Table, subject: str, node: Mapping[str, Any], expected: int) -> Bounds:
    if node.get("kind"):
        return _item(table, subject, table.items[node["id"]], expected)
    parts = [_tree(table, subject, child, expected) for child in node.get("item", ())]
    ends = []
    for values in ([low for low, _ in parts], [high for _, high in parts]):
        value = max(values) if node.get("aggregate") == "max" and parts else exact_sum(values)
        ends.append(min(value, Fraction(node["cap"])) if "cap" in node else value)
    return ends[0], ends[1]


def _item(table: Table, subject: str, item: ItemSpec, expected: int) -> Bounds:
    given = table.points(subject, item.id)
    missing = max(0, expected - len(given))
    if not given and not missing:
        return Fraction(0), Fraction(0)
    rule = table.document.get("combine", {})
    ends = [
        _rounded(table.document, "item", combined(given + [fill] * missing, rule))
        for fill in ((Fraction(0), item.max_points) if missing else (Fraction(0),))
    ]
    return ends[0], ends[-1]


def _rounded(document: Mapping[str, Any], stage: str, value: Fraction) -> Fraction:
    for rule in document.get("rounding", ()):
        if rule["stage"] == stage:
            return rounded(value, rule["places"], rule.get("mode", "half-up"))
    return value


def rank_intervals(limits: Mapping[str, Bounds]) -> dict[str, tuple[int, int]]:
    """Return (best, worst) rank of each subject from what every total can still become."""
    lows = sorted(low for low, _ in limits.values())
    highs = sorted(high for _, high in limits.values())
    found = {}
    for subject, (low, high) in limits.items():
        best = 1 + _above(lows, high)
        worst = 1 + _above(highs, low) - (high > low)
        found[subject] = (best, max(best, worst))
    return found


def _above(ordered: list[Fraction], edge: Fraction) -> int:
    from bisect import bisect_right

    return len(ordered) - bisect_right(ordered, edge)
