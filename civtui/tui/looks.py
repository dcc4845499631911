"""How things look: few styles, the terminal's own colors, each with a meaning of its own."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style

from civtui.locale.width import ASCII
from civtui.tui.environment import color
from civtui.workspace.lists.signs import BELOW
from civtui.workspace.lists.signs import NO as NO
from civtui.workspace.lists.signs import OPEN as OPEN
from civtui.workspace.lists.signs import YES as YES

PLAIN = Style()
BOLD = Style(bold=True)
DIM = Style(dim=True)
PICKED = Style(underline=True, color=color("picked", "cyan"))
STAGED = Style(bold=True, color=color("staged", "magenta"))
HEAD = Style(bold=True, underline=True)
BAR = Style(reverse=True)
CURSOR = Style(reverse=True)
CELL = Style(reverse=True, bold=True)
GOOD = Style(color=color("good", "green"))
BAD = Style(color=color("bad", "red"))
WARN = Style(color=color("warn", "yellow"))
NOTE = Style(color=color("note", "cyan"))

# what a list says a text means -> how it looks
MEANINGS = {
    "plain": PLAIN,
    "strong": BOLD,
    "quiet": DIM,
    "good": GOOD,
    "warn": WARN,
    "bad": BAD,
    "note": NOTE,
}

PICK, STAGE, FAULT, WAIT = "*", ">", "!", "?"
SAVED = "*" if ASCII else "●"
FIRST = "^" if ASCII else "◆"
FULL, HALF, EMPTY = ("#", "=", ".") if ASCII else ("█", "▌", "·")
MORE, LESS = ("v", "^") if ASCII else ("↓", "↑")
TREE = ("|-", "  ") if ASCII else ("├ ", "  ")


class Span(NamedTuple):
    """A piece of a line in one style."""

    text: str
    style: Style = PLAIN


Spans = list[Span]


def line(text: str = "", style: Style = PLAIN) -> Spans:
    """Return a line of one piece."""
    return [Span(text, style)]


def verdict(value: bool | None) -> Span:
    """Return yes, no or open as glyph and color."""
    if value is None:
        return Span(OPEN, WARN)
    return Span(YES, GOOD) if value else Span(NO, BAD)


def tier_verdict(mark: str) -> Span:
    """Return what a list says of a tier (see `titles.eligibility.mark`) as glyph and color."""
    values = {"True": True, "False": False}
    return Span(BELOW, DIM) if mark == "outranked" else verdict(values.get(mark))


def bar(part: int, whole: int, cells: int) -> str:
    """Return a bar of `cells` cells, filled to part of whole."""
    filled = round(cells * part / whole) if whole else 0
    return FULL * filled + EMPTY * (cells - filled)
