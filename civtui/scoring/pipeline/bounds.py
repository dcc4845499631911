"""What missing marks leave open: the least and most a total can become, and the ranks from that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Any

from civtui.scoring.pipeline.combine import combined, exact_sum, rounded
from civtui.scoring.pipeline.items import ItemSpec
from civtui.scoring.pipeline.marks import Table

Bounds = tuple[Fraction, Fraction]


def bounds(table: Table, subject: str) -> Bounds:
    """Return (least, most) the total of `subject` can become with the marks still missing.

    Any of them may stay away, so that the total as it stands lies between the two. A penalty not
    yet marked counts as none: what nobody has found cannot be bounded.
    """
    expected = table.expected(subject)
    ends = [_tree(table, subject, node, expected) for node in table.document["item"]]
    low, high = _capped((_added(ends, 0), _added(ends, 1)), table.document)
    return _rounded(table.document, "total", low), _rounded(table.document, "total", high)


def _tree(table: Table, subject: str, node: Mapping[str, Any], expected: int) -> Bounds:
    low, high = _capped(_uncapped(table, subject, node, expected), node)
    weight = Fraction(node.get("weight", 1))
    return low * weight, high * weight


def _added(ends: list[Bounds], which: int) -> Fraction:
    return exact_sum([pair[which] for pair in ends])


def _capped(ends: Bounds, node: Mapping[str, Any]) -> Bounds:
    if "cap" not in node:
        return ends
    cap = Fraction(node["cap"])
    return min(ends[0], cap), min(ends[1], cap)


def _uncapped(table: Table, subject: str, node: Mapping[str, Any], expected: int) -> Bounds:
    if node.get("kind"):
        return _item(table, subject, table.items[node["id"]], expected)
    parts = [_tree(table, subject, child, expected) for child in node.get("item", ())]
    if node.get("aggregate") == "max" and parts:
        return max(low for low, _ in parts), max(high for _, high in parts)
    return _added(parts, 0), _added(parts, 1)


def _item(table: Table, subject: str, item: ItemSpec, expected: int) -> Bounds:
    given = table.points(subject, item.id)
    missing = max(0, expected - len(given))
    if not given and not missing:
        return Fraction(0), Fraction(0)
    rule = table.document.get("combine", {})
    come: Iterable[int] = (0, missing)  # between these a mean or median only moves one way
    if rule.get("method") == "trimmed-mean":  # what it leaves out goes by how many there are
        come = range(missing + 1)
    ends = [
        _rounded(table.document, "item", combined(given + [fill] * more, rule))
        for more in dict.fromkeys(come)
        if given or more
        for fill in ((Fraction(0), item.max_points) if more else (Fraction(0),))
    ]
    return min(ends), max(ends)


def _rounded(document: Mapping[str, Any], stage: str, value: Fraction) -> Fraction:
    for rule in document.get("rounding", ()):
        if rule["stage"] == stage:
            return rounded(value, rule["places"], rule.get("mode", "half-up"))
    return value


def rank_intervals(
    limits: Mapping[str, Bounds], unsure: Collection[str] = ()
) -> dict[str, tuple[int, int]]:
    """Return (best, worst) rank of each subject from what every total can still become.

    Args:
        unsure: those without a total as it stands; they may stay so, and before nobody.
    """
    lows = sorted(low for subject, (low, _) in limits.items() if subject not in unsure)
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
