"""Signs for yes, no and open, which say what a color says."""

from __future__ import annotations

from civtui.locale.width import ASCII
from civtui.tables.table import Meaning

VERDICTS: dict[bool | None, Meaning] = {True: "good", False: "bad", None: "warn"}
YES, NO, OPEN = ("+", "-", "?") if ASCII else ("✓", "✗", "?")
# by the value, or by its text
SIGNS = {True: YES, False: NO, None: OPEN, "True": YES, "False": NO, "None": OPEN}


def held(ended: object) -> str:
    """Return the sign before a title: one that is not held has a blank in its place."""
    return "  " if ended is not None else f"{YES} "
