"""What the screen shows of its mode: rows, pane, head, tabs, chips, footer, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from civtui import locale
from civtui.locale import t
from civtui.locale.width import width
from civtui.model.errors import CivtuiError
from civtui.model.text import Message
from civtui.tui.arranging import arranged
from civtui.tui.cell_filter import found_by
from civtui.tui.chips import chip_line
from civtui.tui.fitting import refusal, sentence
from civtui.tui.keys.actions import BY_CELLS, BY_ID, LETTERS_OFF, Action
from civtui.tui.keys.registry import DIGITS, MODES, footer_of, key_text, keys_of
from civtui.tui.looks import BAD, BAR, BOLD, NO, NOTE, PLAIN, WARN, Span, Spans, line
from civtui.tui.widgets.lines import paragraph
from civtui.tui.widgets.windowed import Windowed
from civtui.workspace.finding.hints import hint
from civtui.workspace.people.name_order import name_key

if TYPE_CHECKING:
    from rich.style import Style
    from textual.screen import Screen
    from textual.timer import Timer

    from civtui.tui.modes.base import Mode
    from civtui.tui.widgets.entry import Entry
    from civtui.tui.widgets.grid import Grid
    from civtui.tui.widgets.lines import Line, Pane
    from civtui.tui.widgets.standing import Stood
    from civtui.workspace.session import Workspace

    Base = Screen[None]
else:
    Base = object

REST_SECONDS = 0.2
SMALL = (60, 16)


class Showing(Base):
    """What a screen of lines, a grid and a pane needs to show a mode."""

    if TYPE_CHECKING:
        ws: Workspace
        head: Line
        tabs: Line
        chips: Line
        foot: Line
        says: Line
        grid: Grid
        pane_widget: Pane
        input: Entry | None

        @property
        def mode(self) -> Mode: ...
        def foot_asked(self) -> list[str]: ...
        def refused_line(self) -> None: ...

    status: Spans
    stood: list[Mode]
    moved = 0.0
    rest: Timer | None = None
    whole_shown = False  # at the head of the pane, what the status line cut

    def show_grid(self, at: str | None, *, keep: bool = False, stood: Stood | None = None) -> None:
        """Show the mode's rows.

        Args:
            at: id of the row to stand on.
            keep: they are the same ones read anew (see `Grid.show`).
            stood: where the cursor stood on them before.
        """
        mode = self.mode
        self.grid.staged = mode.staged if mode.stages else None
        self.grid.empty_text = mode.empty() if mode.layout != "alone" else ""
        columns, rows, order, by = mode.columns(), mode.rows, None, None
        if not mode.cell_cursor:
            order = mode.arrangement.places(columns, mode.frozen)
            by = mode.arrangement.sorted_by(columns)
            if mode.text and mode.id in BY_CELLS and not isinstance(rows, Windowed):
                rows = found_by(mode.query(), columns, rows)
            if by is not None and not isinstance(rows, Windowed):
                rows = arranged(rows, *by, name_key(self.ws))
        self.grid.show(
            columns,
            rows,
            frozen=mode.frozen,
            cell_cursor=mode.cell_cursor,
            at=at,
            order=order,
            sorted_by=by,
            keep=keep,
            stood=stood,
        )

    def say_found(self) -> None:
        """Say how many rows a filter has found, or so far; first what a field takes that waits."""
        text, rows = self.mode.text, self.mode.rows
        waits = hint(text, self.mode.filter_fields()) if self.input is not None else None
        if waits is not None:
            self.say(locale.render(waits), NOTE)
            return
        counted = self.mode.counted()
        whole = (len(self.grid.source) if counted is None else counted, True)
        count, final = rows.said() if isinstance(rows, Windowed) else whole
        said = t("tui.filtered" if final else "grid.looking", text=text, count=count)
        self.say(said if text else "")

    def row_moved(self) -> None:
        """Show the pane of the row the cursor stands on; on a slow line, not while it runs."""
        running = monotonic() - self.moved < REST_SECONDS
        self.moved = monotonic()
        if self.rest is not None:
            self.rest.stop()
            self.rest = None
        if self.slow and running:
            self.rest = self.set_timer(REST_SECONDS, self.show_pane)
        else:
            self.show_pane()

    @property
    def slow(self) -> bool:
        """Whether the line is measured to be slow."""
        return bool(getattr(self.app._driver, "slow", False))

    def show_pane(self, first: Sequence[Spans] = ()) -> None:
        """Show the pane of the current row.

        Args:
            first: lines that stand above it until the next key.
        """
        size = self.pane_widget.size.width or self.size.width
        try:
            lines = self.mode.pane(self.grid.current, max(10, size))
        except CivtuiError as error:
            lines = paragraph(refusal(error), max(10, size), BAD)
        self.pane_widget.show([*first, *lines])

    def show_head(self) -> None:
        """Show the title of the mode, the day and the user."""
        ws = self.ws
        left = f" {ws.settings.get('name', ws.dir.name)} · {self.mode.title()}"
        role = t(f"verbs/user.role-{ws.role.value}") if ws.role else ""
        right = f"{ws.today().isoformat()}  {ws.user} {role} "
        gap = max(1, self.size.width - width(left) - width(right))
        self.head.show([Span(left, BOLD), Span(" " * gap), Span(right)])

    def show_lines(self) -> None:
        """Show all that stands around the grid."""
        self.show_head()
        home = self.mode.home or self.mode.id
        tabs: Spans = []
        for digit, name in zip(DIGITS, MODES, strict=True):
            here = name == home
            style = BAR + BOLD if here else PLAIN
            tabs += [Span(f"{digit}{t('tui.tab-' + name)}", style), Span(" ")]
        self.tabs.show(tabs)
        self.show_chips()
        self.show_foot()
        self.show_status()
        self.show_pane()

    def show_foot(self) -> None:
        """Show the keys of the mode, or of the line that is typed."""
        asked = self.foot_asked()
        shown = [BY_ID["quit"]] if asked else footer_of(self.mode.id)
        foot = [*asked, *(self._key_of(action) for action in shown)]
        while len(foot) > len(shown[-2:]) and width("  ".join(foot)) > self.size.width:
            del foot[-3 if len(foot) > 4 else -2]  # the last ones say how to leave
        self.foot.show([Span("  ".join(foot))])

    def _key_of(self, action: Action) -> str:
        """Return an action's key and what it does."""
        return f"{key_text(keys_of(action, self.mode.id)[0])} {locale.render(action.title)}"

    def show_chips(self) -> None:
        """Show the terms of the filter, one chip each; without a filter the line is not there."""
        terms = self.mode.query().terms if self.mode.filter_fields() else ()
        chips = chip_line(terms)
        self.chips.show(chips)
        self.chips.display = bool(chips)

    def say(self, text: str | Message, style: Style = PLAIN, sign: str = "") -> None:
        """Say something in the status line; of a message, names are shortened until it fits.

        Args:
            sign: stands before it.
        """
        whole = locale.render(text)
        if isinstance(text, Message):
            text = sentence(text, self.size.width - width(sign))
        self.status = [Span(sign + text, style)]
        self.show_status()
        if style in (BAD, WARN):
            self._show_whole(sign + whole, style)

    def _show_whole(self, text: str, style: Style) -> None:
        """Show why not at the head of the pane, where the status line has to cut it.

        A form and the score sheet have a place of their own for it.
        """
        mode = self.mode
        if width(text) <= self.size.width or mode.id in LETTERS_OFF or mode.layout == "alone":
            return
        if not self.stood or mode is not self.stood[-1]:  # one that could not be read has no pane
            return
        cells = max(10, self.pane_widget.size.width or self.size.width)
        self.show_pane([*paragraph(text, cells, style), line()])
        self.whole_shown = True

    def show_status(self) -> None:
        """Show what is said; a very small screen with nothing to say says that it is one."""
        wide, high = self.size
        small = wide < SMALL[0] or high < SMALL[1]
        silent = not any(span.text for span in self.status)
        said = [Span(t("tui.small", width=wide, height=high), WARN)] if small and silent else []
        self.says.show(said or self.status)

    def unsay(self, *tones: Style) -> None:
        """Take back why the last key was refused: it is not true of the next one.

        Args:
            tones: what is taken back instead.
        """
        if any(span.style in (tones or (BAD, WARN)) for span in self.status):
            self.say("")
            if self.whole_shown:
                self.whole_shown = False
                self.show_pane()

    def refuse(self, error: CivtuiError) -> None:
        """Say why not, and what is allowed."""
        sign = f"{NO} "
        self.say(sign + refusal(error, self.size.width - width(sign)), BAD)
        self._show_whole(sign + refusal(error), BAD)
        self.refused_line()
