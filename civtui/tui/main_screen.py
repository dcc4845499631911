"""The one screen: head, mode bar, grid and pane, status, footer; modes come and go on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from civtui.locale import t
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import Message, msg
from civtui.tui.asking import Asking
from civtui.tui.host import Program
from civtui.tui.keys.dispatch import Dispatch, refusal
from civtui.tui.keys.loading import put_in_force
from civtui.tui.keys.registry import key_name
from civtui.tui.keys.which import Which
from civtui.tui.looks import BAR, DIM, NOTE, WARN, Spans
from civtui.tui.mode_index import place
from civtui.tui.showing import SMALL, Showing
from civtui.tui.sorting import head_clicked
from civtui.tui.staying import Staying, Stays
from civtui.tui.twice import Twice
from civtui.tui.widgets.grid import Grid
from civtui.tui.widgets.lines import Line, Pane

if TYPE_CHECKING:
    from civtui.tui.keys.actions import Action
    from civtui.tui.modes.base import Mode
    from civtui.workspace.session import Workspace

# a colleague's change shows within a second
WATCH_SECONDS = 0.8
SLOW_SECONDS = 5.0


class MainScreen(Stays, Showing, Asking, Screen[None], inherit_bindings=False):
    """The screen.

    Args:
        ws: the open workspace.
        first: the mode to begin in.
    """

    AUTO_FOCUS = "#grid"

    def __init__(self, ws: Workspace, first: Mode | None = None) -> None:
        super().__init__()
        self.ws = ws
        self.stack: list[Mode] = [first or place(ws, "overview")]
        self.places: dict[str, str] = {}
        self.tops: dict[str, int] = {}  # the first row that a mode showed when it was left
        self.keys = Dispatch(self)
        self.twice = Twice()
        self.keys_said = put_in_force(ws)
        self.status: Spans = []
        self.clipboard = ""
        self.shown = 0.0
        self.written_to = ws.head()  # the fact up to which the ledger was shown to the user
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
        self.pane_widget.on_resized = self.wrap_pane
        self.grid.on_resized = lambda: self.mode.roomed(self)
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
        """Go to a digit's mode.

        Raises:
            Refused: something typed would be lost, and the key before did not say so.
        """
        self.hold_unsaved()
        self._leave()
        self.stack = [place(self.ws, home)]
        at = at or self.mode.first_row(self)
        if at:
            self.places[home] = at
        self._enter()

    def push(self, mode: Mode, at: str = "") -> None:
        """Go deeper, to the row `at` where one is named; Esc comes back."""
        if at:
            self.places[mode.id] = at
        self._leave()
        self.stack.append(mode)
        self._enter()

    def pop(self, deep: int = 1) -> None:
        """Go back one step; from a digit's mode to the overview.

        Args:
            deep: modes to leave at once. What lies between is not shown, nor read anew: of a row
                that is gone nothing can be.
        """
        self._leave()
        if len(self.stack) > 1:
            del self.stack[max(1, len(self.stack) - deep) :]
        elif self.mode.id != "overview":
            self.stack = [place(self.ws, "overview")]
        self._enter()

    def hold_unsaved(self) -> None:
        """Refuse, once, to leave for good what is typed in a form and not stored.

        Raises:
            Refused: the key before did not ask the same.
        """
        held = [mode.unsaved(self) for mode in self.stack]
        lost = [one for one in held if one is not None]
        if lost and not self.twice.again("unsaved", lost):
            below = self.unsaved_below()
            if below:
                raise Refused(msg("tui.form-unsaved-below", form=below))
            raise Refused(msg("tui.form-unsaved-leave"))

    def unsaved_below(self) -> str:
        """Return the title of the form that holds what F8 cannot store here: it lies below."""
        below = (mode.title() for mode in self.stack[-2::-1] if mode.unsaved(self) is not None)
        return "" if self.mode.unsaved(self) is not None else next(below, "")

    def ending(self) -> list[str]:
        """End what is typed in every mode; return what is told when the screen is gone.

        Raises:
            CivtuiError: something that is not stored cannot be kept.
        """
        return [line for mode in self.stack for line in mode.ending()]

    def _leave(self) -> None:
        self.mode.left(self)
        row = self.grid.current
        if row is not None:
            self.places[self.mode.id] = row.id
            self.tops[self.mode.id] = self.grid.top
            self.mode.left_at = self.grid.stood()

    def _enter(self) -> None:
        self.status = []
        try:
            self.mode.load()
        except Exception as error:
            if not self.outlives(error):
                raise
            self.stack = self.stack[:-1] or [place(self.ws, "overview")]
            try:
                self.mode.load()
            except Exception as again:
                if not self.stood or not self.outlives(again):
                    raise
                self.stack = list(self.stood)  # nothing can be read: what is shown stays
                return
        self.seen = self.ws.head()
        self._lay_out()
        self.grid.top = self.tops.get(self.mode.id, 0)  # not where another mode was scrolled to
        self.show_grid(self.places.get(self.mode.id), stood=self.mode.left_at)
        self.mode.entered(self)
        self.mode.moved(self)
        self.show_lines()
        self.stood, self.stands = list(self.stack), True

    def outlives(self, error: Exception) -> bool:
        """Say what failed; return whether the screen goes on (see `Staying.outlives`)."""
        if isinstance(error, CivtuiError):
            self.refuse(error)
            return True
        return isinstance(self.app, Staying) and self.app.outlives(error)

    def reload(self) -> None:
        """Read the mode's rows anew; the cursor stays on its row."""
        row, stood = self.grid.current, self.grid.stood()
        self.mode.load()
        self.seen = self.ws.head()
        self.shown = monotonic()
        column, editing = self.grid.column, self.grid.editing
        self.show_grid(row.id if row else None, keep=True, stood=stood)
        if self.grid.current is not None and row is not None and self.grid.current.id == row.id:
            self.grid.column = column
            self.grid.editing = editing
        self.mode.moved(self)
        self.show_lines()

    def _moved(self) -> None:
        self.mode.moved(self)
        self.row_moved()

    def rearrange(self) -> None:
        """Show the mode in another layout."""
        self._lay_out()
        self.show_grid(None)
        self.show_lines()

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
        if head == self.seen or self.grid.editing is not None:
            return
        if self.input is not None:
            self.mode.meanwhile(self)
            return
        if self.mode.concerned(self.seen):
            self.reload()
        else:
            self.seen = head

    def wrap_pane(self) -> None:
        """Show the pane in its new size."""
        self.show_pane()
        self.mode.wrapped(self)

    def on_resize(self, event: events.Resize) -> None:
        """Arrange for the new size."""
        self._lay_out()
        self.call_after_refresh(self.show_lines)

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Find what a key means here: a move, an action, a digit, or text of the mode."""
        if self.input is not None:
            if event.key == "escape":
                event.stop()
                given_up = self.asked.given_up if self.asked else None
                self.end_ask()
                self.say("")
                if given_up is not None:
                    given_up()
            elif self.over_input(event.key):
                event.stop()
            elif event.key == "f8" and not self.live:  # stores or confirms everywhere, here too
                event.stop()
                self.input.post_message(self.input.Submitted(self.input, self.input.value))
            elif self.asked and self.asked.barred and not self.input.takes(event):
                self.end_ask()
                self.keys.take(event)
        else:
            self.keys.take(event)
        if event._stop_propagation:
            self.key_done(event)

    def too_early(self, event: events.Event) -> bool:
        """Return whether an event was typed before its mode was left (see `Dispatch`)."""
        return self.keys.too_early(event)

    def press_again(self, kept: Sequence[events.Event]) -> None:
        """Take keys and pastes that were kept back, in their order, before any that came since."""
        self.program.go_on(kept)

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted mark as if it were typed; text meant for nothing is refused."""
        self.twice.pressed()
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

    def attempt(self, deed: Callable[[], object]) -> CivtuiError | None:
        """Do something; where it is refused, say why and what is allowed, and return the error."""
        try:
            deed()
        except CivtuiError as error:
            self.refuse(error)
            return error
        return None

    def perform(self, action: Action) -> None:
        """Do an action of the registry as its key would, or say why not."""
        self.keys.run(action)

    def why_not(self, action: Action) -> Message | None:
        """Return why an action cannot be done now, None where it can."""
        return refusal(self, action)

    # --- the program and the terminal ---

    @property
    def program(self) -> Program:
        """The program that the screen is of."""
        assert isinstance(self.app, Program)
        return self.app

    def practise(self) -> None:
        """Begin to practise scoring, over what is shown."""
        self.program.practise()

    def quit(self) -> None:
        """Leave the program."""
        self.program.leave()

    def copy_out(self, text: str) -> None:
        """Give a text to the terminal's clipboard."""
        self.app.copy_to_clipboard(text)

    def suspend(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program meanwhile."""
        return self.app.suspend()

    def preload(self) -> None:
        """Load, beside the session, what the first mark will need."""
        self.run_worker(_preload, thread=True)


def _preload() -> None:
    import_module("civtui.ledger.projections")
    import_module("civtui.model.facts.envelope")
    import_module("civtui.model.facts.rounds")
