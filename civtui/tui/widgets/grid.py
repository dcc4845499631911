"""The grid: paints what is visible, freezes key columns, keeps its place by row id.

A widget on textual's Line API. It holds its own offsets instead of a virtual canvas, so a cursor
move repaints two lines and a million rows cost what the window costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from civtui.locale.width import fit, width, wrap
from civtui.tui.looks import CELL, CURSOR, HEAD, LESS, MORE, PICK, PICKED, PLAIN
from civtui.tui.staying import Stays
from civtui.tui.widgets.laying import laid_out
from civtui.tui.widgets.lines import cell_strip
from civtui.tui.widgets.pointing import Pointing
from civtui.tui.widgets.rows import Column as Column
from civtui.tui.widgets.rows import Row as Row
from civtui.tui.widgets.rows import RowSource as RowSource
from civtui.tui.widgets.selection import Block, Selection
from civtui.tui.widgets.selection import Place as Place
from civtui.tui.widgets.staging import Look
from civtui.tui.widgets.standing import Stood, again, standing
from civtui.tui.widgets.windowed import Windowed

WORK_SECONDS = 0.012  # looked through at once beside the keys
REST_SECONDS = 0.002


class Grid(Stays, Pointing, Widget, can_focus=True):
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
        self.order: Sequence[int] = ()
        self.sorted: tuple[int, bool] | None = None
        self.selection = Selection()
        # how a cell looks whose text is not stored, by the row's id and the column
        self.staged: Callable[[str, int], Look | None] | None = None
        self._working = False
        # called at once when a filter has found more rows, or has counted them
        self.on_worked: Callable[[], None] = lambda: None
        self.on_head: Callable[[int], None] = lambda column: None
        # called at once, not by message: grid and pane are painted in one frame
        self.on_moved: Callable[[], None] = lambda: None
        self.on_resized: Callable[[], None] = lambda: None

    def show(
        self,
        columns: Sequence[Column],
        source: RowSource,
        *,
        frozen: int = 1,
        cell_cursor: bool = False,
        at: str | None = None,
        order: Sequence[int] | None = None,
        sorted_by: tuple[int, bool] | None = None,
        keep: bool = False,
        stood: Stood | None = None,
    ) -> None:
        """Show other rows.

        Args:
            frozen: columns that stay at the left.
            at: id of the row to stand on; the first where it is not there.
            order: places of the columns to show, in the order wanted; all where None.
            sorted_by: place of the column that orders the rows, and whether it descends.
            keep: the rows are the same ones read anew: the cursor stays on its line of the
                screen, what is selected stays selected.
            stood: where the cursor stood before; beside that where the row is gone.
        """
        self.columns, self.source = columns, source
        self.frozen, self.cell_cursor = frozen, cell_cursor
        self.order = range(len(columns)) if order is None else order
        self.sorted = sorted_by
        self.editing = None
        line = self.row - self.top
        self.row = self.place_of(at) if at else 0
        if at and stood and stood.id == at and (not self.current or self.current.id != at):
            self.row = again(source, stood)
        self.column = max(self.column, frozen) if cell_cursor else 0
        self.column = min(self.column, max(0, len(columns) - 1))
        self.top = max(0, self.row - line) if at and keep else min(self.top, self.row) if at else 0
        if keep:
            self.selection.follow(self._seen)
        else:
            self.selection.clear()
        self._follow()
        self.refresh()
        self.on_moved()
        self._begin_work()

    def place_of(self, id_: str) -> int:
        """Return the place of the row `id_`, 0 where it is not there."""
        finder = getattr(self.source, "index_of", None)
        if finder:
            return int(finder(id_))
        return next((n for n in range(len(self.source)) if self.source[n].id == id_), 0)

    def _seen(self, id_: str) -> int | None:
        if isinstance(self.source, Windowed):
            return self.source.seen(id_)
        place = self.place_of(id_)
        row = self.at(place)
        return place if row is not None and row.id == id_ else None

    def at(self, place: int) -> Row | None:
        """Return the row at a place, None where there is none (or it is still looked for)."""
        if isinstance(self.source, Windowed):
            return self.source.held(place)
        return self.source[place] if 0 <= place < len(self.source) else None

    @property
    def current(self) -> Row | None:
        """The row the cursor stands on."""
        return self.at(self.row)

    def stood(self) -> Stood | None:
        """Return where the cursor stands, to come back there; None on no row."""
        return standing(self.source, self.current, self.row)

    @property
    def cursor(self) -> Place | None:
        """The cell the cursor stands on."""
        row = self.current
        return Place(row.id, self.row, self.column) if row else None

    # --- selecting ---

    @property
    def blocks(self) -> list[Block]:
        """The rectangles that are selected."""
        return self.selection.blocks(self.cursor)

    def select(self, rows: int = 0, columns: int = 0) -> None:
        """Move the cursor and select what it passes."""
        here = self.cursor
        if here is not None:
            if self.selection.anchor is None:
                self.selection.begin(here)
            self.move(rows, columns, selecting=True)
            self.refresh()

    def unselect(self) -> bool:
        """Select nothing; return whether something was selected."""
        was = self.selection.clear()
        if was:
            self.refresh()
        return was

    def _picked(self, place: int, column: int, blocks: list[Block]) -> bool:
        return any(
            b.first.row <= place <= b.last.row
            and (not self.cell_cursor or b.left <= column <= b.right)
            for b in blocks
        )

    # --- moving ---

    @property
    def page(self) -> int:
        """Rows that fit below the head."""
        return max(1, self.size.height - 1)

    def move(self, rows: int = 0, columns: int = 0, *, selecting: bool = False) -> bool:
        """Move the cursor; return whether it stands elsewhere now.

        Args:
            selecting: a range that follows the cursor goes on; else only one that is held does.
        """
        if self.selection.anchor is not None and not selecting and not self.selection.held:
            self.unselect()
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
        if offsets == (self.top, self.left) and self.selection.anchor is None:
            self.repaint(old)
            self.repaint(self.row)
        else:
            self.refresh()
        self.on_moved()
        self._begin_work()
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
        """Bring the cursor into the window, and the window's rows into memory."""
        self._into_window()
        if isinstance(self.source, Windowed):
            for _ in range(2):  # the second time at the places that the first one found
                self._shift(self.source.prepare(self.top, self.top + self.page - 1))
                self.row = min(self.row, max(0, len(self.source) - 1))
                self._into_window()
        if self.cell_cursor:
            if self.column < self.frozen + self.left:
                self.left = max(0, self.column - self.frozen)
            if not self._shown(self.column):
                self._scroll_right()
        else:
            self.left = 0

    def _scroll_right(self) -> None:
        """Bring the cursor's column in, with some behind it.

        A scroll paints every row anew: walking through a row, one of half a window is better than
        one at every column.
        """
        window = len(self.layout_of()) - self.frozen
        while self.left < len(self.columns) and not self._shown(self.column):
            self.left += 1
        last = max(self.order, default=0)
        for _ in range(window // 2):
            if self._shown(last):
                return
            self.left += 1

    def _shift(self, by: int) -> None:
        """Say that the rows now stand `by` places further down."""
        if by:
            self.row, self.top = self.row + by, max(0, self.top + by)
            self.selection.shift(by)

    def _into_window(self) -> None:
        if self.size.height:
            if self.row < self.top:
                self.top = self.row
            elif self.row >= self.top + self.page:
                self.top = self.row - self.page + 1
            self.top = max(0, self.top)

    def _begin_work(self) -> None:
        if isinstance(self.source, Windowed) and self.source.busy and not self._working:
            self._working = True
            self.set_timer(REST_SECONDS, self._work)

    def _work(self) -> None:
        """Let a filter look on beside the keys."""
        self._working = False
        source = self.source
        if not isinstance(source, Windowed) or not source.busy:
            return
        before = self.current
        shift = source.work(WORK_SECONDS)
        if shift is not None:
            self._shift(shift)
            self._follow()
            self.refresh()
            if self.current != before:
                self.on_moved()
        if shift is not None or not source.busy:
            self.on_worked()
        self._begin_work()

    def _shown(self, column: int) -> bool:
        places = [c for c, _, _ in self.layout_of()]
        return column in places or not self.size.width

    def layout_of(self) -> list[tuple[int, int, int]]:
        """Return (column, x, width) of every column in the window."""
        return laid_out(
            self.columns,
            self.order,
            self.size.width,
            frozen=self.frozen,
            left=self.left,
            by_cell=self.cell_cursor,
        )

    def on_resize(self) -> None:
        """Keep the cursor in the window, and no room empty while rows or columns are hidden."""
        self.left = 0
        self.top = max(0, min(self.top, len(self.source) - self.page))
        self._follow()
        self.refresh()
        self.on_resized()

    def in_window(self, id_: str) -> bool:
        """Return whether the line of a row can be seen."""
        places = range(self.top, self.top + self.page)
        return any(row is not None and row.id == id_ for row in map(self.at, places))

    def bring(self, first: int, last: int) -> None:
        """Scroll as little as shows the lines from one place to another, as far as there is room.

        The cursor is to stand on one of them.
        """
        top = min(max(self.top, last - self.page + 1), first)
        if top != self.top:
            self.top = top
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the head or a row."""
        layout = self.layout_of()
        if y == 0:
            heads = [(fit(self._head(c), w, self.columns[c].align), HEAD) for c, _, w in layout]
            return cell_strip(heads, self.size.width, PLAIN)
        place = self.top + y - 1
        row = self.at(place)
        if row is None:
            said = [] if len(self.source) else wrap(self.empty_text, self.size.width)
            text = said[y - 2] if 2 <= y < len(said) + 2 else ""
            return cell_strip([(fit(text, self.size.width), PLAIN)], self.size.width, PLAIN)
        return self._row_strip(place, row, layout)

    def _head(self, column: int) -> str:
        title = self.columns[column].title
        if self.sorted is not None and self.sorted[0] == column:
            return f"{MORE if self.sorted[1] else LESS}{title}"
        return title

    def _row_strip(self, place: int, row: Row, layout: list[tuple[int, int, int]]) -> Strip:
        here, blocks = place == self.row, self.blocks if self.selection else []
        picked = not self.cell_cursor and self._picked(place, 0, blocks)
        base = CURSOR if here and not self.cell_cursor else PICKED if picked else PLAIN
        cells = []
        for column, x, wide in layout:
            style = row.styles[column] if row.styles and column < len(row.styles) else PLAIN
            text = row.cells[column] if column < len(row.cells) else ""
            staged = self.staged(row.id, column) if self.staged else None
            if staged is not None:
                text, style = staged
            if here and self.cell_cursor and column == self.column:
                style = CELL + style if staged is not None else CELL
                if self.editing is not None:
                    text = self.editing + "_"
                right = self.columns[column].align == "right"
                typed = wide - 1 if right else min(width(self.editing or ""), wide - 1)
                self._place_cursor(x + typed, place)
            elif self.cell_cursor and self._picked(place, column, blocks):
                style = style + PICKED
            elif here and column < self.frozen and self.cell_cursor:
                style = style + CURSOR
            cells.append((fit(text, wide, self.columns[column].align), style))
        if picked and cells:
            text, wide = cells[0][0], layout[0][2] - len(PICK)
            text = text[1:] if text.startswith(" ") else fit(text.rstrip(), wide)
            cells[0] = (PICK + text, cells[0][1])
        if here and not self.cell_cursor:
            self._place_cursor(0, place)
        return cell_strip(cells, self.size.width, base)

    def _place_cursor(self, x: int, place: int) -> None:
        """Let the terminal's own cursor follow, for input methods and screen readers."""
        if self.has_focus:
            region = self.region
            self.app.cursor_position = Offset(region.x + x, region.y + place - self.top + 1)
