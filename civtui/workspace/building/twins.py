"""Rows of a register without a key that say word for word what stands already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given
from civtui.model.text import msg
from civtui.workspace.building.registers import RecordRow

if TYPE_CHECKING:
    from civtui.model.facts.records import RecordPart


class Twins:
    """The records that stand, each of which one row of a file may repeat.

    A register without a key takes two alike, for two complaints may be: so as many rows are
    repetitions as records stand, and the others are new.

    Args:
        standing: the records; none where the register has a key.
    """

    def __init__(self, standing: Iterable[RecordRow]) -> None:
        self._of: dict[str, list[Mapping[str, Any]]] = {}
        for row in standing:
            self._of.setdefault(row.agency, []).append(row.values)
        self.same: list[Given] = []

    def take(self, part: RecordPart, row: Given) -> bool:
        """Return whether a record stands that says what a row does, in all columns of the file."""
        there = self._of.get(part.agency, [])
        for place, values in enumerate(there):
            if all(
                values.get(one) == part.values.get(one) for one in row.titles if one != "agency"
            ):
                del there[place]
                self.same.append(row)
                return True
        return False

    def said(self) -> list[Problem]:
        """Return what is said of the rows that stand, by the first of each sheet."""
        sheets: dict[str, list[Given]] = {}
        for row in self.same:
            sheets.setdefault(row.sheet, []).append(row)
        return [
            Problem(
                first.sheet, first.row, next(iter(first.titles.values()), ""),
                next(iter(first.values.values()), ""),
                msg("building.rows-stand", count=len(rows)),
            )
            for rows in sheets.values() for first in rows[:1]
        ]  # fmt: skip
