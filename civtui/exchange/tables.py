"""Reads xlsx, ods and csv into sheets of cells with the file's own row numbers, from 1."""

from __future__ import annotations

import gc
import io
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO, Any, NamedTuple

from civtui.exchange.beside import is_error
from civtui.exchange.encodings import decoded
from civtui.exchange.kinds import HINTS, OTHER, OTHER_SUFFIXES, is_text
from civtui.exchange.texts import records
from civtui.files import read_bytes
from civtui.files import shown as shown_path
from civtui.model.errors import BadInput
from civtui.model.progress import PIECE, Tell, silent
from civtui.model.text import Message, msg

Cell = str | float | bool | date | None
TEXTS = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
PLAIN = {"date": date, "datetime": datetime}
MOST_SECONDS = 120  # for a workbook that its reader never ends with
BEAT = 0.1  # seconds between two looks at whether to go on


class Sheet(NamedTuple):
    """One sheet.

    Args:
        rows: cells; row `n` of the file is `rows[n - 1]`; a cell merged downwards is repeated. A
            moment is a `datetime`, midnight a `date`; a number shown as a percentage is that text,
            and so is an error (`#N/A`).
        empty_formulas: (row from 1, column from 0) -> formula, of cells without a computed value.
        hidden_rows: numbers from 1 of the rows that the spreadsheet does not show.
        hidden_columns: the same of columns, from 0.
        state: `hidden` of a sheet that the spreadsheet does not show, `very-hidden` of one that
            its menus do not even name, `no-table` of a chart and its like; else "".
        struck: (row from 1, column from 0) of the cells that are struck through.
        unseen: number -> cells of the hidden rows that were left out: what they head is theirs.
    """

    name: str
    rows: list[list[Cell]]
    empty_formulas: Mapping[tuple[int, int], str]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    state: str = ""
    struck: frozenset[tuple[int, int]] = frozenset()
    unseen: Mapping[int, list[Cell]] = {}


def trouble(sheet: Sheet, row: int, column: int) -> tuple[str, Message] | None:
    """Return why a cell has no value that can be taken, and what stands there instead.

    Args:
        row: from 1.
        column: from 0.

    Returns:
        (its formula or its error, the reason); None of a cell that has a value or is blank.
    """
    place = (row, column)
    if place in sheet.empty_formulas:
        return sheet.empty_formulas[place], msg("exchange.formula")
    error = _error_text(sheet.rows, row - 1, column)
    if not error:
        return None
    narrow = not error.strip().strip("#")
    return error, msg("exchange.too-narrow") if narrow else msg("exchange.error-cell")


def _error_text(rows: list[list[Cell]], row: int, column: int) -> str:
    """Return what a cell shows in the place of a value, "" where it has one."""
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        return ""
    value = rows[row][column]
    return value if isinstance(value, str) and is_error(value) else ""


def read_tables(
    path: Path, tell: Tell = silent, *, head: int = 0, hidden: bool = False
) -> list[Sheet]:
    """Return the sheets of a workbook, or a csv file as one sheet.

    A sheet that is hidden, or no table, comes without its cells: it is to be named.

    Args:
        tell: is told that the file is being read, and may stop it.
        head: how many bytes of a text are read, to the last whole line; 0: all.
        hidden: sheets that are hidden come with their cells.

    Raises:
        BadInput: the file is missing, of another kind, damaged, or too large to be a registry.
    """
    where = {"file": shown_path(path)}
    suffix = path.suffix.lower()
    if suffix not in (*TEXTS, *WORKBOOKS):
        hint = HINTS.get(OTHER_SUFFIXES.get(suffix, ""))
        raise BadInput(
            msg("exchange.no-kind"),
            where=where,
            value=suffix,
            allowed=["xlsx", "ods", "csv"],
            hint=msg(hint) if hint else None,
        )
    content = read_bytes(path)
    if suffix in TEXTS and is_text(content):
        return [_csv(path.stem, _beginning(content, head), where, tell)]
    return _workbook(content, where, tell, hidden=hidden)


def _beginning(content: bytes, most: int) -> bytes:
    """Return the first whole lines of a text; one of two bytes a character is cut between them."""
    if not most or len(content) <= most:
        return content
    cut = content[: most - most % 2]
    return cut if b"\0" in cut else cut.rpartition(b"\n")[0] or cut


def _workbook(
    content: bytes, where: Mapping[str, object], tell: Tell = silent, *, hidden: bool = False
) -> list[Sheet]:
    """Return the sheets of a workbook, read in a process that it can end without harm."""
    words = [
        sys.executable,
        "-P",
        "-m",
        "civtui.exchange.workbook",
        *(["hidden"] if hidden else []),
    ]
    try:
        kind, found = _unpacked(_asked(words, content, tell), tell)
    except subprocess.TimeoutExpired:
        kind, found = "too-large", ""
    except (subprocess.CalledProcessError, pickle.UnpicklingError, EOFError):
        # out of memory, or out of its own bounds: native code ends its process then
        kind, found = "gave-up", ""
    if kind == "sheets":
        return [Sheet(*sheet) for sheet in found]
    if kind == "damaged":
        anew = msg("exchange.save-anew")
        raise BadInput(msg("exchange.damaged", reason=found), where=where, hint=anew)
    if kind == "gave-up":
        raise BadInput(msg("exchange.gave-up"), where=where, hint=msg("exchange.save-anew"))
    if kind == "other":
        said = OTHER.get(found, "exchange.is-unknown")
        raise BadInput(msg(said), where=where, hint=msg(HINTS.get(found, "exchange.save-anew")))
    raise BadInput(msg("exchange.too-large"), where=where, hint=msg("exchange.stray-cells"))


def _asked(words: list[str], content: bytes, tell: Tell) -> bytes:
    """Return what a process answers to `content`; stopped or out of time, it is ended.

    It is in a group of its own: what interrupts the session is for the session to heed.
    """
    end = monotonic() + MOST_SECONDS
    with subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0,
    ) as process:
        # fed beside: `communicate` forgets what it has not written yet when its time is over
        feed, process.stdin = process.stdin, None
        Thread(target=_feed, args=(feed, content), daemon=True).start()
        try:
            while True:
                tell("read", 0, 0)
                rest = max(0.0, end - monotonic())
                try:
                    answer: bytes = process.communicate(timeout=min(BEAT, rest))[0]
                    break
                except subprocess.TimeoutExpired:
                    if not rest:
                        raise
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return answer


def _feed(pipe: IO[bytes], content: bytes) -> None:
    """Write all of `content`; a process that has ended takes no more."""
    with suppress(OSError), pipe:
        pipe.write(content)


def _unpacked(answer: bytes, tell: Tell) -> tuple[str, Any]:
    """Return what the reader's process answered (see `workbook.main`)."""
    with _uncollected():
        load = _Plain(io.BytesIO(answer)).load
        kind, found = load()
        if kind == "sheets":
            found = [(name, _rows(load, count, tell), *more) for name, count, *more in found]
        return str(kind), found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no cycles: among a million cells it would be done again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _rows(load: Callable[[], Any], count: int, tell: Tell) -> list[list[Cell]]:
    """Return the rows of a sheet, which come piece by piece."""
    rows: list[list[Cell]] = []
    for start in range(0, count, PIECE):
        tell("read", start, count)
        rows += load()
    return rows


class _Plain(pickle.Unpickler):
    """Takes texts, numbers, lists, days and moments, and makes nothing else of what it reads."""

    def find_class(self, module: str, name: str) -> Any:
        if module != "datetime" or name not in PLAIN:
            raise pickle.UnpicklingError(name)
        return PLAIN[name]


def shown(value: Cell) -> str:
    """Return a cell as the text a person sees in the spreadsheet, tidied of nothing."""
    if isinstance(value, float):
        # 15 digits are what a spreadsheet keeps of a number
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    return "" if value is None else str(value)


def _csv(name: str, content: bytes, where: Mapping[str, object], tell: Tell) -> Sheet:
    text = decoded(content, where)
    rows: list[list[Cell]] = []
    formulas: dict[tuple[int, int], str] = {}
    begins = "=" in text  # seldom does a cell begin with one
    with _uncollected():
        for piece in records(text, where, tell):
            for row in piece:
                number = len(rows) + 1
                if begins:
                    row[:] = map(_as_text, row)
                    formulas |= {
                        (number, c): cell
                        for c, cell in enumerate(row)
                        if cell.startswith("=") and len(cell) > 1
                    }
                rows.append([cell or None for cell in row])
    return Sheet(name, rows, formulas)


def _as_text(cell: str) -> str:
    """Return a cell; ="0591" is how spreadsheets are made to keep a leading nought."""
    kept = cell.startswith('="') and cell.endswith('"') and cell.count('"') == 2
    return cell[2:-1] if kept else cell
