"""Pictures drawn in cells: pure functions from figures to spans, each line as wide as asked.

What a picture says is said by glyphs and figures; color only repeats it. Where the terminal shows
characters of ambiguous width in two cells, or by choice, the glyphs are ASCII.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from civtui.locale.width import fit
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, PLAIN, WARN, Span, Spans
from civtui.workspace.lists.signs import BARE
from civtui.workspace.lists.signs import heat as heat

FULL, EMPTY = ("#", ".") if BARE else ("█", "·")
DOT, MEAN, HERE = ("o", "|", "^") if BARE else ("●", "│", "▲")
MANY = "+"


def bar(part: Fraction, cells: int) -> str:
    """Return a bar of `cells` cells filled to `part` (0 to 1); not empty where `part` is not 0."""
    filled = round(part * cells)
    if part > 0:
        filled = max(1, filled)
    filled = min(cells, filled)
    return FULL * filled + EMPTY * (cells - filled)


def pyramid(rungs: Sequence[tuple[str, int]], cells: int, label: int) -> list[Spans]:
    """Return the pyramid of honors: each rung as wide as all who stand on it or above.

    Its one figure is the count of the rung itself: two beside each other read as a change.

    Args:
        rungs: label and count of each, the highest first; the last one counts those without
            an honor and is drawn hollow.
        cells: width of every line.
        label: cells of the label.
    """
    whole = sum(count for _, count in rungs)
    wide = max(1, cells - label - 5)
    lines: list[Spans] = []
    above = 0
    for place, (name, count) in enumerate(rungs):
        above += count
        last = place == len(rungs) - 1
        filled = round(Fraction(above * wide, whole)) if whole else 0
        shape = (EMPTY if last else FULL) * filled
        lines.append(
            [
                Span(fit(name, label)),
                Span(fit(str(count), 4, "right"), BOLD),
                Span(" "),
                Span(fit(shape, wide, "center"), DIM if last else GOOD if not place else NOTE),
            ]
        )
    return lines


def place_on(share: Fraction, cells: int) -> int:
    """Return the cell (0 to cells - 1) in which a share of 0 to 1 stands on an axis."""
    return min(cells - 1, max(0, int(share * cells)))


def dots(shares: Sequence[Fraction], mean: Fraction, cells: int) -> Spans:
    """Return shares as dots on an axis from 0 to 1 with a line at `mean`.

    Several in one cell show their number, ten and more a plus. Those below the mean look bad.
    """
    counts = Counter(place_on(share, cells) for share in shares)
    middle = place_on(mean, cells)
    spans: Spans = []
    for cell in range(cells):
        n = counts.get(cell, 0)
        if n:
            text = DOT if n == 1 else str(n) if n < 10 else MANY
            spans.append(Span(text, BAD if cell < middle else GOOD))
        elif cell == middle:
            spans.append(Span(MEAN, BOLD))
        else:
            spans.append(Span(EMPTY, DIM))
    return joined(spans)


def timeline(
    days: Sequence[int], today: date, ahead: int, cells: int, at: int | None
) -> list[Spans]:
    """Return a board of dates: counts from today on, months below, late ones before the line.

    Args:
        days: days left of each date, negative where it is late.
        today: the day it is seen from; the line stands before it.
        ahead: days that the axis reaches.
        cells: width of every line.
        at: days left of the date to point at, None for none.
    """
    late = sum(day < 0 for day in days)
    head = fit(str(late) if late else "", 3, "right") + " "
    axis = max(1, cells - len(head) - 1)
    step = max(1, -(-(ahead + 1) // axis))
    counts = Counter(day // step for day in days if day >= 0)
    used = min(axis, -(-(ahead + 1) // step))
    marks: Spans = [Span(head, BAD + BOLD), Span(MEAN, BOLD)]
    for cell in range(used):
        n = counts.get(cell, 0)
        text = EMPTY if not n else str(n) if n < 10 else MANY
        marks.append(Span(text, PLAIN if not n else WARN if cell * step <= 14 else GOOD))
    marks.append(Span(" " * (axis - used)))
    below = [" "] * axis
    begins = [
        (cell, str(first.month))
        for cell in range(used)
        for first in [today + timedelta(days=cell * step)]
        if cell == 0 or first.month != (first - timedelta(days=step)).month
    ]
    if len(begins) > 1 and begins[1][0] <= len(begins[0][1]):
        del begins[0]  # the rest of this month is too short for its number
    for cell, month in begins:
        if cell + len(month) <= axis:
            below[cell : cell + len(month)] = month
    under: Spans = [Span(" " * len(head)), Span(MEAN, BOLD), Span("".join(below), DIM)]
    lines = [joined(marks), under]
    if at is not None:
        spot = 0 if at < 0 else len(head) + 1 + min(axis - 1, at // step)
        spot = spot or 2
        lines.append([Span(fit(" " * spot + HERE, cells), NOTE)])
    return lines


def joined(spans: Spans) -> Spans:
    """Return the spans with neighbours of one style made one."""
    found: Spans = []
    for span in spans:
        if found and found[-1].style == span.style:
            found[-1] = Span(found[-1].text + span.text, span.style)
        else:
            found.append(span)
    return found
