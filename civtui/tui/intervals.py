"""Pictures of spread in cells: a dot with its whiskers, a bar with another's place marked on it.

Every picture stands beside its figures, so color and glyphs only repeat what the text says; where a
glyph of lines would take two cells, its ASCII form is drawn.
"""

from __future__ import annotations

from civtui.locale.width import ASCII, char_width


def _glyph(line: str, plain: str) -> str:
    return plain if ASCII or char_width(line) != 1 else line


DOT = _glyph("●", "o")
LEFT, DASH, RIGHT = _glyph("├", "|"), _glyph("─", "-"), _glyph("┤", "|")
AXIS = _glyph("┊", ":")
FILL, REST = _glyph("█", "#"), _glyph("·", ".")
OTHER = _glyph("┃", "|")


def place(value: float, least: float, most: float, cells: int) -> int:
    """Return the cell, from 0, in which `value` lies on a scale from `least` to `most`."""
    if most <= least:
        return (cells - 1) // 2
    share = min(1.0, max(0.0, (value - least) / (most - least)))
    return round(share * (cells - 1))


def whisker(
    low: float | None,
    value: float,
    high: float | None,
    least: float,
    most: float,
    cells: int,
    axis: float | None = None,
) -> str:
    """Return a dot at `value` with whiskers from `low` to `high`, in exactly `cells` cells.

    Args:
        low, high: ends of the interval; None draws the dot alone.
        least, most: ends of the scale; `least` may be the larger one for a scale turned round.
        axis: a value that is marked where nothing else is drawn.
    """
    if cells < 1:
        return ""
    turned = least > most
    ends = (most, least) if turned else (least, most)

    def at(figure: float) -> int:
        cell = place(figure, *ends, cells)
        return cells - 1 - cell if turned else cell

    drawn = [" "] * cells
    if axis is not None:
        drawn[at(axis)] = AXIS
    if low is not None and high is not None:
        first, last = sorted((at(low), at(high)))
        for cell in range(first, last + 1):
            drawn[cell] = DASH
        drawn[first], drawn[last] = LEFT, RIGHT
    drawn[at(value)] = DOT
    return "".join(drawn)


def against(value: float, other: float | None, most: float, cells: int) -> str:
    """Return a bar of `value` out of `most` with the place of `other` marked on it."""
    if cells < 1:
        return ""
    filled = round(cells * min(1.0, max(0.0, value / most))) if most else 0
    drawn = [FILL] * filled + [REST] * (cells - filled)
    if other is not None:
        drawn[place(other, 0.0, most, cells)] = OTHER
    return "".join(drawn)
