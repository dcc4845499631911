"""Selects cells and rows, and copies them as the block of text that a spreadsheet takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.text import Message, msg
from civtui.tui.blocks import written
from civtui.tui.looks import WARN
from civtui.tui.moving import FAR
from civtui.tui.widgets.grid import Grid, Place, Row
from civtui.tui.widgets.windowed import Windowed

if TYPE_CHECKING:
    from civtui.tui.host import Host

MOST_ROWS = 20_000
MOST_BYTES = 200_000  # of a terminal's clipboard; more is cut off by most of them


def deed(way: str) -> Callable[[Host], object] | None:
    """Return what the action `select_<way>` does."""
    steps = {
        "up": (-1, 0),
        "down": (1, 0),
        "left": (0, -1),
        "right": (0, 1),
        "first": (-FAR, 0),
        "last": (FAR, 0),
    }
    if way in steps:
        return lambda host: host.grid.select(*steps[way])
    if way in ("page_up", "page_down"):
        return lambda host: host.grid.select(host.grid.page * (1 if way == "page_down" else -1))
    return None


def do_select(host: Host) -> None:
    """Let a range begin at the cursor, or end there and stay."""
    grid, here = host.grid, host.grid.cursor
    if here is None:
        return
    if grid.selection.held:
        grid.selection.end(here)
        host.say(t("grid.select-ended"))
    else:
        grid.selection.begin(here, held=True)
        host.say(t("grid.select-begun"))
    grid.refresh()


def do_select_all(host: Host) -> None:
    """Select every row, with all their cells."""
    grid = host.grid
    ends = _ends(grid)
    if ends is None:
        return
    left = grid.frozen if grid.cell_cursor else 0
    first, last = ends
    grid.selection.whole(
        Place(first.id, 0, left), Place(last.id, len(grid.source) - 1, len(grid.columns) - 1)
    )
    grid.refresh()


def _ends(grid: Grid) -> tuple[Row, Row] | None:
    source = grid.source
    if isinstance(source, Windowed):
        return source.ends()
    return (source[0], source[len(source) - 1]) if len(source) else None


def may_copy(host: Host) -> Message | None:
    """Return why nothing can be copied."""
    return None if host.grid.current else msg("finding.no-row")


def do_copy(host: Host) -> None:
    """Copy what is selected, or the cell or row under the cursor, to the terminal's clipboard."""
    grid, here = host.grid, host.grid.cursor
    if here is None:
        return
    pairs = grid.selection.done + ([(grid.selection.anchor, here)] if grid.selection.anchor else [])
    lines: list[list[str]] = []
    for one, other in pairs or [(here, here)]:
        left, right = sorted((one.column, other.column))
        columns = _columns(grid, left, right)
        first, last = sorted((one, other), key=lambda place: place.row)
        lines += [[_cell(host, row, c) for c in columns] for row in _rows(grid, first, last)]
    text = written(lines)
    host.clipboard = text
    size = len(text.encode("utf-8"))
    if size <= MOST_BYTES:
        host.copy_out(text)
    said = "grid.copied" if size <= MOST_BYTES else "grid.copied-here"
    text = t(said, rows=len(lines), columns=max(map(len, lines), default=0))
    if len(lines) >= MOST_ROWS:
        host.say(text + t("grid.copied-most", most=MOST_ROWS), WARN)
    else:
        host.say(text)


def chosen_rows(host: Host) -> list[Row]:
    """Return the rows that are selected, else the one under the cursor; each once."""
    grid, here = host.grid, host.grid.cursor
    if here is None:
        return []
    pairs = grid.selection.done + ([(grid.selection.anchor, here)] if grid.selection.anchor else [])
    found: dict[str, Row] = {}
    for pair in pairs or [(here, here)]:
        first, last = sorted(pair, key=lambda place: place.row)
        found |= {row.id: row for row in _rows(grid, first, last)}
    return list(found.values())


def _rows(grid: Grid, first: Place, last: Place) -> list[Row]:
    source = grid.source
    if isinstance(source, Windowed):
        return source.between(first.id, last.id, MOST_ROWS)
    places = range(max(0, first.row), min(last.row, len(source) - 1) + 1)
    return [source[place] for place in places[:MOST_ROWS]]


def _columns(grid: Grid, left: int, right: int) -> list[int]:
    shown = [c for c in grid.order if c < len(grid.columns)]
    return [c for c in shown if left <= c <= right] if grid.cell_cursor else shown


def _cell(host: Host, row: Row, column: int) -> str:
    text = row.cells[column] if column < len(row.cells) else ""
    return host.mode.copied(text)


DEEDS: dict[str, Callable[[Host], object]] = {
    "select": do_select,
    "select_all": do_select_all,
    "copy": do_copy,
}
REFUSALS: dict[str, Callable[[Host], Message | None]] = {"copy": may_copy}
