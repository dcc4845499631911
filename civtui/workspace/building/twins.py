"""Rows of a register without a key that repeat, or correct, what stands already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given
from civtui.model.registers import Register
from civtui.model.text import msg
from civtui.workspace.building.records import RecordRow

if TYPE_CHECKING:
    from civtui.model.facts.records import RecordPart


class Twins:
    """The records that stand, each of which one row of a file may repeat or correct.

    A register without a key takes two alike, for two complaints may be: so as many rows are
    repetitions as records stand, and the others are new. A row that says of one record alone all
    that a record must say, and something else beside, is that record further on (see `meant`).

    Args:
        kind: the register.
        standing: its records.
    """

    def __init__(self, kind: Register, standing: Iterable[RecordRow]) -> None:
        self._of: dict[str, list[RecordRow]] = {}
        for row in standing if not kind.key else ():
            self._of.setdefault(row.agency, []).append(row)
        # what a record must say; how it stands by now is what changes of it
        self._own = [f.id for f in kind.fields if f.required and f.id != kind.open[0]]
        self.same: list[Given] = []

    def take(self, part: RecordPart, row: Given) -> bool:
        """Return whether a record stands that says what a row does, in all columns of the file."""
        there = self._of.get(part.agency, [])
        said = [one for one in row.titles if one != "agency"]
        for place, record in enumerate(there):
            if all(record.values.get(one) == part.values.get(one) for one in said):
                del there[place]
                self.same.append(row)
                return True
        return False

    def meant(self, part: RecordPart) -> str:
        """Return the id of the only record left that a row corrects, its own where there is none.

        Each record is corrected once.
        """
        there = self._of.get(part.agency, [])
        found = [
            record
            for record in there
            if all(record.values.get(one) == part.values.get(one) for one in self._own)
        ]
        if len(found) != 1:
            return part.id
        there.remove(found[0])
        return found[0].id

    def said(self) -> list[Problem]:
        """Return what is said of the rows that stand, by the first of each sheet."""
        sheets: dict[str, list[Given]] = {}
        for row in self.same:
            sheets.setdefault(row.sheet, []).append(row)
        return [
            Problem(
                first.sheet,
                first.row,
                next(iter(first.titles.values()), ""),
                next(iter(first.values.values()), ""),
                msg("building.rows-stand", count=len(rows)),
            )
            for rows in sheets.values()
            for first in rows[:1]
        ]
