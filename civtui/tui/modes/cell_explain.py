"""The trace of a cell, and by the same key that of the total it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.tui.doing import does
from civtui.tui.looks import DIM, Spans, line
from civtui.tui.modes.results import Explain
from civtui.tui.widgets.grid import Row
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class CellExplain(Explain):
    """The trace of a subject's item; F3 goes on to its total and back.

    Args:
        round_id, subject, item: whose figure.
    """

    id = "cell"

    def __init__(self, ws: Workspace, round_id: str, subject: str, item: str) -> None:
        super().__init__(ws, round_id, subject, item)
        self.cell_item = item

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the tree below what F3 does."""
        key = "sheet.explain-total" if self.item else "sheet.explain-cell"
        return [line(t(key), DIM), *super().pane(row, cells)[1:]]

    @does("wider")
    def do_wider(self, host: Host) -> None:
        """Go from the cell to the total, or back."""
        self.item = None if self.item else self.cell_item
        host.reload()
