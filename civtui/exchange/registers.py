"""Reads a register from a workbook: the columns are found by the words people use for a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.rows import passed_over
from civtui.exchange.tables import Cell, Sheet, read_tables
from civtui.model.errors import BadInput
from civtui.model.text import msg

DEEPEST_HEADER = 20
AGENCY = ("机关", "机关名称", "单位", "单位名称", "所属机关", "agency")


class Given(NamedTuple):
    """One row as the file has it.

    Args:
        row: the sheet's own number, from 1.
        values: field -> text of its cell; empty cells are left out.
        titles: field -> the column's own title.
    """

    sheet: str
    row: int
    values: dict[str, str]
    titles: dict[str, str]


def read_rows(path: Path, fields: Mapping[str, Sequence[str]], needed: set[str]) -> list[Given]:
    """Return the rows of every sheet that has the register's columns.

    Args:
        fields: field -> the words its column may have.
        needed: fields without whose columns a sheet is none of this register.

    Raises:
        BadInput: the file cannot be read, or no sheet has those columns.
    """
    found, any_header = [], False
    for sheet in read_tables(path):
        header = _header(sheet, fields, needed)
        if header is not None:
            any_header = True
            found += list(_rows(sheet, *header))
    if not any_header:
        words = [fields[field][0] for field in fields if field in needed]
        raise BadInput(msg("exchange.no-header"), where={"file": str(path)}, allowed=words)
    return found


def _header(
    sheet: Sheet, fields: Mapping[str, Sequence[str]], needed: set[str]
) -> tuple[int, dict[str, int]] | None:
    for number, cells in enumerate(sheet.rows[:DEEPEST_HEADER]):
        words = {names.word(str(cell)): place for place, cell in enumerate(cells) if cell}
        columns: dict[str, int] = {}
        for field, known in fields.items():
            place = next((words[w] for w in map(names.word, known) if w in words), None)
            if place is not None and place not in columns.values():
                columns[field] = place
        if needed <= columns.keys():
            return number, columns
    return None


def _rows(sheet: Sheet, header: int, columns: dict[str, int]) -> Iterator[Given]:
    titles = {field: str(sheet.rows[header][place]) for field, place in columns.items()}
    for number, cells in enumerate(sheet.rows[header + 1 :], header + 2):
        if passed_over(cells):
            continue
        values = {
            field: _text(cells[place]) for field, place in columns.items() if place < len(cells)
        }
        kept = {field: text for field, text in values.items() if text}
        if kept:
            yield Given(sheet.name, number, kept, titles)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return names.tidy(str(cell))
