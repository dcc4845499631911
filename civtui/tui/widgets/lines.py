"""Widgets of plain lines: one line, and a pane that scrolls; every line as wide as asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from civtui.locale.width import char_width, clean, fit, width, wrap
from civtui.tui.looks import LESS, MORE, PLAIN, Span, Spans
from civtui.tui.staying import Stays


def cell_strip(cells: Sequence[tuple[str, Style]], room: int, base: Style) -> Strip:
    """Return cells that are as wide as their columns, a blank between them, to `room` cells."""
    segments: list[Segment] = []
    left = room
    for place, (text, style) in enumerate(cells):
        if place and left > 0:
            segments.append(Segment(" ", base))
            left -= 1
        segments.append(Segment(text, base + style))
        left -= width(text)  # rich does not know how wide the terminal draws ambiguous signs
    if left > 0:
        segments.append(Segment(" " * left, base))
    return Strip(segments, room)


def strip(spans: Sequence[Span], cells: int, base: Style = PLAIN) -> Strip:
    """Return a line in exactly `cells` cells; what does not fit is cut with a visible mark."""
    segments, left = [], cells
    for place, span in enumerate(spans):
        if left <= 0:
            break
        used = width(span.text)
        last = place == len(spans) - 1
        if used > left or (used == left and not last and any(s.text for s in spans[place + 1 :])):
            shown = fit(span.text + " ", left) if used >= left else clean(span.text)
        else:
            shown = clean(span.text)
        segments.append(Segment(shown, base + span.style))
        left -= sum(map(char_width, shown))
    if left > 0:
        segments.append(Segment(" " * left, base))
    return Strip(segments, cells)


class Line(Stays, Widget):
    """One line of the screen.

    Args:
        base: style of the whole line.
    """

    DEFAULT_CSS = "Line { height: 1; width: 100%; }"

    def __init__(self, *, base: Style = PLAIN, id: str | None = None) -> None:
        super().__init__(id=id)
        self.base = base
        self.spans: Spans = []

    def show(self, spans: Spans) -> None:
        """Show another line; nothing is painted where it is the same."""
        if spans != self.spans:
            self.spans = spans
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        return strip(self.spans if y == 0 else [], self.size.width, self.base)


class Pane(Stays, Widget, can_focus=False):
    """Lines that wrap nowhere and scroll by the page."""

    DEFAULT_CSS = "Pane { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: list[Spans] = []
        self.top = 0
        # called when the width is another: the lines were wrapped for the old one
        self.on_resized: Callable[[], None] = lambda: None

    def on_resize(self) -> None:
        """Ask for lines of the new width."""
        self.on_resized()

    def show(self, lines: list[Spans]) -> None:
        """Show other lines, from the first one."""
        if lines != self.lines:
            self.lines = lines
            self.top = 0
            self.refresh()

    def goes_on(self) -> bool:
        """Return whether there are lines below the last one that is seen."""
        return self.top + self.size.height < len(self.lines)

    def scroll_by(self, rows: int) -> None:
        """Move the lines up (or down) by `rows`."""
        last = max(0, len(self.lines) - self.size.height)
        top = min(max(0, self.top + rows), last)
        if top != self.top:
            self.top = top
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line at `y`."""
        place, cells = self.top + y, self.size.width
        spans = self.lines[place] if place < len(self.lines) else []
        last = y == self.size.height - 1
        more = MORE if last and place + 1 < len(self.lines) else ""
        up = LESS if y == 0 and self.top else ""
        if more or up:
            return Strip([*strip(spans, cells - 2), Segment(f" {more or up}")], cells)
        return strip(spans, cells)


def paragraph(text: str, cells: int, style: Style = PLAIN, indent: int = 0) -> list[Spans]:
    """Return a text as lines of at most `cells` cells."""
    pad = " " * indent
    return [[Span(pad + part, style)] for part in wrap(text, max(8, cells - indent))]
