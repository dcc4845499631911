"""Turns the difference between what was sent and what should show into the fewest bytes."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from operator import is_not
from typing import NamedTuple
from unicodedata import east_asian_width

from civtui.tui.line import scrolling
from civtui.tui.line.canvas import Canvas, Line, joined
from civtui.tui.line.styles import LINK, pen_change, split

# a gap of this many cells and bytes between two changes costs less than a cursor move
GAP_CELLS, GAP_BYTES = 6, 4
ERASE_LINE_FROM, ERASE_FROM = 3, 8


@lru_cache(4096)
def ambiguous(text: str) -> bool:
    """Return whether terminals differ on how many cells a text takes (UAX #11, class A)."""
    return not text.isascii() and any(east_asian_width(c) == "A" for c in text)


class Emission(NamedTuple):
    """Bytes to send.

    Args:
        text: the bytes as text; "" where nothing differs.
        complete: the whole difference is in it.
        scrolled: the terminal moves rows itself, so it should show them at once.
    """

    text: str
    complete: bool
    scrolled: bool


class Emitter:
    """Writes differences; knows the terminal's pen and cursor.

    Args:
        canvas: the two pictures.
        erase_colored: the terminal erases with the background color (BCE).
        may_scroll: let the terminal move rows.
    """

    def __init__(
        self, canvas: Canvas, *, erase_colored: bool = True, may_scroll: bool = True
    ) -> None:
        self.canvas = canvas
        self.erase_colored, self.may_scroll = erase_colored, may_scroll
        self.whole_rows = False  # the terminal counts cells otherwise: rows are sent whole
        self.pen: str | None = None
        self.cursor: tuple[int, int] | None = None
        self.counts: Counter[str] = Counter()

    def forget(self) -> None:
        """Know nothing of the terminal's pen and cursor."""
        self.pen = self.cursor = None

    def emit(self, budget: int | None = None) -> Emission:
        """Return bytes towards the wanted picture.

        Args:
            budget: stop at the first row's end after so many bytes; None for all.
        """
        canvas, out, size = self.canvas, [], 0
        if canvas.fresh:
            out.append("\x1b[0m\x1b[2J")
            self.pen, self.cursor = "", None
            canvas.cleared()
        scrolled = False
        if self.may_scroll and (shift := scrolling.find(canvas)):
            out.append(self._style("") + scrolling.sequence(shift))
            scrolling.apply(canvas, shift)
            self.cursor, scrolled = None, True
            self.counts["scrolls"] += 1
        complete = True
        for row in canvas.dirty():
            if budget is not None and size > budget:
                complete = False
                break
            text = self._row(row)
            out.append(text)
            size += len(text.encode("utf-8", "replace"))
            canvas.sent[row] = canvas.wanted[row][:]
        if out or self.cursor != canvas.cursor:
            out.append(self._move(*canvas.cursor))
        return Emission("".join(out), complete, scrolled)

    # --- pen and cursor ---

    def _style(self, style: str, blank: bool = False) -> str:
        if self.pen is None:
            text, self.pen = pen_change("", style, blank)
            return "\x1b[0m" + text
        text, self.pen = pen_change(self.pen, style, blank)
        return text

    def _move(self, row: int, column: int) -> str:
        at = self.cursor
        if at == (row, column):
            return ""
        self.cursor = (row, column)
        if at is not None and at[0] == row and at[1] < column:
            ahead = column - at[1]
            return f"\x1b[{ahead}C" if ahead > 1 else "\x1b[C"
        return f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H"

    # --- one row ---

    def _runs(self, old: Line | None, new: Line) -> list[tuple[int, int]]:
        """Return (start, end) of the cells to send: wide ones whole, small gaps filled."""
        width = self.canvas.width
        if old is None or joined(old) or joined(new):
            return [(0, width)]
        if self.whole_rows and any(ambiguous(cell[0]) for cell in new):
            return [(0, width)]
        runs: list[tuple[int, int]] = []
        end = -1
        for place in [i for i, differs in enumerate(map(is_not, old, new)) if differs]:
            if place < end:
                continue
            start, stop = place, place + 1
            if new[start][0] == "" and start:
                start -= 1
            if stop < width and new[stop][0] == "":
                stop += 1
            if runs and (start <= end or self._bridge(new, end, start)):
                runs[-1] = (runs[-1][0], stop)
            else:
                runs.append((start, stop))
            end = stop
        return runs

    def _bridge(self, new: Line, end: int, start: int) -> bool:
        """Return whether it costs less to send the cells between two runs than to move."""
        if start - end > GAP_CELLS:
            return False
        gap, style = new[end:start], new[end - 1][1]
        if sum(len(cell[0].encode()) for cell in gap) > GAP_BYTES:
            return False
        return all(cell[1] == style or cell[0] == " " for cell in gap)

    def _row(self, row: int) -> str:
        new, out = self.canvas.wanted[row], list[str]()
        unsure = joined(new)
        for start, end in self._runs(self.canvas.sent[row], new):
            place = start
            while place < end:
                out.append(self._move(row, place))
                if new[place][0] == " ":
                    place = self._blanks(out, row, new, place, end)
                else:
                    place = self._text(out, new, place, end)
                # a terminal that stands at the margin may or may not have wrapped
                self.cursor = None if place >= self.canvas.width else (row, place)
                if unsure or (self.whole_rows and ambiguous(out[-1])):
                    self.cursor = None
        return "".join(out)

    def _text(self, out: list[str], new: Line, place: int, end: int) -> int:
        """Send cells of one style; return where they end."""
        style = new[place][1]
        stop = place + 1
        while stop < end and new[stop][1] == style and new[stop][0] != " ":
            stop += 1
        out.append(self._style(style) + "".join(cell[0] for cell in new[place:stop]))
        return stop

    def _blanks(self, out: list[str], row: int, new: Line, place: int, end: int) -> int:
        """Send blanks of one style, erased where that is shorter; return where they end."""
        width, cell = self.canvas.width, new[place]
        stop = place + 1
        while stop < width and new[stop] is cell:
            stop += 1
        pen = self._style(cell[1], True)
        if self._may_erase():
            if stop == width and stop - place > ERASE_LINE_FROM:
                out.append(f"{pen}\x1b[K")
                return width
            if min(stop, end) - place > ERASE_FROM:
                stop = min(stop, end)
                # erasing leaves the cursor where it is
                out.append(f"{pen}\x1b[{stop - place}X\x1b[{stop - place}C")
                return stop
        stop = min(stop, end)
        out.append(pen + " " * (stop - place))
        return stop

    def _may_erase(self) -> bool:
        """Return whether erasing draws what blanks in the present pen would."""
        pen = split(self.pen or "")
        if pen.link or LINK in (self.pen or "") or pen.attributes:
            return False
        return self.erase_colored or not pen.background
