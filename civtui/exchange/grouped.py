"""Columns that group agencies (系统, 类别) and are filled on the first row of each group alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from civtui.exchange import names
from civtui.exchange.columns import Header
from civtui.exchange.hidden import unseen_name
from civtui.exchange.honors import AGENCY, NONE, OFFICE
from civtui.exchange.owners import DATES, fields_of
from civtui.exchange.plan import Problem
from civtui.exchange.rows import DITTO, MOST_SHOWN, Row, is_ditto, numbered
from civtui.exchange.tables import Cell, Sheet, shown, trouble
from civtui.model.text import msg

GROUPING = ("sector", "category")
TITLES = ("honor", *AGENCY, *OFFICE)
CARRIED = {*TITLES, *DATES, *(f"{title}-{day}" for title in TITLES for day in DATES)}


def fill_dittos(sheet: Sheet, header: Header, rows: Sequence[Row]) -> Iterator[Problem]:
    """Write what stands in the row above where a title, or its day, is 同上, and say so.

    A blank above, or another sub-head between, leaves it as it is: a reader refuses it.

    Args:
        rows: all rows of data, in the order of the sheet.
    """
    own = {at for field, at in header.columns.items() if field in CARRIED}
    for title in header.words:
        place = title.place
        if place not in own and CARRIED.isdisjoint(fields_of(title).values()):
            continue
        above: Cell = None
        under, last = "", 0
        filled: list[Row] = []
        for row in rows:
            for number in range(last + 1, row.number):
                above = unseen_name(sheet, number, place) if number in sheet.unseen else above
            above = above if row.under == under else None
            cell = row.cells[place] if place < len(row.cells) else None
            if above is not None and _text(row, place) in DITTO:
                row.cells = [*row.cells]
                row.cells[place] = cell = above
                filled.append(row)
            said = names.tidy(shown(cell)) not in ("", *DITTO)
            above = cell if said and not trouble(sheet, row.number, place) else None
            under, last = row.under, row.number
        if filled:
            numbers = numbered([row.number for row in filled])
            reason = msg("exchange.ditto-above", count=len(filled), rows=numbers)
            value = _text(filled[0], place)[:MOST_SHOWN]
            yield Problem(sheet.name, filled[0].number, title.shown, value, reason)


def fill_groups(sheet: Sheet, header: Header, rows: Sequence[Row]) -> Iterator[Problem]:
    """Fill the blank cells of a group with what its first row says, and say so.

    Of one value alone, or values that come again, a blank may mean none: it is in doubt, and stays.

    Args:
        header: the columns of agencies.
        rows: one of each agency, in the order of the sheet.
    """
    for field in GROUPING:
        place = header.columns.get(field)
        if place is None:
            continue
        above = _above(sheet, rows, place)
        said = [text for row in rows if (text := _text(row, place)) not in ("", *DITTO)]
        said += [text for n in sheet.unseen if (text := unseen_name(sheet, n, place))]
        once = len(said) == len(set(said)) > 1
        blank = [row for row in rows if above[row.number] and not _text(row, place)]
        for row in rows:
            if (once and row in blank) or (_text(row, place) in DITTO and above[row.number]):
                row.cells = [*row.cells, *[None] * (place + 1 - len(row.cells))]
                row.cells[place] = above[row.number]
        if blank:
            numbers = [row.number for row in blank]
            key = "exchange.group-above" if once else "exchange.group-blank"
            reason = msg(key, count=len(blank), rows=numbered(numbers))
            value = above[numbers[0]] if once else ""
            yield Problem(sheet.name, numbers[0], header.titles[field], value[:MOST_SHOWN], reason)


def _above(sheet: Sheet, rows: Sequence[Row], place: int) -> dict[int, str]:
    """Return what stands above the cell of each row, under the same sub-head; "" where nothing."""
    found: dict[int, str] = {}
    above, under, last = "", "", 0
    for row in rows:
        if row.under != under:
            above, under = "", row.under
        for number in range(last + 1, row.number):
            above = unseen_name(sheet, number, place) or above
        found[row.number], last = above, row.number
        cell = row.cells[place] if place < len(row.cells) else None
        if not is_ditto(cell):
            own = "" if trouble(sheet, row.number, place) else names.tidy(shown(cell))
            above = "" if names.word(own) in NONE else own
    return found


def _text(row: Row, place: int) -> str:
    return names.tidy(shown(row.cells[place])) if place < len(row.cells) else ""
