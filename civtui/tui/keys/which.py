"""The which-key pop-up: what may follow the keys pressed so far, above the status line."""

from __future__ import annotations

from collections.abc import Mapping

from textual.strip import Strip
from textual.widget import Widget

from civtui.locale import render, t
from civtui.locale.width import fit, width
from civtui.tui.keys.actions import Action
from civtui.tui.keys.keymap import key_text
from civtui.tui.looks import BAR, BOLD, DIM, NOTE, Span, Spans
from civtui.tui.staying import Stays
from civtui.tui.widgets.lines import strip

GAP = 2


def which_lines(begun: str, after: Mapping[str, Action], cells: int, rows: int) -> list[Spans]:
    """Return the lines of the pop-up: next key and what it does, in columns.

    Args:
        begun: the keys pressed so far.
        after: next key -> action (see `Keymap.after`); of an action's keys the first is shown.
        cells: width of a line.
        rows: lines there are; what finds no place is counted.
    """
    keys: dict[str, str] = {}
    for key, action in after.items():
        keys.setdefault(action.id, key)
    ways = [(key_text(key), render(after[key].title)) for key in keys.values()]
    if not ways:
        return []
    first = max(width(key) for key, _ in ways)
    second = min(max(width(title) for _, title in ways), max(8, cells - first - 3 * GAP))
    across = max(1, (cells - GAP) // (first + second + 2 * GAP))
    shown = ways[: across * max(1, rows - 2)]
    down = -(-len(shown) // across)
    lines: list[Spans] = [[Span(fit(f" {key_text(begun)} …", cells), BAR)]]
    for place in range(down):
        line: Spans = [Span(" " * GAP)]
        for key, title in shown[place::down]:
            line += [
                Span(fit(key, first), NOTE + BOLD),
                Span(" "),
                Span(fit(title, second)),
                Span(" " * (2 * GAP - 1)),
            ]
        lines.append(line)
    if len(shown) < len(ways):
        more = t("finding.more-keys", count=len(ways) - len(shown))
        lines.append([Span(fit(f"  {more}", cells), DIM)])
    return lines


class Which(Stays, Widget, can_focus=False):
    """The pop-up; it takes no room while there is nothing to say.

    It stands in the layout and not over it: textual cuts what lies over other widgets at their
    edges, and a wide character that an edge goes through is lost.
    """

    DEFAULT_CSS = "Which { width: 100%; display: none; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: list[Spans] = []

    def show(self, lines: list[Spans]) -> None:
        """Show lines, or nothing."""
        if lines != self.lines:
            self.lines = lines
            self.styles.height = len(lines)
            self.display = bool(lines)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        return strip(self.lines[y] if y < len(self.lines) else [], self.size.width)
