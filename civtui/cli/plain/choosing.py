"""Whether a terminal can show the screen, or the workspace is told line by line."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

# no look at the system's table for the terminals of nearly everybody
FULL = ("xterm", "screen", "tmux", "linux", "rxvt", "vt1", "vt2", "alacritty", "kitty", "foot")


def plain_terminal(environment: Mapping[str, str] | None = None) -> bool:
    """Return whether this terminal cannot place a cursor, or there is no terminal at all.

    A terminal that the system's own table does not know is taken to be a full one: the tables of
    old hosts know few of today's.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    term = (environment or os.environ).get("TERM", "")
    if term.startswith(FULL):
        return False
    return term in ("", "dumb", "unknown") or not _places_cursor(term)


def _places_cursor(term: str) -> bool:
    try:
        import curses
    except ImportError:  # a Python without it, as on Windows
        return True
    try:
        curses.setupterm(term, sys.stdout.fileno())
    except curses.error:
        return True
    return curses.tigetstr("cup") is not None
