"""Reads a workbook in a process of its own: `python -m civtui.exchange.workbook`.

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
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from civtui.exchange import biff
from civtui.exchange.archive import MOST_CELLS, TooLarge, look_inside
from civtui.exchange.beside import NOTHING, Beside, Place, percentage
from civtui.exchange.kinds import kind_of
from civtui.exchange.opendocument import mended
from civtui.model.progress import PIECE

MOST_MEMORY, LEAST_MEMORY = 4 * 1024**3, 1024**3
Cell = str | float | bool | date | None
NO_TABLE = "no-table"  # a chart, a macro, a dialog
READABLE = ("xlsx", "ods", "xls")


class Read(NamedTuple):
    """A sheet as it was read; see `tables.Sheet`, which is made of its parts in their order."""

    name: str
    rows: list[list[Cell]]
    formulas: Mapping[Place, str]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    state: str = ""
    struck: frozenset[Place] = frozenset()


# what python gives of an archive or XML that is no such thing; calamine's own come on top
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    KeyError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    struct.error,
    SyntaxError,
)


def main() -> None:
    """Answer a workbook on stdin with what `read` returns; `hidden` as an argument is its own.

    Of each sheet the number of its rows is said there in their place; the rows follow piece by
    piece, so that who reads them is never held up for long.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    most = min(MOST_MEMORY, max(half, LEAST_MEMORY))
    most = most if hard == resource.RLIM_INFINITY else min(hard, most)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    gc.disable()  # there are no cycles in a table, and looking for them takes a third of the time
    kind, found = read(sys.stdin.buffer.read(), hidden="hidden" in sys.argv[1:])
    out = pickle.Pickler(sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
    out.fast = True
    if isinstance(found, str):
        out.dump((kind, found))
    else:
        out.dump((kind, [(one.name, len(one.rows), *one[2:]) for one in found]))
        for one in found:
            for start in range(0, len(one.rows), PIECE):
                out.dump(one.rows[start : start + PIECE])
    sys.stdout.buffer.flush()


def read(content: bytes, *, hidden: bool = False) -> tuple[str, list[Read] | str]:
    """Return ("sheets", them), ("damaged", why), ("too-large", ""), ("gave-up", "")
    or ("other", its kind).

    Args:
        hidden: also read the cells of sheets that are hidden; else they are named only.
    """
    try:
        kind = kind_of(content)
        if kind not in READABLE:
            return "other", kind
        return "sheets", _workbook(content, kind, hidden=hidden)
    except (TooLarge, MemoryError):
        return "too-large", ""
    except biff.Locked:
        return "other", "locked"
    except DAMAGED as error:
        return "damaged", _reason(error)
    except BaseException as error:
        # calamine's errors and, where it stumbles over a damaged file, the panic of its Rust
        # code, which is no Exception: both only say that the file cannot be read
        if type(error).__module__.partition(".")[0] not in ("python_calamine", "pyo3_runtime"):
            raise
        if type(error).__name__ == "PasswordError":
            return "other", "locked"
        # it says so of whatever it does not understand
        undetected = "detect file format" in str(error)
        return ("gave-up", "") if undetected else ("damaged", _reason(error))


def _reason(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]


def _workbook(content: bytes, kind: str, *, hidden: bool) -> list[Read]:
    from python_calamine import CalamineWorkbook

    inside = biff.look(content) if kind == "xls" else []
    said = {} if kind == "xls" else look_inside(io.BytesIO(content), kind)
    content = mended(content) if kind == "ods" else content
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        about = book.sheets_metadata
        if kind == "xls":
            said = dict(zip([sheet.name for sheet in about], inside, strict=True))
        found = []
        for sheet in about:
            state, name = _state(sheet), sheet.name
            named_only = state == NO_TABLE or (state and not hidden)
            one = Read(name, [], {}) if named_only else _sheet(book, name, said.get(name, NOTHING))
            found.append(one._replace(state=state))
        return found


def _state(about: Any) -> str:
    """Return what a sheet is that people do not see as a table, "" of one that they do."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if about.typ != SheetTypeEnum.WorkSheet:
        return NO_TABLE
    if about.visible == SheetVisibleEnum.Visible:
        return ""
    return "hidden" if about.visible == SheetVisibleEnum.Hidden else "very-hidden"


def _sheet(book: Any, name: str, said: Beside) -> Read:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Cell]] = [
        [(v or None) if v.__class__ is str else _cell(v) for v in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    _show_errors(rows, said)
    for row, place in said.percents:
        number = rows[row - 1][place] if row <= len(rows) and place < len(rows[row - 1]) else None
        if number.__class__ is float:
            rows[row - 1][place] = percentage(number)
    formulas = dict(said.formulas)
    _repeat_merged(rows, sheet.merged_cell_ranges or (), formulas)
    return Read(name, rows, formulas, said.hidden_rows, said.hidden_columns, struck=said.struck)


def _show_errors(rows: list[list[Cell]], said: Beside) -> None:
    """Let each error cell hold what it shows, and be there each formula without a value."""
    shown = dict.fromkeys(said.formulas) | dict(said.errors)
    rows += [[] for _ in range(max((row for row, _ in shown), default=0) - len(rows))]
    width = max([*map(len, rows), *(place + 1 for _, place in shown)], default=0)
    for cells in rows if shown else ():
        cells += [None] * (width - len(cells))
    for (row, place), text in shown.items():
        rows[row - 1][place] = text or rows[row - 1][place]


def _repeat_merged(
    rows: list[list[Cell]], ranges: Sequence[Any], formulas: dict[Place, str]
) -> None:
    """Repeat what stands in a cell that is merged downwards, a formula without a value as well."""
    filled = 0
    for (top, left), (bottom, right) in ranges:
        if bottom > top and top < len(rows):  # a title merged across one row is no data
            value, below = rows[top][left], min(bottom + 1, len(rows))
            filled += (below - top) * (min(right + 1, len(rows[top])) - left)
            if filled > MOST_CELLS:  # ranges that lie over one another, as no spreadsheet has them
                raise TooLarge
            for row in range(top, below):
                end = min(right + 1, len(rows[row]))
                rows[row][left:end] = [value] * (end - left)
                if (top + 1, left) in formulas:
                    places = ((row + 1, column) for column in range(left, end))
                    formulas |= dict.fromkeys(places, formulas[top + 1, left])


def _cell(value: Any) -> Cell:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value if value.time() != time() else value.date()
    if isinstance(value, timedelta):
        return _hours(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str | float | bool | date):
        return value
    return float(value) if isinstance(value, int) else str(value)


def _hours(span: timedelta) -> str:
    """Return a span of time as a spreadsheet shows it: 30:00:00 is more than a day."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


if __name__ == "__main__":
    main()
