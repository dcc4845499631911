"""What a file comes to before anything is written: how it was read, rows taken and refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from civtui import locale
from civtui.model.text import Message
from civtui.plugin.builtin_formats.shown import seen


class KnownAgency(NamedTuple):
    """An agency that the workspace has already."""

    id: str
    name: str
    short: str
    code: str


class KnownOffice(NamedTuple):
    """An office that the workspace has already."""

    id: str
    agency: str
    name: str


class KnownFormer(NamedTuple):
    """A name that an agency or office bore before a reform or a correction.

    Args:
        now: ids of those that it may mean today.
        goes_on: whether the one that bore it goes on itself, under another name.
        said: in words, when it gave way and to whom.
    """

    now: tuple[str, ...]
    goes_on: bool
    said: Message


class Gone(NamedTuple):
    """A title on record that stands no more.

    Args:
        last: the latest day that a file may give it; a later one says of another title.
        said: in words, what became of it.
        left: the same, and that it is left out.
        now: the honor that its holder has in its place by a correction, if any.
    """

    last: date
    said: Message
    left: Message
    now: str = ""


class Corrected(NamedTuple):
    """A value that a person corrected since a file last had a word in it.

    Args:
        now: as it stands, as text.
        before: what it was since then, which a file may say again.
        said: in words, that it stays, by whose correction.
        whose: of a telephone, the name of the person.
    """

    now: str
    before: frozenset[str]
    said: Message
    whose: str = ""


class Known(NamedTuple):
    """What the workspace has; importing again updates it.

    Args:
        titles: (holder, honor) of every title that stands.
        taken: ids of every agency and office that there ever was; none is given out again.
        opened: (holder, honor) -> (since, until) of titles that stand by an import alone.
        declared: agency -> number of offices that the registry states.
        formers: names of agencies before a reform.
        former_offices: offices that are elsewhere now, called otherwise, or no more.
        city: whose agencies they are; people leave it out of their names.
        gone: (holder, honor) -> titles that ended, or that a correction took away.
        corrected: (id, field), of titles ("holder honor", `since` or `until`) -> what a person
            corrected.
    """

    agencies: tuple[KnownAgency, ...] = ()
    offices: tuple[KnownOffice, ...] = ()
    titles: frozenset[tuple[str, str]] = frozenset()
    taken: frozenset[str] = frozenset()
    opened: Mapping[tuple[str, str], tuple[date, date | None]] = {}
    declared: Mapping[str, int] = {}
    formers: Mapping[str, KnownFormer] = {}
    former_offices: Mapping[tuple[str, str], KnownFormer] = {}
    city: str = ""
    gone: Mapping[tuple[str, str], Gone] = {}
    corrected: Mapping[tuple[str, str], Corrected] = {}


class Problem(NamedTuple):
    """One thing wrong with a cell.

    Args:
        row: the sheet's own row number, from 1.
        column: title of the column, in the sheet's own words.
        value: what stands there, at most its first 80 characters; a formula without a value.
        at: place of the column, from 0, where it is known: two columns may have one title.
    """

    sheet: str
    row: int
    column: str
    value: str
    reason: Message
    at: int = -1

    def document(self) -> dict[str, Any]:
        """Return the problem as `import --json` prints it."""
        said = {key: value for key, value in self._asdict().items() if key != "at"}
        return {**said, "reason": locale.render(self.reason)}

    def shown(self) -> dict[str, Any]:
        """Return the problem for a line of text: no character in it acts on a terminal."""
        said = self.document()
        return {
            key: seen(value) if isinstance(value, str) else value for key, value in said.items()
        }


class Column(NamedTuple):
    """What a column of a sheet was read as.

    Args:
        place: its letters in the spreadsheet: A, B, AA.
        title: its words in the header.
        field: the field it fills; empty where it is not used.
        nearest: the field whose words are nearest, of a column that is not used.
    """

    place: str
    title: str
    field: str = ""
    nearest: str = ""


class Seen(NamedTuple):
    """How a sheet was understood.

    Args:
        kind: what its rows are: `agency`, `office`, `marks`, a register's noun; empty where
            nothing on it was recognized.
        header: number of the header row, from 1; 0 where there is none.
        rows: how many rows of data it has.
        remembered: its columns were named as a map named them for an earlier file.
        state: what it is beside a sheet that people see: `hidden`, `very-hidden`, `no-table` (a
            chart); `empty` where nothing stands on it; `no-agency` where its header names offices
            and nothing says whose they are.
    """

    sheet: str
    kind: str
    header: int
    columns: tuple[Column, ...] = ()
    rows: int = 0
    remembered: bool = False
    state: str = ""


class Left(NamedTuple):
    """A row that is no data, and what it was taken for.

    Args:
        row: number of the row, from 1; of a hidden column, the header's.
        why: `title`, `line` (label and value above the header), `total`,
            `sub-head`, `note`, `header-again`, `full-marks`, `hidden`, `hidden-column`, or
            `agency-refused`: an office whose agency's row was rejected; `agency-head`: a row that
            names the agency of the block below and nothing else; `no-office`: on a sheet
            that lists no agencies but over their offices, one that has none; `second-table`: it
            stands below the header of another table, which is refused.
        text: its first words.
        used: the field of the rows below that its words are: `sector`; "" of all other rows.
    """

    sheet: str
    row: int
    why: str
    text: str
    used: str = ""


class Change(NamedTuple):
    """A value that stands and is another one in the file.

    Args:
        what: whose it is, in words.
        field: which value, in the file's own words.
        old, new: as stored, as text; empty where there is none.
        said: both as people read them, where they are stored as an id.
        of: the cell of a round that it is of.
    """

    sheet: str
    row: int
    what: str
    field: str
    old: str
    new: str
    said: tuple[str, str] | None = None
    of: tuple[str, str, str] | None = None

    def document(self) -> dict[str, Any]:
        """Return the change as `--json` prints it."""
        return {key: value for key, value in self._asdict().items() if key not in ("said", "of")}


class PlannedAgency(NamedTuple):
    """An agency to write; `chief` and `contact` go to the erasable side table."""

    id: str
    name: str
    short: str | None
    category: str | None
    code: str | None
    sector: str | None
    order: int | None
    offices: int | None
    staff: int | None
    chief: str
    contact: str
    phone: str
    chief_phone: str = ""


class PlannedOffice(NamedTuple):
    """An office to write; `head` goes to the erasable side table."""

    id: str
    agency: str
    name: str
    order: int | None
    staff: int | None
    head: str


class PlannedTitle(NamedTuple):
    """A title that the registry says is held: an opening balance.

    Args:
        brought: it comes with another one, and the row says nothing of its own of it.
    """

    holder: str
    honor: str
    since: date | None
    until: date | None
    brought: bool = False


class CorrectedTitle(NamedTuple):
    """A title that stands by an import, with the days that the file gives it now.

    Args:
        was: the day since which it stands.
        was_until: the day until which it stands, None where it has no term.
    """

    holder: str
    honor: str
    since: date
    until: date | None
    was: date
    was_until: date | None


class Place(NamedTuple):
    """Where a planned agency or office stands in the file; `titles` are its columns' words."""

    sheet: str
    row: int
    titles: Mapping[str, str]


@dataclass
class Told:
    """What is told of a file besides what is taken of it."""

    rejected: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    cells: list[Change] = field(default_factory=list)


@dataclass
class Plan(Told):
    """Everything a registry comes to."""

    agencies: list[PlannedAgency] = field(default_factory=list)
    offices: list[PlannedOffice] = field(default_factory=list)
    titles: list[PlannedTitle] = field(default_factory=list)
    corrected: list[CorrectedTitle] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """Rows that can be taken."""
        return len(self.agencies) + len(self.offices)
