"""The grid: paints what is visible, freezes key columns, keeps its place by row id.

A widget on textual's Line API. It holds its own offsets instead of a virtual canvas, so a cursor
move repaints two lines and a million rows cost what the window costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from civtui.locale.width import fit, wrap
from civtui.tui.looks import CELL, CURSOR, HEAD, PLAIN


class Column(NamedTuple):
    """A column: its head, its width in cells (0 takes what is left), how it is aligned."""

    title: str
    width: int
    align: str = "left"


class Row(NamedTuple):
    """A row: a stable id and its cells; `styles` go with the cells, None for plain."""

    id: str
    cells: tuple[str, ...]
    styles: tuple[Style, ...] | None = None


class RowSource(Protocol):
    """Rows as the grid reads them: only those in the window are asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int) -> Row: ...


class Grid(Widget, can_focus=True):
    """A table to move in.

    Args:
        cell_cursor: the cursor is a cell, not a row (the score sheet).
    """

    DEFAULT_CSS = "Grid { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns: Sequence[Column] = ()
        self.source: RowSource = ()
        self.frozen = 1
        self.cell_cursor = False
        self.row = 0
        self.column = 0
        self.top = 0
        self.left = 0
        self.editing: str | None = None
        self.empty_text = ""
        # called at once, not by message: grid and pane are painted in one frame
        self.on_moved: Callable[[], None] = lambda: None

    def show(
        self,
        columns: Sequence[Column],
        source: RowSource,
        *,
        frozen: int = 1,
        cell_cursor: bool = False,
        at: str | None = None,
    ) -> None:
        """Show other rows.

        Args:
            frozen: columns that stay at the left.
            at: id of the row to stand on; the first where it is not there.
        """
        self.columns, self.source = columns, source
        self.frozen, self.cell_cursor = frozen, cell_cursor
        self.editing = None
        self.row = self.place_of(at) if at else 0
        self.column = max(self.column, frozen) if cell_cursor else 0
        self.column = min(self.column, max(0, len(columns) - 1))
        self.top = min(self.top, max(0, len(source) - 1)) if at else 0
        self._follow()
        self.refresh()
        self.on_moved()

    def place_of(self, id_: str) -> int:
        """Return the place of the row `id_`, 0 where it is not there."""
        finder = getattr(self.source, "index_of", None)
        if finder:
            return int(finder(id_))
        return next((n for n in range(len(self.source)) if self.source[n].id == id_), 0)

    @property
    def current(self) -> Row | None:
        """The row the cursor stands on."""
        return self.source[self.row] if 0 <= self.row < len(self.source) else None

    @property
    def page(self) -> int:
        """Rows that fit below the head."""
        return max(1, self.size.height - 1)

    def move(self, rows: int = 0, columns: int = 0) -> bool:
        """Move the cursor; return whether it stands elsewhere now."""
        row = min(max(0, self.row + rows), max(0, len(self.source) - 1))
        column = self.column
        if self.cell_cursor:
            column = min(max(self.frozen, self.column + columns), len(self.columns) - 1)
        return self.go(row, column)

    def go(self, row: int, column: int | None = None) -> bool:
        """Put the cursor on a place; repaint only what changed."""
        column = self.column if column is None else column
        if (row, column) == (self.row, self.column):
            return False
        old, offsets = self.row, (self.top, self.left)
        self.row, self.column, self.editing = row, column, None
        self._follow()
        if offsets == (self.top, self.left):
            self.repaint(old)
            self.repaint(row)
        else:
            self.refresh()
        self.on_moved()
        return True

    def repaint(self, row: int) -> None:
        """Paint one row again, if it is in the window."""
        y = row - self.top + 1
        if 1 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def edit(self, text: str | None) -> None:
        """Show what is being typed in the current cell; None ends it."""
        if text != self.editing:
            self.editing = text
            self.repaint(self.row)

    def _follow(self) -> None:
        """Bring the cursor into the window."""
        if self.size.height:
            if self.row < self.top:
                self.top = self.row
            elif self.row >= self.top + self.page:
                self.top = self.row - self.page + 1
        if self.cell_cursor:
            if self.column < self.frozen + self.left:
                self.left = max(0, self.column - self.frozen)
            while self.left < len(self.columns) and not self._shown(self.column):
                self.left += 1
        else:
            self.left = 0

    def _shown(self, column: int) -> bool:
        places = [c for c, _, _ in self._layout()]
        return column in places or not self.size.width

    def _layout(self) -> list[tuple[int, int, int]]:
        """Return (column, x, width) of every column in the window."""
        fixed = sum(c.width + 1 for c in self.columns)
        free = max(4, self.size.width - fixed)
        places = [*range(min(self.frozen, len(self.columns)))]
        places += range(self.frozen + self.left, len(self.columns))
        found, x = [], 0
        for place in places:
            cells = self.columns[place].width or free
            if x + cells > self.size.width and place >= self.frozen:
                break
            found.append((place, x, min(cells, self.size.width - x)))
            x += cells + 1
        return found

    def on_resize(self) -> None:
        """Keep the cursor in the window, and no room empty while rows are hidden above."""
        self.top = max(0, min(self.top, len(self.source) - self.page))
        self._follow()
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down by the wheel."""
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up by the wheel."""
        self.move(-3)

    def on_click(self, event: events.Click) -> None:
        """Go to the row (and cell) clicked."""
        row = self.top + event.y - 1
        if event.y >= 1 and row < len(self.source):
            hit = [c for c, x, cells in self._layout() if x <= event.x < x + cells]
            usable = hit and hit[0] >= self.frozen and self.cell_cursor
            self.go(row, hit[0] if usable else None)

    def render_line(self, y: int) -> Strip:
        """Return the head or a row."""
        layout = self._layout()
        if y == 0:
            cells = [(fit(self.columns[c].title, w, self.columns[c].align), HEAD)
                     for c, _, w in layout]  # fmt: skip
            return self._strip(cells, PLAIN)
        place = self.top + y - 1
        if place >= len(self.source):
            said = [] if len(self.source) else wrap(self.empty_text, self.size.width)
            text = said[y - 2] if 2 <= y < len(said) + 2 else ""
            return self._strip([(fit(text, self.size.width), PLAIN)], PLAIN)
        return self._row_strip(place, layout)

    def _row_strip(self, place: int, layout: list[tuple[int, int, int]]) -> Strip:
        row, here = self.source[place], place == self.row
        base = CURSOR if here and not self.cell_cursor else PLAIN
        cells = []
        for column, x, wide in layout:
            style = row.styles[column] if row.styles and column < len(row.styles) else PLAIN
            text = row.cells[column] if column < len(row.cells) else ""
            align = self.columns[column].align
            if here and self.cell_cursor and column == self.column:
                style = CELL
                if self.editing is not None:
                    text = self.editing + "_"
                self._place_cursor(x, place)
            elif here and column < self.frozen and self.cell_cursor:
                style = style + CURSOR
            cells.append((fit(text, wide, align), style))
        if here and not self.cell_cursor:
            self._place_cursor(0, place)
        return self._strip(cells, base)

    def _place_cursor(self, x: int, place: int) -> None:
        """Let the terminal's own cursor follow, for input methods and screen readers."""
        if self.has_focus:
            region = self.region
            self.app.cursor_position = Offset(region.x + x, region.y + place - self.top + 1)

    def _strip(self, cells: list[tuple[str, Style]], base: Style) -> Strip:
        segments: list[Segment] = []
        left = self.size.width
        for place, (text, style) in enumerate(cells):
            if place and left > 0:
                segments.append(Segment(" ", base))
                left -= 1
            segments.append(Segment(text, base + style))
            left -= Segment.get_line_length([segments[-1]])
        if left > 0:
            segments.append(Segment(" " * left, base))
        return Strip(segments, self.size.width)
