"""What a trace says beside its figures: marks left out or set aside, and points lost to a cap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from civtui.model.figures import shown
from civtui.model.text import Bilingual, msg
from civtui.scoring.pipeline.combine import too_few
from civtui.scoring.pipeline.marks import Table
from civtui.scoring.trace import Node


def item_told(table: Table, subject: str, item: str, node: Node, rule: Mapping[str, Any]) -> Node:
    """Return the node of an item with what is missing, left out or set aside named.

    Args:
        rule: of the standard, by which several marks become one.
    """
    given, expected = len(node.children), table.expected(subject)
    if given < expected:
        said = msg("pipeline.some-missing", given=given, expected=expected)
        node = node._replace(said=(*node.said, said))
    return set_aside(table, subject, item, trimmed_told(node, rule))


def trimmed_told(node: Node, rule: Mapping[str, Any]) -> Node:
    """Return the node of an item combined by a trimmed mean, with what was left out named.

    Where equal marks stand at an end, none of them is singled out: each says how many of them were.
    """
    if rule.get("method") != "trimmed-mean":
        return node
    drop, values = rule.get("drop", 1), [leaf.value or Fraction(0) for leaf in node.children]
    if too_few(values, drop):
        said = msg("pipeline.too-few", count=len(values), drop=drop)
        return node._replace(said=(*node.said, said))
    ordered = sorted(values)
    ends = {"lowest": Counter(ordered[:drop]), "highest": Counter(ordered[-drop:])}
    all_ = Counter(values)
    leaves = tuple(_left_out(leaf, ends, all_) for leaf in node.children)
    said = msg(
        "pipeline.trimmed",
        kept=len(values) - 2 * drop,
        of=len(values),
        highest=[shown(v) for v in sorted(ordered[-drop:], reverse=True)],
        lowest=[shown(v) for v in ordered[:drop]],
    )
    return node._replace(children=leaves, said=(*node.said, said))


def _left_out(leaf: Node, ends: Mapping[str, Counter[Fraction]], all_: Counter[Fraction]) -> Node:
    value = leaf.value or Fraction(0)
    said = tuple(
        msg(f"pipeline.left-out-{end}")
        if dropped[value] == all_[value]
        else msg(f"pipeline.left-out-of-{end}", left=dropped[value], of=all_[value])
        for end, dropped in ends.items()
        if dropped[value]
    )
    return leaf._replace(said=(*leaf.said, *said)) if said else leaf


def set_aside(table: Table, subject: str, item: str, node: Node) -> Node:
    """Return the node of an item with the marks that stand on record and count for nothing."""
    marks = table.aside.get((subject, item), ())
    if not marks:
        return node
    leaves = tuple(
        Node(
            msg("pipeline.mark-by", assessor=assessor),
            mark.points,
            "set-aside",
            (),
            (table.given.why or {}).get((assessor, subject), msg("pipeline.aside")),
            said=(msg("pipeline.given", text=mark.value_text),),
        )
        for assessor, mark in marks
    )
    return node._replace(aside=leaves)


def cap_told(node: Node, cap: Fraction) -> Node:
    """Return the node of a cap, saying what was lost to it where it was."""
    has = node.children[0].value
    if has is None or has <= cap:
        return node
    said = msg("pipeline.capped", has=shown(has), cap=shown(cap), lost=shown(has - cap))
    return node._replace(said=(*node.said, said))


def best_told(node: Node) -> Node:
    """Return the node of a best-of, naming the parts that came to something and do not count."""
    there = [child for child in node.children if child.value is not None]
    if node.value is None:
        return node
    best = next((child for child in there if child.value == node.value), None)
    rest: Sequence[Node] = [child for child in there if child is not best and child.value]
    if best is None or not rest:
        return node
    equal = sum(child.value == node.value for child in there)
    names = [_with_points(child) for child in rest if child.value != node.value]
    said = []
    if equal > 1:
        said.append(msg("pipeline.best-equal", count=equal, points=shown(node.value)))
    if names:
        said.append(msg("pipeline.best-of", names=names))
    return node._replace(said=(*node.said, *said))


def _with_points(node: Node) -> Bilingual | str:
    points, label = shown(node.value or Fraction(0)), node.label
    if isinstance(label, Bilingual):
        return Bilingual(f"{label.zh} {points}", f"{label.en or label.zh} {points}")
    return f"{label} {points}"
