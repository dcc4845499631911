"""同上 in a table of marks, for an office, an item or an assessor, read as what stands above it."""

from __future__ import annotations

from civtui.exchange.by_words import filled, passed_over
from civtui.exchange.columns import Header
from civtui.exchange.plan import Problem
from civtui.exchange.rows import DITTO, MOST_SHOWN, numbered
from civtui.exchange.tables import Cell, Sheet, shown, trouble
from civtui.model.text import msg

FIELDS = ("subject", "item", "assessor")


def filled_down(sheet: Sheet, header: Header) -> tuple[Sheet, list[Problem]]:
    """Return a sheet with what stands right above in the place of 同上, and what is said of it.

    Below a sub-head, a sum, a blank cell or the header nothing is taken over: the row is refused.
    """
    rows, said = [*sheet.rows], list[Problem]()
    for field in FIELDS:
        place, taken = header.columns.get(field, -1), list[int]()
        for at in range(header.row, len(rows) if place >= 0 else 0):
            if not is_said(rows[at], place):
                continue
            above = rows[at - 1] if at > header.row else []
            headed = len(filled(above)) < 2 or passed_over(above) is not None
            if headed or is_said(above, place) or trouble(sheet, at, place):
                continue
            cell = above[place] if place < len(above) else None
            if cell is not None and shown(cell).strip():
                rows[at] = [*rows[at][:place], cell, *rows[at][place + 1 :]]
                taken.append(at + 1)
        if taken:
            reason = msg("exchange.ditto-above", count=len(taken), rows=numbered(taken))
            first = shown(rows[taken[0] - 1][place])[:MOST_SHOWN]
            said.append(Problem(sheet.name, taken[0], header.titles[field], first, reason))
    return (sheet._replace(rows=rows) if said else sheet), said


def is_said(cells: list[Cell], place: int) -> bool:
    """Return whether a cell says that it is as the one above."""
    cell = cells[place] if 0 <= place < len(cells) else None
    return isinstance(cell, str) and cell.strip() in DITTO
