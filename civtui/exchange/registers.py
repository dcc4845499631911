"""Reads a register from a workbook: the columns are found by the words people use for a field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.arranged import OfOne, with_owner
from civtui.exchange.columns import DEEPEST_HEADER, NOBODY, Header, Named, header_at
from civtui.exchange.described import described
from civtui.exchange.doubts import said_of_ends
from civtui.exchange.half import half_header
from civtui.exchange.headers import Words
from civtui.exchange.hidden import hidden_columns, shown_only
from civtui.exchange.plan import Left, Problem, Seen
from civtui.exchange.rows import MOST_SHOWN, is_ditto, said_of_blanks, said_of_hidden
from civtui.exchange.shape import Below
from civtui.exchange.sheets import unread, way_out
from civtui.exchange.tables import Cell, Sheet, read_tables, shown, trouble
from civtui.model.errors import BadInput
from civtui.model.progress import Tell, silent
from civtui.model.text import msg


class Given(NamedTuple):
    """One row as the file has it.

    Args:
        row: the sheet's own number, from 1.
        values: field -> text of its cell; empty cells are left out.
        titles: field -> the column's own title.
        cells: field -> the number or day that its cell holds, where it is no text: as a day,
            2021.1 is no text that people wrote.
        errors: cells that hold a formula without a value, or a spreadsheet's error.
    """

    sheet: str
    row: int
    values: dict[str, str]
    titles: dict[str, str]
    cells: dict[str, float | date]
    errors: tuple[Problem, ...] = ()


@dataclass
class Rows:
    """The rows of a file, and how its sheets were read."""

    given: list[Given] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_rows(
    path: Path,
    fields: Words,
    needed: set[str],
    tell: Tell = silent,
    *,
    kind: str = "",
    named: Named = NOBODY,
    hidden: bool = False,
    prose: Collection[str] = (),
) -> Rows:
    """Return the rows of every sheet that has the register's columns.

    Args:
        fields: field -> the words its column may have.
        needed: fields without whose columns a sheet is none of this register.
        tell: is told that the file is being read, and may stop it.
        kind: the register's noun.
        named: how people named the columns.
        hidden: also take the rows and columns that the file hides.
        prose: fields whose lines stay apart, by a blank.

    Raises:
        BadInput: the file cannot be read, or no sheet has those columns.
    """
    found, any_header = Rows(), False
    sheets = read_tables(path, tell, hidden=hidden)
    for whole in sheets:
        sheet, left = shown_only(whole, hidden=hidden)
        header = find_columns(sheet, kind, fields, needed, named)
        if header is None and "agency" in needed and (one := _of_one(sheet, kind, fields, needed)):
            sheet, header = one.sheet, find_columns(one.sheet, kind, fields, needed, named)
            found.warnings += [one.said] if header else []
        if header is None:
            found.seen.append(unread(sheet, hidden=hidden))
            continue
        any_header = True
        found.left += left
        found.left += [] if hidden else hidden_columns(whole, header)
        below = Below(sheet, header, "agency" if "agency" in fields else "")
        blank: list[tuple[int, str]] = []
        hidden_above: list[tuple[int, str]] = []
        rows = list(_rows(below, blank, hidden_above, prose))
        found.given += rows
        found.left += below.left
        columns, unused = described(sheet, header, fields)
        found.seen.append(
            Seen(sheet.name, kind, header.row, columns, len(rows), header.remembered, sheet.state)
        )
        found.warnings += unused
        found.warnings += said_of_ends(sheet, header, [row.row for row in rows])
        found.warnings += said_of_blanks(sheet, header, blank)
        found.warnings += said_of_hidden(sheet, header, hidden_above)
    if not any_header:
        raise _without_heads(path, sheets, fields, needed, hidden=hidden)
    found.left.sort(key=lambda left: (left.sheet, left.row))
    return found


def _without_heads(
    path: Path, sheets: Sequence[Sheet], fields: Words, needed: set[str], *, hidden: bool
) -> BadInput:
    """Return that no sheet has the register's columns, and the way out."""
    return BadInput(
        half_header(sheets, [(fields, needed)]) or msg("exchange.no-heads"),
        where={"file": str(path)},
        allowed=[fields[field][0] for field in fields if field in needed],
        hint=way_out(sheets, None, hidden=hidden),
    )


def _of_one(sheet: Sheet, kind: str, fields: Words, needed: set[str]) -> OfOne | None:
    """Return a sheet with the agency of the line above its table, None where it has neither."""
    lonely = find_columns(sheet, kind, fields, needed - {"agency"})
    return with_owner(sheet, lonely) if lonely and "agency" not in lonely.columns else None


def find_columns(
    sheet: Sheet, kind: str, fields: Words, needed: set[str], named: Named = NOBODY
) -> Header | None:
    """Return the header of a register's sheet, None where it has none (see `read_rows`)."""
    for number in range(1, min(len(sheet.rows), DEEPEST_HEADER) + 1):
        header = header_at(sheet.rows, number, kind, fields, needed, named)
        if header:
            return header
    return None


def _rows(
    below: Below,
    blank: list[tuple[int, str]],
    hidden_above: list[tuple[int, str]],
    prose: Collection[str],
) -> Iterator[Given]:
    """Yield the rows of data, and note in `blank` those whose agency is that of the row above.

    A merged cell is repeated already, and the head of a block or 同上 says whose a row is.

    Args:
        hidden_above: takes those whose agency a hidden row names.
    """
    sheet, header, into = below.sheet, below.header, blank
    above: Cell = None
    owner, under = header.columns.get("agency"), ""
    for number, cells, heads, _, by in below.rows():
        if heads != under:
            under, above = heads, heads
        if owner is not None and owner < len(cells):
            if is_ditto(cells[owner]) and above is not None:
                if above != heads and not shown(cells[owner]).strip():
                    into.append((number, names.tidy(shown(above))))
                cells = [*cells]
                cells[owner] = above
            else:
                into = hidden_above if by == "hidden" else blank
            above = cells[owner]
        if by:
            continue
        given = _given(sheet, header, number, cells, prose)
        if given:
            yield given
        else:  # nothing but words in columns that are not read: 2026年 over the rows of a year
            below.leave(number, "note", cells)


def _given(
    sheet: Sheet, header: Header, number: int, cells: list[Cell], prose: Collection[str]
) -> Given | None:
    filled = {field: cells[at] for field, at in header.columns.items() if at < len(cells)}
    texts = {
        field: names.tidy_lines(shown(cell)) if field in prose else names.tidy(shown(cell))
        for field, cell in filled.items()
    }
    kept = {field: text for field, text in texts.items() if text}
    wrong = tuple(
        Problem(sheet.name, number, header.titles[field], found[0][:MOST_SHOWN], found[1])
        for field, at in header.columns.items()
        if (found := trouble(sheet, number, at))
    )
    if not kept and not wrong:
        return None
    raw = {f: cell for f, cell in filled.items() if isinstance(cell, float | date)}
    return Given(sheet.name, number, kept, header.titles, raw, wrong)
