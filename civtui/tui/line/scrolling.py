"""Finds a block of rows that has moved, so that the terminal can move it itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import is_not
from typing import NamedTuple

from civtui.tui.line.canvas import Canvas, Line

BLOCK = 10
LEAST_VOTES = 6
LEAST_ROWS = 4
# scrolling must save this share of the changes, and these cells beside
KEEP_SHARE, KEEP_CELLS = 0.8, 30


class Shift(NamedTuple):
    """Rows `top` to `bottom` (both within) have moved up by `by`; down where it is negative."""

    top: int
    bottom: int
    by: int


def find(canvas: Canvas) -> Shift | None:
    """Return the shift that saves most, or None where none is worth it."""
    dirty = canvas.dirty()
    sent = [line for line in canvas.sent if line is not None]
    if len(dirty) < LEAST_ROWS or len(sent) < canvas.height:
        return None
    before = _blocks(sent, range(canvas.height), canvas.width)
    after = _blocks(canvas.wanted, dirty, canvas.width)
    votes: Counter[int] = Counter()
    rows: dict[int, list[int]] = {}
    for block, row in after.items():
        was = before.get(block)
        if was is not None and was != row:
            votes[was - row] += 1
            rows.setdefault(was - row, []).append(row)
    if not votes:
        return None
    by, count = votes.most_common(1)[0]
    if count < LEAST_VOTES:
        return None
    low, high = min(rows[by]), max(rows[by])
    shift = Shift(low, high + by, by) if by > 0 else Shift(low + by, high, by)
    if not 0 <= shift.top < shift.bottom < canvas.height:
        return None
    return shift if _worth(canvas, sent, shift) else None


def _blocks(lines: Sequence[Line], rows: Iterable[int], width: int) -> dict[tuple[int, ...], int]:
    """Return block of cells -> its row, for blocks that stand once."""
    where: dict[tuple[int, ...], int] = {}
    many: set[tuple[int, ...]] = set()
    for row in rows:
        line = lines[row]
        for column in range(0, width, BLOCK):
            block = (column, *map(id, line[column : column + BLOCK]))
            if block in where:
                many.add(block)
            where[block] = row
    for block in many:
        del where[block]
    return where


def _worth(canvas: Canvas, sent: Sequence[Line], shift: Shift) -> bool:
    blank = [canvas.blank] * canvas.width
    plain = moved = 0
    for row in range(shift.top, shift.bottom + 1):
        source = row + shift.by
        inside = shift.top <= source <= shift.bottom
        plain += sum(map(is_not, sent[row], canvas.wanted[row]))
        moved += sum(map(is_not, sent[source] if inside else blank, canvas.wanted[row]))
    return moved + KEEP_CELLS < plain * KEEP_SHARE


def apply(canvas: Canvas, shift: Shift) -> None:
    """Move the rows of the sent picture as the terminal moves its own."""
    top, bottom, by = shift
    fresh: list[Line | None] = [[canvas.blank] * canvas.width for _ in range(abs(by))]
    part = canvas.sent[top : bottom + 1]
    canvas.sent[top : bottom + 1] = [*part[by:], *fresh] if by > 0 else [*fresh, *part[:by]]


def sequence(shift: Shift) -> str:
    """Return the bytes: a scroll region, lines deleted or inserted at its top, the region off."""
    count = str(abs(shift.by)) if abs(shift.by) > 1 else ""
    move = "M" if shift.by > 0 else "L"
    region = f"\x1b[{shift.top + 1};{shift.bottom + 1}r"
    return f"{region}\x1b[{shift.top + 1}H\x1b[{count}{move}\x1b[r"
