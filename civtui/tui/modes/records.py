"""The records of one register, of the city or of an agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.locale.width import width
from civtui.model.registers import Field, Register
from civtui.tui.looks import BOLD, DIM, PLAIN, WARN, Spans, line
from civtui.tui.modes.adding import add
from civtui.tui.modes.base import Mode
from civtui.tui.modes.begin import begin
from civtui.tui.modes.whose import name_of
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.verbs.registers import verb_id
from civtui.workspace import tables
from civtui.workspace.agencies import agency as find_agency
from civtui.workspace.building import registers
from civtui.workspace.building.catalogues import Catalogues
from civtui.workspace.due_records import late_by
from civtui.workspace.finding.fields import register_fields, register_record
from civtui.workspace.finding.query import Fields
from civtui.workspace.session import Workspace
from civtui.workspace.wording import Topic

if TYPE_CHECKING:
    from civtui.tui.host import Host

ASIDE = ("evidence", "note", "year")  # fields that a list leaves to the pane
SMALL = (*ASIDE, "version", "unit", "owner", "office", "revised-from")  # texts of a few characters
LEAST_TOLD = 20  # cells that the text of a record needs to be read
CHOSEN = 22  # cells of what is chosen from a list, where it is long


class Records(Mode):
    """The records of a register.

    Args:
        kind: the register.
        agency: only this agency's, None for all.
    """

    id = "records"
    filters = True
    beside_from = 100

    def __init__(self, ws: Workspace, kind: Register, agency: str | None = None) -> None:
        super().__init__(ws)
        self.kind, self.agency = kind, agency
        self.home, self.row_of = kind.mode, f"record:{kind.id}"

    @property
    def table_id(self) -> str:
        """Each register has columns of its own."""
        return f"records:{self.kind.id}"

    def title(self) -> str:
        """Return the register and whose it is."""
        return f"{render(self.kind.title)} · {name_of(self.ws, self.agency)}"

    def filter_fields(self) -> Fields:
        """Return the fields of the register."""
        return register_fields(self.kind)

    def load(self) -> None:
        """Read the records that the filter finds, the newest year first."""
        kind = self.kind
        self.once = Catalogues(self.ws)
        self.late = late_by(self.ws, kind)
        agency = find_agency(self.ws, self.agency).id if self.agency else None
        table = tables.records(self.ws, kind, agency, self._text)
        rows = self.window(
            table,
            self._row,
            lambda r: register_record(
                kind, r, self._said(r), registers.is_open(kind, r.values), self.late(r.id, r.values)
            ),
        )
        self.rows, self.found = rows, rows.found

    def _said(self, r: registers.RecordRow) -> dict[str, str]:
        """Return every field of a record as people read it."""
        return {f.id: self.once.told(f, r.values) for f in self.kind.fields}

    def _text(self, r: registers.RecordRow) -> str:
        late = t("finding.field-late") if self.late(r.id, r.values) else ""
        return f"{r.agency_name} {' '.join(self._said(r).values())} {r.id} {late}"

    def _row(self, r: registers.RecordRow) -> Row:
        said, wants = self._said(r), registers.is_open(self.kind, r.values)
        cells = (r.agency_name or "—", *(said[name] for name in self._heads()))
        return Row(r.id, cells, (BOLD, *([WARN if wants else PLAIN] * len(cells))))

    def _heads(self) -> list[str]:
        ids = [f.id for f in self.kind.fields if f.id not in ASIDE]
        state, due = self.kind.open[0], self.kind.due
        first = [i for i in ids if i != state][: 2 if state else 3]
        if state and due not in first:
            first = [first[0], due] if due else first
        heads = [*first, *([state] if state else [])]
        rest = [name for name in ids if name not in heads]
        told = self._widest()
        return [*heads, *([told] if told in rest else []), *(r for r in rest if r != told)]

    def _widest(self) -> str:
        """Return the field that says most: it takes the room that the others leave."""
        texts = [f for f in self.kind.fields if f.type == "text" and f.id not in SMALL]
        own = [f.id for f in texts if not f.catalogue]
        return (own or [f.id for f in texts] or [self.kind.fields[0].id])[0]

    def columns(self) -> list[Column]:
        """Return agency, the first fields, what says what is open, and as many more as fit."""
        heads = [field for name in self._heads() if (field := self.kind.field(name)) is not None]
        widest = self._widest()
        return [
            Column(t("tui.column-agency"), 10, "left", "agency"),
            *(
                Column(
                    render(f.title), 0 if f.id == widest else _cells(f), "left", f.id, LEAST_TOLD
                )
                for f in heads
            ),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return every field of the record, and how it came to be so."""
        if row is None:
            return []
        r = self.found[row.id]
        lines = paragraph(self.once.name_of(self.kind, r), cells, BOLD)
        for field in self.kind.fields:
            if field.id in r.values:
                text = self.once.told(field, r.values)
                lines += paragraph(f"{render(field.title)}  {text}", cells, indent=2)
        return [*lines, line(), *paragraph(t("tui.records-keys"), cells, DIM)]

    def do_open(self, desk: Host) -> None:
        """Change the record under the cursor."""
        row = desk.grid.current
        if row is not None:
            begin(desk, verb_of(verb_id(self.kind, "set")), {"record": row.id})

    def do_add(self, desk: Host) -> None:
        """Put a new record down."""
        add(desk, self.kind, self.agency)

    def topics(self, desk: Host) -> list[Topic]:
        """Return the rule that the register keeps."""
        return [Topic("register", self.kind.id)]


def _cells(field: Field) -> int:
    if field.catalogue:
        return CHOSEN
    choices = max((width(render(choice.title)) for choice in field.choices), default=0)
    usual = {"date": 10, "choice": 8, "count": 6, "percent": 7, "number": 8}.get(field.type, 14)
    return max(usual, min(choices, CHOSEN))
