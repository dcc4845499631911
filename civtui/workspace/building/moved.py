"""New rows of a file that may be a record of an earlier file with another day, or other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given
from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.errors import BadInput
from civtui.model.fields import Field
from civtui.model.registers import ACTIVITY, Register
from civtui.model.text import Message, msg, quoted
from civtui.workspace.building.activities import ActivityRow
from civtui.workspace.building.row_problems import problem
from civtui.workspace.building.sameness import own_fields, plain
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.dependents import payload_of

ALIKE = 0.5  # of two texts
DAYS = 3  # between two days that may be one though the file has no row of the other's month
LONGEST = 40
# words that go on from one record to the next: a new version, another round
NO_TITLES = {"institution": ("version",), "self": ("round", "item")}
OF_FILE = re.compile(r"act-[0-9]+-[0-9]+")  # the id of an activity that a file brought


class Entry(NamedTuple):
    """A record on record, or one that a row comes to.

    Args:
        row: the row, None of a record that no row of the file says.
    """

    id: str
    agency: str
    values: Mapping[str, Any]
    row: Given | None = None


class _Pair(NamedTuple):
    """How far a new record is from one that the file lacks, in one field."""

    far: tuple[int, float]
    fresh: Entry
    record: Entry
    field: Field


class Moved:
    """Finds which new rows are likely to be a record that the file has no more.

    A corrected file that gives a record another day, or another title, brings a new one by what
    records are known by, while the old one stays: both would count. Nobody can tell but a person;
    so each is said with the record it may be.

    Args:
        kind: the register, or `ACTIVITY`.
        said: what the rows of the file come to, those on record too.
        standing: what is on record.
    """

    def __init__(self, kind: Register, said: Sequence[Entry], standing: Sequence[Entry]) -> None:
        names = ("on", "title") if kind is ACTIVITY else kind.key or own_fields(kind)
        self._fields = [field for field in kind.fields if field.id in names]
        self._movable = [field for field in self._fields if _moves(kind, field)]
        self.kind, known, met = kind, {one.id for one in standing}, {one.id for one in said}
        self._fresh = [one for one in said if one.id not in known and one.row]
        with_new = {one.agency for one in self._fresh}
        self._missing = [one for one in standing if one.id not in met and one.agency in with_new]
        self._again = {one.agency for one in said if one.id in known}
        self._months = {
            (one.agency, field.id, str(one.values.get(field.id, ""))[:7])
            for one in said
            for field in self._fields
            if field.type == "date"
        }

    def said(self, brought: Callable[[], Collection[str]]) -> list[Problem]:
        """Return of each new row that is likely to be a record that the file lacks, which.

        Args:
            brought: the records that a file brought; asked only where there may be some.
        """
        if not self._missing:
            return []
        by_file = brought()
        self._missing = [one for one in self._missing if one.id in by_file]
        found: list[Problem] = []
        paired: set[str] = set()
        every = (pair for field in self._movable for pair in self._pairs(field))
        for pair in sorted(every, key=lambda one: one.far):
            if paired.isdisjoint((pair.fresh.id, pair.record.id)) and pair.fresh.row:
                paired |= {pair.fresh.id, pair.record.id}
                told = BadInput(self._told(pair), where={"key": pair.field.id})
                found.append(problem(pair.fresh.row, told))
        return sorted(found, key=lambda one: (one.sheet, one.row))

    def _pairs(self, field: Field) -> Iterator[_Pair]:
        """Yield the new and the missing ones that differ in one field alone and may be one."""
        missing: dict[tuple[str, ...], list[Entry]] = {}
        for one in self._missing:
            missing.setdefault(self._but(field, one), []).append(one)
        fresh: dict[tuple[str, ...], list[Entry]] = {}
        for one in self._fresh:
            fresh.setdefault(self._but(field, one), []).append(one)
        for key, new in fresh.items():
            old = missing.get(key, [])
            for one in new:
                for other in old:
                    alone = len(new) == len(old) == 1
                    if (far := self._far(field, one, other, alone=alone)) is not None:
                        yield _Pair(far, one, other, field)

    def _but(self, field: Field, one: Entry) -> tuple[str, ...]:
        """Return what a record is known by, but for one field."""
        rest = (plain(one.values.get(f.id, "")) for f in self._fields if f is not field)
        return one.agency, *rest

    def _far(
        self, field: Field, one: Entry, other: Entry, *, alone: bool
    ) -> tuple[int, float] | None:
        """Return how far two are apart in a field, None where nothing says that they are one.

        What is done month by month is not taken for one: a day is another's where the file has
        rows of its month, or says again what is on record.
        """
        new, old = str(one.values.get(field.id, "")), str(other.values.get(field.id, ""))
        again = one.agency in self._again
        if not new or not old:
            return None
        if field.type == "date":
            gap = abs((date.fromisoformat(new) - date.fromisoformat(old)).days)
            near = gap <= DAYS or (one.agency, field.id, old[:7]) in self._months
            return (0, gap) if again or near else None
        like = SequenceMatcher(None, plain(new), plain(old)).ratio()
        dated = any(f.type == "date" for f in self._fields)
        return (1, -like) if dated or like >= ALIKE or (alone and again) else None

    def _told(self, pair: _Pair) -> Message:
        field, old = pair.field, str(pair.record.values.get(pair.field.id, ""))
        noun, id_ = f"{self.kind.group} {self.kind.id}".strip(), quoted([pair.record.id])
        verbs = ("correct", "void") if self.kind is ACTIVITY else ("set", "remove")
        to = str(pair.fresh.values[field.id]) if field.type == "date" else "…"
        return msg(
            "building.moved-key" if self.kind.key else "building.moved",
            id=pair.record.id,
            field=field.title,
            old=old if len(old) <= LONGEST else f"{old[:LONGEST]}…",
            change=f"civtui {noun} {verbs[0]} {id_} --{field.id} {to} --why …",
            remove=f"civtui {noun} {verbs[1]} {id_} --why …",
        )


def _moves(kind: Register, field: Field) -> bool:
    """Return whether a field is a day, or a title, that a corrected file may write otherwise."""
    title = field.type == "text" and not field.catalogue
    return field.type == "date" or (title and field.id not in NO_TITLES.get(kind.id, ()))


def activities_brought(rows: Sequence[ActivityRow]) -> set[str]:
    """Return the activities that a file brought."""
    return {one.id for one in rows if OF_FILE.fullmatch(one.id)}


def records_brought(ws: Workspace, register: str) -> set[str]:
    """Return the records of a register that a file had the first word in."""
    first: dict[str, bool] = {}
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "records-but", ("[]",))):
        p = payload_of(row)
        for part in p["records"]:
            if part["noun"] == register:
                first.setdefault(part["id"], bool(p.get("source")))
    return {id_ for id_, by_file in first.items() if by_file}
