"""A strict terminal: what it does not know is an error, and so is half a wide character."""

import re

from rich.cells import cell_len, split_graphemes

from civtui.tui.line.styles import SHOWS_ON_BLANK, split

TOKEN = re.compile(
    r"\x1b\[(?P<private>\?)?(?P<numbers>[\d;]*)(?P<final>[A-Za-z])"
    r"|\x1b\]8;(?P<link>[^\x1b]*)\x1b\\"
    r"|(?P<text>[^\x1b\r\n]+)|(?P<newline>\r?\n)"
)
Shown = tuple[str, frozenset[str], str, str, str]


class Terminal:
    """A screen of cells without automatic wrap.

    Args:
        width, height: of the screen.
        strict: writing over half a wide character is an error, as it is in ours; textual's own
            frames do that.
    """

    def __init__(self, width: int, height: int, *, strict: bool = True) -> None:
        self.width, self.height, self.strict = width, height, strict
        self.rows = [[(" ", "")] * width for _ in range(height)]
        self.row = self.column = 0
        self.style = self.link = ""
        self.top, self.bottom = 0, height - 1
        self.asked = 0
        self.overflowed = False

    def feed(self, data: str) -> None:
        """Take output.

        Raises:
            AssertionError: something that the terminal does not know, or a torn wide character.
        """
        end = 0
        for match in TOKEN.finditer(data):
            assert match.start() == end, f"unknown output {data[end : match.start()]!r}"
            end = match.end()
            if match["text"]:
                self._text(match["text"])
            elif match["final"]:
                if not match["private"]:
                    self._control(match["numbers"], match["final"])
            elif match["link"] is not None:
                id_, _, address = match["link"].partition(";")
                self.link = f"\0{id_}\0{address}" if address else ""
        assert end == len(data), f"unknown output {data[end:]!r}"
        if self.strict:
            self.check()

    def _text(self, text: str) -> None:
        if self.row >= self.height:  # a frame of the size before
            assert not self.strict, "text below the screen"
            self.overflowed = True
            return
        for start, stop, width in split_graphemes(text)[0]:
            piece = text[start:stop]
            if not width:
                self._mark(piece)
                continue
            if self.column + width > self.width:
                assert not self.strict, "text beyond the margin"
                self.overflowed = True
                continue
            line = self.rows[self.row]
            self._clear_halves(line, self.column, self.column + width)
            cells = [(piece, self.style + self.link), ("", self.style + self.link)][:width]
            line[self.column : self.column + width] = cells
            self.column += width

    def _mark(self, piece: str) -> None:
        line, at = self.rows[self.row], self.column - 1
        at -= line[at][0] == ""
        line[at] = (line[at][0] + piece, line[at][1])

    def _clear_halves(self, line: list[tuple[str, str]], start: int, stop: int) -> None:
        if line[start][0] == "":
            line[start - 1] = (" ", line[start - 1][1])
        if stop < self.width and line[stop][0] == "":
            line[stop] = (" ", line[stop][1])

    def _control(self, numbers: str, final: str) -> None:
        given = [int(n or 0) for n in numbers.split(";")] if numbers else []
        first = given[0] if given else 0
        if final == "H":
            self.row = max(1, first) - 1
            self.column = max(1, given[1] if len(given) > 1 else 1) - 1
        elif final == "C":
            self.column = min(self.width - 1, self.column + max(1, first))
        elif final == "m":
            self._sgr(numbers)
        elif final == "J":
            assert first == 2
            blank = self._blank()
            self.rows = [[blank] * self.width for _ in range(self.height)]
        elif final == "K":
            assert not first
            self._erase(self.column, self.width)
        elif final == "X":
            self._erase(self.column, min(self.width, self.column + max(1, first)))
        elif final == "r":
            self.top = (first or 1) - 1
            self.bottom = (given[1] if len(given) > 1 else self.height) - 1
            self.row = self.column = 0
        elif final in "LM":
            self._shift(max(1, first), final)
        elif final == "n":
            assert first == 6
            self.asked += 1
        else:
            raise AssertionError(f"unknown control {numbers}{final}")

    def _sgr(self, numbers: str) -> None:
        if numbers in ("", "0"):
            self.style = ""
            return
        parts = numbers.split(";")
        if "0" in parts[:1]:
            self.style = ";".join(parts[1:])
            return
        self.style = f"{self.style};{numbers}" if self.style else numbers

    def _blank(self) -> tuple[str, str]:
        return (" ", split(self.style).background)

    def _erase(self, start: int, stop: int) -> None:
        line = self.rows[self.row]
        self._clear_halves(line, start, stop)
        line[start:stop] = [self._blank()] * (stop - start)

    def _shift(self, count: int, final: str) -> None:
        assert self.top <= self.row <= self.bottom
        part = self.rows[self.row : self.bottom + 1]
        count = min(count, len(part))
        blanks = [[self._blank()] * self.width for _ in range(count)]
        part = part[count:] + blanks if final == "M" else blanks + part[:-count]
        self.rows[self.row : self.bottom + 1] = part

    def check(self) -> None:
        """Check that no wide character stands in half."""
        for number, line in enumerate(self.rows):
            for column, (text, _) in enumerate(line):
                wide = bool(text) and cell_len(text) == 2
                follows = column + 1 < self.width and line[column + 1][0] == ""
                assert wide == follows, (number, column, line[column - 2 : column + 3])

    def cursor(self) -> tuple[int, int]:
        """Return where the cursor stands, on the screen as terminals have it."""
        return min(self.row, self.height - 1), min(self.column, self.width - 1)

    def shown(self) -> list[list[Shown]]:
        """Return what a person sees, cell by cell: a blank shows its background alone."""
        return [[_shown(text, style) for text, style in line] for line in self.rows]


def _shown(text: str, style: str) -> Shown:
    taken = split(style)
    if text == " " and not taken.attributes & SHOWS_ON_BLANK and not taken.link:
        return (text, frozenset(), "", taken.background, "")
    return (text, *taken)
