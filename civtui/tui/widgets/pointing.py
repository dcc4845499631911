"""The mouse in a grid: click and wheel, drag and Shift to select, a head to sort."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.widget import Widget as Base

    from civtui.tui.widgets.rows import Row
    from civtui.tui.widgets.selection import Place, Selection
else:
    Base = object

WHEEL_ROWS = 3


class Pointing(Base):
    """What a grid does with the mouse."""

    if TYPE_CHECKING:
        selection: Selection
        cell_cursor: bool
        frozen: int
        top: int
        on_head: Callable[[int], None]

        @property
        def cursor(self) -> Place | None: ...
        def at(self, place: int) -> Row | None: ...
        def move(self, rows: int = 0, columns: int = 0) -> bool: ...
        def go(self, row: int, column: int | None = None) -> bool: ...
        def unselect(self) -> bool: ...
        def layout_of(self) -> list[tuple[int, int, int]]: ...

    pressed = False  # the button is down since a cell was clicked

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down by the wheel."""
        self.move(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up by the wheel."""
        self.move(-WHEEL_ROWS)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the row (and cell) clicked; with Shift select as far as there."""
        if event.y == 0:
            column = self._column_at(event.x)
            if column is not None:
                self.on_head(column)
            return
        if event.shift and self.cursor is not None:
            if self.selection.anchor is None:
                self.selection.begin(self.cursor)
        elif not self.selection.held:
            self.unselect()
        self.pressed = self._go_to(event)
        if self.pressed:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is dragged over."""
        here = self.cursor
        if not self.pressed or here is None or event.y < 1:
            return
        self._go_to(event)
        if self.selection.anchor is None and self.cursor != here:
            self.selection.begin(here)
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag; what is selected stays."""
        if self.pressed:
            self.pressed = False
            self.release_mouse()

    def _go_to(self, event: events.MouseEvent) -> bool:
        row = self.top + event.y - 1
        if self.at(row) is None:
            return False
        column = self._column_at(event.x)
        usable = self.cell_cursor and column is not None and column >= self.frozen
        self.go(row, column if usable else None)
        return True

    def _column_at(self, x: int) -> int | None:
        return next((c for c, at, cells in self.layout_of() if at <= x < at + cells), None)
