"""Reads xlsx, ods and csv into sheets of cells with the file's own row numbers, from 1."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from civtui.model.errors import BadInput
from civtui.model.text import msg

Cell = str | float | bool | date | None
ENCODINGS = ("utf-8-sig", "gb18030")
MOST_ROWS = 1_000_000
FORMULA = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*><f[^>]*?(?:/>|>.*?</f>)\s*(?:<v\s*/>|<v></v>)?</c>'
)


class Sheet(NamedTuple):
    """One sheet.

    Args:
        rows: cells; row `n` of the file is `rows[n - 1]`; a cell merged downwards is repeated.
        empty_formulas: (row, column) of formula cells that hold no computed value, from 1 and 0.
    """

    name: str
    rows: list[list[Cell]]
    empty_formulas: frozenset[tuple[int, int]]


def read_tables(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook or a csv file.

    Raises:
        BadInput: the file is missing, of another kind, or damaged.
    """
    where = {"file": str(path)}
    if not path.is_file():
        raise BadInput(msg("exchange.no-file"), where=where)
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt"):
        return [_csv(path)]
    if suffix not in (".xlsx", ".xlsm", ".ods", ".xls"):
        raise BadInput(
            msg("exchange.no-kind"), where=where, value=suffix, allowed=["xlsx", "ods", "csv"]
        )
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        formulas = _formulas(path, book.sheet_names) if suffix in (".xlsx", ".xlsm") else {}
        return [_sheet(book, name, formulas.get(name, frozenset())) for name in book.sheet_names]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadInput(msg("exchange.damaged", reason=error), where=where) from error


def _sheet(book: Any, name: str, formulas: frozenset[tuple[int, int]]) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Cell]] = [
        [_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom > top:  # a title merged across one row is no data
            for row in range(top, min(bottom + 1, len(rows))):
                for column in range(left, min(right + 1, len(rows[row]))):
                    rows[row][column] = rows[top][left]
    return Sheet(name, rows, formulas)


def _cell(value: Any) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str | float | bool | date):
        return value
    return float(value) if isinstance(value, int) else str(value)


def _formulas(path: Path, names: list[str]) -> dict[str, frozenset[tuple[int, int]]]:
    """Return formula cells without a computed value: calamine shows them as empty."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        parts = sorted(
            (p for p in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", p)),
            key=lambda part: int(re.sub(r"\D", "", part)),
        )
        for name, part in zip(names, parts, strict=False):
            content = archive.read(part)
            if b"<f" in content:
                cells = ((int(row), _column(col)) for col, row in FORMULA.findall(content))
                found[name] = frozenset(cells)
    return found


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _csv(path: Path) -> Sheet:
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise BadInput(
            msg("exchange.no-encoding"), where={"file": str(path)}, allowed=["UTF-8", "GB18030"]
        )
    delimiter = "\t" if text[:4000].count("\t") > text[:4000].count(",") else ","
    try:
        raw = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BadInput(msg("exchange.damaged", reason=error), where={"file": str(path)}) from error
    rows: list[list[Cell]] = [[cell or None for cell in row] for row in raw]
    formulas = frozenset(
        (r, c)
        for r, row in enumerate(raw, 1)
        for c, cell in enumerate(row)
        if cell.startswith("=") and len(cell) > 1
    )
    return Sheet(path.stem, rows, formulas)
