"""The rows of a register's file: each checked as a typed record, and set beside the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given
from civtui.exchange.rows import once_a_column
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.fields import Field
from civtui.model.reading import read as read_field
from civtui.model.registers import Register
from civtui.model.text import msg
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building.catalogues import Catalogues, resolved
from civtui.workspace.building.closed_rows import of_closed_years
from civtui.workspace.building.evidence import SHORTEST, EvidenceRow, evidence_rows
from civtui.workspace.building.moved import Entry, Moved, records_brought
from civtui.workspace.building.preparing import prepared
from civtui.workspace.building.records import RecordRow
from civtui.workspace.building.row_problems import (
    all_problems,
    months_alone,
    problem,
    repeats,
    small_percents,
)
from civtui.workspace.building.twins import Twins
from civtui.workspace.building.whose import Whose
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.records import RecordPart


class RegisterRows:
    """What the rows of a file come to, one after the other.

    Args:
        ws: the workspace.
        kind: the register.
        before: the records that there are, by id.
        twins: those that a row may repeat or correct, where the register has no key.

    Attributes:
        parts: the records of the rows that can be taken, by id.
        places: where each of them stands in the file.
        rejected, warnings: what is wrong with rows, and what is said of them.
    """

    def __init__(
        self, ws: Workspace, kind: Register, before: Mapping[str, RecordRow], twins: Twins
    ) -> None:
        self.ws, self.kind, self.before, self.twins = ws, kind, before, twins
        self.parts: dict[str, RecordPart] = {}
        self.places: dict[str, Given] = {}
        self.rejected: list[Problem] = []
        self.warnings: list[Problem] = []
        self.once = Catalogues(ws)
        self._whose = Whose(ws)
        self._papers: list[EvidenceRow] | None = None  # what is in the store, once asked for
        self._settled: dict[str, set[str]] = {}  # record -> its dates that stay as they are

    def take(self, number: int, row: Given) -> None:
        """Check a row, and keep what it comes to.

        Args:
            number: its place among the rows, by which records without a key differ.
        """
        if row.errors:
            self.rejected += row.errors
            return
        holder = None
        try:
            if self.kind.whose == "agency":
                holder = self._whose(row.values.get("agency"))
            self.warnings += self._whose.noted(row)
            part = self._part(number, row, holder)
        except CivtuiError as error:
            holds = partial(_held, self.ws, holder, self.once)
            self.rejected += all_problems(row, error, self.kind, holds)
            return
        if part is not None:
            self._keep(part, row)

    def fresh(self) -> list[RecordPart]:
        """Return the records that say something new; rows of a closed year are rejected."""
        found = [
            part
            for part in self.parts.values()
            if part.id not in self.before or self.before[part.id].values != part.values
        ]
        late = dict(of_closed_years(self.ws, self.kind, found, self.places, self.before))
        for id_, wrong in late.items():
            del self.parts[id_]
            self.rejected.append(wrong)
        return [part for part in found if part.id not in late]

    def moved(self) -> list[Problem]:
        """Return which new rows are likely to be a record that the file lacks (see `Moved`)."""
        said = [
            Entry(id_, on.agency if (on := self.before.get(id_)) else part.agency, part.values, row)
            for id_, part in self.parts.items()
            for row in (self.places[id_],)
        ]
        said += [_entry(one) for one in self.twins.stood]
        standing = [_entry(one) for one in self.before.values() if not one.carried]
        brought = partial(records_brought, self.ws, self.kind.id)
        return Moved(self.kind, said, standing).said(brought)

    def doubts(self) -> list[Problem]:
        """Return what is in doubt of the cells of whole columns: months alone, small shares."""
        alone = once_a_column(
            one
            for id_, row in self.places.items()
            for one in months_alone(self.kind, row, self._settled.get(id_, ()))
        )
        return [*alone, *small_percents(self.kind, self.parts, self.places)]

    def _part(self, number: int, row: Given, holder: AgencyRow | None) -> RecordPart | None:
        """Return the record that a row says, None where it says one again or one that is out."""
        typed, twins = self._typed(row), self.twins
        prepare = partial(prepared, self.ws, self.kind.id, holder, number=number, once=self.once)
        part = prepare(values=typed)
        for by in self._whose.merged(row) if self.kind.key else ():
            # what was put down before a reform is replaced, and no second record of it made
            made = prepare(values=typed, by=by)
            stood = made.id in self.before or (part.id not in self.before and made.id in twins.out)
            part = made if stood else part
        exact = twins.exact(part, row)
        if exact:  # a month says nothing against a day within it
            typed |= exact
            part = prepare(values=typed, by=part.agency)
        if twins.take(part, row):
            return None
        id_ = twins.meant(part)
        if id_ not in self.before and twins.out.leaves(part, row):
            return None
        found = self._corrected(id_, part, row, typed, prepare)
        if exact:
            self._settled[found.id] = set(exact)
        return found

    def _typed(self, row: Given) -> dict[str, Any]:
        """Return a row's values by field, evidence as what of it is kept.

        Raises:
            BadInput: a cell names evidence that is not in the store: a file brings none.
        """
        typed = typed_of(self.kind, row)
        for field in self.kind.fields:
            if field.type == "evidence" and typed.get(field.id):
                parts = read_field(field, typed[field.id])
                typed[field.id] = [self._kept(field, part) for part in parts]
        return typed

    def _kept(self, field: Field, part: str) -> str:
        if self._papers is None:
            self._papers = evidence_rows(self.ws)
        known = [one.sha256 for one in self._papers if one.name == part]
        known = known or [
            one.sha256
            for one in self._papers
            if len(part) >= SHORTEST and one.sha256.startswith(part.lower())
        ]
        if len(known) != 1:
            raise BadInput(
                msg("building.several-kept" if known else "building.not-kept"),
                where={"key": field.id},
                named={"key": ""},
                value=part,
            )
        return known[0]

    def _corrected(
        self,
        id_: str,
        part: RecordPart,
        row: Given,
        typed: dict[str, Any],
        prepare: Callable[..., RecordPart],
    ) -> RecordPart:
        """Return the record `id_` with what a row changes of it; a new one as the row has it.

        What people corrected since a file said it stays, and is said.
        """
        stays: list[str] = []
        if id_ in self.parts:
            old: Mapping[str, Any] = self.parts[id_].values
        else:
            old = self.before[id_].values if id_ in self.before else {}
            stays = self.twins.overturned(id_, old, part, row)
        typed |= {field: old.get(field, "") for field in stays}
        self.warnings += [
            problem(
                row, BadInput(self.twins.stays(self.once, id_, field, old), where={"key": field})
            )
            for field in stays
        ]
        if not old:
            return part
        kept = {f.id: old[f.id] for f in self.kind.fields if f.id in old and f.id not in row.titles}
        # checked again: two days, one kept and one new, may be the wrong way round
        again = prepare(values=kept | typed, stood=old)
        return again.model_copy(update={"id": id_, "agency": part.agency})

    def _keep(self, part: RecordPart, row: Given) -> None:
        """Keep a record; another row that says the same one is told, or rejected."""
        if part.id in self.parts:
            first, alike = self.places[part.id], self.parts[part.id].values == part.values
            said = msg("building.same-record", sheet=first.sheet, row=first.row)
            said = repeats(row, first) if alike else said
            twice = problem(row, BadInput(said, where={"key": "agency"}, value=part.id))
            (self.warnings if alike else self.rejected).append(twice)
            return
        if not self.kind.key:
            self.warnings += self.twins.repeated(part, row)
        if part.id not in self.before:
            self.twins.out.note(part, row)
        self.parts[part.id], self.places[part.id] = part, row


def _entry(one: RecordRow) -> Entry:
    return Entry(one.id, one.agency, one.values)


def typed_of(kind: Register, row: Given) -> dict[str, Any]:
    """Return a row's values by field: texts, in a field for days also what a spreadsheet counts."""
    dates = {field.id for field in kind.fields if field.type == "date"}
    raw = {id_: cell for id_, cell in row.cells.items() if id_ in dates}
    return {id_: text for id_, text in row.values.items() if id_ != "agency"} | raw


def _held(
    ws: Workspace, holder: AgencyRow | None, once: Catalogues, field: Field, value: Any
) -> object:
    """Return what a cell says of a field, whatever its other cells say."""
    found = read_field(field, value)
    whole = field.catalogue and (holder or field.catalogue == "item")
    return resolved(ws, field, found, holder, once) if whole else found
