"""How a text looks that stands in a cell and is not stored: a sign before it, and its color."""

from __future__ import annotations

from rich.style import Style

from civtui.tui.looks import BAD, FAULT, STAGE, STAGED, WAIT, WARN
from civtui.workspace.sheet.entries import Entry, State

Look = tuple[str, Style]


def look(entry: Entry) -> Look:
    """Return a cell's text with its sign, and its style."""
    if entry.state is State.STAGED:
        return STAGE + entry.text, STAGED
    if entry.state is State.WAITING:
        return WAIT + entry.text, WARN
    return FAULT + entry.text, BAD
