"""Reads xlsx, ods and csv into sheets of cells with the file's own row numbers, from 1."""

from __future__ import annotations

import csv
import gc
import io
import pickle
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
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
MOST_SECONDS = 120  # for a workbook that its reader never ends with


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
    return _workbook(read_bytes(path), suffix, where)


def _workbook(content: bytes, suffix: str, where: Mapping[str, object]) -> list[Sheet]:
    """Return the sheets of a workbook, read in a process that it can end without harm."""
    words = [sys.executable, "-P", "-m", "civtui.exchange.workbook", suffix]
    try:
        done = subprocess.run(
            words, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS, check=True,
        )  # fmt: skip
        kind, found = _unpacked(done.stdout)
    except subprocess.TimeoutExpired:
        kind, found = "too-large", ""
    except (subprocess.CalledProcessError, pickle.UnpicklingError, EOFError):
        # out of memory, or out of its own bounds: native code ends its process then
        kind, found = "gave-up", ""
    if kind == "sheets":
        return [Sheet(*sheet) for sheet in found]
    if kind == "damaged":
        raise BadInput(msg("exchange.damaged", reason=found), where=where)
    if kind == "gave-up":
        raise BadInput(msg("exchange.gave-up"), where=where, hint=msg("exchange.save-anew"))
    raise BadInput(msg("exchange.too-large"), where=where, hint=msg("exchange.stray-cells"))


def _unpacked(answer: bytes) -> tuple[str, Any]:
    """Return what the reader's process answered (see `workbook.main`)."""
    collects = gc.isenabled()
    gc.disable()  # it would look for cycles among a million cells, again and again
    try:
        kind, found = _Plain(io.BytesIO(answer)).load()
        return str(kind), found
    finally:
        if collects:
            gc.enable()


class _Plain(pickle.Unpickler):
    """Takes texts, numbers, lists and days, and makes nothing else of what it reads."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != ("datetime", "date"):
            raise pickle.UnpicklingError(name)
        return date


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
