"""What a grid shows: columns, rows, and where rows come from."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from rich.style import Style


class Column(NamedTuple):
    """A column: its head, its width in cells (0 takes what is left), how it is aligned.

    Args:
        id: names it in the choice of columns and in an order; its place where empty.
        least: cells that one of no width of its own needs to be read; for their sake the last
            columns are not shown where there is too little room.
        drop: of those the one with the highest number goes first, the last of equal ones.
    """

    title: str
    width: int
    align: str = "left"
    id: str = ""
    least: int = 8
    drop: int = 0


class Row(NamedTuple):
    """A row: a stable id and its cells; `styles` go with the cells, None for plain."""

    id: str
    cells: tuple[str, ...]
    styles: tuple[Style, ...] | None = None


class RowSource(Protocol):
    """Rows as the grid reads them: only those in the window are asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int) -> Row: ...
