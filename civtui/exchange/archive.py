"""Looks into a workbook's zip before a reader opens it: how large it is, what it says of its cells.

calamine lays a sheet out as one full rectangle, so one stray cell in the last corner would take
all memory there is and end the process; and it shows a formula without a value, an error and a
computed empty text alike as empty, and 50% as 0.5.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple
from xml.etree import ElementTree

from civtui.exchange import opendocument
from civtui.exchange.beside import NOTHING, Beside, Place, is_percent

MOST_BYTES = 512 * 1024 * 1024
MOST_CELLS = 20_000_000
ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br\s*=\s*["\'](\d{1,10})["\']')
# an extent is written before the rows
EXTENT = re.compile(rb'<(?:\w+:)?dimension\s+ref\s*=\s*"(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})"')
HEAD, WIDEST = 4096, 16_384
CELL = re.compile(rb'\br\s*=\s*["\']([A-Z]+)(\d+)["\']')
NUMBERED = re.compile(rb'\br\s*=\s*["\'](\d{1,10})["\']')
TOKEN = re.compile(rb"<(?:\w+:)?(row|c)(?:\s[^>]*)?>")
UNPLACED = re.compile(rb'<(?:\w+:)?c(?:\s+(?!r\s*=)[\w:]+\s*=\s*(?:"[^"]*"|\'[^\']*\'))*\s*/?>')
# a formula's text holds no "<": it is escaped there
FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?P<said>[^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>(?P<formula>[^<]*)</(?:\w+:)?f>)"
    rb"\s*(?P<value><(?:\w+:)?v\b[^>]*?(?:/>|>\s*(?P<nought>0?)\s*</(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)
TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
FAILED = re.compile(
    rb"""<(?:\w+:)?c\b(?P<said>[^>]*\bt\s*=\s*["']e["'][^>]*)(?:/>|>.*?</(?:\w+:)?c>)""", re.DOTALL
)
VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
FAILS = (b't="e"', b"t='e'")
# without a prefix, as nearly all are, a look for a literal is ten times as fast
ROW_BEGINS, FORMULA_BEGINS = b"<row", re.compile(rb"<f[\s>/]")
PLACED_FIRST = re.compile(rb"<c(?!\sr=)[\s>/]")
HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true|on)["']""")
LINE = re.compile(rb"<(?:\w+:)?row(?:\s[^>]*)?>")
COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
REACH = re.compile(rb"""\b(min|max)\s*=\s*["'](\d{1,7})["']""")
STALE = re.compile(rb"""<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad\s*=\s*["'](?:1|true)["']""")
PERCENTS = (9, 10)  # number formats that are built in: 0% and 0.00%
RELATION = "}id"  # in the namespace of either edition of the standard


class TooLarge(Exception):
    """The workbook is too large to be a registry."""


class _Book(NamedTuple):
    """What holds for all sheets of a workbook.

    Args:
        stale: values are to be computed anew when it is opened: a nought may stand for none.
        percents: finds a cell in a style of percentages.
        struck: finds a cell in a style that strikes it through.
    """

    stale: bool
    percents: re.Pattern[bytes] | None = None
    struck: re.Pattern[bytes] | None = None


def look_inside(file: BinaryIO, kind: str) -> dict[str, Beside]:
    """Return, by sheet, what the file says of its cells beside their values.

    Args:
        file: a workbook.
        kind: `xlsx` or `ods`.

    Raises:
        TooLarge: its parts or its sheets are.
        ValueError, zipfile.BadZipFile, KeyError, and what else a damaged archive gives.
    """
    with zipfile.ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
            raise TooLarge
        if kind == "ods":
            area, sheets = opendocument.look(archive.read("content.xml"), MOST_CELLS)
            if area > MOST_CELLS:
                raise TooLarge
            return sheets
        found = {}
        parts = _Parts(archive)
        book = parts.book()
        for name, part in parts.sheets().items():
            content = archive.read(part)
            if _area(content) > MOST_CELLS:
                raise TooLarge
            found[name] = _sheet(content, book)
        return found


def column(letters: bytes) -> int:
    """Return the place of a column from its letters: A is 0."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


class _Parts:
    """The parts of an xlsx by the file's own relations, whatever they are called."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {name.lower(): name for name in archive.namelist()}
        main = (target for kind, target in self._relations("").values() if kind == "officeDocument")
        self.main = next((self.names[one] for one in main if one in self.names), "xl/workbook.xml")

    def sheets(self) -> dict[str, str]:
        """Return sheet name -> its part."""
        if self.main.lower() not in self.names:
            return {}
        relations = self._relations(self.main)
        found = {}
        for sheet in ElementTree.fromstring(self.archive.read(self.main)).iter():
            id_ = next((v for key, v in sheet.items() if key.endswith(RELATION)), "")
            _, target = relations.get(id_, ("", ""))
            if sheet.tag.endswith("}sheet") and target in self.names:
                found[str(sheet.get("name"))] = self.names[target]
        return found

    def book(self) -> _Book:
        """Return what holds for all sheets."""
        if self.main.lower() not in self.names:
            return _Book(False)
        stale = STALE.search(self.archive.read(self.main)) is not None
        styles = next((t for k, t in self._relations(self.main).values() if k == "styles"), "")
        if styles not in self.names:
            return _Book(stale)
        return _Book(stale, *_styled_cells(self.archive.read(self.names[styles])))

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return id -> (kind, part in small letters) of what a part refers to."""
        path = PurePosixPath(part)
        name = str(path.parent / "_rels" / f"{path.name}.rels").lower() if part else "_rels/.rels"
        if name not in self.names:
            return {}
        found = {}
        for one in ElementTree.fromstring(self.archive.read(self.names[name])):
            target = str(one.get("Target")).replace("\\", "/").lower()
            whole = target.lstrip("/") if target.startswith("/") else str(path.parent / target)
            kind = str(one.get("Type")).rpartition("/")[2]
            found[str(one.get("Id"))] = (kind, posixpath.normpath(whole))
        return found


def _styled_cells(styles: bytes) -> tuple[re.Pattern[bytes] | None, re.Pattern[bytes] | None]:
    """Return what finds cells in a style of percentages, and what struck ones, None where none."""
    root = ElementTree.fromstring(styles)
    codes = {
        one.get("numFmtId"): one.get("formatCode") or ""
        for one in root.iter()
        if one.tag.endswith("}numFmt")
    }
    percents = {str(number) for number in PERCENTS} | {n for n, c in codes.items() if is_percent(c)}
    fonts = next((one for one in root if one.tag.endswith("}fonts")), ())
    struck = {str(n) for n, font in enumerate(fonts) if any(map(_strikes, font))}
    formats = next((one for one in root if one.tag.endswith("}cellXfs")), ())
    return (
        _in_styles([n for n, one in enumerate(formats) if one.get("numFmtId") in percents]),
        _in_styles([n for n, one in enumerate(formats) if one.get("fontId") in struck]),
    )


def _strikes(part: ElementTree.Element) -> bool:
    return part.tag.endswith("}strike") and part.get("val", "1") not in ("0", "false")


def _in_styles(styles: list[int]) -> re.Pattern[bytes] | None:
    """Return what finds cells in one of these styles that hold anything, None where none is."""
    if not styles:
        return None
    number = "|".join(map(str, styles)).encode()
    return re.compile(
        rb"""<(?:\w+:)?c\b(?P<said>[^>]*\ss\s*=\s*["'](?:%s)["'][^>]*)(?<!/)>""" % number
    )


def _sheet(content: bytes, book: _Book) -> Beside:
    """Return what a sheet says beside its values."""
    formulas = b"<f" in content or b":f" in content
    fails = any(sign in content for sign in FAILS)
    percents = list(book.percents.finditer(content)) if book.percents else []
    struck = list(book.struck.finditer(content)) if book.struck else []
    hides = b"hidden" in content
    if not (formulas or fails or percents or struck or hides):
        return NOTHING
    place = _places(content)
    bare = _formulas(content) if formulas else ()
    failed = FAILED.finditer(content) if fails else ()
    return Beside(
        {place(one): "=" + _plain(one["formula"] or b"") for one in bare if _bare(one, book)},
        {place(one): _shown_error(one[0]) for one in failed},
        frozenset(_hidden_rows(content)) if hides else frozenset(),
        frozenset(_hidden_columns(content)) if hides else frozenset(),
        frozenset(map(place, percents)),
        frozenset(map(place, struck)),
    )


def _formulas(content: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the cells that hold a formula, and perhaps no value."""
    if ROW_BEGINS not in content:
        yield from FORMULA.finditer(content)
        return
    for begins in FORMULA_BEGINS.finditer(content):
        found = FORMULA.match(content, content.rfind(b"<", 0, begins.start()))
        if found:
            yield found


def _bare(found: re.Match[bytes], book: _Book) -> bool:
    """Return whether a formula has no computed value; an empty text is one."""
    if found["nought"]:
        return book.stale
    return not (found["value"] and TEXT.search(found["said"]))


def _shown_error(cell: bytes) -> str:
    value = VALUE.search(cell)
    return _plain(value[1]).strip() if value and value[1].strip() else "#N/A"


def _places(content: bytes) -> Callable[[re.Match[bytes]], Place]:
    """Return what says where a cell stands: by its own word, or by its order where it says none."""
    some = ROW_BEGINS not in content or PLACED_FIRST.search(content)
    counted = dict(_counted(content)) if some and UNPLACED.search(content) else {}

    def place(found: re.Match[bytes]) -> Place:
        said = CELL.search(found["said"])
        return (int(said[2]), column(said[1])) if said else counted[found.start()]

    return place


def _counted(content: bytes) -> Iterator[tuple[int, Place]]:
    """Yield (offset, place) of each cell; one that does not say where it stands is the next."""
    row, place = 0, -1
    for token in TOKEN.finditer(content):
        if token[1] == b"row":
            said = NUMBERED.search(token[0])
            row, place = int(said[1]) if said else row + 1, -1
            continue
        known = CELL.search(token[0])
        row, place = (int(known[2]), column(known[1])) if known else (row, place + 1)
        yield token.start(), (row, place)


def _hidden_rows(content: bytes) -> Iterator[int]:
    number = 0
    for line in LINE.finditer(content):
        said = NUMBERED.search(line[0])
        number = int(said[1]) if said else number + 1
        if HIDDEN.search(line[0]):
            yield number


def _hidden_columns(content: bytes) -> Iterator[int]:
    for found in COLUMN.finditer(content):
        if HIDDEN.search(found[0]):
            reach = {name: int(number) for name, number in REACH.findall(found[0])}
            first, last = reach.get(b"min", 1), reach.get(b"max", 0)
            yield from range(first - 1, min(last, WIDEST))


def _area(content: bytes) -> int:
    """Return about how many cells the rectangle of a sheet has, where it has a stray cell.

    It tells the files of people from those that are too large, at the cost of a look at both ends:
    spreadsheets say the extent first and write rows in order. A file that lies is left to the
    bounds of the process that reads it.
    """
    said = EXTENT.search(content[:HEAD])
    last = content.rfind(b"row", 0, len(content))
    number = ROW.search(content, max(content.rfind(b"<", 0, last), 0)) if last > 0 else None
    rows = max(int(number[1]) if number else 0, int(said[2]) if said else 0)
    if rows * (column(said[1]) + 1 if said else WIDEST) <= MOST_CELLS:
        return 0
    places = [(int(row), column(letters) + 1) for letters, row in CELL.findall(content)]
    return max((row for row, _ in places), default=0) * max((c for _, c in places), default=0)


def _plain(formula: bytes) -> str:
    text = formula.decode("utf-8", "replace")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(entity, sign)
    return text.replace("&amp;", "&")
