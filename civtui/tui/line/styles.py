"""Cells and their styles: interned, so that two cells are compared by identity.

A cell is `(text, style)`. A wide character is its cell and an empty one after it; marks and
joiners belong to the cell of their base. A style is the parameters of an SGR sequence, with the
link (OSC 8) behind a NUL where there is one. A blank keeps only what shows on a blank.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

from civtui.model.digits import digits

Cell = tuple[str, str]
# underline, reverse, strike, double underline, frame, circle, overline show on a blank too
SHOWS_ON_BLANK = frozenset({"4", "7", "9", "21", "51", "52", "53"})
LINK = "\0"


class UnknownOutputError(Exception):
    """Something in the output that there is no model for."""


class Style(NamedTuple):
    """A style taken apart: attributes, foreground, background, link."""

    attributes: frozenset[str]
    foreground: str
    background: str
    link: str


@lru_cache(4096)
def split(style: str) -> Style:
    """Return `style` (such as `1;38;2;9;9;9`) taken apart.

    Raises:
        UnknownOutputError: a parameter that is no number.
    """
    sgr, _, link = style.partition(LINK)
    attributes: set[str] = set()
    foreground = background = ""
    left = [part or "0" for part in sgr.split(";")] if sgr else []
    while left:
        code = left.pop(0)
        if not digits(code):
            raise UnknownOutputError(style)
        number = int(code)
        if number in (38, 48):
            length = 4 if left[:1] == ["2"] else 2
            value = ";".join([code, *left[:length]])
            del left[:length]
            if number == 38:
                foreground = value
            else:
                background = value
        elif number == 0:
            attributes, foreground, background = set(), "", ""
        elif 30 <= number <= 37 or 90 <= number <= 97:
            foreground = code
        elif 40 <= number <= 47 or 100 <= number <= 107:
            background = code
        elif number == 39:
            foreground = ""
        elif number == 49:
            background = ""
        else:
            attributes.add(code)
    return Style(frozenset(attributes), foreground, background, link)


def join(style: Style) -> str:
    """Return a style put together, its parts in one order."""
    parts = [*sorted(style.attributes), style.foreground, style.background]
    sgr = ";".join(part for part in parts if part)
    return sgr + (LINK + style.link if style.link else "")


@lru_cache(16384)
def pen_change(old: str, new: str, blank: bool) -> tuple[str, str]:
    """Return the bytes that take the pen from `old` to `new`, and the style it has then.

    Args:
        old, new: styles.
        blank: what is drawn next is a blank, which does not care for the foreground.
    """
    if old == new:
        return "", new
    was, wanted = split(old), split(new)
    plain = blank and not was.attributes & SHOWS_ON_BLANK and not wanted.attributes
    if plain and was.background == wanted.background and was.link == wanted.link:
        return "", old
    attributes, foreground = wanted.attributes, wanted.foreground
    if plain:
        attributes, foreground = was.attributes, was.foreground
    parts = []
    if was.attributes - attributes:
        parts.append("0")
        was = Style(frozenset(), "", "", was.link)
    parts += sorted(attributes - was.attributes)
    if foreground != was.foreground:
        parts.append(foreground or "39")
    if wanted.background != was.background:
        parts.append(wanted.background or "49")
    sequence = f"\x1b[{';'.join(parts)}m" if parts else ""
    if sequence.endswith("[0m"):
        sequence = "\x1b[m"
    if wanted.link != was.link:
        id_, _, address = wanted.link.partition(LINK)
        sequence += f"\x1b]8;{id_};{address}\x1b\\"
    return sequence, join(Style(attributes, foreground, wanted.background, wanted.link))


class Table(dict[str, Cell]):
    """Text -> its cell, for one style.

    Args:
        style: the style.
        tables: the tables of all styles.
    """

    def __init__(self, style: str, tables: Tables) -> None:
        super().__init__()
        self.style, self.tables = style, tables
        self.pairs = Pairs(self)

    def __missing__(self, text: str) -> Cell:
        style = self.style
        if text == " " and style:
            taken = split(style)
            if not taken.attributes & SHOWS_ON_BLANK and not taken.link:
                style = taken.background
        cell = (text, style) if style == self.style else self.tables[style][text]
        self[text] = cell
        return cell


class Pairs(dict[str, tuple[Cell, ...]]):
    """Character -> its one or two cells."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, character: str) -> tuple[Cell, ...]:
        width = self.table.tables.cells(character)
        if width == 0:
            raise UnknownOutputError(character)
        found = (self.table[character], self.table[""])[:width]
        self[character] = found
        return found


class Tables(dict[str, Table]):
    """Style -> its table of cells.

    Args:
        cells: how many cells the terminal draws a character in.
    """

    def __init__(self, cells: Callable[[str], int] = get_character_cell_size) -> None:
        super().__init__()
        self.cells = cells

    def __missing__(self, style: str) -> Table:
        table = self[style] = Table(style, self)
        return table
