"""Mode 3: the rounds, with what ends one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.tui.modes.round_end import Ending
from civtui.tui.modes.table import TableMode

if TYPE_CHECKING:
    from civtui.tui.desk import Desk


class Rounds(TableMode, Ending):
    """The rounds, newest first."""

    def round_here(self, desk: Desk) -> str | None:
        """Return the round under the cursor."""
        return desk.grid.current.id if desk.grid.current else None
