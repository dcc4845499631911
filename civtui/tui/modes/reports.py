"""Mode 8: reports, each in every format that plugins bring; files go to `out/`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.errors import CivtuiError
from civtui.tui.beside import beside
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace import reports, rounds

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Reports(Mode):
    """What can be written, and in which format."""

    id = "reports"
    row_of = "format"
    beside_from = 100

    def load(self) -> None:
        """List the city's report and one a round, in each format."""
        formats = reports.formats(self.ws)
        subjects = [("", t("tui.report-city"))]
        subjects += [(r.id, r.name) for r in rounds.round_rows(self.ws)]
        self.found = {
            f"{f.id}|{round_id}": (f, round_id, name)
            for round_id, name in subjects
            for f in formats
        }
        self.rows = [
            Row(id_, (name, f.title, f.extension), (BOLD, NOTE, DIM))
            for id_, (f, _, name) in self.found.items()
        ]

    def columns(self) -> list[Column]:
        """Return report, format, file ending."""
        return [
            Column(t("tui.column-report"), 0),
            Column(t("tui.column-format"), 14),
            Column("", 6),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return where the file goes and who writes it."""
        if row is None:
            return []
        chosen, round_id, name = self.found[row.id]
        return [
            *paragraph(name, cells, BOLD),
            line(chosen.title, NOTE),
            line(f"{chosen.plugin} {chosen.version}", DIM),
            line(),
            *paragraph(f"out/{self._file(chosen, round_id)}", cells),
            line(),
            *paragraph(t("tui.report-keys"), cells, DIM),
        ]

    def stands_for(self, row: Row) -> list[tuple[str, str]]:
        """Return the format of a row, and its round where it is on one."""
        chosen, round_id, _ = self.found[row.id]
        return [("format", chosen.id), *([("round", round_id)] if round_id else [])]

    def _file(self, chosen: reports.Format, round_id: str) -> str:
        return f"{round_id or 'city'}-{self.ws.today().isoformat()}{chosen.extension}"

    def do_open(self, desk: Host) -> None:
        """Write the report under the cursor."""
        row = desk.grid.current
        if row is None:
            return
        chosen, round_id, _ = self.found[row.id]
        folder = self.ws.dir / "out"
        folder.mkdir(exist_ok=True)
        target = folder / self._file(chosen, round_id)
        desk.say(t("tui.writing", file=target.name), NOTE)
        write = reports.export_call(self.ws, chosen.id, target, round_id or None)
        beside(desk, write, lambda answer: _written(desk, answer))


def _written(desk: Host, answer: Path | CivtuiError) -> None:
    if isinstance(answer, CivtuiError):
        desk.refuse(answer)
    else:
        desk.say(t("cli_exchange.exported", file=answer), GOOD)
