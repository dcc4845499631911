"""Up the tree: items to groups to the total, each step a node of the trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from civtui.model.text import Message, msg
from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline import telling
from civtui.scoring.pipeline.combine import combine_name, combined, exact_sum, rounded
from civtui.scoring.pipeline.items import ParsedMark, words
from civtui.scoring.pipeline.marks import Table
from civtui.scoring.trace import Node


def total_node(table: Table, subject: str, label: object = "total") -> Node:
    """Return the trace of the total of `subject`."""
    document = table.document
    children = tuple(_node(table, subject, node) for node in document["item"])
    source = f"{document['id']}@{document['version']}"
    node = Node(label, _sum(children), "sum", children, source)
    return _rounding(document, "total", _capped(table, node, document))


def _node(table: Table, subject: str, node: Mapping[str, Any]) -> Node:
    made = _capped(table, _uncapped(table, subject, node), node)
    if "weight" not in node:
        return made
    weight = Fraction(node["weight"])
    value = None if made.value is None else made.value * weight
    return Node(made.label, value, f"times({exact_text(weight)})", (made,), made.source)


def _capped(table: Table, made: Node, node: Mapping[str, Any]) -> Node:
    if "cap" not in node:
        return made
    cap = Fraction(node["cap"])
    under = None if made.value is None else min(made.value, cap)
    found = Node(made.label, under, f"cap({exact_text(cap)})", (made,), made.source)
    return telling.cap_told(found, cap) if table.told else found


def _uncapped(table: Table, subject: str, node: Mapping[str, Any]) -> Node:
    if node.get("kind"):
        return item_node(table, subject, node["id"])
    children = tuple(_node(table, subject, child) for child in node.get("item", ()))
    how = node.get("aggregate", "sum")
    values = [child.value for child in children if child.value is not None]
    if len(values) < len(children):
        value = None
    else:
        value = max(values, default=Fraction(0)) if how == "max" else _sum(children)
    found = Node(words(node["title"]), value, how, children, words(node.get("rule")))
    return telling.best_told(found) if table.told and how == "max" else found


def _leaf(table: Table, assessor: str, mark: ParsedMark) -> Node:
    # a round holds few different assessors and texts, and a hundred thousand marks
    key = (assessor, id(mark))
    found = table.leaves.get(key)
    if found is not None:
        return found
    label = msg("pipeline.mark-by", assessor=assessor)
    if id(mark) in table.moved:
        given, less = table.moved[id(mark)]
        parts = (
            Node(msg("pipeline.as-given"), given.points, "mark", (), _said(given)),
            Node(msg("pipeline.severity"), less, "severity"),
        )
        found = Node(label, mark.points, "sum", parts)
    else:
        found = Node(label, mark.points, "veto" if mark.veto else "mark", (), _said(mark))
    if mark.note is not None:
        found = found._replace(said=(mark.note,))
    table.leaves[key] = found
    return found


def _said(mark: ParsedMark) -> Message:
    """Return the mark's text; of a veto with a day also until when it bars, or barred."""
    if mark.ends is None:
        return msg("pipeline.given", text=mark.value_text)
    key = "pipeline.veto-until" if mark.veto else "pipeline.veto-over"
    return msg(key, text=mark.value_text, ends=mark.ends.isoformat())


def item_node(table: Table, subject: str, item: str) -> Node:
    """Return the trace of one item of `subject`: each assessor's mark, combined, rounded."""
    spec = table.items[item]
    marks = table.cells.get((subject, item), {})
    if not marks:
        none = Node(spec.title, None, "missing", (), spec.rule)
        return telling.set_aside(table, subject, item, none) if table.told else none
    leaves = tuple([_leaf(table, assessor, mark) for assessor, mark in marks.items()])
    rule = table.document.get("combine", {})
    value = combined([mark.points for mark in marks.values()], rule)
    node = Node(spec.title, value, combine_name(rule, len(marks)), leaves, spec.rule)
    if table.told:
        node = telling.item_told(table, subject, item, node, rule)
    return _rounding(table.document, "item", node)


def part_node(table: Table, subject: str, id_: str) -> Node:
    """Return the trace of one item or group of `subject`, its cap counted, before its weight."""
    node = next(node for node in nodes_of(table.document) if node["id"] == id_)
    return _capped(table, _uncapped(table, subject, node), node)


def node_value(table: Table, subject: str, node: Mapping[str, Any]) -> Fraction | None:
    """Return what an item or group of `subject` comes to, its cap counted, before its weight."""
    return _capped(table, _uncapped(table, subject, node), node).value


def nodes_of(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the groups and items below a document or group, parents first."""
    for node in document.get("item", ()):
        yield node
        yield from nodes_of(node)


def _sum(children: tuple[Node, ...]) -> Fraction | None:
    values = [child.value for child in children if child.value is not None]
    return exact_sum(values) if len(values) == len(children) else None


def _rounding(document: Mapping[str, Any], stage: str, node: Node) -> Node:
    for rule in document.get("rounding", ()):
        if rule["stage"] == stage:
            places, mode = rule["places"], rule.get("mode", "half-up")
            value = None if node.value is None else rounded(node.value, places, mode)
            return Node(node.label, value, f"round({places},{mode})", (node,), node.source)
    return node
