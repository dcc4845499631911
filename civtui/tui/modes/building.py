"""Mode 5: the building year: the log, the registers, the boards over them, the signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.model.registers import ACTIVITY, REGISTERS, Register
from civtui.tui.beside import beside
from civtui.tui.looks import (
    BAD,
    BOLD,
    DIM,
    EMPTY,
    FULL,
    GOOD,
    HALF,
    NOTE,
    PLAIN,
    WARN,
    Span,
    Spans,
    line,
)  # fmt: skip
from civtui.tui.modes.base import Mode
from civtui.tui.modes.form import Form
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.tui.width import width
from civtui.workspace import activities, agencies
from civtui.workspace.building import boards, inbox, registers
from civtui.workspace.finding import matcher
from civtui.workspace.session import Workspace
from civtui.workspace.signals import SignalRow, signal_call

if TYPE_CHECKING:
    from civtui.tui.desk import Desk

MONTHS = 12
NEWEST = 40
WIDEST = 30
TONES = {"good": GOOD, "warn": WARN, "bad": BAD}


class Building(Mode):
    """The building log: a heat map of the year, agency by agency."""

    id = "building"
    filters = True

    def load(self) -> None:
        """Read the log by agency and month."""
        year = self.ws.today().year
        self.months = [f"{year}-{month:02d}" for month in range(1, MONTHS + 1)]
        counts = activities.months(self.ws)
        test = matcher(self.text)
        self.found = {
            a.id: a
            for a in agencies.agency_rows(self.ws)
            if not self.text or test(f"{a.name} {a.short} {a.sector}")
        }
        self.rows = []
        rows = []
        for a in self.found.values():
            by_month = counts.get(a.id, {})
            heat = "".join(_heat(by_month.get(month, 0)) for month in self.months)
            total = sum(by_month.get(month, 0) for month in self.months)
            newest = max((m for m in self.months if by_month.get(m)), default="")
            style = BAD if not total else WARN if total <= 2 else GOOD
            rows.append(
                Row(
                    a.id,
                    (a.short or a.name, heat, str(total), newest[5:]),
                    (BOLD, style, style, DIM),
                )
            )
        self.rows = rows

    def do_open(self, desk: Desk) -> None:
        """Show the agency's registers and boards."""
        row = desk.grid.current
        if row is not None:
            desk.push(Registers(self.ws, row.id))

    def do_registers(self, desk: Desk) -> None:
        """Show the registers and boards of the whole city."""
        desk.push(Registers(self.ws))

    def do_add(self, desk: Desk) -> None:
        """Record an activity of the agency under the cursor."""
        row = desk.grid.current
        if row is not None:
            desk.push(activity_form(self.ws, row.id))

    def columns(self) -> list[Column]:
        """Return name, twelve months, total, newest month."""
        return [
            Column(t("tui.column-agency"), 0),
            Column(t("tui.column-heat"), MONTHS),
            Column(t("tui.column-count"), 4, "right"),
            Column(t("tui.column-newest"), 4, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the agency's newest activities."""
        if row is None:
            return []
        lines = paragraph(self.found[row.id].name, cells, BOLD)
        for a in activities.activity_rows(self.ws, row.id, NEWEST):
            lines.append([Span(f"{a.held[5:]} ", DIM), Span(a.title)])
            place = "  ".join(part for part in (a.venue, f"{a.people or ''}") if part)
            marks = [t("building.pieces", count=len(a.evidence))] if a.evidence else []
            marks += [t("tui.serves", count=len(a.items))] if a.items else []
            lines.append(line(f"      {'  '.join([place, *marks]).strip()}", DIM))
        if len(lines) == 1:
            lines += [line(), line(t("tui.no-activity"), WARN)]
        return [*lines, line(), *paragraph(t("tui.building-keys"), cells, DIM)]


def _heat(count: int) -> str:
    return EMPTY if not count else HALF if count < 2 else FULL


def _name_of(ws: Workspace, agency: str | None) -> str:
    if agency is None:
        return t("tui.whole-city")
    found = agencies.agency(ws, agency)
    return found.short or found.name


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
        return f"{t('tui.registers')} · {_name_of(self.ws, self.agency)}"

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

    def do_open(self, desk: Desk) -> None:
        """Open the register or the board."""
        row = desk.grid.current
        if row is not None:
            desk.push(opened(self.ws, row.id, self.agency))

    def do_add(self, desk: Desk) -> None:
        """Put a record down in the register under the cursor."""
        row = desk.grid.current
        kind, _, name = row.id.partition(":") if row else ("", "", "")
        if kind == "register":
            desk.push(record_form(self.ws, REGISTERS[name], self.agency))
        else:
            desk.say(t("tui.board-takes-none"), WARN)


BOARDS = {
    "building": tuple(name for name in boards.BOARDS if name != "spread"),
    "culture": ("spread",),
}


def opened(ws: Workspace, id_: str, agency: str | None = None) -> Mode:
    """Return the screen of a row of `Registers`."""
    kind, _, name = id_.partition(":")
    if kind == "register":
        return Records(ws, REGISTERS[name], agency)
    return BoardView(ws, name, agency) if kind == "board" else Signals(ws, agency)


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
        self.home = kind.mode

    def title(self) -> str:
        """Return the register and whose it is."""
        return f"{render(self.kind.title)} · {_name_of(self.ws, self.agency)}"

    def load(self) -> None:
        """Read the records that the filter finds, the newest year first."""
        test = matcher(self.text)
        found = registers.record_rows(self.ws, self.kind.id, self.agency)
        titles = {f.id: registers.titles_of(self.ws, f) for f in self.kind.fields if f.catalogue}
        self.found: dict[str, registers.RecordRow] = {}
        rows = []
        for r in sorted(found, key=lambda r: -(r.year or 0)):
            said = {
                f.id: registers.shown(self.ws, f, r.values.get(f.id), titles.get(f.id))
                for f in self.kind.fields
            }
            if self.text and not test(f"{r.agency_name} {' '.join(said.values())}"):
                continue
            self.found[r.id] = r
            wants = registers.is_open(self.kind, r.values)
            cells = (r.agency_name or "—", *(said[name] for name in self._heads()))
            rows.append(Row(r.id, cells, (BOLD, *([WARN if wants else PLAIN] * len(cells)))))
        self.said = titles
        self.rows = rows

    def _heads(self) -> list[str]:
        skip = ("evidence", "note", "year")
        ids = [f.id for f in self.kind.fields if f.id not in skip]
        state = self.kind.open[0]
        first = [i for i in ids if i != state][: 2 if state else 3]
        return [*first, *([state] if state else [])]

    def columns(self) -> list[Column]:
        """Return agency, the first fields, and the field that says what is open."""
        heads = [field for name in self._heads() if (field := self.kind.field(name)) is not None]
        texts = [f.id for f in heads if f.type == "text" and not f.catalogue]
        widest = texts[0] if texts else heads[0].id
        return [
            Column(t("tui.column-agency"), 10),
            *(Column(render(f.title), 0 if f.id == widest else _cells(f.type)) for f in heads),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return every field of the record, and how it came to be so."""
        if row is None:
            return []
        r = self.found[row.id]
        lines = paragraph(f"{r.agency_name} {r.id}".strip(), cells, BOLD)
        for field in self.kind.fields:
            if field.id in r.values:
                text = registers.shown(self.ws, field, r.values[field.id], self.said.get(field.id))
                lines += paragraph(f"{render(field.title)}  {text}", cells, indent=2)
        return [*lines, line(), *paragraph(t("tui.records-keys"), cells, DIM)]

    def do_open(self, desk: Desk) -> None:
        """Change the record under the cursor."""
        row = desk.grid.current
        if row is not None:
            r = self.found[row.id]
            desk.push(record_form(self.ws, self.kind, r.agency or None, r))

    def do_add(self, desk: Desk) -> None:
        """Put a new record down."""
        desk.push(record_form(self.ws, self.kind, self.agency))


def _cells(kind: str) -> int:
    return {"date": 10, "choice": 8, "count": 6, "percent": 7, "number": 8}.get(kind, 14)


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

    def title(self) -> str:
        """Return the board and whose it is."""
        return f"{t(f'building.board-{self.name}')} · {_name_of(self.ws, self.agency)}"

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
        kind, _, id_ = name.partition(":")
        if kind == "institution" and id_:
            found = next(i for i in self.ws.profile().institution if i.id == id_)
            return found.title.zh[:2] if t("common.joint") == "；" else id_[:6]
        return t(f"building.column-{name}")

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the row in full, and what the board comes to."""
        lines: list[Spans] = []
        for note in self.board.notes:
            lines += paragraph(render(note), cells, NOTE)
        if row is not None:
            lines += paragraph("  ".join(cell for cell in row.cells if cell), cells)
        return lines


class Signals(Mode):
    """What the warning signals say; one that cannot be looked for reads "not checked".

    Args:
        agency: only this agency, None for all.
    """

    id = "signals"
    home = "building"
    layout = "below"

    def __init__(self, ws: Workspace, agency: str | None = None) -> None:
        super().__init__(ws)
        self.agency = agency
        self.found: list[SignalRow] | None = None
        self.asked = False

    def title(self) -> str:
        """Return whose signals they are."""
        return f"{t('tui.signals')} · {_name_of(self.ws, self.agency)}"

    def load(self) -> None:
        """Prepare what to ask; show what was said."""
        if self.found is None:
            self.call = signal_call(self.ws, self.agency)
            return
        self.rows = [
            Row(
                f"{s.signal} {s.agency}",
                (t(f"tui.signal-{s.state}"), s.agency_name, render(s.title), _said(s)),
                (BAD if s.state == "warning" else DIM, BOLD, NOTE),
            )
            for s in sorted(self.found, key=lambda s: s.state != "warning")
            if s.state != "clear"
        ]

    def empty(self) -> str:
        """Return that nothing is seen, or that it is being looked for."""
        return t("tui.working") if self.found is None else t("tui.no-warning")

    def moved(self, desk: Desk) -> None:
        """Ask, once, beside the session."""
        if not self.asked:
            self.asked = True
            beside(desk, self.call, lambda answer: self._told(desk, answer))

    def _told(self, desk: Desk, answer: list[SignalRow] | CivtuiError) -> None:
        if isinstance(answer, CivtuiError):
            desk.refuse(answer)
            return
        self.found = answer
        if desk.mode is self:
            desk.reload()

    def columns(self) -> list[Column]:
        """Return state, agency, signal, what is seen."""
        return [
            Column(t("tui.column-state"), 8),
            Column(t("tui.column-agency"), 10),
            Column(t("tui.column-signal"), 16),
            Column(t("tui.column-seen"), 0),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return what was seen, in full."""
        return paragraph(row.cells[3], cells) if row else []


def _said(signal: SignalRow) -> str:
    return signal.text or (render(signal.reason) if signal.reason else "")


def activity_form(ws: Workspace, agency: str) -> Form:
    """Return the form for one activity of an agency: pictures and items are chosen by number."""
    items = activities.standard_items(ws)
    files = inbox.files(ws)
    options = {
        "items": [*items.items()],
        "evidence": [(str(path), path.name) for path in files],
    }

    def store(desk: Desk, values: dict[str, Any]) -> None:
        row = activities.log_activity(
            ws,
            agency,
            str(values.get("title", "")),
            on=registers.typed_day(ACTIVITY, values.get("on")),
            kind=str(values.get("kind", "other")),
            venue=str(values.get("venue", "")),
            people=registers.typed_count(ACTIVITY, values.get("people")),
            leaders=str(values.get("leaders", "")),
            evidence=values.get("evidence", ()),
            items=values.get("items", ()),
        )
        desk.pop()
        desk.say(t("tui.activity-stored", title=row.title, pieces=len(row.evidence),
                   items=len(row.items)), GOOD)  # fmt: skip

    name = f"{render(ACTIVITY.title)} · {_name_of(ws, agency)}"
    return Form(ws, name, ACTIVITY.fields, store, options=options, several=("items", "evidence"))


def record_form(
    ws: Workspace, kind: Register, agency: str | None, before: registers.RecordRow | None = None
) -> Form:
    """Return the form of a record, new or to be changed.

    Args:
        agency: whose; None asks for it first, where the register is the agencies'.
        before: the record to change.
    """
    whose = kind.whose == "agency" and agency is None
    fields = [*([registers.WHOSE] if whose else []), *kind.fields]
    options: dict[str, Any] = {
        field.id: [(id_, render(title)) for id_, title in found.items()]
        for field in kind.fields
        if field.catalogue and (found := registers.catalogue(ws, field, agency))
    }
    if kind.field("evidence"):
        options["evidence"] = [(str(path), path.name) for path in inbox.files(ws)]

    def store(desk: Desk, values: dict[str, Any]) -> None:
        owner = str(values.pop("agency", "")) if whose else agency
        if isinstance(values.get("items"), list):
            values["items"] = ",".join(values["items"])
        row = inbox.stored(ws, kind, owner, values, before.id if before else None)
        desk.pop()
        desk.say(t("tui.record-stored", id=row.id), GOOD)

    title = f"{render(kind.title)} · {_name_of(ws, agency)}"
    values = {**before.values} if before else {}
    if not before and kind.field("year"):
        values["year"] = str(ws.today().year)
    made = Form(
        ws, title, fields, store, options=options, several=("evidence", "items"), values=values,
        home=kind.mode, at_once=before is None,
    )  # fmt: skip
    return made
