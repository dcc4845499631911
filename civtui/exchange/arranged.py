"""Sheets whose arrangement says what no column does: one agency's alone, or two tables abreast."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.by_words import filled
from civtui.exchange.columns import NOBODY, Header, header_at, header_rows
from civtui.exchange.half import half_header
from civtui.exchange.headers import KINDS, WHOSE, letters
from civtui.exchange.lines import owner_in, pairs
from civtui.exchange.nameless import are_heads, is_no_name
from civtui.exchange.plan import Known, Problem
from civtui.exchange.rows import MOST_SHOWN
from civtui.exchange.shape import above
from civtui.exchange.tables import Cell, Sheet, shown
from civtui.model.text import Message, msg

MOST_LINES = 4  # between the line that names an agency and the header of its table
LOOKS = re.compile(
    r"(?:[局委办部院会署台馆社团站厅]|中心|公司|机关|政府|法院|检察院|委员会|办公室)$"
)
# 市商务局内设处室一览表, 2026年市商务局各处室名册
TITLED = re.compile(
    r"(?:[0-9]{4}年度?)?(?P<name>[^\s0-9]{1,30}?(?:[局委办部院会署台馆社团厅]|中心|公司|政府|办公室))"
    r"(?:机关)?(?:[（(][^（()）]*[)）])?(?=各|内设|下设|所属|处室|科室|机构|部门)"
)
SEVERAL = re.compile(r"各|市直|全市|机关")  # of many agencies: 市直各部委办局


class OfOne(NamedTuple):
    """A sheet of one agency's offices, with the column that it does without.

    Args:
        sheet: its offices with their agency in a column behind all others.
        said: the warning that says from where the agency was taken.
    """

    sheet: Sheet
    said: Problem


def lonely_offices(sheet: Sheet) -> Header | None:
    """Return the header of a sheet that names offices and has no column of agencies."""
    for number in header_rows(sheet.rows):
        found = header_at(sheet.rows, number, "office", KINDS["office"], {"name"}, NOBODY)
        if found and len(found.columns) >= 2 and "agency" not in found.columns:
            return found
    return None


def called_so(known: Known, sheets: Iterable[tuple[Sheet, Header | None]]) -> frozenset[str]:
    """Return the keys of all names by which the city or a sheet of the file calls an agency."""
    found = {one for agency in known.agencies for one in (agency.name, agency.short)}
    for sheet, header in sheets:
        if header and header.kind == "agency":
            places = [header.columns[f] for f in ("name", "short") if f in header.columns]
            rows = sheet.rows[header.row :]
            found |= {
                names.numberless(shown(row[at])) for row in rows for at in places if at < len(row)
            }
    return frozenset(map(names.key, found)) - {""}


def of_one_agency(sheet: Sheet, called: Container[str]) -> OfOne | None:
    """Return a sheet of one agency's offices, None where nothing tells whose they are.

    The agency stands in a line above the header (单位：财政局, or its name alone where that is
    known), or is the sheet's own name.

    Args:
        called: see `called_so`.
    """
    header = lonely_offices(sheet)
    if header is None:
        return None
    place, by = header.columns["name"], "line"
    lines = above(sheet, header)
    name = owner_above(sheet, header) or next(
        (_called(row, called) for row in lines if _called(row, called)), ""
    )
    if not name:
        name, by = names.tidy(sheet.name), "sheet"
        name = name if names.key(name) in called else names.numberless(name)
        known = names.key(name) in called or LOOKS.search(name)
        if are_heads([name]) or is_no_name(name) or not known:
            return None
    width, owner = max(map(len, sheet.rows)), name
    rows = [_behind(row, width, None) for row in sheet.rows]
    rows[header.row - 1][width] = WHOSE[0]
    for number, row in enumerate(sheet.rows[header.row :], header.row + 1):
        if owner_in(number, row) and any(map(filled, sheet.rows[number:])):
            owner = ""  # from here on the rows are of another one
        elif head := _called(row, called):
            owner, rows[number - 1] = "", _behind([], width, head)
        elif owner and _is_filled(row, place) and not are_heads(text for _, text in filled(row)):
            rows[number - 1][width] = owner
    reason = msg(f"exchange.of-one-{by}", agency=name)
    if by == "sheet" and (title := _another(lines, name)):
        reason = msg("exchange.of-one-unsure", agency=name, title=title)
    said = Problem(sheet.name, header.row, header.titles["name"], name, reason)
    return OfOne(sheet._replace(rows=rows), said)


def _another(lines: Iterable[list[Cell]], name: str) -> str:
    """Return the title above a table that names another agency than `name`, "" where none does."""
    own = names.key(name).removeprefix("市")
    for row in lines:
        texts = {text for _, text in filled(row)}
        text = texts.pop() if len(texts) == 1 else ""
        found = TITLED.match(text)
        if found and own not in names.key(text) and not SEVERAL.search(found["name"]):
            return text
    return ""


def owner_above(sheet: Sheet, header: Header) -> str:
    """Return the agency that a line above a header names, "" where none does."""
    for number, row in enumerate(above(sheet, header), 1):
        said = (one.value for one in pairs(number, row) if one.names_owner)
        if owner := owner_in(number, row) or next(said, ""):
            return owner
    return ""


def with_owner(sheet: Sheet, header: Header) -> OfOne | None:
    """Return a sheet of a register's rows with the agency that a line above it names.

    None where no line does.

    Args:
        header: the sheet's, which has no column of agencies.
    """
    owner = owner_above(sheet, header)
    if not owner:
        return None
    width = max(map(len, sheet.rows))
    rows = [_behind(row, width, None) for row in sheet.rows]
    rows[header.row - 1][width] = WHOSE[0]
    for number, row in enumerate(sheet.rows[header.row :], header.row):
        rows[number][width] = owner if len(filled(row)) > 1 else None
    said = Problem(sheet.name, header.row, WHOSE[0], owner, msg("exchange.of-one", agency=owner))
    return OfOne(sheet._replace(rows=rows), said)


def blocks(sheet: Sheet, called: Container[str]) -> list[Sheet]:
    """Return the tables of a sheet of offices that stand one below the other, each its agency's.

    A line that names an agency (单位：市商务局) with a header below it begins one. Each has the
    rows of the sheet under their own numbers, those of the others blank.

    Args:
        called: see `called_so`.
    """
    header = lonely_offices(sheet)
    if header is None:
        return [sheet]
    heads = {n: row for n, row in sheet.unseen.items() if owner_in(n, row) or _called(row, called)}
    if heads:  # a hidden line says whose the rows below it are, as one that is shown
        rows = [heads.get(number, row) for number, row in enumerate(sheet.rows, 1)]
        sheet = sheet._replace(rows=rows)
    starts = [0]
    for at in range(header.row, len(sheet.rows)):
        row = sheet.rows[at]
        if (owner_in(at + 1, row) or _called(row, called)) and _is_headed(sheet.rows, at):
            starts.append(_titled(sheet.rows, at, header.row))
    ends = [*starts[1:], len(sheet.rows)]
    return [
        sheet._replace(
            rows=[row if a <= at < b else [] for at, row in enumerate(sheet.rows)],
            empty_formulas={
                at: text for at, text in sheet.empty_formulas.items() if a < at[0] <= b
            },
        )
        for a, b in zip(starts, ends, strict=True)
    ]


def ownerless(sheet: Sheet) -> Problem:
    """Return the refusal of one of a sheet's tables that does not say whose its offices are."""
    header = lonely_offices(sheet)
    row = header.row if header else next(n for n, row in enumerate(sheet.rows, 1) if filled(row))
    words = " ".join(text for _, text in filled(sheet.rows[row - 1]))
    title = header.titles["name"] if header else ""
    return Problem(
        sheet.name,
        row,
        title,
        words[:MOST_SHOWN],
        msg("exchange.no-agency-column", sheet=sheet.name),
    )


def _called(row: list[Cell], called: Container[str]) -> str:
    """Return the name of a known agency that stands alone in a row, "" where none does."""
    texts = {text for _, text in filled(row)}
    text = texts.pop() if len(texts) == 1 else ""
    bare = names.numberless(text.rstrip(":："))
    headed = bare != text and LOOKS.search(bare) is not None  # 市司法局：
    return bare if bare and (headed or names.key(bare) in called) else ""


def _is_headed(rows: list[list[Cell]], at: int) -> bool:
    """Return whether a header of offices stands right below a line, or below more lines."""
    for number in range(at + 2, min(len(rows), at + 2 + MOST_LINES) + 1):
        found = header_at(rows, number, "office", KINDS["office"], {"name"}, NOBODY)
        if found and len(found.columns) >= 2:
            return True
        if len(texts := filled(rows[number - 1])) > 1 and not pairs(number, rows[number - 1]):
            return are_heads(text for _, text in texts)
    return False


def _titled(rows: list[list[Cell]], at: int, least: int) -> int:
    """Return where a table begins: at the title over the line that names its agency, if any."""
    start = at
    while start > least and len({text for _, text in filled(rows[start - 1])}) == 1:
        start -= 1
    return start if start > least and not filled(rows[start - 1]) else at


def abreast(sheet: Sheet, header: Header) -> tuple[Sheet, Problem] | None:
    """Return a sheet without the table that stands beside its first one, and what is said of it.

    None where it has one table: no column that names agencies comes a second time.
    """
    field = "agency" if header.kind == "office" else "name"
    own = header.columns[field]
    word = next(names.word(title.own) for title in header.words if title.place == own)
    again = [t for t in header.words if t.place > own and names.word(t.own) == word]
    if not again or again[0].group or any(field in said for said in header.given.values()):
        return None
    first = again[0]
    rows = [row[: first.place] for row in sheet.rows]
    begin = min(header.columns.values())
    places = [f"{letters(at)}{header.row}" for at in (begin, first.place)]
    reason = msg("exchange.abreast", first=places[0], second=places[1])
    value = next(
        (
            shown(row[first.place])
            for row in sheet.rows[header.row :]
            if _is_filled(row, first.place)
        ),
        "",
    )
    formulas: Mapping[tuple[int, int], str] = {
        at: text for at, text in sheet.empty_formulas.items() if at[1] < first.place
    }
    told = Problem(sheet.name, header.row, first.shown, value, reason)
    return sheet._replace(rows=rows, empty_formulas=formulas), told


def missing(sheets: list[Sheet]) -> Message:
    """Return why a file is none of a registry: no header, or offices without their agencies."""
    lonely = next((sheet for sheet in sheets if lonely_offices(sheet)), None)
    if lonely is None:
        half = half_header(sheets, [(KINDS["office"], ("agency", "name"))])
        return half or msg("exchange.no-header")
    return msg("exchange.no-agency-column", sheet=lonely.name)


def _behind(row: list[Cell], width: int, agency: Cell) -> list[Cell]:
    return [*row, *[None] * (width - len(row)), agency]


def _is_filled(row: list[Cell], place: int) -> bool:
    return place < len(row) and bool(names.tidy(shown(row[place])))
