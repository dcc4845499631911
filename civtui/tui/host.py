"""What a mode may use of the screen that shows it, and what the screen uses of the program.

Modes and their helpers are typed against `Host` and never know the screen's class; another screen
shows them as long as it has all this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from civtui.model.errors import CivtuiError
from civtui.model.text import Message
from civtui.tui.looks import PLAIN, Spans

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.geometry import Size
    from textual.timer import Timer

    from civtui.tui.keys.actions import Action
    from civtui.tui.modes.base import Mode
    from civtui.tui.twice import Twice
    from civtui.tui.widgets.entry import Entry
    from civtui.tui.widgets.grid import Grid
    from civtui.tui.widgets.lines import Pane
    from civtui.tui.widgets.standing import Stood
    from civtui.workspace.session import Workspace


class Host(Protocol):
    """The screen, as a mode knows it."""

    ws: Workspace
    places: dict[str, str]  # id of a mode -> the row to stand on when it is shown next
    clipboard: str  # what was copied last
    seen: int  # the fact up to which what is shown has been read
    written_to: int  # the fact up to which the ledger was shown to the user
    twice: Twice
    status: Spans  # what the status line says

    # --- what stands on it ---

    @property
    def grid(self) -> Grid:
        """The table."""

    @property
    def pane_widget(self) -> Pane:
        """The lines beside the table, or alone."""

    @property
    def size(self) -> Size:
        """Its cells."""

    @property
    def is_attached(self) -> bool:
        """Whether the user has not left it."""

    @property
    def slow(self) -> bool:
        """Whether the line to the terminal is measured to be slow."""

    # --- modes ---

    @property
    def mode(self) -> Mode:
        """The mode on top."""

    @property
    def stack(self) -> Sequence[Mode]:
        """The modes from the digit's one to the one on top."""

    def switch(self, home: str, at: str | None = None) -> None:
        """Go to a digit's mode, to a row of it."""

    def push(self, mode: Mode, at: str = "") -> None:
        """Go deeper, to a row where one is named; Esc comes back."""

    def pop(self, deep: int = 1) -> None:
        """Go back."""

    def reload(self) -> None:
        """Read the mode's rows anew; the cursor stays on its row."""

    def rearrange(self) -> None:
        """Show the mode in another layout."""

    def practise(self) -> None:
        """Begin to practise scoring, over what is shown."""

    def quit(self) -> None:
        """Leave the program."""

    # --- what it shows and says ---

    def show_grid(self, at: str | None, *, keep: bool = False, stood: Stood | None = None) -> None:
        """Show the mode's rows, the cursor on the row `at`."""

    def show_pane(self) -> None:
        """Show the pane of the current row."""

    def show_head(self) -> None:
        """Show the title of the mode, the day and the user."""

    def show_chips(self) -> None:
        """Show the terms of the filter."""

    def say(self, text: str | Message, style: Style = PLAIN, sign: str = "") -> None:
        """Say something in the status line."""

    def say_found(self) -> None:
        """Say how many rows a filter has found."""

    def unsay(self, *tones: Style) -> None:
        """Take back what was said in these tones; where none is named, why a key was refused."""

    def refuse(self, error: CivtuiError) -> None:
        """Say why not, and what is allowed."""

    def attempt(self, deed: Callable[[], object]) -> CivtuiError | None:
        """Do something; where it is refused, say why, and return the error."""

    def press_again(self, kept: Sequence[events.Event]) -> None:
        """Take keys and pastes that were kept back, in their order, before any that came since."""

    # --- a line of text asked for (see `asking.Asking.ask`) ---

    @property
    def input(self) -> Entry | None:
        """The line that is open."""

    @property
    def live(self) -> bool:
        """Whether the line that is open passes its text on as it is typed."""

    def ask(
        self,
        label: str,
        value: str,
        answer: Callable[[str], None],
        *,
        live: bool = False,
        done: Callable[[], object] | None = None,
        go_on: bool = False,
        given_up: Callable[[], object] | None = None,
        choices: Sequence[str] = (),
        keys: str = "",
    ) -> None:
        """Ask for one line of text."""

    def relabel(self, label: str) -> None:
        """Say anew what the line that is open asks for."""

    def show_asked(self, *, refused: bool = False) -> None:
        """Show above the line what can be chosen, and what is asked for where it was refused."""

    def end_ask(self) -> None:
        """Put the line away."""

    # --- actions, time, the terminal ---

    def perform(self, action: Action) -> None:
        """Do an action of the registry as its key would, or say why not."""

    def why_not(self, action: Action) -> Message | None:
        """Return why an action cannot be done now, None where it can."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call something once, later."""

    def set_interval(self, interval: float, callback: Callable[[], object]) -> Timer:
        """Call something again and again."""

    def preload(self) -> None:
        """Load, beside the session, what the first mark will need."""

    def copy_out(self, text: str) -> None:
        """Give a text to the terminal's clipboard."""

    def suspend(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program meanwhile."""


@runtime_checkable
class Program(Protocol):
    """The program, as its screen knows it."""

    def leave(self) -> None:
        """End the session as every key that leaves does."""

    def go_on(self, kept: Sequence[events.Event]) -> None:
        """Take events that a mode kept back, before those that came since."""

    def practise(self) -> None:
        """Open the practice over what is shown."""
