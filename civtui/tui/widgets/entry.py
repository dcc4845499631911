"""The line of text that is typed: any text stays text, and the terminal's cursor stands in it.

Textual's own input puts the terminal's cursor a cell beside where the next character lands (an
input method would draw there), paints control characters as they are, and takes the first line of
a paste only.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import Input

from civtui.locale.width import char_width, clean, width
from civtui.tui.looks import CURSOR, DIM, PLAIN
from civtui.tui.staying import Stays

# the keys that work on a line of text; what else textual's input knows is of what can be scrolled
LINE_KEYS = frozenset(
    key
    for binding in Input.BINDINGS
    for key in (binding.key if isinstance(binding, Binding) else binding[0]).split(",")
)


class Entry(Stays, Input):
    """One line of text to type."""

    def takes(self, key: events.Key) -> bool:
        """Return whether a key is one of a line of text: a character, or one that works on it."""
        return key.is_printable or key.key in LINE_KEYS

    def _position_to_cell(self, position: int) -> int:
        return width(self.value[:position])

    @property
    def content_width(self) -> int:
        """Cells of the text, and one for the cursor behind it."""
        return width(self.value or self.placeholder) + 1

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character will land."""
        x, y, _, _ = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - int(self.scroll_x), y)

    def render_line(self, y: int) -> Strip:
        """Return the line, scrolled to its cursor, in exactly the widget's cells."""
        cells = self.scrollable_content_region.width
        if y:
            return Strip.blank(cells)
        if self.has_focus:  # known only now: the line may just have been scrolled
            self.app.cursor_position = self.cursor_screen_offset
        typed = clean(self.value)
        shown, style = (typed, PLAIN) if typed else (clean(self.placeholder), DIM)
        first, last = sorted((self.selection.start, self.selection.end))
        segments: list[Segment] = []
        skipped, left = int(self.scroll_x), cells
        for place, char in enumerate(f"{shown} "):
            wide = char_width(char)
            if skipped > 0:
                skipped -= wide
                if skipped < 0:  # half of a wide character is scrolled away
                    segments.append(Segment(" "))
                    left -= 1
                continue
            if wide > left:
                break
            marked = place == self.cursor_position or first <= place < last
            look = style + CURSOR if self.has_focus and marked else style
            segments.append(Segment(char, look))
            left -= wide
        segments.append(Segment(" " * left))
        return Strip(segments, cells).simplify()

    def _on_paste(self, event: events.Paste) -> None:
        """Take the whole paste as one line; what moves a cursor is left out."""
        event.stop()
        event.prevent_default()
        words = " ".join(event.text.split())
        text = "".join(char for char in words if char.isprintable() or not char.isascii())
        text = text.encode("utf-8", "ignore").decode()
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)
