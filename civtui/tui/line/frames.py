"""Reads the frames that textual writes: cursor moves, SGR, OSC 8, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from rich.cells import split_graphemes

from civtui.tui.line.styles import LINK, Cell, Table, Tables, UnknownOutputError

MOVE = re.compile(r"\x1b\[([0-9]+);([0-9]+)H")
TOKEN = re.compile(
    r"\x1b\[([0-9;]*)m"  # 1: style
    r"|\x1b\]8;([^;]*);([^\x1b\x07]*)(?:\x1b\\|\x07)"  # 2, 3: link
    r"|([^\x1b\n]+)"  # 4: text
    r"|\n|(\x1b)"  # 5: anything else
)
# characters that join with their neighbours: marks, joiners, flags, skin tones, Indic and Hebrew
JOINS = re.compile(
    "[\u200d\ufe0e\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\u0300-\u036f\u1ab0-\u1aff"
    "\u0591-\u08ff\u0900-\u109f\u1780-\u17d3\u20d0-\u20ff\u3099\u309a]"
)
MOST_BODIES = 4000


class Piece(NamedTuple):
    """Cells that a frame puts somewhere; row and column from 0."""

    row: int
    column: int
    cells: list[Cell]


class Frame(NamedTuple):
    """What a frame says: pieces in order, and where the cursor stands at last."""

    pieces: list[Piece]
    cursor: tuple[int, int]


class Reader:
    """Reads frames; what stands between two moves is read once and remembered.

    Args:
        tables: the cells.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.bodies: dict[str, list[Cell]] = {}

    def read(self, data: str) -> Frame:
        """Return what a frame says.

        Raises:
            UnknownOutputError: it has something that there is no model for.
        """
        parts = MOVE.split(data)
        if parts[0].strip("\n"):
            raise UnknownOutputError(parts[0])
        pieces, cursor = [], (0, 0)
        for place in range(1, len(parts), 3):
            row, column = int(parts[place]) - 1, int(parts[place + 1]) - 1
            body = parts[place + 2]
            if body and body != "\n":
                pieces.append(Piece(row, column, self.cells(body)))
            cursor = (row, column)
        return Frame(pieces, cursor)

    def cells(self, body: str) -> list[Cell]:
        """Return the cells of styled text."""
        found = self.bodies.get(body)
        if found is not None:
            return found
        found = self._cells(body)
        if len(self.bodies) > MOST_BODIES:
            self.bodies.clear()
        self.bodies[body] = found
        return found

    def _cells(self, body: str) -> list[Cell]:
        out: list[Cell] = []
        style = link = ""
        for match in TOKEN.finditer(body):
            sgr, id_, address, text, unknown = match.groups()
            if text is not None:
                table = self.tables[style + link]
                if text.isascii():
                    if not text.isprintable():
                        raise UnknownOutputError(text)
                    out += map(table.__getitem__, text)
                else:
                    self._wide(text, table, out)
            elif sgr is not None:
                style = "" if sgr in ("", "0") else sgr
            elif address is not None:
                link = f"{LINK}{id_}{LINK}{address}" if address else ""
            elif unknown:
                raise UnknownOutputError(body)
        return out

    def _wide(self, text: str, table: Table, out: list[Cell]) -> None:
        if not JOINS.search(text):
            try:
                out += chain.from_iterable(map(table.pairs.__getitem__, text))
            except UnknownOutputError:
                pass
            else:
                return
        for piece, width in graphemes(text):
            if any(ord(character) < 32 or ord(character) == 127 for character in piece):
                raise UnknownOutputError(text)
            if width:
                out += (table[piece], table[""])[:width]
            elif out:  # a mark whose base came before this piece of text
                place = len(out) - 1 - (out[-1][0] == "")
                base, style = out[place]
                out[place] = self.tables[style][base + piece]


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """Yield what is drawn together, with its width in cells."""
    spans, _ = split_graphemes(text)
    for start, end, width in spans:
        yield text[start:end], width
