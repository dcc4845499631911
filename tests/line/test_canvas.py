"""Whatever is drawn, what is sent shows the same cells."""

from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.tui.line.canvas import Canvas
from civtui.tui.line.emission import Emitter
from civtui.tui.line.frames import Reader
from civtui.tui.line.styles import Tables
from tests.line.terminal import Terminal

WIDTH, HEIGHT = 24, 8
words = st.sampled_from(
    [
        "a",
        "市委办公厅",
        "·",
        "█▌",
        "x y  z",
        "          ",
        "é",
        "e\u0301",
        "👍🏽",
        "ｱ",
        "문화",
        "①",
        "[/]",
    ]
)
styles = st.sampled_from(
    ["", "1", "2;31", "7", "4", "44", "1;7;32;45", "38;2;1;2;3", "48;5;9", "0"]
)
pieces = st.tuples(
    st.integers(0, HEIGHT - 1),
    st.integers(0, WIDTH - 1),
    st.lists(st.tuples(styles, words), max_size=4),
)
frames = st.lists(pieces, min_size=1, max_size=6)


def text_of(frame: list[tuple[int, int, list[tuple[str, str]]]]) -> str:
    """Return a frame as textual writes it."""
    out = []
    for row, column, parts in frame:
        body = "".join(f"\x1b[{style}m{word}\x1b[0m" for style, word in parts)
        out.append(f"\x1b[{row + 1};{column + 1}H{body}")
    return "".join(out)


class Pair:
    """A canvas with its emitter, and the terminals that their output goes to."""

    def __init__(self, **given: bool) -> None:
        tables = Tables()
        self.reader, self.canvas = Reader(tables), Canvas(tables)
        self.canvas.resize(WIDTH, HEIGHT)
        self.emitter = Emitter(self.canvas, **given)
        self.terminal = Terminal(WIDTH, HEIGHT)

    def wanted(self) -> Terminal:
        """Return a terminal that shows the wanted picture."""
        found = Terminal(WIDTH, HEIGHT)
        found.rows = [list(line) for line in self.canvas.wanted]
        return found


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(frames, st.booleans()), min_size=1, max_size=12),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, 40, 200]),
)
def test_the_terminal_shows_what_is_wanted(
    drawn: list[tuple[list[tuple[int, int, list[tuple[str, str]]]], bool]],
    erase: bool,
    scroll: bool,
    budget: int | None,
) -> None:
    pair = Pair(erase_colored=erase, may_scroll=scroll)
    for frame, send in drawn:
        pair.canvas.take(pair.reader.read(text_of(frame)))
        if send:
            pair.terminal.feed(pair.emitter.emit(budget).text)
    for _ in range(HEIGHT + 2):
        emission = pair.emitter.emit(budget)
        pair.terminal.feed(emission.text)
        if emission.complete:
            break
    assert pair.terminal.shown() == pair.wanted().shown()
    assert (pair.terminal.row, pair.terminal.column) == pair.canvas.cursor
    assert pair.emitter.emit().text == ""


def page(first: int) -> str:
    """Return a page of lines that differ all over, from line `first` on."""
    rows = []
    for number in range(first, first + HEIGHT):
        name = "".join(chr(0x4E00 + 97 * number % 800 + 7 * place) for place in range(8))
        rows.append(f"\x1b[{number - first + 1};1H\x1b[1m{number:>3}\x1b[0m {name}")
    return "".join(rows)


def test_a_scrolled_page_costs_its_new_row() -> None:
    pair = Pair()
    for first in range(5):
        pair.canvas.take(pair.reader.read(page(first)))
        emission = pair.emitter.emit()
        pair.terminal.feed(emission.text)
        assert pair.terminal.shown() == pair.wanted().shown()
        if first:
            assert emission.scrolled and len(emission.text.encode()) < 120


def test_a_letter_costs_a_letter() -> None:
    pair = Pair()
    pair.canvas.take(pair.reader.read(page(0)))
    pair.terminal.feed(pair.emitter.emit().text)
    pair.canvas.take(pair.reader.read("\x1b[3;5Hx"))
    assert len(pair.emitter.emit().text) < 20


def test_frames_that_were_not_sent_are_replaced() -> None:
    pair = Pair()
    pair.canvas.take(pair.reader.read(page(0)))
    first = pair.emitter.emit()
    for number in range(1, 50):
        pair.canvas.take(pair.reader.read(page(number)))
    last = pair.emitter.emit()
    assert len(last.text) < 2 * len(first.text)
    pair.terminal.feed(first.text + last.text)
    assert pair.terminal.shown() == pair.wanted().shown()
