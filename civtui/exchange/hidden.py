"""What a file hides of a sheet, rows and columns: left out and said, or taken by choice."""

from __future__ import annotations

from collections.abc import Iterator

from civtui.exchange import names
from civtui.exchange.by_words import filled, passed_over
from civtui.exchange.columns import Header
from civtui.exchange.plan import Left
from civtui.exchange.shape import MOST_TEXT, left_out
from civtui.exchange.tables import Cell, Sheet, shown


def shown_only(sheet: Sheet, *, hidden: bool = False) -> tuple[Sheet, list[Left]]:
    """Return a sheet without the rows and columns that its file hides, and which those are.

    Args:
        hidden: take them all the same.
    """
    if hidden or not (sheet.hidden_rows or sheet.hidden_columns):
        return sheet, []
    left: list[Left] = []
    rows: list[list[Cell]] = []
    unseen: dict[int, list[Cell]] = {}
    away = sheet.hidden_columns
    for number, cells in enumerate(sheet.rows, 1):
        shows = [None if place in away else cell for place, cell in enumerate(cells)]
        if number in sheet.hidden_rows:
            if filled(cells):
                left.append(left_out(sheet.name, number, "hidden", cells))
                unseen[number] = shows
            rows.append([])
            continue
        rows.append(shows)
    formulas = {
        (number, place): text
        for (number, place), text in sheet.empty_formulas.items()
        if number not in sheet.hidden_rows and place not in sheet.hidden_columns
    }
    return sheet._replace(rows=rows, empty_formulas=formulas, unseen=unseen), left


def unseen_name(sheet: Sheet, number: int, place: int) -> str:
    """Return whom a hidden row names in a column: blank cells below it are of that one.

    Returns:
        "" where no row of data is hidden at `number`, or it leaves the cell blank.
    """
    cells = sheet.unseen.get(number, [])
    named = 0 <= place < len(cells) and passed_over(cells) is None
    return shown(cells[place]).strip() if named else ""


def hidden_columns(sheet: Sheet, header: Header) -> Iterator[Left]:
    """Yield the columns that a file hides, by the words of its header."""
    top = sheet.rows[header.row - 1]
    for place in sorted(sheet.hidden_columns):
        text = names.tidy(shown(top[place])) if place < len(top) else ""
        below = any(place < len(row) and row[place] is not None for row in sheet.rows)
        if text or below:
            yield Left(sheet.name, header.row, "hidden-column", text[:MOST_TEXT])
