"""The marks of a round, sorted for the pipeline: points by subject, item and assessor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.model.text import Message
from civtui.scoring.pipeline.items import ItemSpec, ParsedMark, flat_items, parse_mark
from civtui.scoring.trace import Node


class RoundMarks(NamedTuple):
    """What was given in a round.

    Args:
        subjects: ids in the round's order.
        assessors: ids in the panel's order.
        marks: (subject, item, assessor, text) of each mark that stands.
        barred: (assessor, subject) pairs in which no mark is expected and none counts: for a
            conflict of interest, or because the subject was not dealt to that assessor.
        why: (assessor, subject) -> why it is barred, where it is known.
        day: the day the round is as of; a veto whose window ended before it bars no more.
    """

    subjects: tuple[str, ...]
    assessors: tuple[str, ...]
    marks: Iterable[tuple[str, str, str, str]]
    barred: frozenset[tuple[str, str]] = frozenset()
    day: date | None = None
    why: Mapping[tuple[str, str], Message] | None = None


class Table:
    """Marks parsed and laid out.

    Args:
        document: the standard's canonical document.
        given: the round's marks; those that are barred are set aside.
        told: whether its nodes also say what they leave out; totals alone do without.
    """

    def __init__(
        self, document: Mapping[str, Any], given: RoundMarks, *, told: bool = False
    ) -> None:
        self.document = document
        self.told = told
        self.given = given
        self.items: dict[str, ItemSpec] = {item.id: item for item in flat_items(document)}
        self.cells: dict[tuple[str, str], dict[str, ParsedMark]] = {}
        # marks that stand on record and count for nothing, with who gave them
        self.aside: dict[tuple[str, str], list[tuple[str, ParsedMark]]] = {}
        # what a mark was before something was taken out of it, and how much, by its identity
        self.moved: dict[int, tuple[ParsedMark, Fraction]] = {}
        # the trace's leaves by assessor and identity of the mark, made on use
        self.leaves: dict[tuple[str, int], Node] = {}
        place = {assessor: n for n, assessor in enumerate(given.assessors)}
        known: dict[tuple[str, str], ParsedMark] = {}
        cells, items, barred = self.cells, self.items, given.barred
        last: tuple[str, str, int] = ("", "", -1)
        sorted_already = True  # the ledger's order, nearly always the panel's
        for subject, item, assessor, text in given.marks:
            if item not in items:
                continue
            if (assessor, subject) in barred:
                if told:
                    mark = parse_mark(items[item], text)
                    self.aside.setdefault((subject, item), []).append((assessor, mark))
                continue
            parsed = known.get((item, text))
            if parsed is None:
                parsed = parse_mark(items[item], text)
                if parsed.ends and given.day and parsed.ends < given.day:
                    parsed = parsed._replace(veto=False)
                known[item, text] = parsed
            here = (subject, item, place.get(assessor, len(place)))
            cell = cells.get(here[:2])
            if cell is None:
                cells[here[:2]] = {assessor: parsed}
            else:
                cell[assessor] = parsed
                sorted_already = sorted_already and last[:2] == here[:2] and last[2] < here[2]
            last = here
        if not sorted_already:
            for key, marks in cells.items():
                ordered = sorted(marks, key=lambda a: place.get(a, len(place)))
                cells[key] = {assessor: marks[assessor] for assessor in ordered}

    def expected(self, subject: str) -> int:
        """Return how many assessors are to mark `subject`."""
        barred = self.given.barred
        return sum((assessor, subject) not in barred for assessor in self.given.assessors)

    def vetoed(self, subject: str, item: str) -> bool:
        """Return whether a mark of a veto item bars `subject`."""
        return any(mark.veto for mark in self.cells.get((subject, item), {}).values())

    def complete(self, subject: str) -> bool:
        """Return whether every assessor who is to mark `subject` has marked every item."""
        due = self.expected(subject)
        return all(len(self.cells.get((subject, item), ())) >= due for item in self.items)

    def points(self, subject: str, item: str) -> list[Fraction]:
        """Return the points given to `subject` on `item`, in the panel's order."""
        return [mark.points for mark in self.cells.get((subject, item), {}).values()]


def unbarred(table: Table) -> tuple[str, ...]:
    """Return the subjects that no veto bars, in the round's order."""
    vetoes = [item for item, spec in table.items.items() if spec.kind == "veto"]
    subjects = table.given.subjects
    return tuple(s for s in subjects if not any(table.vetoed(s, item) for item in vetoes))
