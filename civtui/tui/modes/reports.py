"""Mode 8: reports, each in every format that plugins bring; files go to `out/`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.errors import CivtuiError
from civtui.tui.beside import beside
from civtui.tui.looks import GOOD, NOTE
from civtui.tui.modes.table import TableMode
from civtui.workspace import reports
from civtui.workspace.lists.machine import file_of

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Reports(TableMode):
    """What can be written, and in which format."""

    def do_open(self, desk: Host) -> None:
        """Write the report under the cursor."""
        row = desk.grid.current
        if row is None:
            return
        one = self.found[row.id]
        folder = self.ws.dir / "out"
        folder.mkdir(exist_ok=True)
        target = folder / file_of(self.here, one)
        desk.say(t("tui.writing", file=target.name), NOTE)
        write = reports.export_call(self.ws, one.format.id, target, one.round or None)
        beside(desk, write, lambda answer: _written(desk, answer))


def _written(desk: Host, answer: Path | CivtuiError) -> None:
    if isinstance(answer, CivtuiError):
        desk.refuse(answer)
    else:
        desk.say(t("cli_exchange.exported", file=answer), GOOD)
