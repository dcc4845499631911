"""Looks into an ods workbook: how large its sheets are, errors, bare formulas, what is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

from civtui.exchange.beside import Beside, Place, is_error
from civtui.model.digits import digits

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = "META-INF/manifest.xml"
BETWEEN = re.compile(rb">\s+(?=</?table:(?:covered-)?table-(?:cell|row)\b)")
HIDDEN = ("collapse", "filter")
CELLS = ("table-cell", "covered-table-cell")
WANTED = ("table", "table-column", "table-row", *CELLS)
WIDEST, DEEPEST = 16_384, 1_048_576
MOST_REPEATED = 1_000_000  # times that one cell may stand


def mended(content: bytes) -> bytes:
    """Return a workbook as its native reader wants it, and as it is where it does.

    That reader asks for a part `mimetype`, which Google's tables had not, and takes no line ends
    between cells, as programs write them that lay XML out for people.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table = archive.read("content.xml")
        whole = "mimetype" in archive.namelist()
        if whole and not BETWEEN.search(table):
            return content
        manifest = archive.read(MANIFEST) if MANIFEST in archive.namelist() else b""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", BETWEEN.sub(b">", table))
        archive.writestr(MANIFEST, manifest)
    return made.getvalue()


def look(content: bytes, most: int) -> tuple[int, dict[str, Beside]]:
    """Return how many cells the largest sheet's rectangle has, and by name what each sheet says.

    Args:
        content: the part `content.xml`.
        most: cells that a sheet may have; a larger one is counted only.

    Raises:
        ValueError: it is no sound XML.
    """
    seen = _Seen(most)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.characters
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return seen.most, seen.sheets


class _Seen:
    """Takes note while the sheets go by; repeated rows and cells count as often as they stand."""

    def __init__(self, bound: int) -> None:
        self.bound, self.most = bound, 0
        self.sheets: dict[str, Beside] = {}
        self._begin("")

    def _begin(self, name: str) -> None:
        self.name = name
        self.rows = self.pending = self.widest = self.columns = self.number = 0
        self.repeat = self.place = self.last = self.cells = self.notes = 0
        self.formula: str | None = None
        self.text: list[str] | None = None
        self.fails = False
        self.formulas: dict[Place, str] = {}
        self.errors: dict[Place, str] = {}
        self.percents: set[Place] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        tag = name.rpartition("}")[2]
        if tag == "annotation":
            self.notes += 1
        if tag not in WANTED:
            return
        said = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if tag == "table":
            self._begin(said.get("name", ""))
        elif tag == "table-column":
            count = _repeated(said, "number-columns-repeated")
            if said.get("visibility") in HIDDEN:
                last = min(self.columns + count, WIDEST)
                self.hidden_columns.update(range(self.columns, last))
            self.columns += count
        elif tag == "table-row":
            self.repeat = _repeated(said, "number-rows-repeated")
            if said.get("visibility") in HIDDEN:
                last = min(self.number + self.repeat, DEEPEST)
                self.hidden_rows.update(range(self.number + 1, last + 1))
            self.place = self.last = 0
        else:
            self._cell(attributes, said)

    def _cell(self, attributes: dict[str, str], said: dict[str, str]) -> None:
        self.cells = _repeated(said, "number-columns-repeated")
        self.place += self.cells
        # there is one of the format's own, and LibreOffice's, which alone knows of errors
        kinds = {value for key, value in attributes.items() if key.endswith("}value-type")}
        if kinds:
            self.last = self.place
        if "percentage" in kinds:
            self.percents.update(self._places())
        self.formula, self.fails = said.get("formula"), "error" in kinds
        if self.formula is not None and not kinds:
            formula = "=" + self.formula.partition("=")[2]
            self.formulas |= dict.fromkeys(self._places(), formula)
        elif self.formula is not None or self.fails:
            self.text = []

    def _places(self) -> list[Place]:
        if self.repeat * self.cells > MOST_REPEATED:
            self.most = self.bound + 1
            return []
        return [
            (row, column)
            for row in range(self.number + 1, self.number + self.repeat + 1)
            for column in range(self.place - self.cells, self.place)
        ]

    def characters(self, text: str) -> None:
        """Take in what a cell shows; a comment on it is no part of that."""
        if self.text is not None and not self.notes:
            self.text.append(text)

    def end(self, name: str) -> None:
        """Take note of an element that ends."""
        tag = name.rpartition("}")[2]
        if tag == "annotation":
            self.notes -= 1
        elif tag in CELLS and self.text is not None:
            text = "".join(self.text).strip()
            if self.fails or is_error(text):
                self.errors |= dict.fromkeys(self._places(), text or "#N/A")
            self.text = None
        elif tag == "table-row":
            self._row_ends()
        elif tag == "table":
            self.sheets[self.name] = Beside(
                self.formulas,
                self.errors,
                frozenset(self.hidden_rows),
                frozenset(self.hidden_columns),
                frozenset(self.percents),
            )

    def _row_ends(self) -> None:
        self.number += self.repeat
        self.pending += self.repeat
        if self.last:
            self.rows += self.pending
            self.pending = 0
            self.widest = max(self.widest, self.last)
            self.most = max(self.most, self.rows * self.widest)


def _repeated(said: dict[str, str], wanted: str) -> int:
    value = said.get(wanted, "")
    return int(value) if digits(value) and len(value) < 10 else 1
