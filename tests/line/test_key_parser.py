"""Esc and a character are two keys, however the bytes arrive; sequences take no key with them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.message import Message

from civtui.tui.line.key_parser import KeyParser

UP, F4, PAGE_UP = "\x1b[A", "\x1bOS", "\x1b[5~"
PASTE = "\x1b[200~{}\x1b[201~"


@pytest.fixture(scope="module", autouse=True)
def without_kitty() -> Iterator[None]:
    """Have the keyboard protocol as the program has it: off."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(constants, "DISABLE_KITTY_KEY", True)
        yield


def told(message: Message) -> str:
    """Return a message in a word."""
    if isinstance(message, events.Key):
        return message.character if message.is_printable else message.key  # type: ignore[return-value]  # a key that prints has a character
    if isinstance(message, events.Paste):
        return f"paste:{message.text}"
    if isinstance(message, events.CursorPosition):
        return f"at:{message.y},{message.x}"
    return type(message).__name__


def wait(parser: XTermParser) -> list[str]:
    """Let the time pass for which the parser waits."""
    if parser._timeout_time is None:
        return []
    parser._timeout_time = 0.0
    return [told(one) for one in parser.tick()]


def read(parts: Iterable[str], *, waiting: bool = False) -> list[str]:
    """Return what was read of parts that arrive one by one.

    Args:
        waiting: behind each part more time passes than the parser waits for.
    """
    parser = KeyParser()
    found: list[str] = []
    for part in parts:
        found += [told(one) for one in parser.feed(part)]
        found += wait(parser) if waiting else []
    return found + wait(parser)


TWO_KEYS = {
    "\x1b5": ["escape", "5"],
    "\x1bf": ["escape", "f"],
    "\x1b.": ["escape", "."],
    "\x1b贸": ["escape", "贸"],
    "\x1b５": ["escape", "５"],
    "\x1b\r": ["escape", "enter"],
    "\x1b\t": ["escape", "tab"],
    "\x1b\x7f": ["escape", "backspace"],
    "\x1b\x11": ["escape", "ctrl+q"],
    "\x1b\x1b": ["escape", "escape"],
    "\x1b\x1b5": ["escape", "escape", "5"],
    f"\x1b{UP}": ["escape", "up"],
    f"\x1b{F4}": ["escape", "f4"],
    f"\x1b\x1b{PAGE_UP}3": ["escape", "escape", "pageup", "3"],
    f"\x1b{PASTE.format('3')}": ["escape", "paste:3"],
    "\x1b\x1b[12;40R5": ["escape", "at:11,39", "5"],
    "\x1b\x1b[I5": ["escape", "AppFocus", "5"],
    "3\x1b5": ["3", "escape", "5"],
}
WHOLE = {
    "\x1b[I1\x1b[O2": ["AppFocus", "1", "AppBlur", "2"],
    "\x1b[<0;10;5M\x1b[<0;10;5m3": ["MouseDown", "MouseUp", "3"],
    "\x1b[<64;10;5M4": ["MouseScrollUp", "4"],
    "\x1b[<0;-1;5M4": ["4"],
    "\x1b[?2026;2$y4": ["TerminalSupportsSynchronizedOutput", "4"],
    "\x1b[12;40R4": ["at:11,39", "4"],
    "\x1b[[A4": ["f1", "4"],
    "\x1b[Z4": ["shift+tab", "4"],
    "\x1bO2P4": ["f13", "4"],
    # what a terminal sends and nobody knows is no key, and takes none with it
    "\x1b[?1;2c4": ["4"],
    "\x1b[99~4": ["4"],
    "\x1b[>0;276;0c45": ["4", "5"],
    PASTE.format("a\x1b[31mb\r\n\x00c") + "5": ["paste:a\x1b[31mb\r\nc", "5"],
    # a terminal reports in the middle of a paste
    PASTE.format("贸\x1b[3;4R发\x1b[I局"): ["at:2,3", "AppFocus", "paste:贸发局"],
    "\n": ["enter"],
}
NO_SEQUENCE = {
    "\x1b[\r": ["escape", "[", "enter"],
    "\x1b[贸3": ["escape", "[", "贸", "3"],
    "\x1b[5\r": ["escape", "[", "5", "enter"],
    "\x1b[\x1b[A": ["escape", "[", "up"],
    "\x1b[x3": ["escape", "[", "x", "3"],
    "\x1bOx3": ["8", "3"],  # the digit of a terminal's keypad
    "\x1bOz3": ["escape", "O", "z", "3"],
    "\x1bO5\r": ["escape", "O", "5", "enter"],
    "\x1b[": ["escape", "["],
    "\x1bO": ["escape", "O"],
    "\x1b[1;": ["escape", "[", "1", ";"],
}
ALL = TWO_KEYS | WHOLE | NO_SEQUENCE


@pytest.mark.parametrize("sent", ALL, ids=repr)
def test_however_the_bytes_are_split_the_same_is_read(sent: str) -> None:
    for places in range(2 ** min(len(sent) - 1, 9)):
        parts, part = [], ""
        for place, character in enumerate(sent):
            part += character
            if places >> (place % 9) & 1:
                parts, part = [*parts, part], ""
        assert read([*parts, part]) == ALL[sent]


@pytest.mark.parametrize("sent", [s for s in TWO_KEYS if s.count("[") + s.count("O") == 0])
def test_on_a_line_slower_than_any_patience_too(sent: str) -> None:
    assert read(sent, waiting=True) == TWO_KEYS[sent]


def test_the_rest_of_a_sequence_is_waited_for_longer_than_an_escape() -> None:
    parser = KeyParser()
    list(parser.feed("\x1b"))
    alone = parser._timeout_time
    list(parser.feed("[5"))
    begun = parser._timeout_time
    assert alone is not None
    assert begun is not None
    assert begun - alone > 0.5


TOKENS = st.sampled_from([s for s in TWO_KEYS | WHOLE if not s.startswith("\n")])


@given(st.lists(TOKENS, max_size=12), st.randoms(use_true_random=False))
def test_any_of_them_one_after_another(tokens: list[str], random_: random.Random) -> None:
    sent = "".join(tokens)
    places = sorted(random_.randrange(len(sent) + 1) for _ in range(5))
    bounds = [0, *places, len(sent)]
    parts = [sent[a:b] for a, b in itertools.pairwise(bounds) if a < b]
    assert read(parts) == [word for token in tokens for word in ALL[token]]


@given(st.text(st.sampled_from("\x1b[O0123456789;?<AMRx~贸\r "), max_size=80))
def test_whatever_comes_the_parser_goes_on(sent: str) -> None:
    parser = KeyParser()
    list(parser.feed(sent or " "))
    wait(parser)
    if not sent.count("[200~"):
        assert [told(one) for one in parser.feed("q7")] == ["q", "7"]


def test_an_end_in_the_middle_of_something_is_no_error() -> None:
    for begun in ("\x1b", "\x1b[", "\x1b[200~ab", "3"):
        parser = KeyParser()
        list(parser.feed(begun))
        list(parser.feed(""))
        assert parser.is_eof


def test_textuals_own_parser_reads_them_as_one_key() -> None:
    assert [told(one) for one in XTermParser().feed("\x1b5f")] == ["∞", "f"]
