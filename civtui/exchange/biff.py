"""Looks into an xls workbook: error cells, hidden rows and columns, percentages.

Source: MS-XLS, Excel Binary File Format; Excel 5 to 2003 write these records alike.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

from civtui.exchange import compound
from civtui.exchange.beside import NOTHING, Beside, Place, is_percent

BOF, EOF, BOUND, PASSWORD = 0x0809, 0x000A, 0x0085, 0x002F
FORMAT, FORMAT_5, STYLE = 0x041E, 0x001E, 0x00E0
ROW, COLUMN, FORMULA, ERROR = 0x0208, 0x007D, 0x0006, 0x0205
NUMBER, SMALL, SMALLS = 0x0203, 0x027E, 0x00BD
BIFF8 = 0x0600
HIDDEN_ROW, HIDDEN_COLUMN, WIDE_TEXT = 0x20, 0x01, 0x01
NO_VALUE, ERROR_VALUE = 0xFFFF, 2
WIDEST = 255
PERCENTS = (9, 10)  # number formats that are built in: 0% and 0.00%
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


class Locked(Exception):
    """The workbook cannot be opened without a password."""


class _Record(NamedTuple):
    kind: int
    data: bytes


def look(content: bytes) -> list[Beside]:
    """Return what each sheet says beside its values, in the order of the sheets.

    Raises:
        Locked: it has a password.
        ValueError, struct.error, IndexError: it is damaged.
    """
    book = compound.stream(content, "workbook", "book")
    starts, percents, styles = [], set(PERCENTS), list[int]()
    version = BIFF8
    for kind, data in _records(book, 0):
        if kind == BOF:
            version = struct.unpack_from("<H", data)[0]
        elif kind == PASSWORD:
            raise Locked
        elif kind == BOUND:
            starts.append(struct.unpack_from("<I", data)[0])
        elif kind in (FORMAT, FORMAT_5):
            if is_percent(_text(data, version)):
                percents.add(struct.unpack_from("<H", data)[0])
        elif kind == STYLE:
            styles.append(struct.unpack_from("<H", data, 2)[0])
    shown_so = {place for place, number in enumerate(styles) if number in percents}
    return [_sheet(_records(book, start), shown_so) for start in starts]


def _sheet(records: Iterator[_Record], percent_styles: set[int]) -> Beside:
    errors: dict[Place, str] = {}
    percents: set[Place] = set()
    rows: set[int] = set()
    columns: set[int] = set()

    def number(data: bytes) -> None:
        row, column, style = struct.unpack_from("<3H", data)
        if style in percent_styles:
            percents.add((row + 1, column))

    def error(data: bytes, code: int) -> None:
        row, column = struct.unpack_from("<2H", data)
        errors[row + 1, column] = ERRORS.get(code, "#N/A")

    def formula(data: bytes) -> None:
        number(data)
        if struct.unpack_from("<H", data, 12)[0] == NO_VALUE and data[6] == ERROR_VALUE:
            error(data, data[8])

    def failed(data: bytes) -> None:
        if data[7]:
            error(data, data[6])

    def numbers(data: bytes) -> None:
        row, first = struct.unpack_from("<2H", data)
        for place in range((len(data) - 6) // 6):
            number(struct.pack("<2H", row, first + place) + data[4 + place * 6 : 6 + place * 6])

    def row_(data: bytes) -> None:
        if struct.unpack_from("<H", data, 12)[0] & HIDDEN_ROW:
            rows.add(struct.unpack_from("<H", data)[0] + 1)

    def column_(data: bytes) -> None:
        first, last, _, _, flags = struct.unpack_from("<5H", data)
        if flags & HIDDEN_COLUMN:
            columns.update(range(first, min(last, WIDEST) + 1))

    takes: dict[int, Callable[[bytes], None]] = {
        ROW: row_,
        COLUMN: column_,
        FORMULA: formula,
        ERROR: failed,
    }
    if percent_styles:
        takes |= {NUMBER: number, SMALL: number, SMALLS: numbers}
    for kind, data in records:
        if kind in takes:
            takes[kind](data)
    return NOTHING._replace(
        errors=errors,
        hidden_rows=frozenset(rows),
        hidden_columns=frozenset(columns),
        percents=frozenset(percents),
    )


def _records(book: bytes, start: int) -> Iterator[_Record]:
    """Yield the records of one substream; a chart that lies within a sheet is passed over."""
    depth, at = 0, start
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<2H", book, at)
        data = book[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 1:
            yield _Record(kind, data)
        if depth <= 0:
            return


def _text(data: bytes, version: int) -> str:
    """Return the code of a number format."""
    if version < BIFF8:
        return data[3 : 3 + data[2]].decode("latin-1")
    length, flags = struct.unpack_from("<HB", data, 2)
    if flags & WIDE_TEXT:
        return data[5 : 5 + length * 2].decode("utf-16-le", "replace")
    return data[5 : 5 + length].decode("latin-1")
