"""Rows of a register without a key that repeat, or correct, what stands already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given
from civtui.model.registers import Register
from civtui.model.text import Message, msg
from civtui.workspace.building.catalogues import Catalogues
from civtui.workspace.building.corrected import Corrected
from civtui.workspace.building.records import RecordRow
from civtui.workspace.building.records_out import RecordsOut
from civtui.workspace.building.sameness import own_fields, plain, say_one
from civtui.workspace.building.vague_days import Spans, spans_of, within

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
        corrected: what people changed of them since a file said it.
        out: those that stand no more.
    """

    def __init__(
        self,
        kind: Register,
        standing: Iterable[RecordRow],
        corrected: Corrected,
        out: RecordsOut,
    ) -> None:
        self._corrected, self.out = corrected, out
        self._of: dict[str, list[RecordRow]] = {}
        for row in standing if not kind.key else ():
            self._of.setdefault(row.agency, []).append(row)
        self._own = own_fields(kind)
        self.same: list[Given] = []
        self.stood: list[RecordRow] = []  # the records that those rows say
        self._rows: dict[tuple[object, ...], Given] = {}
        self._kind = kind
        self._dates = {f.id for f in kind.fields if f.type == "date"}
        self._keyed: dict[tuple[str, ...], list[RecordRow]] = {}
        for row in standing if kind.key else ():
            self._keyed.setdefault(self._but_days(row.agency, row.values), []).append(row)

    def _but_days(self, agency: str, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the key of a record without its days."""
        own = (field for field in self._kind.key if field not in self._dates)
        return agency, *(plain(values.get(field, "")) for field in own)

    def exact(self, part: RecordPart, row: Given) -> dict[str, str]:
        """Return the days of the record that a row means, of which it says the month alone.

        A month, or year, that holds the day on record says no more than the record does.
        """
        spans = spans_of(self._kind, row)
        if not spans:
            return {}
        key = self._kind.key or self._own
        there = (
            self._keyed.get(self._but_days(part.agency, part.values), ())
            if self._kind.key
            else self._of.get(part.agency, ())
        )
        said = [field for field in row.titles if field != "agency"]
        whole = [one for one in there if _may_be(said, one.values, part.values, spans)]
        found = whole[:1] or [one for one in there if _may_be(key, one.values, part.values, spans)]
        return within(spans, found[0].values) if len(found) == 1 else {}

    def take(self, part: RecordPart, row: Given) -> bool:
        """Return whether a record stands that says what a row does, in all columns of the file.

        So does one that was taken out: the row is left out then, and is no other record's.
        """
        there = self._of.get(part.agency, [])
        said = [one for one in row.titles if one != "agency"]
        alike = [record for record in there if say_one(said, record.values, part.values)]
        if not alike:
            return not self._kind.key and self.out.leaves(part, row, whole=True)
        to_the_letter = (
            one for one in alike if all(one.values.get(f) == part.values.get(f) for f in said)
        )
        one = next(to_the_letter, alike[0])
        there.remove(one)
        self.stood.append(one)
        self.same.append(row)
        return True

    def meant(self, part: RecordPart) -> str:
        """Return the id of the only record left that a row corrects, its own where there is none.

        Each record is corrected once. One that was corrected itself is also found by what it said
        before.
        """
        there = self._of.get(part.agency, [])
        found = [one for one in there if say_one(self._own, one.values, part.values)]
        found = found or [one for one in there if self._said(one, part)]
        if len(found) != 1:
            return part.id
        there.remove(found[0])
        return found[0].id

    def _said(self, one: RecordRow, part: RecordPart) -> bool:
        """Return whether a row says of a record what it must say, or said before a correction."""
        return all(
            plain(part.values.get(field))
            in {plain(one.values.get(field)), *map(plain, self._corrected.before(one.id, field))}
            for field in self._own
        )

    def overturned(
        self, id_: str, old: Mapping[str, Any], part: RecordPart, row: Given
    ) -> list[str]:
        """Return the fields of a record of which a row says what stood before a correction."""
        said = ((f.id, part.values.get(f.id, "")) for f in self._kind.fields if f.id in row.titles)
        return [
            field
            for field, new in said
            if new != old.get(field, "") and self._corrected.held(id_, field, new)
        ]

    def stays(self, once: Catalogues, id_: str, field: str, old: Mapping[str, Any]) -> Message:
        """Return that a field of a record stays as it was corrected."""
        own = next(one for one in self._kind.fields if one.id == field)
        return self._corrected.said(id_, field, once.shown(own, old.get(field, "")))

    def repeated(self, part: RecordPart, row: Given) -> list[Problem]:
        """Return, of a row that is taken, that an earlier one of the file says the same."""
        said = tuple((id_, plain(value)) for id_, value in sorted(part.values.items()))
        first = self._rows.setdefault((part.agency, *said), row)
        if first is row:
            return []
        reason = msg("building.rows-alike", sheet=first.sheet, row=first.row)
        return [_told(row, reason)]

    def said(self) -> list[Problem]:
        """Return what is said of the rows that stand, by the first of each sheet."""
        sheets: dict[str, list[Given]] = {}
        for row in self.same:
            sheets.setdefault(row.sheet, []).append(row)
        return [
            _told(first, msg("building.rows-stand", count=len(rows)))
            for rows in sheets.values()
            for first in rows[:1]
        ]


def _may_be(
    fields: Iterable[str], one: Mapping[str, Any], other: Mapping[str, Any], spans: Spans
) -> bool:
    """Return whether a row may say the same as a record, by the days that it may mean."""
    return all(
        spans[field].holds(one.get(field))
        if field in spans
        else plain(one.get(field)) == plain(other.get(field))
        for field in fields
    )


def _told(row: Given, reason: Message) -> Problem:
    title, value = next(iter(row.titles.values()), ""), next(iter(row.values.values()), "")
    return Problem(row.sheet, row.row, title, value, reason)
