"""Two pictures of the screen: what it should show, and what was sent to it."""

from __future__ import annotations

from operator import itemgetter

from civtui.tui.line.frames import Frame, Piece
from civtui.tui.line.styles import Cell, Tables

Line = list[Cell]


def joined(line: Line) -> bool:
    """Return whether a line has cells of more than one character: marks, joiners, flags."""
    return max(map(len, map(itemgetter(0), line)), default=0) > 1


class Canvas:
    """What the screen should show, and what was sent.

    Args:
        tables: the cells.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.blank: Cell = tables[""][" "]
        self.width = self.height = 0
        self.wanted: list[Line] = []
        self.sent: list[Line | None] = []
        self.cursor = (0, 0)
        self.fresh = True

    def resize(self, width: int, height: int) -> None:
        """Begin anew at another size; nothing is known of the terminal."""
        self.width, self.height = width, height
        self.wanted = [[self.blank] * width for _ in range(height)]
        self.forget()

    def forget(self) -> None:
        """Know nothing of what the terminal shows."""
        self.sent = [None] * self.height
        self.fresh = True

    def cleared(self) -> None:
        """Know that the terminal shows nothing but blanks."""
        self.sent = [[self.blank] * self.width for _ in range(self.height)]
        self.fresh = False

    def take(self, frame: Frame) -> None:
        """Bring the wanted picture up to a frame."""
        for piece in frame.pieces:
            self._put(piece)
        row, column = frame.cursor
        self.cursor = (
            min(max(row, 0), max(self.height - 1, 0)),
            min(max(column, 0), max(self.width - 1, 0)),
        )

    def _put(self, piece: Piece) -> None:
        row, start, cells = piece
        if not 0 <= row < self.height or not cells or start >= self.width:
            return
        line, end = self.wanted[row], start + len(cells)
        if end > self.width:
            torn = cells[self.width - start][0] == ""  # its other half would stand outside
            cells = cells[: self.width - start]
            end = self.width
            if torn:
                cells = [*cells[:-1], self.tables[cells[-1][1]][" "]]
        # half a wide character that is written over leaves a blank
        if start and line[start][0] == "":
            line[start - 1] = self.tables[line[start - 1][1]][" "]
        if end < self.width and line[end][0] == "":
            line[end] = self.tables[line[end][1]][" "]
        line[start:end] = cells

    def dirty(self) -> list[int]:
        """Return the rows whose two pictures differ."""
        return [
            row
            for row in range(self.height)
            if self.sent[row] is None or self.sent[row] != self.wanted[row]
        ]
