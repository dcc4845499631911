"""Moves about: the cursor of the grid, or the lines of a mode that has no grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from civtui.tui.host import Host

FAR = 10**9
STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def move(host: Host, way: str) -> None:
    """Go one step, a page, or to an end.

    Args:
        way: `up`, `down`, `left`, `right`, `page_up`, `page_down`, `row_start`, `row_end`,
            `first` or `last`; without columns to go through, a row's ends are the table's.
    """
    if host.mode.layout == "alone":
        page = max(1, host.pane_widget.size.height - 1)
        rows = {
            "up": -1,
            "down": 1,
            "page_up": -page,
            "page_down": page,
            "first": -FAR,
            "row_start": -FAR,
            "last": FAR,
            "row_end": FAR,
        }
        host.pane_widget.scroll_by(rows.get(way, 0))
        return
    grid = host.grid
    if way in STEPS:
        grid.move(*STEPS[way])
    elif way in ("page_up", "page_down"):
        grid.move(grid.page if way == "page_down" else -grid.page)
    elif way in ("row_start", "row_end") and host.mode.cell_cursor:
        grid.move(columns=-FAR if way == "row_start" else FAR)
    else:
        grid.move(-FAR if way in ("first", "row_start") else FAR)
