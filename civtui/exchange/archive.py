"""Looks into a workbook's zip before a reader opens it: how large it is, which formulas are bare.

calamine lays a sheet out as one full rectangle, so one stray cell in the last corner would take
all memory there is and end the process; and it shows a formula without a value as empty.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from civtui.model.digits import digits

MOST_BYTES = 512 * 1024 * 1024
MOST_CELLS = 20_000_000
Formulas = dict[tuple[int, int], str]
ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br\s*=\s*["\'](\d{1,10})["\']')
# an extent is written before the rows
EXTENT = re.compile(rb'<(?:\w+:)?dimension\s+ref\s*=\s*"(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})"')
HEAD, WIDEST = 4096, 16_384
CELL = re.compile(rb'\br\s*=\s*["\']([A-Z]+)(\d+)["\']')
# a formula's text holds no "<": it is escaped there
BARE = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class TooLarge(Exception):
    """The workbook is too large to be a registry."""


def look_inside(file: BinaryIO, suffix: str) -> dict[str, Formulas]:
    """Return, by sheet, the formula cells without a computed value: (row from 1, column from 0).

    Args:
        file: an xlsx or ods file.
        suffix: the end of its name, with the dot.

    Raises:
        TooLarge: its parts or its sheets are.
        ValueError, zipfile.BadZipFile, KeyError, and what else a damaged archive gives.
    """
    with zipfile.ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
            raise TooLarge
        if suffix == ".ods":
            if _ods_area(archive.read("content.xml")) > MOST_CELLS:
                raise TooLarge
            return {}
        found = {}
        for name, part in _sheet_parts(archive).items():
            content = archive.read(part)
            if _area(content) > MOST_CELLS:
                raise TooLarge
            if b"<f" in content or b":f" in content:
                found[name] = {
                    (int(row), column(letters)): "=" + _plain(formula)
                    for letters, row, formula in BARE.findall(content)
                }
    return found


def column(letters: bytes) -> int:
    """Return the place of a column from its letters: A is 0."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet name -> its part, by the workbook's own relations, not by file names."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        return {}
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): str(one.get("Target")) for one in relations}
    parts = {}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        target = targets.get(sheet.get(RELATION))
        if sheet.tag.endswith("}sheet") and target:
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if str(PurePosixPath(part)) in names:
                parts[str(sheet.get("name"))] = str(PurePosixPath(part))
    return parts


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


def _ods_area(content: bytes) -> int:
    """Return how many cells the largest sheet's rectangle has, repeated rows and cells counted."""
    counted = _Counted()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = counted.start
    parser.EndElementHandler = counted.end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return counted.most


class _Counted:
    """Counts rows and columns while an ods sheet goes by."""

    def __init__(self) -> None:
        self.most = self.rows = self.pending = self.widest = 0
        self.repeat = self.place = self.last = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        if tag == "table":
            self.rows = self.pending = self.widest = 0
        elif tag == "table-row":
            self.repeat = _repeated(attributes, "number-rows-repeated")
            self.place = self.last = 0
        elif tag in ("table-cell", "covered-table-cell"):
            self.place += _repeated(attributes, "number-columns-repeated")
            if any(key.rpartition("}")[2] == "value-type" for key in attributes):
                self.last = self.place

    def end(self, name: str) -> None:
        if name.rpartition("}")[2] != "table-row":
            return
        self.pending += self.repeat
        if self.last:
            self.rows += self.pending
            self.pending = 0
            self.widest = max(self.widest, self.last)
            self.most = max(self.most, self.rows * self.widest)


def _repeated(attributes: dict[str, str], wanted: str) -> int:
    for key, value in attributes.items():
        if key.rpartition("}")[2] == wanted and digits(value) and len(value) < 10:
            return int(value)
    return 1


def _plain(formula: bytes) -> str:
    text = formula.decode("utf-8", "replace")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(entity, sign)
    return text.replace("&amp;", "&")
