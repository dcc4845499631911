"""Running numbers that count agencies: a new one beside a blank agency begins another agency."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.exchange.columns import Header
from civtui.exchange.rows import Row
from civtui.model.reading import whole_of
from civtui.model.text import msg

LENT = ("above", "hidden", "total")


def refuse_new_numbers(header: Header, rows: Sequence[Row]) -> None:
    """Refuse the offices from a new number on whose agency is blank: nobody knows whose they are.

    Numbers that count agencies stand on the rows that name one, go up all the way, and are blank,
    or the same again, on most others; numbers that count offices stand on every row.

    Args:
        header: of offices.
        rows: of a table.
    """
    order, owner = header.columns.get("order"), header.columns.get("agency")
    if order is None or owner is None:
        return
    fresh: dict[int, int] = {}  # number of a row -> the number that begins on it
    last = 0
    for row in rows:
        number = _number(row, order)
        if number and number != last:
            if number < last:
                return
            fresh[row.number] = last = number
    lent = [row for row in rows if row.lent in LENT]
    alone = [row for row in lent if row.number in fresh]
    named = [row for row in rows if row.lent not in LENT]
    if len(lent) < 2 * len(alone) or not all(row.number in fresh for row in _firsts(named, owner)):
        return
    at, under = 0, 0
    for row in rows:
        if row.lent not in LENT:
            at = 0
        elif row.number in fresh:
            at, under = row.number, fresh[row.number]
        if at:
            row.cells = [*row.cells]
            row.cells[owner], row.lent = None, ""
            row.refuse_blank("agency", msg("exchange.number-alone", number=under, row=at))


def _firsts(rows: Sequence[Row], owner: int) -> list[Row]:
    """Return the first row of each agency: its name may stand on every row."""
    return [
        row
        for before, row in zip([None, *rows], rows, strict=False)
        if before is None or before.cells[owner : owner + 1] != row.cells[owner : owner + 1]
    ]


def _number(row: Row, place: int) -> int:
    cell = row.cells[place] if place < len(row.cells) else None
    return (whole_of(cell) or 0) if cell is not None else 0
