"""The one screen: head, mode bar, grid and pane, status, footer; modes come and go on it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from civtui import locale
from civtui.locale import t
from civtui.locale.width import width
from civtui.model.errors import CivtuiError
from civtui.tui.arranging import arranged
from civtui.tui.asking import Asking
from civtui.tui.cell_filter import found_by
from civtui.tui.chips import chip_line
from civtui.tui.keys.actions import BY_CELLS
from civtui.tui.keys.dispatch import Dispatch
from civtui.tui.keys.loading import put_in_force
from civtui.tui.keys.registry import DIGITS, MODES, footer_of, key_name, key_text, keys_of
from civtui.tui.keys.which import Which
from civtui.tui.looks import BAD, BAR, BOLD, DIM, NO, NOTE, PLAIN, WARN, Span, Spans
from civtui.tui.modes.base import Mode
from civtui.tui.sorting import head_clicked
from civtui.tui.staying import Staying, Stays
from civtui.tui.widgets.grid import Grid
from civtui.tui.widgets.lines import Line, Pane
from civtui.tui.widgets.windowed import Windowed
from civtui.workspace.finding.hints import hint
from civtui.workspace.name_order import name_key

if TYPE_CHECKING:
    from rich.style import Style
    from textual.timer import Timer

    from civtui.workspace.session import Workspace

HOMES = {
    "overview": "overview:Overview",
    "agencies": "agencies:Agencies",
    "rounds": "rounds:Rounds",
    "eligibility": "eligibility:Eligibility",
    "building": "building:Building",
    "culture": "culture:Culture",
    "cards": "due:Board",
    "reports": "reports:Reports",
    "ledger": "ledger:Ledger",
    "plugins": "plugins:Plugins",
}
# a colleague's change shows within a second
WATCH_SECONDS = 0.8
SLOW_SECONDS = 5.0
REST_SECONDS = 0.2
SMALL = (60, 16)


def make(home: str, ws: Workspace) -> Mode:
    """Return a new mode of a digit; its file is imported on first use."""
    module, _, name = HOMES[home].partition(":")
    found: type[Mode] = getattr(import_module(f"civtui.tui.modes.{module}"), name)
    return found(ws)


class Desk(Stays, Asking, Screen[None], inherit_bindings=False):
    """The screen.

    Args:
        ws: the open workspace.
        first: the mode to begin in.
    """

    AUTO_FOCUS = "#grid"

    def __init__(self, ws: Workspace, first: Mode | None = None) -> None:
        super().__init__()
        self.ws = ws
        self.stack: list[Mode] = [first or make("overview", ws)]
        self.places: dict[str, str] = {}
        self.keys = Dispatch(self)
        self.keys_said = put_in_force(ws)
        self.status: Spans = []
        self.clipboard = ""
        self.shown = self.moved = 0.0
        self.rest: Timer | None = None
        # whether a first mode was shown, and what stood when the newest one was
        self.stands = self.lost = False
        self.stood: list[Mode] = []

    @property
    def mode(self) -> Mode:
        """The mode on top."""
        return self.stack[-1]

    def compose(self) -> ComposeResult:
        """Lay the screen out once; modes only change what it shows."""
        self.head = Line(base=BAR, id="head")
        self.tabs = Line(id="tabs")
        self.chips = Line(id="chips")
        self.grid = Grid(id="grid")
        self.grid.on_moved = self._moved
        self.grid.on_worked = self.say_found
        self.grid.on_head = lambda column: head_clicked(self, column)
        self.pane_widget = Pane(id="pane")
        self.pane_widget.on_resized = self.show_pane
        self.foot = Line(base=DIM, id="foot")
        self.says = Line(id="says")
        self.which = Which(id="which")
        yield self.head
        yield self.tabs
        yield self.chips
        yield Container(self.grid, self.pane_widget, id="body")
        yield self.which
        yield self.says
        yield self.foot

    def on_mount(self) -> None:
        """Show the first mode, then keep an eye on what colleagues write."""
        self._enter()
        if self.keys_said:
            self.say(self.keys_said, WARN)
        self.set_interval(WATCH_SECONDS, self._watch)

    # --- modes ---

    def switch(self, home: str, at: str | None = None) -> None:
        """Go to a digit's mode."""
        self._leave()
        self.stack = [make(home, self.ws)]
        if at:
            self.places[home] = at
        self._enter()

    def push(self, mode: Mode) -> None:
        """Go deeper; Esc comes back."""
        self._leave()
        self.stack.append(mode)
        self._enter()

    def pop(self) -> None:
        """Go back one step; from a digit's mode to the overview."""
        self._leave()
        if len(self.stack) > 1:
            self.stack.pop()
        elif self.mode.id != "overview":
            self.stack = [make("overview", self.ws)]
        self._enter()

    def _leave(self) -> None:
        self.mode.left(self)
        row = self.grid.current
        if row is not None:
            self.places[self.mode.id] = row.id

    def _enter(self) -> None:
        self.status = []
        try:
            self.mode.load()
        except Exception as error:
            if not self.outlives(error):
                raise
            self.stack = self.stack[:-1] or [make("overview", self.ws)]
            try:
                self.mode.load()
            except Exception as again:
                if not self.stood or not self.outlives(again):
                    raise
                self.stack = list(self.stood)  # nothing can be read: what is shown stays
                return
        self.seen = self.ws.head()
        self._lay_out()
        self.show_grid(self.places.get(self.mode.id))
        self.mode.entered(self)
        self.mode.moved(self)
        self._show_lines()
        self.stood, self.stands = list(self.stack), True

    def outlives(self, error: Exception) -> bool:
        """Say what failed; return whether the screen goes on (see `Staying.outlives`)."""
        if isinstance(error, CivtuiError):
            self.refuse(error)
            return True
        return isinstance(self.app, Staying) and self.app.outlives(error)

    def reload(self) -> None:
        """Read the mode's rows anew; the cursor stays on its row."""
        row = self.grid.current
        self.mode.load()
        self.seen = self.ws.head()
        self.shown = monotonic()
        column, editing = self.grid.column, self.grid.editing
        self.show_grid(row.id if row else None, keep=True)
        self.grid.column = column
        self.grid.editing = editing
        self.mode.moved(self)
        self._show_lines()

    def show_grid(self, at: str | None, *, keep: bool = False) -> None:
        """Show the mode's rows.

        Args:
            at: id of the row to stand on.
            keep: they are the same ones read anew (see `Grid.show`).
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
        )

    def rearrange(self) -> None:
        """Show the mode in another layout."""
        self._lay_out()
        self.show_grid(None)
        self._show_lines()

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

    def _lay_out(self) -> None:
        layout = self.mode.layout
        if layout in ("beside", "page") and self.size.width < self.mode.beside_from:
            layout = self.mode.narrow
        self.mode.sized(self)
        body = self.query_one("#body")
        for name in ("beside", "page", "above", "below", "alone"):
            body.set_class(layout == name, name)
        body.set_class(self.size.height < SMALL[1] and layout != "alone", "low")
        self.grid.display = layout != "alone"
        self.grid.can_focus = True

    def _watch(self) -> None:
        """Show what a colleague wrote; nothing is painted while nothing changed.

        On a line that is measured to be slow, changes of some seconds are shown together.
        """
        if self.slow and monotonic() - self.shown < SLOW_SECONDS:
            return
        try:
            head = self.ws.head()
        except CivtuiError as error:
            # it shall not write over what keys are answered
            if not self.lost or not any(span.text for span in self.status):
                self.refuse(error)
            self.lost = True
            return
        if self.lost:
            self.say(t("machine.back"), NOTE)
            self.lost = False
        if head == self.seen or self.grid.editing is not None or self.input is not None:
            return
        if self.mode.concerned(self.seen):
            self.reload()
        else:
            self.seen = head

    # --- what is shown ---

    def _moved(self) -> None:
        """Show the pane of the row the cursor stands on; on a slow line, not while it runs."""
        self.mode.moved(self)
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

    def show_pane(self) -> None:
        """Show the pane of the current row."""
        size = self.pane_widget.size.width or self.size.width
        try:
            lines = self.mode.pane(self.grid.current, max(10, size))
        except CivtuiError as error:
            lines = [[Span(locale.error_line(error), BAD)]]
        self.pane_widget.show(lines)

    def _show_lines(self) -> None:
        ws = self.ws
        left = f" {ws.settings.get('name', ws.dir.name)} · {self.mode.title()}"
        role = t(f"tui.role-{ws.role.value}") if ws.role else ""
        right = f"{ws.today().isoformat()}  {ws.user} {role} "
        gap = max(1, self.size.width - width(left) - width(right))
        self.head.show([Span(left, BOLD), Span(" " * gap), Span(right)])
        home = self.mode.home or self.mode.id
        tabs: Spans = []
        for digit, name in zip(DIGITS, MODES, strict=True):
            here = name == home
            style = BAR + BOLD if here else PLAIN
            tabs += [Span(f"{digit}{t('tui.tab-' + name)}", style), Span(" ")]
        self.tabs.show(tabs)
        self.show_chips()
        foot = [
            f"{key_text(keys_of(action, self.mode.id)[0])} {locale.render(action.title)}"
            for action in footer_of(self.mode.id)
        ]
        while len(foot) > 2 and width("  ".join(foot)) > self.size.width:
            del foot[-3 if len(foot) > 4 else -2]  # the last ones say how to leave
        self.foot.show([Span("  ".join(foot))])
        self._show_status()
        self.show_pane()

    def show_chips(self) -> None:
        """Show the terms of the filter, one chip each; without a filter the line is not there."""
        terms = self.mode.query().terms if self.mode.filter_fields() else ()
        chips = chip_line(terms)
        self.chips.show(chips)
        self.chips.display = bool(chips)

    def say(self, text: str, style: Style = PLAIN) -> None:
        """Say something in the status line."""
        self.status = [Span(text, style)]
        self._show_status()

    def _show_status(self) -> None:
        """Show what is said; a very small screen with nothing to say says that it is one."""
        wide, high = self.size
        small = wide < SMALL[0] or high < SMALL[1]
        silent = not any(span.text for span in self.status)
        said = [Span(t("tui.small", width=wide, height=high), WARN)] if small and silent else []
        self.says.show(said or self.status)

    def unsay(self) -> None:
        """Take back why the last key was refused: it is not true of the next one."""
        if any(span.style in (BAD, WARN) for span in self.status):
            self.say("")

    def refuse(self, error: CivtuiError) -> None:
        """Say why not, and what is allowed."""
        self.say(f"{NO} {locale.error_line(error)}", BAD)

    def on_resize(self, event: events.Resize) -> None:
        """Arrange for the new size."""
        self._lay_out()
        self.call_after_refresh(self._show_lines)

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Find what a key means here: a move, an action, a digit, or text of the mode."""
        if self.input is not None:
            if event.key == "escape":
                event.stop()
                given_up = self.given_up
                self.end_ask()
                self.say("")
                if given_up is not None:
                    given_up()
            elif self.over_input(event.key):
                event.stop()
        else:
            self.keys.take(event)
        if event._stop_propagation:
            self.key_done(event)

    def too_early(self, event: events.Event) -> bool:
        """Return whether an event was typed before its mode was left (see `Dispatch`)."""
        return self.keys.too_early(event)

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted mark as if it were typed; text meant for nothing is refused."""
        if self.input is not None or self.mode.pasted(self, event.text):
            return
        text = event.text.strip()
        if self.mode.id == "sheet" and text and len(text) <= 12 and "\n" not in text:
            for char in text:
                self.mode.typed(self, key_name(char, char))
        else:
            self.say(t("tui.no-paste"), WARN)

    def over_input(self, key: str) -> bool:
        """Let the mode take a key that is pressed while a line is asked for."""
        try:
            return self.mode.over_input(self, key)
        except CivtuiError as error:
            self.refuse(error)
            return True

    def attempt(self, deed: Callable[[], object]) -> None:
        """Do something; where it is refused, say why and what is allowed."""
        try:
            deed()
        except CivtuiError as error:
            self.refuse(error)

    def preload(self) -> None:
        """Load, beside the session, what the first mark will need."""
        self.run_worker(_preload, thread=True)


def _preload() -> None:
    import_module("civtui.ledger.projections")
    import_module("civtui.model.facts.envelope")
    import_module("civtui.model.facts.rounds")
