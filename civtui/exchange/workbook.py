"""Reads a workbook in a process of its own: `python -m civtui.exchange.workbook SUFFIX`.

The native reader lays a sheet out as one full rectangle; a file can make it ask for more memory
than there is, and then it ends its process, not the call. So it runs where it can end nothing
else: the workbook comes in on stdin, its sheets go out on stdout, and memory is bounded.
"""

from __future__ import annotations

import gc
import io
import math
import os
import pickle
import resource
import struct
import sys
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from civtui.exchange.archive import MOST_CELLS, TooLarge, look_inside
from civtui.model.progress import PIECE

MOST_MEMORY, LEAST_MEMORY = 4 * 1024**3, 1024**3
Cell = str | float | bool | date | None
Read = tuple[str, list[list[Cell]], Mapping[tuple[int, int], str]]
# what python gives of an archive or XML that is no such thing; calamine's own come on top
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, EOFError, RuntimeError,
           NotImplementedError, struct.error, SyntaxError)  # fmt: skip


def main(suffix: str) -> None:
    """Answer a workbook on stdin with ("sheets", them), ("damaged", why) or ("too-large", "").

    Of each sheet its name, the number of its rows and its formulas are said there; the rows follow
    piece by piece, so that who reads them is never held up for long.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    most = min(MOST_MEMORY, max(half, LEAST_MEMORY))
    most = most if hard == resource.RLIM_INFINITY else min(hard, most)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    gc.disable()  # there are no cycles in a table, and looking for them takes a third of the time
    kind, found = read(sys.stdin.buffer.read(), suffix)
    out = pickle.Pickler(sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
    out.fast = True
    if isinstance(found, str):
        out.dump((kind, found))
    else:
        out.dump((kind, [(name, len(rows), formulas) for name, rows, formulas in found]))
        for _, rows, _ in found:
            for start in range(0, len(rows), PIECE):
                out.dump(rows[start : start + PIECE])
    sys.stdout.buffer.flush()


def read(content: bytes, suffix: str) -> tuple[str, list[Read] | str]:
    """Return what `main` answers with."""
    try:
        return "sheets", _workbook(content, suffix)
    except (TooLarge, MemoryError):
        return "too-large", ""
    except DAMAGED as error:
        return "damaged", _reason(error)
    except BaseException as error:
        # calamine's errors and, where it stumbles over a damaged file, the panic of its Rust
        # code, which is no Exception: both only say that the file cannot be read
        if type(error).__module__.partition(".")[0] not in ("python_calamine", "pyo3_runtime"):
            raise
        return "damaged", _reason(error)


def _reason(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]


def _workbook(content: bytes, suffix: str) -> list[Read]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    formulas = {} if suffix == ".xls" else look_inside(io.BytesIO(content), suffix)
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        return [_sheet(book, name, formulas.get(name, {})) for name in shown]


def _sheet(book: Any, name: str, formulas: Mapping[tuple[int, int], str]) -> Read:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Cell]] = [
        [(v or None) if v.__class__ is str else _cell(v) for v in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    filled = 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom > top and top < len(rows):  # a title merged across one row is no data
            value, below = rows[top][left], min(bottom + 1, len(rows))
            filled += (below - top) * (min(right + 1, len(rows[top])) - left)
            if filled > MOST_CELLS:  # ranges that lie over one another, as no spreadsheet has them
                raise TooLarge
            for row in range(top, below):
                end = min(right + 1, len(rows[row]))
                rows[row][left:end] = [value] * (end - left)
    return name, rows, formulas


def _cell(value: Any) -> Cell:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str | float | bool | date):
        return value
    return float(value) if isinstance(value, int) else str(value)


if __name__ == "__main__":
    main(sys.argv[1])
