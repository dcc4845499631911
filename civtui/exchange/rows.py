"""The data rows of a registry sheet; each collects what is wrong with its cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from civtui.exchange import names
from civtui.exchange.columns import Header
from civtui.exchange.plan import Problem
from civtui.exchange.tables import Cell, Sheet, shown, trouble
from civtui.model.reading import day_of, whole_of
from civtui.model.text import Message, msg

TOTALS = re.compile(r"(?:合计|总计|小计|共计)(?:数|\(.{1,2}\)|:.*)?|(?:total|sum):?")
NOTES = re.compile(
    r"(?:附?注|说明|备注|填表说明|notes?)(?:[0-9一二三]?[:.、]|$|[本以上]).*"
    r"|(?:填[报表]|制表|审核|汇总|打印|联系)(?:人|单位|部门|日期|时间|电话)?:.*"
)
DITTO = ("〃", "同上", '"', "″")
FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_COUNT = 10**9
MOST_SHOWN = 80  # characters of a bad value that a report repeats


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
        """Return the cell of `field`; an error and a formula without a value are refused."""
        place = self.header.columns.get(field)
        if place is None or place >= len(self.cells):
            return None
        wrong = trouble(self.sheet, self.number, place)
        if wrong is None:
            return self.cells[place]
        problem = self._problem(field, wrong[1])
        if problem not in self.problems:
            self.problems.append(problem)
        return None

    def text(self, field: str, *, most: int = 120, needed: bool = False) -> str:
        """Return a cell as tidy text of at most `most` characters; "" where it is empty."""
        found = names.tidy(shown(self.cell(field)))
        place = self.header.columns.get(field, -1)
        if needed and not found and trouble(self.sheet, self.number, place) is None:
            self.refuse(field, msg("exchange.needed"))
        if len(found) > most:
            self.refuse(field, msg("exchange.too-long", length=len(found), most=most))
        if not found.isprintable():
            self.warn(field, msg("exchange.control-characters"))
        return found

    def order(self, field: str) -> int | None:
        """Return a cell as a place from 1; one that is no number (1-2, 甲) says nothing."""
        place = self.header.columns.get(field)
        value = self.cells[place] if place is not None and place < len(self.cells) else None
        number = whole_of(value) if value is not None else None
        return number if number and 0 < number < MOST_COUNT else None

    def count(self, field: str) -> int | None:
        """Return a cell as a whole number that is not negative, None where it is empty."""
        value = self.cell(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        number = whole_of(value)
        if number is None or not 0 <= number < MOST_COUNT:
            self.refuse(field, msg("exchange.no-count"))
            return None
        return number

    def day(self, field: str) -> date | None:
        """Return a cell as a day, None where it is empty."""
        value = self.cell(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        found = day_of(value)
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.refuse(field, msg("exchange.no-date"))
            return None
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
        place = self.header.columns.get(field, -1)
        value = self.cells[place] if 0 <= place < len(self.cells) else None
        wrong = trouble(self.sheet, self.number, place)
        title = self.header.titles.get(field, field)
        text = (wrong[0] if wrong else shown(value))[:MOST_SHOWN]
        return Problem(self.sheet.name, self.number, title, text, reason)


def data_rows(sheet: Sheet, header: Header) -> Iterator[Row]:
    """Yield the rows below the header; blank, totals and notes rows are passed over.

    On an office sheet an agency left blank (or 同上) is the one above, as merged cells come out
    of other programs.
    """
    above: Cell = None
    owner = header.columns.get("agency") if header.kind == "office" else None
    for number, cells in enumerate(sheet.rows[header.row :], header.row + 1):
        if passed_over(cells) and not _has_formula(sheet, header, number):
            continue
        if _is_header(cells, header):
            continue
        if owner is not None and owner < len(cells):
            if cells[owner] is None or str(cells[owner]).strip() in DITTO:
                cells = [*cells]
                cells[owner] = above
            above = cells[owner]
        yield Row(sheet, header, number, cells)


def _has_formula(sheet: Sheet, header: Header, number: int) -> bool:
    """Return whether a row that looks blank names something by a formula without a value."""
    return (number, header.columns["name"]) in sheet.empty_formulas


def _is_header(cells: list[Cell], header: Header) -> bool:
    """Return whether a row repeats the header, as on every printed page."""
    at = header.columns.items()
    texts = {field: names.tidy(shown(cells[place])) for field, place in at if place < len(cells)}
    return texts == header.titles


def passed_over(cells: list[Cell]) -> bool:
    """Return whether a row is blank, totals, or a note below the table."""
    filled = [shown(cell).strip() for cell in cells if cell is not None]
    filled = [text for text in filled if text]
    if not filled:
        return True
    first = "".join(unicodedata.normalize("NFKC", filled[0]).casefold().split())
    if TOTALS.fullmatch(first):
        return True
    return len(set(filled)) <= 2 and NOTES.fullmatch(first) is not None
