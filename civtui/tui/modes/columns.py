"""The columns of a table as rows: shown or hidden, in what order, and which one sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.tui.arranging import Arrangement, ids_of
from civtui.tui.doing import does
from civtui.tui.looks import BOLD, DIM, GOOD, LESS, MORE, NO, NOTE, YES, Spans
from civtui.tui.modes.base import Mode
from civtui.tui.sorting import said, sortable
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Columns(Mode):
    """The choice of columns of the mode it was called from.

    Args:
        about: that mode.
    """

    id = "columns"
    layout = "below"

    def __init__(self, ws: Workspace, about: Mode) -> None:
        super().__init__(ws)
        self.about = about
        self.home = about.home or about.id

    def title(self) -> str:
        """Return whose columns they are."""
        return t("grid.columns-of", mode=self.about.title())

    def load(self) -> None:
        """List the columns as they are arranged, the hidden ones in their place."""
        columns, wish = self.about.columns(), self.about.arrangement
        ids, can = ids_of(columns), sortable(self.about)
        places = wish._replace(hidden=()).places(columns, self.about.frozen)
        self.rows = []
        rows = []
        for place in places:
            id_ = ids[place]
            hidden = id_ in wish.hidden and place >= self.about.frozen
            sign = (MORE if wish.descending else LESS) if id_ == wish.by else ""
            fixed = t("grid.column-key") if place < self.about.frozen else ""
            note = "" if id_ in can else t("grid.column-no-sort")
            cells = (NO if hidden else YES, columns[place].title or "—", sign, f"{fixed} {note}")
            rows.append(Row(id_, cells, (DIM if hidden else GOOD, BOLD, NOTE, DIM)))
        self.rows = rows

    def columns(self) -> list[Column]:
        """Return shown, head, sorting, remark."""
        return [
            Column("", 2),
            Column(t("grid.column-column"), 24),
            Column(t("grid.column-sort"), 6),
            Column("", 0),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the order in words, and the keys."""
        lines = paragraph(said(self.about, self.about.arrangement), cells, NOTE)
        return [*lines, *paragraph(t("grid.columns-keys"), cells, DIM)]

    def _wish(self, host: Host, wish: Arrangement) -> None:
        self.about.arrangement = wish
        host.reload()

    def _key_columns(self) -> list[str]:
        return ids_of(self.about.columns())[: self.about.frozen]

    @does("open")
    def do_open(self, host: Host) -> None:
        """Show the column, or hide it; key columns stay."""
        row = host.grid.current
        if row is None:
            return
        if row.id in self._key_columns():
            host.say(t("grid.key-column-stays"), NOTE)
        else:
            self._wish(host, self.about.arrangement.toggled(row.id))

    @does("sort")
    def do_sort(self, host: Host) -> None:
        """Sort the table by the column: upward, downward, officially."""
        row = host.grid.current
        if row is not None and row.id in sortable(self.about):
            self._wish(host, self.about.arrangement.turned(row.id))
        else:
            host.say(t("grid.column-no-sort"), NOTE)

    def _move(self, host: Host, by: int) -> None:
        row = host.grid.current
        if row is None or row.id in self._key_columns():
            host.say(t("grid.key-column-stays"), NOTE)
            return
        columns, wish = self.about.columns(), self.about.arrangement
        self._wish(host, wish.moved(columns, self.about.frozen, row.id, by))

    @does("column_left")
    def do_column_left(self, host: Host) -> None:
        """Put the column one place further left."""
        self._move(host, -1)

    @does("column_right")
    def do_column_right(self, host: Host) -> None:
        """Put the column one place further right."""
        self._move(host, 1)

    @does("column_reset")
    def do_column_reset(self, host: Host) -> None:
        """Show the table as it comes."""
        self._wish(host, Arrangement())
