"""Mode 6: the culture programs that plugins bring; their views are data that the host draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.model.registers import REGISTERS
from civtui.tui.beside import beside
from civtui.tui.doing import does
from civtui.tui.fitting import refusal
from civtui.tui.looks import BAD, BOLD, DIM, NOTE, WARN, Spans, line
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Choice, Mode
from civtui.tui.modes.culture_entry import Entrant, entry_form, first_form
from civtui.tui.modes.table import go
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.agencies import agencies
from civtui.workspace.building import culture
from civtui.workspace.building.records import record_rows
from civtui.workspace.lists.registers import add_to, place_of
from civtui.workspace.plugins.views import text_lines
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host

# rows of what the core keeps of culture, beside the plugins' programs
OWN = ("register:", "board:")
# what a plugin made of a view: nothing yet, the view, or why there is none
Made = dict[str, Any] | CivtuiError | None


class Culture(Mode):
    """Who takes part in which program."""

    id = "culture"
    beside_from = 100

    def load(self) -> None:
        """Read programs and who takes part, whether or not the plugin is here."""
        self.programs = {p.id: p for p in culture.programs(self.ws)}
        names = {a.id: a.short or a.name for a in agencies.agency_rows(self.ws)}
        self.rows = []
        rows = []
        taking = culture.participations(self.ws)
        for p in taking:
            known = self.programs.get(p.program)
            title = render(known.record.title) if known else p.program
            state = "" if known else t("tui.plugin-missing")
            rows.append(
                Row(
                    f"{p.program}|{p.agency}",
                    (title, names.get(p.agency, p.agency), str(p.entries), p.newest[2:], state),
                    (BOLD, NOTE, DIM, DIM, BAD),
                )
            )
        idle = [id_ for id_ in self.programs if id_ not in {p.program for p in taking}]
        rows += [
            Row(f"{id_}|", (render(self.programs[id_].record.title), "—", "0", "", ""))
            for id_ in idle
        ]
        for kind in REGISTERS.values():
            if kind.mode == self.id:
                own = record_rows(self.ws, kind.id)
                newest = max((row.day for row in own), default="")[2:]
                cells = (render(kind.title), "—", str(len(own)), newest, "")
                rows.append(Row(f"register:{kind.id}", cells, (BOLD, DIM, DIM, DIM)))
        rows.append(Row("board:spread", (t("building.board-spread"), "—", "", "", ""), (BOLD,)))
        self.rows = rows

    def stands_for(self, row: Row) -> list[tuple[str, str]]:
        """Return the agency that takes part."""
        agency = row.id.partition("|")[2]
        return [("agency", agency)] if agency else []

    def columns(self) -> list[Column]:
        """Return program, agency, entries, newest entry."""
        return [
            Column(t("tui.column-program"), 0),
            Column(t("tui.column-agency"), 10),
            Column(t("tui.column-records"), 7, "right"),
            Column(t("tui.column-newest"), 8),
            Column("", 6),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return what the program is, and how to go on."""
        if row is None:
            return []
        if row.id.startswith(OWN):
            kind = REGISTERS.get(row.id.partition(":")[2], REGISTERS["exemplar"])
            wording = paragraph(render(kind.wording), cells)
            return [*paragraph(row.cells[0], cells, BOLD), line(), *wording]
        program = self.programs.get(row.id.partition("|")[0])
        if program is None:
            id_ = row.id.partition("|")[0]
            return [
                *paragraph(id_, cells, BOLD),
                *paragraph(t("tui.program-absent", plugin=id_.partition(":")[0]), cells, WARN),
            ]
        lines = [
            *paragraph(render(program.record.title), cells, BOLD),
            line(t("tui.by-plugin", plugin=program.plugin, version=program.version), DIM),
            line(),
        ]
        lines += [line(f"· {render(view.title)}") for view in program.record.views]
        return [*lines, line(), *paragraph(t("tui.culture-keys"), cells, DIM)]

    @does("score")
    def do_score(self, host: Host) -> None:
        """Show the agency's culture score, and what the signals say of it."""
        agency = host.grid.current.id.partition("|")[2] if host.grid.current else ""
        if agency:
            host.push(place(self.ws, "score", agency=agency))
        else:
            host.say(t("tui.program-idle"), WARN)

    @does("add")
    def do_add(self, host: Host) -> None:
        """Enter something in the program under the cursor, or put a record in the register."""
        row = host.grid.current
        if row is None:
            return
        if row.id.startswith(OWN):
            go(host, add_to(row.id))
            return
        id_, _, agency = row.id.partition("|")
        program = self.programs.get(id_)
        if program is None:
            host.say(t("tui.program-absent", plugin=id_.partition(":")[0]), WARN)
        elif agency:
            first_form(host, program, agency)
        else:
            host.push(Entrant(self.ws, program))

    def row_deeds(self, host: Host, row: Row) -> list[Choice]:
        """Return what lets another agency enter something in the program of the row."""
        program = self.programs.get(row.id.partition("|")[0])
        if program is None:
            return []

        def do(host: Host) -> None:
            host.pop()
            host.push(Entrant(self.ws, program))

        return [Choice(t("tui.program-another"), do)]

    @does("open")
    def do_open(self, host: Host) -> None:
        """Go to the agency's program."""
        row = host.grid.current
        if row is None:
            return
        if row.id.startswith(OWN):
            go(host, place_of(row.id))
            return
        program, _, agency = row.id.partition("|")
        if program not in self.programs:
            host.say(t("tui.program-absent", plugin=program.partition(":")[0]), WARN)
        elif not agency:
            host.say(t("tui.program-idle"), WARN)
        else:
            host.push(Program(self.ws, self.programs[program], agency))


class Program(Mode):
    """One agency's program: its views to choose from, drawn beside.

    Args:
        program: the contribution (see `Host.programs`).
        agency: the agency's id.
    """

    id = "program"
    home = "culture"

    def __init__(self, ws: Workspace, program: Any, agency: str) -> None:
        super().__init__(ws)
        self.program, self.agency = program, agency
        self.made: dict[str, Made] = {}
        self.wanted = ""  # the view that Enter was pressed on before it was made

    def title(self) -> str:
        """Return the program and the agency."""
        return f"{render(self.program.record.title)} · {agencies.agency(self.ws, self.agency).name}"

    def load(self) -> None:
        """List the program's views and forms, and what was entered, the newest first."""
        self.made = {}
        record = self.program.record
        self.entries = {
            one.id: one for one in culture.entries(self.ws, self.program.id, self.agency)
        }
        self.rows = [
            *(
                Row(f"view:{v.id}", (render(v.title), t("tui.a-view")), (BOLD, DIM))
                for v in record.views
            ),
            *(
                Row(f"form:{f.id}", (render(f.title), t("tui.a-form")), (BOLD, NOTE))
                for f in record.forms
            ),
            *(
                Row(f"entry:{e.id}", (self._told(e), t("tui.an-entry")), (NOTE, DIM))
                for e in reversed(self.entries.values())
            ),
        ]

    def called(self, row: Row) -> str:
        """Return the program: it is what something is entered in, wherever the cursor stands."""
        return render(self.program.record.title)

    def _told(self, entry: culture.Entry) -> str:
        """Return an entry in one line."""
        said = culture.told(self.program, entry.form, entry.values)
        return "  ".join(value for _, value in said) or entry.id

    def columns(self) -> list[Column]:
        """Return the view's name and its kind."""
        return [Column(t("tui.column-view"), 0), Column(t("tui.column-kind"), 6)]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the view as the plugin's worker makes it; a failing plugin is named."""
        if row is None:
            return []
        if row.id.startswith("form:"):
            return paragraph(t("tui.form-keys"), cells, DIM)
        if row.id.startswith("entry:"):
            return self._entry(self.entries[row.id[6:]], cells)
        return _drawn(self.made.get(row.id), cells)

    def _entry(self, entry: culture.Entry, cells: int) -> list[Spans]:
        """Return an entry field by field, and what can be done with it."""
        titles = {form.id: render(form.title) for form in self.program.record.forms}
        lines = paragraph(titles.get(entry.form, entry.form), cells, BOLD)
        for title, value in culture.told(self.program, entry.form, entry.values):
            lines += paragraph(f"{title}  {value}", cells)
        keys = t("tui.entry-keys", entry=entry.id, on=entry.entered)
        return [*lines, line(), *paragraph(keys, cells, DIM)]

    def moved(self, host: Host) -> None:
        """Have the view under the cursor made, beside the session; a failing plugin is named."""
        row = host.grid.current
        if row is None or row.id != self.wanted:
            self.wanted = ""
        if row is None or row.id in self.made or not row.id.startswith("view:"):
            return
        self.made[row.id] = None
        made = self.made
        call = culture.view_call(self.ws, self.program.id, self.agency, row.id[5:])

        def drawn(answer: dict[str, Any] | CivtuiError) -> None:
            made[row.id] = answer
            host.show_pane()
            wanted, now = self.wanted == row.id, host.grid.current
            if wanted and host.mode is self and now is not None and now.id == row.id:
                self.do_open(host)

        beside(host, call, drawn)

    @does("open")
    def do_open(self, host: Host) -> None:
        """Open the form under the cursor, or show the view on the whole screen."""
        row = host.grid.current
        if row is None:
            return
        if row.id.startswith("form:"):
            host.push(entry_form(self.ws, self.program, self.agency, row.id[5:]))
        elif row.id.startswith("entry:"):
            self._correct(host, self.entries[row.id[6:]])
        elif self.made.get(row.id) is None:
            self.wanted = row.id  # it opens once it is made
        else:
            self.wanted = ""
            host.push(OneView(self.ws, self.title(), row.cells[0], self.made[row.id]))

    def _correct(self, host: Host, entry: culture.Entry) -> None:
        """Open an entry in its form, or say that the plugin does not bring the form any more."""
        if culture.fields_of(self.program, entry.form):
            host.push(entry_form(self.ws, self.program, self.agency, entry.form, entry))
        else:
            host.say(t("tui.entry-form-gone", form=entry.form), WARN)

    @does("add")
    def do_add(self, host: Host) -> None:
        """Open the program's first form."""
        first_form(host, self.program, self.agency)


def _drawn(made: Made, cells: int) -> list[Spans]:
    if made is None:
        return [line(t("tui.working"), NOTE)]
    if isinstance(made, CivtuiError):
        return paragraph(refusal(made), cells, BAD)
    stamp = made.get("stamp") or {}
    lines = [line(text) for text in text_lines(made, cells)]
    if not stamp:
        return lines
    foot = t("tui.by-plugin", plugin=stamp["plugin"], version=stamp["version"])
    return [*lines, line(), line(f"{foot}  {stamp['sha256'][:8]}", DIM)]


class OneView(Mode):
    """One view on the whole screen.

    Args:
        of: the program and the agency.
        name: the view's title.
        made: what the plugin made of it.
    """

    id = "view"
    home = "culture"
    layout = "alone"

    def __init__(self, ws: Workspace, of: str, name: str, made: Made) -> None:
        super().__init__(ws)
        self.of, self.name, self.made = of, name, made

    def title(self) -> str:
        """Return program, agency and view."""
        return f"{self.of} · {self.name}"

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the view, as wide as the screen."""
        return _drawn(self.made, cells)
