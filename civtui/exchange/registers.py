"""Reads a register from a workbook: the columns are found by the words people use for a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.rows import passed_over
from civtui.exchange.tables import Sheet, read_tables, shown
from civtui.model.errors import BadInput
from civtui.model.progress import Tell, silent
from civtui.model.text import msg

DEEPEST_HEADER = 20
AGENCY = ("机关", "机关名称", "单位", "单位名称", "所属机关", "agency")


class Given(NamedTuple):
    """One row as the file has it.

    Args:
        row: the sheet's own number, from 1.
        values: field -> text of its cell; empty cells are left out.
        titles: field -> the column's own title.
        cells: field -> the number or day that its cell holds, where it is no text: as a day,
            2021.1 is no text that people wrote.
    """

    sheet: str
    row: int
    values: dict[str, str]
    titles: dict[str, str]
    cells: dict[str, float | date]


def read_rows(
    path: Path, fields: Mapping[str, Sequence[str]], needed: set[str], tell: Tell = silent
) -> list[Given]:
    """Return the rows of every sheet that has the register's columns.

    Args:
        fields: field -> the words its column may have.
        needed: fields without whose columns a sheet is none of this register.
        tell: is told that the file is being read, and may stop it.

    Raises:
        BadInput: the file cannot be read, or no sheet has those columns.
    """
    found, any_header = [], False
    for sheet in read_tables(path, tell):
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
        filled = {field: cells[at] for field, at in columns.items() if at < len(cells)}
        texts = {field: names.tidy(shown(cell)) for field, cell in filled.items()}
        kept = {field: text for field, text in texts.items() if text}
        if kept:
            raw = {f: cell for f, cell in filled.items() if isinstance(cell, float | date)}
            yield Given(sheet.name, number, kept, titles, raw)
