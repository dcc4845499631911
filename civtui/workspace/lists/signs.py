"""Signs for yes, no and open, which say what a color says."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.locale.width import AMBIGUOUS, ASCII
from civtui.tables.table import Meaning

VERDICTS: dict[bool | None, Meaning] = {True: "good", False: "bad", None: "warn"}
YES, NO, OPEN = ("+", "-", "?") if ASCII else ("✓", "✗", "?")
BELOW = "^"  # a tier that is not applied for, since a higher one is held
# by the value, or by its text
SIGNS = {True: YES, False: NO, None: OPEN, "True": YES, "False": NO, "None": OPEN}
SIGNS["outranked"] = BELOW


# where ambiguous signs take two cells, pictures are drawn in plain ones
BARE = ASCII or AMBIGUOUS == 2
SHADES = ".-=#" if BARE else "·░▒█"


def held(ended: object) -> str:
    """Return the sign before a title: one that is not held has a blank in its place."""
    return "  " if ended is not None else f"{YES} "


def heat(counts: Sequence[int], most: int) -> str:
    """Return one cell a count: empty, some, more, most (a third of `most` each).

    Args:
        most: the count that is as dark as it gets.
    """
    return "".join(_shade(count, most) for count in counts)


def _shade(count: int, most: int) -> str:
    if count <= 0:
        return SHADES[0]
    step = -(-count * 3 // max(1, most))  # rounded up: one activity is never nothing
    return SHADES[min(3, step)]
