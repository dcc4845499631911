"""Sheets whose arrangement says what no column does: one agency's alone, or two tables abreast."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.columns import DEEPEST_HEADER, NOBODY, Header, header_at
from civtui.exchange.half import half_header
from civtui.exchange.headers import KINDS, WHOSE, letters
from civtui.exchange.nameless import are_heads, is_no_name
from civtui.exchange.plan import Known, Problem
from civtui.exchange.shape import filled
from civtui.exchange.tables import Cell, Sheet, shown
from civtui.model.text import Message, msg

SAID = re.compile(r"(?:填报|所属|所在)?(?:单位|机关|部门)(?:名称)?[:：]\s*(?P<name>[^:：\s]{2,40})")
LOOKS = re.compile(
    r"(?:[局委办部院会署台馆社团站厅]|中心|公司|机关|政府|法院|检察院|委员会|办公室)$"
)


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
    for number in range(1, min(len(sheet.rows), DEEPEST_HEADER) + 1):
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
            found |= {shown(row[at]) for row in rows for at in places if at < len(row)}
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
    top = min(header.tops or (header.row,))
    lines = [text for row in sheet.rows[: top - 1] for _, text in filled(row)]
    name = next((found["name"] for text in lines if (found := SAID.match(text))), "")
    bare = (names.numberless(text) for text in lines)
    name = name or next((text for text in bare if names.key(text) in called), "")
    if not name:
        name, by = names.tidy(sheet.name), "sheet"
        name = name if names.key(name) in called else names.numberless(name)
        known = names.key(name) in called or LOOKS.search(name)
        if are_heads([name]) or is_no_name(name) or not known:
            return None
    width = max(map(len, sheet.rows))
    rows = [_behind(row, width, name if _is_filled(row, place) else None) for row in sheet.rows]
    for number in range(1, header.row + 1):
        rows[number - 1][width] = WHOSE[0] if number == header.row else None
    reason = msg(f"exchange.of-one-{by}", agency=name)
    said = Problem(sheet.name, header.row, header.titles["name"], name, reason)
    return OfOne(sheet._replace(rows=rows), said)


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
    reason = msg("exchange.abreast", letters=letters(first.place))
    value = next((shown(row[first.place]) for row in sheet.rows[header.row :]
                  if _is_filled(row, first.place)), "")  # fmt: skip
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
