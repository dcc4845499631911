"""Totals, ranks and bands of a round, and the trace of any of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.model.text import msg
from civtui.scoring.pipeline.bounds import bounds, rank_intervals
from civtui.scoring.pipeline.items import words
from civtui.scoring.pipeline.marks import RoundMarks, Table, unbarred
from civtui.scoring.pipeline.tree import part_node, total_node
from civtui.scoring.trace import Node


class SubjectResult(NamedTuple):
    """The standing of one subject.

    Args:
        total: exact points; None while an item has no mark at all.
        so_far: points of the items that have a mark.
        rank: 1 is best; equal totals share the smaller rank; None without a total or under a veto.
        band: name of the total's band in Chinese, None where it falls in none.
        given, missing: marks that are there, and that are still to come.
        low, high: best and worst rank that the missing marks leave open, come they or not.
        vetoed: a veto item bars the subject.
    """

    subject: str
    total: Fraction | None
    so_far: Fraction
    rank: int | None
    band: str | None
    given: int
    missing: int
    low: int | None
    high: int | None
    vetoed: bool


class RoundResult(NamedTuple):
    """The standing of every subject, in the round's order."""

    subjects: tuple[SubjectResult, ...]


def evaluate(document: Mapping[str, Any], marks: RoundMarks) -> RoundResult:
    """Return the results of a round.

    Args:
        document: the canonical document of the standard that the round pins.
        marks: what was given.
    """
    table = Table(document, marks)
    nodes = {subject: total_node(table, subject) for subject in marks.subjects}
    vetoed = set(marks.subjects) - set(unbarred(table))
    totals = {s: node.value for s, node in nodes.items() if node.value is not None}
    ranked = {s: total for s, total in totals.items() if s not in vetoed}
    ordered = sorted(ranked.values(), reverse=True)
    first = {total: place for place, total in reversed(list(enumerate(ordered, 1)))}
    rank = {s: first[total] for s, total in ranked.items()}
    # where every mark is there, the total is both bounds
    limits = {
        s: (totals[s], totals[s]) if table.complete(s) and s in totals else bounds(table, s)
        for s in marks.subjects
        if s not in vetoed
    }
    intervals = rank_intervals(limits, limits.keys() - totals.keys())
    return RoundResult(
        tuple(
            _subject(table, s, nodes[s], rank.get(s), intervals.get(s), s in vetoed)
            for s in marks.subjects
        )
    )


def _subject(
    table: Table,
    subject: str,
    node: Node,
    rank: int | None,
    interval: tuple[int, int] | None,
    vetoed: bool,
) -> SubjectResult:
    given = sum(len(table.cells.get((subject, item), {})) for item in table.items)
    expected = table.expected(subject) * len(table.items)
    return SubjectResult(
        subject=subject,
        total=node.value,
        so_far=so_far(node),
        rank=rank,
        band=None if node.value is None or vetoed else band_of(table.document, node.value),
        given=given,
        missing=max(0, expected - given),
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        vetoed=vetoed,
    )


def so_far(node: Node) -> Fraction:
    """Return the points of the parts that are there already, caps and rounding left out."""
    if node.value is not None:
        return node.value
    if node.how == "missing":
        return Fraction(0)
    parts = [so_far(child) for child in node.children]
    if node.how.startswith("times("):
        return parts[0] * Fraction(node.how[len("times(") : -1])
    return max(parts, default=Fraction(0)) if node.how == "max" else sum(parts, Fraction(0))


def band_of(document: Mapping[str, Any], total: Fraction) -> str | None:
    """Return the Chinese name of the band that `total` falls in, None where there is none."""
    for band in document.get("bands", ()):
        most = band.get("max")
        if Fraction(band["min"]) <= total and (most is None or total <= Fraction(most)):
            return words(band["name"]).zh
    return None


def explain(
    document: Mapping[str, Any], marks: RoundMarks, subject: str, item: str | None = None
) -> Node:
    """Return the trace of the total of `subject`, or of one `item` or group of it."""
    return trace_of(Table(document, marks, told=True), subject, item)


def trace_of(table: Table, subject: str, item: str | None = None) -> Node:
    """Return the trace of a total, or of one `item` or group of it before its weight."""
    if item is not None:
        return part_node(table, subject, item)
    node = total_node(table, subject, msg("pipeline.total", subject=subject))
    barred = [table.items[i].title for i in table.items if table.vetoed(subject, i)]
    if barred:
        return node._replace(said=(*node.said, msg("pipeline.barred-by", items=barred)))
    return node
