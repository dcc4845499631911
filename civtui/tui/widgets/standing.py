"""Where a cursor stood, to come back to: its row, or the one beside it where that is gone."""

from __future__ import annotations

from typing import NamedTuple

from civtui.tui.widgets.rows import Row, RowSource
from civtui.tui.widgets.windowed import Windowed
from civtui.workspace.reading.windows import Key, Order


class Stood(NamedTuple):
    """Where a cursor stood.

    Args:
        id: of its row.
        row: the row's place then.
        key: the row's key in a table read by windows, in the order that it had then.
    """

    id: str
    row: int
    key: Key | None = None
    order: Order | None = None


def standing(source: RowSource, row: Row | None, place: int) -> Stood | None:
    """Return where a cursor stands; None on no row."""
    if row is None:
        return None
    if not isinstance(source, Windowed):
        return Stood(row.id, place)
    return Stood(row.id, place, source.key_at(place), source.table.order)


def again(source: RowSource, stood: Stood) -> int:
    """Return the place nearest to that of a row that is gone."""
    if not isinstance(source, Windowed):
        return min(stood.row, max(0, len(source) - 1))
    if stood.key is None or source.table.order != stood.order:
        return 0
    return source.beside(stood.key)
