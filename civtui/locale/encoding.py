"""What a terminal or pipe is sent instead of a sign that its encoding lacks: nothing ever crashes.

Each substitute takes as many cells as the sign it stands for, so that a screen keeps its columns.
"""

from __future__ import annotations

import codecs
import os
import sys

NAME = "civtui"
# sign -> what may stand for it, the nearest first; "?" where nothing does
SUBSTITUTES = {
    "✓": "√v",
    "✗": "×x",
    "·": ".",
    "…": "~",
    "—": "-",
    "–": "-",
    "−": "-",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "↵": "<",
    "⏎": "<",
    "≤": "<",
    "≥": ">",
    "×": "x",
    "±": "~",
    "•": "*",
    "▸": ">",
    "◂": "<",
    "▲": "^",
    "▼": "v",
    "●": "*",
    "○": "o",
    "■": "#",
    "□": ".",
    "█": "#",
    "▓": "#",
    "▒": "+",
    "░": ".",
    "│": "|",
    "─": "-",
    "★": "*",
    "☆": "*",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "\xa0": " ",
}


def substitute(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return what is written instead of what cannot be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_instead(sign, error.encoding) for sign in signs), error.end


def _instead(sign: str, encoding: str) -> str:
    for candidate in SUBSTITUTES.get(sign, ""):
        if encoding == "charmap" and not candidate.isascii():
            continue  # which table it is is not told
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    if "─" < sign <= "╿":  # frames: corners and crossings
        return "+"
    import unicodedata  # a library of its own, seldom needed

    if unicodedata.combining(sign):
        return ""
    return "??" if unicodedata.east_asian_width(sign) in "WF" else "?"


def prepare() -> None:
    """Let the process's outputs write a substitute for what their encoding lacks."""
    codecs.register_error(NAME, substitute)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=NAME)


def fits(text: str) -> bool:
    """Return whether standard output can write `text` as it is."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def plain_signs() -> None:
    """Draw frames, bars and signs in ASCII where the terminal's encoding lacks them."""
    try:
        "✓│█…·".encode(getattr(sys.__stderr__, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        os.environ.setdefault("CIVTUI_ASCII", "1")
