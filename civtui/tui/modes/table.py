"""A list on the screen, as its declaration says (`civtui.tables`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.locale.width import width
from civtui.model.errors import CivtuiError
from civtui.model.text import Message
from civtui.tables import table_of
from civtui.tables.table import Column as Declared
from civtui.tui import pictures
from civtui.tui.beside import beside
from civtui.tui.keys.actions import BY_ID
from civtui.tui.looks import DIM, GOOD, MEANINGS, NOTE, Span, Spans, bar, line
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Choice, Mode
from civtui.tui.modes.begin import begin
from civtui.tui.modes.verb_form import Then
from civtui.tui.selecting import chosen_rows
from civtui.tui.ways import on_screen
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.files import reports
from civtui.workspace.files.reports import Section
from civtui.workspace.finding.query import Fields
from civtui.workspace.lists import cells
from civtui.workspace.lists.listing import Bar, Go, Lines, Listing, Picture, Said, Told
from civtui.workspace.lists.sections import section
from civtui.workspace.performing import performing
from civtui.workspace.reading.windows import Table as Long
from civtui.workspace.results.wording import Topic
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


# what a lead begins with that names a function, or an action of every mode
FUNCTION, LINK = "civtui.", "go_"


class TableMode(Mode):
    """A declared list; one that is more hands its rows function what it found (`about`).

    Args:
        name: of the list (see `tables.table_of`).
        of: id of the thing whose rows alone are shown, empty for all.
        text: the filter that it begins with.
    """

    def __init__(self, ws: Workspace, name: str, of: str = "", *, text: str = "") -> None:
        super().__init__(ws)
        self.text = self.opened_on = text
        self.about: Any = None
        self.table = table = table_of(name)
        self.of, self.agency = of, of if table.of == "agency" else ""
        self.here = Listing(ws, table, of)
        self.id, self.home, self.row_of, self.adds = table.id, table.home, table.row, table.adds
        self.layout, self.narrow, self.beside_from = (
            table.layout,
            table.narrow,
            table.beside_from,
        )
        self.found: dict[str, Any] = {}

    # --- what it shows ---

    @property
    def table_id(self) -> str:
        """Each list of several has columns of its own."""
        return self.table.name.replace("records:", "register:")

    def title(self) -> str:
        """Return what the list is called, and whose it is."""
        return cells.title(self.here)

    def filter_fields(self) -> Fields:
        """Return what its filter can name: what is declared, else its columns."""
        return cells.fields_of(self.here) or super().filter_fields()

    def load(self) -> None:
        """Read the records that the filter finds."""
        self.here = here = cells.listing(self.ws, self.table, self.of, self.about)
        self.shown = cells.columns_of(here)
        records, asked = here.records, here.asked
        if isinstance(records, Long):
            rows = self.window(records, self._row, asked or dict)
            self.rows, self.found = rows, rows.found
            return
        if asked is not None and (query := self.query()).terms:
            here.records = records = [one for one in records if query.matches(asked(one))]
        self.found = cells.by_key(here, records)
        self.rows = [self._row(one) for one in self.found.values()]

    def _row(self, record: Any) -> Row:
        here, shown = self.here, self.shown
        whole = cells.named(self.table.meaning)(here, record) if self.table.meaning else ""
        meanings = [whole or cells.meaning(here, one, record) for one in shown]
        texts = tuple(cells.cell(here, one, record) for one in shown)
        return Row(cells.key_of(here, record), texts, tuple(MEANINGS[one] for one in meanings))

    def columns(self) -> list[Column]:
        """Return the columns; one that may grow is as wide as its longest content."""
        return [
            Column(
                cells.worded(one.head),
                self._wide(place, one),
                one.align,
                one.id,
                one.least,
                one.drop,
            )
            for place, one in enumerate(self.shown)
        ]

    def _wide(self, place: int, one: Declared) -> int:
        if not one.most:
            return one.width
        return min(one.most, max([one.width, *(width(row.cells[place]) for row in self.rows)]))

    def pane(self, row: Row | None, cells_: int) -> list[Spans]:
        """Return the lines beside the grid."""
        table, record = self.table, self._record(row)
        lines = drawn(cells.named(table.notes)(self.here), cells_) if table.notes else []
        if record is None:
            return lines
        if table.pane:
            lines += drawn(cells.named(table.pane)(self.here, record), cells_)
        hint = [line(), *paragraph(t(table.hint), cells_, DIM)] if table.hint else []
        return [*lines, *hint]

    def _record(self, row: Row | None) -> Any:
        return self.found.get(row.id) if row is not None else None

    def empty(self) -> str:
        """Return what to do next where there is no row."""
        asked = self.table.empty
        if not asked or self.text:
            return super().empty()
        return render(cells.named(asked)(self.here)) if ":" in asked else t(asked)

    # --- what a row is, and where it leads ---

    def stands_for(self, row: Row) -> list[tuple[str, str]]:
        """Return what a row stands for."""
        if not self.table.stands:
            return super().stands_for(row)
        record = self._record(row)
        found: list[tuple[str, str]] = cells.named(self.table.stands)(self.here, record)
        return found if record is not None else []

    def called(self, row: Row) -> str:
        """Return what a row is called where its deeds are listed."""
        path = self.table.called
        return (
            render(cells.content(self.here, path, self.found[row.id]))
            if path
            else (super().called(row))
        )

    def list_deeds(self) -> list[Choice]:
        """Return what writes the list to a file, as it is filtered."""
        command = f"civtui export --table {self.table.name}"
        return [Choice(t("verbs/export.list-deed"), self._formats, command=command)]

    def _formats(self, host: Host) -> None:
        formats = reports.formats(self.ws)
        own = [Choice(f"{f.title} {f.extension}", partial(self._write, f)) for f in formats]
        host.pop()
        home, name = self.home or self.id, self.title()
        host.push(place(self.ws, "deeds", name=name, own=own, rows=(), home=home))

    def _write(self, chosen: reports.Format, host: Host) -> None:
        host.pop()
        listed = section(self.ws, self.table, self.of, self.text)
        parts = (self.table.name.replace(":", "-"), self.of, self.ws.today().isoformat())
        name = "-".join(filter(None, parts)) + chosen.extension
        write(host, chosen.id, name, listed=listed)

    def topics(self, host: Host) -> list[Topic]:
        """Return what the wording is asked of."""
        asked, record = self.table.topics, self._record(host.grid.current)
        if isinstance(asked, str):
            return list(cells.named(asked)(self.here, record)) if asked else []
        said = [one.format(record) for one in asked if record or "{" not in one]
        return [Topic(*one.split(":")) for one in said]

    def _lead(self, action: str) -> str:
        own = {"open": self.table.enter, "add": self.table.adds}
        return self.table.leads.get(action, own.get(action, ""))

    def deed(self, action: str) -> Callable[[Host], object] | None:
        """Return what an action does here: what is declared, or a method."""
        view, lead = self.table.views.get(action), self._lead(action)
        if view:
            return lambda host: go(host, Go(view))
        return super().deed(action) or ((lambda host: self._follow(host, lead)) if lead else None)

    def may(self, action: str) -> Callable[[Host], Message | None] | None:
        """Return what says why an action cannot be done: of one that stands for another, its."""
        lead = self._lead(action)
        other = BY_ID[lead] if lead.startswith(LINK) else None
        if bar := self.table.bars.get(action):
            return lambda host: cells.named(bar)(self.here, self._record(host.grid.current))
        return super().may(action) or ((lambda host: host.why_not(other)) if other else None)

    def _follow(self, host: Host, lead: str) -> None:
        record = self._record(host.grid.current)
        self.here.chosen = [self.found[r.id] for r in chosen_rows(host) if r.id in self.found]
        if lead.startswith(LINK):
            host.perform(BY_ID[lead])
        elif lead.startswith(FUNCTION):
            go(host, cells.named(lead)(self.here, record))
        elif "." in lead:
            go(host, Go(lead, given=self._given(lead, record)))
        elif record is not None:
            go(host, Go(lead, (cells.key_of(self.here, record),)))

    def _given(self, verb: str, record: Any) -> dict[str, Any]:
        field = performing.row_field(verb_of(verb))
        of = field is not None and field.catalogue == self.table.row and record is not None
        return {field.id: cells.key_of(self.here, record)} if of and field else {}


def go(host: Host, to: Go | Told | None) -> None:
    """Go where a key leads, or say why it leads nowhere."""
    if isinstance(to, Told):
        tell(host, to)
    elif to is None:
        return
    elif "." in to.to:
        begin(host, verb_of(to.to), to.given, then=to.then and _teller(to.then))
    elif to.home:
        host.switch(to.to, at=to.at)
    else:
        text = {"text": to.text} if to.text else {}
        host.push(place(host.ws, to.to, *to.of, **text), to.at)
    if isinstance(to, Go) and to.told:
        tell(host, to.told)


def _teller(then: Callable[[Answer], Told]) -> Then:
    """Return what shows what a verb has come to: the list anew, or where that is seen."""

    def done(host: Host, answer: Answer) -> None:
        told = then(answer)
        host.grid.unselect()
        if told.go:
            go(host, told.go)
        else:
            host.reload()
        if told.at:
            host.show_grid(told.at)
        tell(host, told)

    return done


def write(
    host: Host, format_: str, name: str, round_id: str = "", listed: Section | None = None
) -> None:
    """Write a report, or a list, to a file in `out/`, beside the session."""
    target = host.ws.dir / "out" / name
    target.parent.mkdir(exist_ok=True)
    host.say(t("tui.writing", file=name), NOTE)
    call = reports.export_call(host.ws, format_, target, round_id or None, listed)

    def written(answer: Path | CivtuiError) -> None:
        if isinstance(answer, CivtuiError):
            host.refuse(answer)
        else:
            host.say(t("cli_exchange.exported", file=answer), GOOD)

    beside(host, call, written)


def tell(host: Host, told: Told) -> None:
    """Say something in the status line."""
    host.say(render(told.text), MEANINGS[told.meaning])


def drawn(lines: Lines, cells_: int) -> list[Spans]:
    """Return the lines of a pane: a text alone is wrapped, several pieces stand in one line."""
    found: list[Spans] = []
    for one in lines:
        if isinstance(one, Said):
            found += paragraph(
                on_screen(render(one.text)), cells_, MEANINGS[one.meaning], one.indent
            )
        elif isinstance(one, Picture):
            found += getattr(pictures, one.name)(**one.figures, cells=cells_)
        else:
            pieces: Sequence[Said | Bar] = [one] if isinstance(one, Bar) else one
            found.append([_span(piece, cells_) for piece in pieces])
    return found


def _span(piece: Said | Bar, cells_: int) -> Span:
    if isinstance(piece, Said):
        return Span(render(piece.text), MEANINGS[piece.meaning])
    room = min(piece.most, cells_ - piece.beside)
    return Span(bar(piece.part, piece.whole, room), MEANINGS[piece.meaning])
