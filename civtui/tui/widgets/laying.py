"""How the columns of a grid share its width."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.tui.widgets.rows import Column

LEAST = 4  # cells of a column that takes what is left, where columns are dropped for it


def laid_out(
    columns: Sequence[Column],
    order: Sequence[int],
    width: int,
    *,
    frozen: int,
    left: int,
    by_cell: bool,
) -> list[tuple[int, int, int]]:
    """Return (column, x, width) of every column in a window.

    Args:
        order: the places of the columns as they are shown.
        width: of the window, in cells.
        frozen: so many stay at its left.
        left: so many behind them are scrolled out of it.
        by_cell: the cursor goes from cell to cell, so columns run out of the window; else what
            narrow screens drop first is left out until the rest can be read.
    """
    shown = [place for place in order if place < len(columns)]
    if not by_cell:
        while len(shown) > max(1, frozen) and _crowded(columns, shown, width):
            behind = reversed(shown[frozen:])
            shown.remove(max(behind, key=lambda place: columns[place].drop))
    free = _free(columns, shown, width)
    places = [*shown[:frozen], *shown[frozen + left :]]
    found, x = [], 0
    for place in places:
        column = columns[place]
        # where the columns run out of sight, one of no width of its own keeps its least
        cells = column.width or max(free, column.least if by_cell else LEAST)
        if x + cells > width and place >= frozen:
            break
        found.append((place, x, min(cells, width - x)))
        x += cells + 1
    return found


def _free(columns: Sequence[Column], shown: Sequence[int], width: int) -> int:
    return width - sum(columns[place].width + 1 for place in shown)


def _crowded(columns: Sequence[Column], shown: Sequence[int], width: int) -> bool:
    """Return whether a column that takes what is left is too narrow to be read."""
    least = [columns[place].least for place in shown if not columns[place].width]
    return bool(least) and _free(columns, shown, width) < max(least)
