"""Sorts a table by keys or by a click on a column's head, and opens the choice of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.tui.arranging import Arrangement, ids_of
from civtui.tui.keys.actions import BY_ID
from civtui.tui.looks import NOTE
from civtui.tui.mode_index import place
from civtui.tui.widgets.windowed import Windowed
from civtui.workspace.people import name_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from civtui.tui.host import Host
    from civtui.tui.modes.base import Mode


def sortable(mode: Mode) -> list[str]:
    """Return the ids of the columns that can sort: with a head, and, of a long table, an order."""
    columns = mode.columns()
    named = [id_ for id_, column in zip(ids_of(columns), columns, strict=True) if column.title]
    if isinstance(mode.rows, Windowed):
        return [id_ for id_ in named if id_ in mode.rows.table.orders]
    return named


def do_sort(host: Host) -> None:
    """Sort by the next column, upward, then downward; behind the last, in official order."""
    order(host, host.mode.arrangement.next_sort(sortable(host.mode)))


def do_names(host: Host) -> None:
    """Sort names by strokes instead of pinyin, or the other way round."""
    order = name_order.turn(host.ws)
    host.reload()
    host.say(t(f"finding.names-{order}"), NOTE)


def do_views(host: Host) -> None:
    """Show the named views of the table."""
    host.push(place(host.ws, "views", about=host.mode))


def do_columns(host: Host) -> None:
    """Choose columns, their order, and the one that sorts."""
    host.push(place(host.ws, "columns", about=host.mode))


def head_clicked(host: Host, column: int) -> None:
    """Sort by the column whose head was clicked."""
    mode = host.mode
    if mode.id in BY_ID["sort"].modes:
        id_ = ids_of(mode.columns())[column]
        if id_ in sortable(mode):
            order(host, mode.arrangement.turned(id_))


def order(host: Host, wish: Arrangement) -> None:
    """Show the mode's rows as the user wishes, with the cursor on its row, and keep the wish."""
    host.mode.arrangement = wish
    host.reload()
    host.say(said(host.mode, wish), NOTE)


def said(mode: Mode, wish: Arrangement) -> str:
    """Return the order in words."""
    columns = mode.columns()
    place = wish.sorted_by(columns)
    if place is None:
        return t("grid.official-order")
    key = "grid.sorted-down" if wish.descending else "grid.sorted-up"
    return t(key, column=columns[place[0]].title)


DEEDS: dict[str, Callable[[Host], object]] = {
    "sort": do_sort,
    "names": do_names,
    "views": do_views,
    "columns": do_columns,
}
