"""What assessors judge, criterion by criterion: the items in which severity can show."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from civtui.model.text import Bilingual
from civtui.scoring.pipeline.combine import GRAIN
from civtui.scoring.pipeline.items import ItemSpec, ParsedMark
from civtui.scoring.pipeline.marks import Table

# what is counted, voted or ranked elsewhere is a fact; an assessor only writes it down
JUDGED = ("points", "grades", "yes-no", "count", "bonus")


class Facet(NamedTuple):
    """One criterion as assessors judge it.

    Args:
        id, title: of the criterion (the outermost group of the standard).
        items: ids of its judged items.
        most: the points they can bring together, each by its weight.
    """

    id: str
    title: Bilingual
    items: tuple[str, ...]
    most: Fraction


def facets_of(table: Table) -> list[Facet]:
    """Return the criteria that hold something to judge, in the standard's order."""
    found: dict[str, list[ItemSpec]] = {}
    for item in table.items.values():
        if item.kind in JUDGED and item.max_points > 0:
            found.setdefault(item.criterion, []).append(item)
    return [
        Facet(
            id_,
            items[0].criterion_title,
            tuple(item.id for item in items),
            sum((item.max_points * item.weight for item in items), Fraction(0)),
        )
        for id_, items in found.items()
    ]


def cells_of(table: Table, facet: Facet) -> Iterator[tuple[str, ItemSpec, dict[str, ParsedMark]]]:
    """Yield (subject, item, mark by assessor) of every cell of a criterion that has a mark."""
    items = [table.items[id_] for id_ in facet.items]
    for subject in table.given.subjects:
        for item in items:
            cell = table.cells.get((subject, item.id))
            if cell:
                yield subject, item, cell


class Grains:
    """Points in thousandths, which nearly always are whole numbers and add up fast."""

    def __init__(self) -> None:
        self.known: dict[int, int | Fraction] = {}

    def of(self, mark: ParsedMark) -> int | Fraction:
        """Return the points of a mark in thousandths; the mark must outlive this table."""
        found = self.known.get(id(mark))
        if found is None:
            points = mark.points * GRAIN
            found = points.numerator if points.denominator == 1 else points
            self.known[id(mark)] = found
        return found
