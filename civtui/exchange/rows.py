"""The data rows of a registry sheet; each collects what is wrong with its cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from civtui.exchange import names
from civtui.exchange.columns import Header
from civtui.exchange.dates import read_date
from civtui.exchange.numerals import whole_number
from civtui.exchange.plan import Problem
from civtui.exchange.tables import Cell, Sheet
from civtui.model.text import Message, msg

TOTALS = ("合计", "总计", "小计", "共计", "total", "sum")
NOTES = ("注:", "注：", "注", "说明:", "说明：", "备注:", "备注：", "填报", "制表", "审核", "note")
DITTO = ("〃", "同上", '"', "″")


class Row:
    """One row of a registry.

    Args:
        sheet: the sheet it stands on.
        header: what its columns are.
        number: the sheet's own row number, from 1.
        cells: its cells.
    """

    def __init__(self, sheet: Sheet, header: Header, number: int, cells: list[Cell]) -> None:
        self.sheet, self.header, self.number, self.cells = sheet, header, number, cells
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def cell(self, field: str) -> Cell:
        """Return the cell of `field`; a formula without a value is refused."""
        place = self.header.columns.get(field)
        if place is None or place >= len(self.cells):
            return None
        if (self.number, place) in self.sheet.empty_formulas:
            problem = self._problem(field, msg("exchange.formula"))
            if problem not in self.problems:
                self.problems.append(problem)
        return self.cells[place]

    def text(self, field: str, *, most: int = 120, needed: bool = False) -> str:
        """Return a cell as tidy text of at most `most` characters; "" where it is empty."""
        value = self.cell(field)
        if value is None:
            found = ""
        elif isinstance(value, float) and value.is_integer():
            found = str(int(value))
        else:
            found = names.tidy(str(value))
        if needed and not found:
            self.refuse(field, msg("exchange.needed"))
        if len(found) > most:
            self.refuse(field, msg("exchange.too-long", length=len(found), most=most))
        if not found.isprintable():
            self.warn(field, msg("exchange.control-characters"))
        return found

    def count(self, field: str) -> int | None:
        """Return a cell as a whole number that is not negative, None where it is empty."""
        value = self.cell(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        number = whole_number(value)
        if number is None or number < 0:
            self.refuse(field, msg("exchange.no-count"))
            return None
        return number

    def day(self, field: str) -> date | None:
        """Return a cell as a day, None where it is empty."""
        value = self.cell(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        found = read_date(value)
        if found is None:
            self.refuse(field, msg("exchange.no-date"))
        return found

    def refuse(self, field: str, reason: Message) -> None:
        """Note that the row cannot be taken."""
        self.problems.append(self._problem(field, reason))

    def warn(self, field: str, reason: Message) -> None:
        """Note something to look at; the row is taken."""
        warning = self._problem(field, reason)
        if warning not in self.warnings:
            self.warnings.append(warning)

    def _problem(self, field: str, reason: Message) -> Problem:
        place = self.header.columns.get(field)
        value = self.cells[place] if place is not None and place < len(self.cells) else None
        title = self.header.titles.get(field, field)
        text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
        return Problem(self.sheet.name, self.number, title, text[:80], reason)


def data_rows(sheet: Sheet, header: Header) -> Iterator[Row]:
    """Yield the rows below the header; blank, totals and notes rows are passed over.

    On an office sheet an agency left blank (or 同上) is the one above, as merged cells come out
    of other programs.
    """
    above: Cell = None
    owner = header.columns.get("agency") if header.kind == "office" else None
    for number, cells in enumerate(sheet.rows[header.row :], header.row + 1):
        if _passed_over(cells):
            continue
        if owner is not None and owner < len(cells):
            if cells[owner] is None or str(cells[owner]).strip() in DITTO:
                cells = [*cells]
                cells[owner] = above
            above = cells[owner]
        yield Row(sheet, header, number, cells)


def _passed_over(cells: list[Cell]) -> bool:
    filled = [str(cell).strip() for cell in cells if cell is not None and str(cell).strip()]
    if not filled:
        return True
    first = "".join(filled[0].casefold().split())
    if first in TOTALS or (first.startswith(TOTALS) and len(first) < 6):
        return True
    return len(filled) <= 2 and first.startswith(NOTES)
