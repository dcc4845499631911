"""The one place that knows how wide text is: cells, not characters; data is never markup."""

from __future__ import annotations

import os
import unicodedata
from bisect import bisect_right
from functools import lru_cache

# read once, as the process starts: `ambiguous = 2` and `ascii = true` of civtui.toml end up here
AMBIGUOUS = 2 if os.environ.get("CIVTUI_AMBIGUOUS") == "2" else 1
# most signs of chrome are of ambiguous width: where those are wide, chrome is ASCII
ASCII = os.environ.get("CIVTUI_ASCII") == "1" or AMBIGUOUS == 2
MARK = "~" if ASCII else "…"
# invisible, joining, direction-changing: shown as a visible sign instead
HIDDEN = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\ufeff") | {
    chr(c)
    for low, high in ((0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
    for c in range(low, high + 1)
}
# joined into flags and tinted by some terminals, drawn apart by others
FLAG_LETTERS = range(0x1F1E6, 0x1F200)
TINTS = range(0x1F3FB, 0x1F400)
# first and last character, cells: what nearly every screen consists of, so that the tables of
# wcwidth are loaded by those only that show something else
SURE = (
    (0x20, 0x7E, 1),
    (0xA1, 0xAC, 1),
    (0xAE, 0x2FF, 1),
    (0x2010, 0x2027, 1),
    (0x2190, 0x22FF, 1),
    (0x2500, 0x25FC, 1),
    (0x2713, 0x2718, 1),
    (0x3001, 0x3029, 2),
    (0x3400, 0x4DB5, 2),
    (0x4E00, 0x9FFF, 2),
    (0xFF01, 0xFF5E, 2),
)
STARTS = [first for first, _, _ in SURE]
CONTROL_PICTURES = 0x2400
CLOSING = frozenset("，。；：、？！）》”’】…,.;:?!)")
OPENING = frozenset("（《“‘【(")
WORD = "".join(map(chr, range(0x21, 0x7F)))  # of a word, a figure, a part of a command
BLANKS = " \u3000"


def _cells(char: str) -> int:
    """Return what wcwidth says: 0 or less where a character is no cell of its own."""
    code = ord(char)
    _, last, cells = SURE[bisect_right(STARTS, code) - 1]
    if STARTS[0] <= code <= last:
        return cells
    from wcwidth import wcwidth

    return int(wcwidth(char))


@lru_cache(maxsize=65536)
def char_width(char: str) -> int:
    """Return the cells of one character after `clean`: 1 or 2."""
    if AMBIGUOUS == 2 and unicodedata.east_asian_width(char) == "A":
        return 2
    return max(1, _cells(char))


@lru_cache(maxsize=65536)
def _safe(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return "?" if ASCII else chr(CONTROL_PICTURES + code)
    if code == 0x7F or 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000:
        return "?" if ASCII else "\ufffd"
    if code in FLAG_LETTERS:
        return chr(ord("A") + code - FLAG_LETTERS.start)
    if char in HIDDEN or code in TINTS or _cells(char) <= 0:
        return "?" if ASCII else "·"
    if not char.isprintable() and char not in BLANKS:
        return "?" if ASCII else "\ufffd"
    return char


def clean(text: str) -> str:
    """Return `text` with every character that is no plain cell shown as a visible sign.

    Control bytes become their pictures, invisible and direction marks, joiners, tints and
    combining marks a dot, halves of flags their letters: no name can change the screen around it,
    and every terminal agrees on its width.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_safe, text))


def width(text: str) -> int:
    """Return the cells that `clean(text)` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(char_width, clean(text)))


def fit(text: str, cells: int, align: str = "left") -> str:
    """Return `text` in exactly `cells` cells, cut with a visible mark or padded.

    Args:
        align: `left`, `right` or `center`.
    """
    if cells <= 0:
        return ""
    shown = clean(text)
    used = width(shown)
    if used > cells:
        shown, used = _cut(shown, cells)
    gap = " " * (cells - used)
    if align == "right":
        return gap + shown
    if align == "center":
        half = (cells - used) // 2
        return gap[:half] + shown + gap[half:]
    return shown + gap


def _cut(shown: str, cells: int) -> tuple[str, int]:
    mark = char_width(MARK)
    if mark > cells:
        return "." * cells, cells
    kept, used = [], 0
    for char in shown:
        wide = char_width(char)
        if used + wide > cells - mark:
            break
        kept.append(char)
        used += wide
    return "".join(kept) + MARK, used + mark


def _broken(line: str, char: str, cells: int) -> tuple[str, str]:
    """Return what stays of a full line before `char`, and what goes on with it.

    A word that began near the end goes on whole; no line begins with a closing sign or ends with
    an opening one.
    """
    head = line.rstrip(WORD)
    tail = line.removeprefix(head)
    worded = bool(tail and head.strip()) and char.isascii() and not char.isspace()
    if worded and width(tail) < cells // 2:
        if len(head) > 1 and head[-1] in OPENING:
            return head[:-1], head[-1] + tail
        return head.removesuffix(" "), tail
    carried = char in CLOSING or line[-1] in OPENING
    if carried and len(line) > 1 and char_width(line[-1]) + char_width(char) <= cells:
        return line[:-1], line[-1]
    return line, ""


def wrap(text: str, cells: int) -> list[str]:
    """Return `text` in lines of at most `cells` cells; words break where they must."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for char in clean(paragraph):
            wide = char_width(char)
            if used + wide > cells and line:
                head, line = _broken(line, char, cells)
                lines.append(head.rstrip())
                used = width(line)
                if not line and char.isspace():
                    continue
            line += char
            used += wide
        lines.append(line.rstrip())
    return lines or [""]
