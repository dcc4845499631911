"""How a user has arranged a table: which columns, in what order, sorted by which one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from civtui.tui.widgets.grid import Column, Row
from civtui.workspace.people import choices
from civtui.workspace.session import Workspace

NUMBER = re.compile(r"\s*(-?[0-9]+(?:\.[0-9]+)?)(?:/([0-9]+))?(?![0-9-]*-[0-9])")
NOTHING = frozenset(("", "—", "-"))


class Arrangement(NamedTuple):
    """A user's wishes for one table.

    Args:
        order: ids of the columns in the order wanted; those not named follow behind.
        hidden: ids of columns that are not shown.
        by: id of the column to sort by; empty for the official order.
    """

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    by: str = ""
    descending: bool = False

    def places(self, columns: Sequence[Column], frozen: int) -> list[int]:
        """Return the places of the columns to show, key columns first and always."""
        ids = ids_of(columns)
        rank = {id_: n for n, id_ in enumerate(self.order)}
        rest = sorted(range(frozen, len(ids)), key=lambda c: rank.get(ids[c], len(rank) + c))
        return [*range(min(frozen, len(ids))), *(c for c in rest if ids[c] not in self.hidden)]

    def sorted_by(self, columns: Sequence[Column]) -> tuple[int, bool] | None:
        """Return the place of the column that sorts, and whether it descends."""
        ids = ids_of(columns)
        return (ids.index(self.by), self.descending) if self.by in ids else None

    def toggled(self, id_: str) -> Arrangement:
        """Return it with a column hidden, or shown again."""
        hidden = [i for i in self.hidden if i != id_]
        return self._replace(hidden=tuple(hidden if id_ in self.hidden else [*hidden, id_]))

    def turned(self, id_: str) -> Arrangement:
        """Return it sorted by a column: upward, then downward, then in official order."""
        if self.by != id_:
            return self._replace(by=id_, descending=False)
        if not self.descending:
            return self._replace(descending=True)
        return self._replace(by="", descending=False)

    def next_sort(self, ids: Sequence[str]) -> Arrangement:
        """Return it sorted by the next of some columns, or downward by the same one.

        Behind the last one comes the official order again.
        """
        if self.by in ids and not self.descending:
            return self._replace(descending=True)
        place = ids.index(self.by) + 1 if self.by in ids else 0
        return self._replace(by=ids[place] if place < len(ids) else "", descending=False)

    def moved(self, columns: Sequence[Column], frozen: int, id_: str, by: int) -> Arrangement:
        """Return it with a column further left or right among those that may move."""
        everything = self._replace(hidden=()).places(columns, frozen)[frozen:]
        ids = [ids_of(columns)[c] for c in everything]
        place = ids.index(id_)
        ids.insert(min(max(0, place + by), len(ids) - 1), ids.pop(place))
        return self._replace(order=tuple(ids))


def ids_of(columns: Sequence[Column]) -> list[str]:
    """Return the id of each column: its own, or its place."""
    return [column.id or str(place) for place, column in enumerate(columns)]


def kept(ws: Workspace, table: str) -> Arrangement:
    """Return the acting user's arrangement of a table."""
    return arrangement_of(choices.kept(ws, f"table:{table}"))


def keep(ws: Workspace, table: str, arrangement: Arrangement) -> None:
    """Keep an arrangement for this and later sessions."""
    choices.keep(ws, f"table:{table}", content_of(arrangement))


def arrangement_of(found: Mapping[str, Any]) -> Arrangement:
    """Return the arrangement of what was kept."""
    return Arrangement(
        tuple(map(str, found.get("order", ()))),
        tuple(map(str, found.get("hidden", ()))),
        str(found.get("by", "")),
        bool(found.get("descending", False)),
    )


def content_of(arrangement: Arrangement) -> dict[str, Any]:
    """Return what is kept of an arrangement."""
    return {key: value for key, value in arrangement._asdict().items() if value}


def arranged(
    rows: Sequence[Row], place: int, descending: bool, text_key: Callable[[str], Any]
) -> list[Row]:
    """Return rows in the order of a column; equal ones keep the official order, empty ones last.

    Args:
        text_key: what texts are compared by.
    """

    def key(row: Row) -> tuple[int, Any]:
        text = row.cells[place].strip() if place < len(row.cells) else ""
        found = NUMBER.match(text)
        if found:
            over = int(found[2] or 1)
            return (0, float(found[1]) / over) if over else (0, 0.0)
        return (1, text_key(text))

    def empty(row: Row) -> bool:
        return place >= len(row.cells) or row.cells[place].strip() in NOTHING

    full = sorted((row for row in rows if not empty(row)), key=key, reverse=descending)
    return [*full, *(row for row in rows if empty(row))]
