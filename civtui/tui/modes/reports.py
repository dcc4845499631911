"""Mode 8: reports, each in every format that plugins bring; files go to `out/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.tui.doing import does
from civtui.tui.modes.table import TableMode, write
from civtui.workspace.lists.machine import file_of

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Reports(TableMode):
    """What can be written, and in which format."""

    @does("open")
    def do_open(self, host: Host) -> None:
        """Write the report under the cursor."""
        row = host.grid.current
        if row is None:
            return
        one = self.found[row.id]
        write(host, one.format.id, file_of(self.here, one), one.round)
