"""Modes 5 and 6: the registers with their records, and the boards over them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.locale.width import fit, width
from civtui.model.registers import REGISTERS
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, PLAIN, WARN, Spans, line
from civtui.tui.modes.adding import ROWS_OF, add_to
from civtui.tui.modes.base import Mode
from civtui.tui.modes.whose import name_of
from civtui.tui.places import place
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.building import boards, registers
from civtui.workspace.due_records import ON_BOARD
from civtui.workspace.finding.fields import YES_NO
from civtui.workspace.session import Workspace
from civtui.workspace.wording import Topic

if TYPE_CHECKING:
    from civtui.tui.host import Host

WIDEST = 30
HEAD = 8  # cells of a head that is a name
TONES = {"good": GOOD, "warn": WARN, "bad": BAD}


class Registers(Mode):
    """The registers and boards, of the city or of one agency, each with what it still wants.

    Args:
        agency: id of the agency, None for all.
        mode: the digit's mode whose registers are shown.
    """

    id = "registers"

    def __init__(self, ws: Workspace, agency: str | None = None, mode: str = "building") -> None:
        super().__init__(ws)
        self.agency, self.of = agency, mode
        self.home = mode

    def title(self) -> str:
        """Return whose registers they are."""
        return f"{t('tui.registers')} · {name_of(self.ws, self.agency)}"

    def load(self) -> None:
        """Count records, and what still wants something."""
        year = self.ws.today().year
        self.rows, rows = [], []
        for kind in REGISTERS.values():
            if kind.mode != self.of:
                continue
            when = None if kind.rolls == "stay" else year
            own = registers.record_rows(self.ws, kind.id, self.agency, year=when)
            wants = sum(registers.is_open(kind, row.values) for row in own)
            cells = (render(kind.title), str(len(own)), str(wants or ""))
            rows.append(Row(f"register:{kind.id}", cells, (BOLD, DIM, WARN)))
        for name in BOARDS[self.of]:
            title = t(f"building.board-{name}")
            rows.append(Row(f"board:{name}", (title, t("tui.a-board"), ""), (NOTE, DIM)))
        if self.of == "building":
            rows.append(Row("log:", (t("grid.log"), "", ""), (BOLD, DIM)))
            if self.agency is None:
                rows.append(Row("inbox:", (t("inbox.title"), "", ""), (BOLD, DIM)))
            rows.append(Row("signals:", (t("tui.signals"), t("tui.a-board"), ""), (NOTE, DIM)))
        self.rows = rows

    def columns(self) -> list[Column]:
        """Return register, records, open ones."""
        return [
            Column(t("tui.column-register"), 0),
            Column(t("tui.column-records"), 7, "right"),
            Column(t("tui.column-open"), 6, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the rule's wording, and how to go on."""
        if row is None:
            return []
        kind, _, name = row.id.partition(":")
        lines = paragraph(row.cells[0], cells, BOLD)
        if kind == "register":
            lines += [line(), *paragraph(render(REGISTERS[name].wording), cells)]
        return [*lines, line(), *paragraph(t("tui.registers-keys"), cells, DIM)]

    def do_open(self, desk: Host) -> None:
        """Open the register or the board."""
        row = desk.grid.current
        if row is not None:
            desk.push(kept(self.ws, row.id, self.agency))

    def do_add(self, desk: Host) -> None:
        """Put a record down in the register under the cursor."""
        row = desk.grid.current
        if row is not None:
            add_to(desk, row.id, self.agency)

    def topics(self, desk: Host) -> list[Topic]:
        """Return the rule that the register keeps."""
        row = desk.grid.current
        kind, _, name = row.id.partition(":") if row else ("", "", "")
        return [Topic("register", name)] if kind == "register" else []


def register_of(board: str) -> str:
    """Return the register whose records are the rows of a board, empty where they are not."""
    kind, _, name = ROWS_OF.get(board, "").partition(":")
    return name if kind == "record" else ""


BOARDS = {
    "building": tuple(name for name in boards.BOARDS if name != "spread"),
    "culture": ("spread",),
}


def kept(ws: Workspace, row: str, agency: str | None = None) -> Mode:
    """Return the screen of a row of `Registers`."""
    kind, _, name = row.partition(":")
    if kind == "register":
        return place(ws, "records", kind=REGISTERS[name], agency=agency)
    if kind == "board":
        return BoardView(ws, name, agency)
    if kind == "log":
        return place(ws, "log", agency=agency)
    return place(ws, "inbox") if kind == "inbox" else place(ws, "signals", agency=agency)


def due_of(ws: Workspace, register: str, on: date) -> Mode:
    """Return the screen with what a line of what is due counts: the late records, or a day's.

    Args:
        on: the day of the line; of a past one, all that is late.
    """
    kind = REGISTERS[register]
    if on < ws.today() and register in ON_BOARD:
        board, state = ON_BOARD[register]
        view = BoardView(ws, board)
        said = t(f"building.{state}")
        view.text = view.opened_on = f'{t("building.column-state")}:"{said}"'
        return view
    mode = place(ws, "records", kind=kind)
    own = f" open:{YES_NO[0].id}" if kind.open[0] else ""
    late = on < ws.today()
    mode.text = mode.opened_on = (
        f"late:{YES_NO[0].id}" if late else f"{kind.due}:{on.isoformat()}{own}"
    )
    return mode


class BoardView(Mode):
    """A board: a table over the registers.

    Args:
        name: of the board.
        agency: only this agency's part, None for all.
    """

    id = "board"
    layout = "below"

    def __init__(self, ws: Workspace, name: str, agency: str | None = None) -> None:
        super().__init__(ws)
        self.name, self.agency = name, agency
        self.home = "culture" if name == "spread" else "building"
        self.row_of = ROWS_OF.get(name, "")
        if name in ("chart", "dossier", "organs") and agency:
            self.row_of = ""  # duties of the catalogue, parts of the dossier, organizations

    @property
    def table_id(self) -> str:
        """Each board has columns of its own."""
        return f"board:{self.name}"

    def title(self) -> str:
        """Return the board and whose it is."""
        return f"{t(f'building.board-{self.name}')} · {name_of(self.ws, self.agency)}"

    def load(self) -> None:
        """Make the board."""
        self.board = boards.board(self.ws, self.name, self.agency)
        self.cells = [[render(cell) for cell in row.cells] for row in self.board.rows]
        self.rows = [
            Row(row.id, tuple(cells), (TONES.get(row.tone, PLAIN),) * len(cells))
            for row, cells in zip(self.board.rows, self.cells, strict=True)
        ]

    def columns(self) -> list[Column]:
        """Return the board's columns, the widest one taking what is left."""
        heads = [self._head(name) for name in self.board.columns]
        widths = [
            min(WIDEST, max([width(head), *(width(cells[place]) for cells in self.cells)]))
            for place, head in enumerate(heads)
        ]
        widest = widths.index(max(widths)) if widths else 0
        return [
            Column(head, 0 if place == widest else wide)
            for place, (head, wide) in enumerate(zip(heads, widths, strict=True))
        ]

    def _head(self, name: str) -> str:
        """Return a column's head; a name that data bring is cut, the pane has it in full."""
        head = self.board.head(name)
        return fit(head, HEAD).rstrip() if name in self.board.heads else head

    def empty(self) -> str:
        """Return how to go on: by the first record, where the board takes one."""
        if self.text or register_of(self.name):
            return super().empty()
        return t("tui.empty-board-made")

    def do_add(self, desk: Host) -> None:
        """Put a record down in the register that the board is made of."""
        add_to(desk, f"board:{self.name}", self.agency)

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the row in full, and what the board comes to."""
        lines: list[Spans] = []
        for note in self.board.notes:
            lines += paragraph(render(note), cells, NOTE)
        if row is not None:
            said = [
                f"{render(self.board.heads[name])} {cell}" if name in self.board.heads else cell
                for name, cell in zip(self.board.columns, row.cells, strict=True)
                if cell
            ]
            lines += paragraph("  ".join(said), cells)
        return lines
