"""Reads the records of a csv text: finds its separator, and refuses a quote that stands alone."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NoReturn

from civtui.model.errors import BadInput
from civtui.model.progress import PIECE, Tell
from civtui.model.text import msg

if TYPE_CHECKING:
    import _csv

SEPARATORS = (",", "\t", ";", "|")
LOOKED_AT, MOST_LINES = 30, 100  # lines that tell the separator; lines of one cell
SAID = re.compile(r'"?sep=(.)"?[\r\n]*')  # a first line by which spreadsheets are told
QUOTED = re.compile(r'"[^"]*"')
BLANKS_BEHIND = re.compile(r'"[ \t]+(?=[,;|\r\n]|\Z)')
MOST_OF, OF = 2, 3
MOST_SHOWN = 80  # characters of what follows the quote
PAIR = 2  # columns: so few that a line of prose may look like a row


def records(text: str, where: Mapping[str, object], tell: Tell) -> Iterator[list[list[str]]]:
    """Yield the records of a text, piece by piece.

    Raises:
        BadInput: a quote opens a cell that is never closed, or that takes in other rows.
    """
    lines = io.StringIO(text, newline="").readlines()
    said = SAID.fullmatch(lines[0]) if lines else None
    separator = said[1] if said else _separator(lines)
    if said:
        lines[0] = "\n"
    done = begun = 0
    widths: Counter[int] = Counter()
    while begun < len(lines):
        tell("read", done, 0)
        reader = _reader(lines, begun, separator)
        try:
            piece = list(islice(reader, PIECE))
            plain = reader.line_num == len(piece)
        except csv.Error:
            plain = False
        if plain:
            widths.update(map(len, piece))
            begun += len(piece)
        else:
            piece, begun = _careful(lines, begun, separator, where, widths)
        done += len(piece)
        yield piece


def _reader(lines: list[str], begun: int, separator: str) -> _csv.Reader:
    """Return a reader of the lines from one on."""
    rest = map(lines.__getitem__, range(begun, len(lines)))
    return csv.reader(rest, delimiter=separator, strict=True)


def _separator(lines: list[str]) -> str:
    """Return what parts the cells: the sign that stands in the most lines, outside of quotes."""
    head = "".join(lines[: LOOKED_AT * 3])
    if head.count('"') % 2 == 0:  # else one stands alone, and what is inside cannot be told
        head = QUOTED.sub("", head)
    looked_at = [line for line in head.splitlines() if line.strip()][:LOOKED_AT]
    counts = {sign: [line.count(sign) for line in looked_at] for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: (sum(map(bool, counts[sign])), sum(counts[sign])))


def _careful(
    lines: list[str],
    begun: int,
    separator: str,
    where: Mapping[str, object],
    widths: Counter[int],
) -> tuple[list[list[str]], int]:
    """Return records from a line on, and the line behind them.

    Each is looked at for a quote that took in more than its cell.

    Args:
        widths: how many records have how many cells; counted on.
    """
    piece: list[list[str]] = []
    while begun < len(lines) and len(piece) < PIECE:
        reader = _reader(lines, begun, separator)
        before = begun
        while len(piece) < PIECE:
            wrong: csv.Error | None = None
            row: list[str] | None
            try:
                row = next(reader, None)
            except csv.Error as error:
                wrong = error
                row = _mended(lines[begun : before + reader.line_num], separator)
            end = before + reader.line_num
            if row is None and wrong is None:
                return piece, end
            record = lines[begun:end]
            if row is None or (len(record) > 1 and _took_rows(record, separator, len(row), widths)):
                _refuse(record, separator, begun, where, wrong)
            widths[len(row)] += 1
            piece.append(row)
            begun = end
            if wrong:
                break
    return piece, begun


def _mended(lines: list[str], separator: str) -> list[str] | None:
    """Return a record whose closing quote has something behind it, where that does no harm.

    Blanks there are dropped; text there is part of the cell, as spreadsheets read it, as long as
    no cell took in a separator.
    """
    tidy = BLANKS_BEHIND.sub('"', "".join(lines))
    try:
        (row,) = csv.reader(io.StringIO(tidy, newline=""), delimiter=separator, strict=True)
        return row
    except (csv.Error, ValueError):
        pass
    if len(lines) > 1 or _opened(lines, separator)[1]:
        return None
    try:
        (row,) = csv.reader([tidy], delimiter=separator)
    except csv.Error:  # longer than a cell can be
        return None
    return row if lines[0].count(separator) + 1 == len(row) else None


def _took_rows(lines: list[str], separator: str, width: int, widths: Counter[int]) -> bool:
    """Return whether a record of several lines is several rows: most lines are as wide as one."""
    usual = widths.most_common(1)[0][0] if widths else width
    alike = sum(line.count(separator) == usual - 1 for line in lines)
    most = alike == len(lines) if usual == PAIR else alike * OF >= len(lines) * MOST_OF
    return len(lines) > MOST_LINES or (usual > 1 and most)


def _refuse(
    lines: list[str],
    separator: str,
    begun: int,
    where: Mapping[str, object],
    error: csv.Error | None = None,
) -> NoReturn:
    """Refuse a text for the quote that opened the wrong cell."""
    opened, _ = _opened(lines, separator)
    if opened is None:
        raise BadInput(msg("exchange.damaged", reason=error or ""), where=where)
    line, column = opened
    place = {**where, "line": begun + line + 1, "column": column + 1}
    value = lines[line][column:].strip()[:MOST_SHOWN]
    hint = msg("exchange.drop-quote")
    raise BadInput(msg("exchange.stray-quote"), where=place, value=value, hint=hint)


def _opened(lines: list[str], separator: str) -> tuple[tuple[int, int] | None, bool]:
    """Return where the last quote opens a cell (line, column), and whether that stays open.

    A cell that goes on behind its closing quote is the last that is looked at.
    """
    opened, inside, fresh = None, False, True
    for number, line in enumerate(lines):
        column = 0
        while column < len(line):
            sign, behind = line[column], line[column + 1 : column + 2]
            if inside and sign == '"' and behind == '"':
                column += 1
            elif inside and sign == '"':
                inside = False
                if behind not in ("", separator, "\r", "\n"):
                    return (opened, False)
            elif not inside and fresh and sign == '"':
                opened, inside = (number, column), True
            fresh = not inside and sign in (separator, "\r", "\n")
            column += 1
    return opened, inside
