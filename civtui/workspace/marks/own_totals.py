"""What a judge's own marks of a subject come to so far, while they are entered."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline import RoundMarks
from civtui.scoring.pipeline.evaluation import so_far
from civtui.scoring.pipeline.items import parse_mark
from civtui.scoring.pipeline.marks import Table
from civtui.scoring.pipeline.tree import nodes_of, total_node
from civtui.workspace.rounds.rounds import ItemSpec, Sheet

HUNDREDTH = 10  # thousandths
COARSEST = 2


def two_places(value: Fraction) -> str:
    """Return points for people to read: exact up to two places, else rounded to them."""
    return exact_text(Fraction(round(value * 100), 100))


def points_of(item: ItemSpec, text: str) -> Fraction:
    """Return the exact points of a mark that was stored."""
    return parse_mark(item, text).points


class OwnTotals:
    """Totals of single subjects by one judge's marks alone, as the pipeline would make them.

    Args:
        document: the canonical document of the round's standard.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        nodes = list(nodes_of(document))
        fine = all(stage["places"] >= COARSEST for stage in document.get("rounding", ()))
        bound = any("cap" in n or n.get("aggregate") == "max" for n in (document, *nodes))
        self.plain = fine and not bound
        self._known: dict[tuple[str, ...], Fraction] = {}

    def of(self, sheet: Sheet, subject: str) -> Fraction | None:
        """Return what the marks of `subject` on `sheet` come to, None without any.

        Where the standard only adds up, so is done here; else its tree with caps and roundings is
        gone up, once for each state of a row.
        """
        texts = tuple(sheet.marks.get((subject, item.id), "") for item in sheet.items)
        if not any(texts):
            return None
        points = [sheet.points[subject, i.id] for i, x in zip(sheet.items, texts, strict=True) if x]
        known = [p for p in points if p is not None and p % HUNDREDTH == 0]
        if self.plain and len(known) == len(points):
            return Fraction(sum(known), 1000)
        found = self._known.get(texts)
        if found is None:
            found = self._known[texts] = self._up_the_tree(sheet, subject)
        return found

    def _up_the_tree(self, sheet: Sheet, subject: str) -> Fraction:
        judge = sheet.assessor.id
        rows = [(s, i, judge, text) for (s, i), text in sheet.marks.items() if s == subject]
        marks = RoundMarks(
            subjects=(subject,), assessors=(judge,), barred=frozenset(), marks=tuple(rows)
        )
        return so_far(total_node(Table(self.document, marks), subject))
