"""What a board is, and what it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from civtui import locale
from civtui.model.registers import REGISTERS
from civtui.model.text import Bilingual, Message
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building.records import RecordRow, record_rows
from civtui.workspace.session import Workspace

Cell = str | int | Message | Bilingual
Tone = str


class BoardRow(NamedTuple):
    """A row; `tone` is `good`, `warn`, `bad` or empty, and is said in a cell too.

    Args:
        ids: column -> the id that `--json` gives in the place of the name in its cell.
    """

    id: str
    cells: tuple[Cell, ...]
    tone: Tone = ""
    ids: Mapping[str, str] = {}


class Board(NamedTuple):
    """A table with what it comes to.

    Args:
        columns: names of `building.column-*`.
        notes: sentences below it.
        heads: what columns are called that are no word of the catalogue.
    """

    id: str
    columns: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    notes: tuple[Message, ...] = ()
    heads: Mapping[str, Bilingual] = {}

    def head(self, column: str) -> str:
        """Return what a column is called, in the language in use."""
        named = self.heads.get(column)
        return locale.t(f"building.column-{column}") if named is None else locale.render(named)


class Asked(NamedTuple):
    """What a board is asked for: one agency or all, in a year."""

    ws: Workspace
    agency: AgencyRow | None
    year: int

    @property
    def agencies(self) -> list[AgencyRow]:
        """The agencies it is about."""
        return [self.agency] if self.agency else agency_rows(self.ws)

    @property
    def today(self) -> str:
        """The day that answers are as of."""
        return self.ws.today().isoformat()

    @property
    def runs(self) -> bool:
        """Whether the year is the one of today."""
        return self.year == self.ws.today().year

    @property
    def owner(self) -> str | None:
        """The id of the agency; None for all."""
        return self.agency.id if self.agency else None

    def records(self, register: str, *, year: bool = True) -> list[RecordRow]:
        """Return records of a register, of the year where it has one."""
        stays = REGISTERS[register].rolls == "stay"
        of = self.year if year and not stays else None
        return record_rows(self.ws, register, self.owner, year=of)

    def office_names(self) -> dict[str, str]:
        """Return the names of offices by id, also of those that were merged into one of them."""
        names = {office.id: office.name for office in office_rows(self.ws)}
        return Lineage(self.ws).offices_called(names)

    def by_agency(self, register: str) -> dict[str, list[RecordRow]]:
        """Return records of a register by agency."""
        found: dict[str, list[RecordRow]] = {}
        for row in self.records(register):
            found.setdefault(row.agency, []).append(row)
        return found


def name_of(row: AgencyRow) -> str:
    """Return what people call an agency."""
    return row.short or row.name


def is_late(row: RecordRow, field: str, today: str) -> bool:
    """Return whether a record's day has passed."""
    due = str(row.values.get(field) or "")
    return bool(due) and due < today
