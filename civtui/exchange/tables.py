"""Reads xlsx, ods and csv into sheets of cells with the file's own row numbers, from 1."""

from __future__ import annotations

import csv
import io
import math
import struct
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from civtui.files import read_bytes
from civtui.files import shown as shown_path
from civtui.model.errors import BadInput
from civtui.model.text import msg

Cell = str | float | bool | date | None
TEXTS = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ENCODINGS = ("utf-8-sig", "gb18030")
# what python gives of an archive or XML that is no such thing; calamine's own come on top
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, EOFError, RuntimeError,
           NotImplementedError, struct.error, SyntaxError)  # fmt: skip


class Sheet(NamedTuple):
    """One sheet.

    Args:
        rows: cells; row `n` of the file is `rows[n - 1]`; a cell merged downwards is repeated.
        empty_formulas: (row from 1, column from 0) -> formula, of cells without a computed value.
    """

    name: str
    rows: list[list[Cell]]
    empty_formulas: Mapping[tuple[int, int], str]


def read_tables(path: Path) -> list[Sheet]:
    """Return the visible sheets of a workbook, or a csv file as one sheet.

    Raises:
        BadInput: the file is missing, of another kind, damaged, or too large to be a registry.
    """
    where = {"file": shown_path(path)}
    suffix = path.suffix.lower()
    if suffix in TEXTS:
        return [_csv(path)]
    if suffix not in WORKBOOKS:
        raise BadInput(
            msg("exchange.no-kind"), where=where, value=suffix, allowed=["xlsx", "ods", "csv"]
        )
    read_bytes(path)  # what is no file, or none to be read, is said as such
    try:
        return _workbook(path)
    except BadInput:
        raise
    except DAMAGED as error:
        raise BadInput(msg("exchange.damaged", reason=_reason(error)), where=where) from error
    except BaseException as error:
        # calamine's errors and, where it stumbles over a damaged file, the panic of its Rust
        # code, which is no Exception: both only say that the file cannot be read
        if type(error).__module__.partition(".")[0] not in ("python_calamine", "pyo3_runtime"):
            raise
        raise BadInput(msg("exchange.damaged", reason=_reason(error)), where=where) from error


def _reason(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]


def _workbook(path: Path) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    from civtui.exchange.archive import look_inside

    formulas = {} if path.suffix.lower() == ".xls" else look_inside(path)
    with CalamineWorkbook.from_path(str(path)) as book:
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        return [_sheet(book, name, formulas.get(name, {})) for name in shown]


def _sheet(book: Any, name: str, formulas: Mapping[tuple[int, int], str]) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Cell]] = [
        [_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom > top and top < len(rows):  # a title merged across one row is no data
            for row in range(top, min(bottom + 1, len(rows))):
                for column in range(left, min(right + 1, len(rows[row]))):
                    rows[row][column] = rows[top][left]
    return Sheet(name, rows, formulas)


def _cell(value: Any) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str | float | bool | date):
        return value
    return float(value) if isinstance(value, int) else str(value)


def shown(value: Cell) -> str:
    """Return a cell as the text a person sees in the spreadsheet, tidied of nothing."""
    if isinstance(value, float):
        # 15 digits are what a spreadsheet keeps of a number
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    return "" if value is None else str(value)


def _csv(path: Path) -> Sheet:
    where = {"file": str(path)}
    content = read_bytes(path)
    marked = [encoding for mark, encoding in MARKS if content.startswith(mark)]
    for encoding in marked or ENCODINGS:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise BadInput(msg("exchange.no-encoding"), where=where, allowed=["UTF-8", "GB18030"])
    delimiter = "\t" if text[:4000].count("\t") > text[:4000].count(",") else ","
    try:
        raw = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BadInput(msg("exchange.damaged", reason=error), where=where) from error
    # ="0591" is how spreadsheets are made to keep a leading nought
    raw = [[_as_text(cell) for cell in row] for row in raw]
    rows: list[list[Cell]] = [[cell or None for cell in row] for row in raw]
    formulas = {
        (r, c): cell
        for r, row in enumerate(raw, 1)
        for c, cell in enumerate(row)
        if cell.startswith("=") and len(cell) > 1
    }
    return Sheet(path.stem, rows, formulas)


def _as_text(cell: str) -> str:
    kept = cell.startswith('="') and cell.endswith('"') and cell.count('"') == 2
    return cell[2:-1] if kept else cell
