"""One line of text asked for at the foot of the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from civtui.model.errors import CivtuiError
from civtui.tui.looks import NOTE

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.screen import Screen
    from textual.widgets import Input

    from civtui.tui.widgets.grid import Grid
    from civtui.tui.widgets.lines import Line

    Base = Screen[None]
else:
    Base = object


class Asking(Base):
    """What a screen needs to ask for one line of text."""

    answer: Callable[[str], None] | None = None
    live = False
    wrong: CivtuiError | None = None  # why what is typed so far cannot be taken
    done: Callable[[], object] | None = None
    given_up: Callable[[], object] | None = None
    input: Input | None = None
    if TYPE_CHECKING:
        grid: Grid
        foot: Line

        def say(self, text: str, style: Style = ...) -> None: ...
        def refuse(self, error: CivtuiError) -> None: ...
        def attempt(self, deed: Callable[[], object]) -> None: ...

    def key_done(self, key: events.Event | None = None) -> None:
        """Let the next key go: the one before it has had its effect (see `Gate.release`)."""
        from civtui.tui.keys.gate import Gated

        if isinstance(self.app, Gated):
            self.app.key_done(key)

    def too_early(self, event: events.Event) -> bool:
        """Return whether an event was meant for what is no longer shown, and has no effect."""
        return False

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
    ) -> None:
        """Ask for one line of text.

        Args:
            label: what is asked for.
            value: what stands there to begin with.
            answer: called with the text on Enter, and on every change where `live`.
            done: called on Enter where `live`.
            go_on: what is typed goes behind what stands there; else it replaces it.
            given_up: called where Esc ends the line.
        """
        self.answer, self.live, self.done, self.wrong = answer, live, done, None
        self.given_up = given_up
        from civtui.tui.widgets.entry import Entry

        if self.input is not None:
            self.input.remove()
        self.input = Entry(
            value,
            select_on_focus=not go_on,
            compact=True,
        )
        self.input.cursor_blink = False
        self.mount(self.input, before=self.foot)
        self.set_focus(self.input)  # at once: the next key is for it
        self.say(label, NOTE)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text on as it is typed."""
        event.stop()
        # of a burst only the newest text counts: what came before it is history by now
        stale = self.input is not None and event.value != self.input.value
        answer = self.answer
        if answer and self.live and not stale:
            self.wrong = None
            try:
                answer(event.value)
            except CivtuiError as error:
                self.wrong = error
                self.refuse(error)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass the text on."""
        event.stop()
        if self.live and self.wrong is not None:  # what is typed stays, to be mended
            self.refuse(self.wrong)
            self.key_done()
            return
        answer, live, done = self.answer, self.live, self.done
        self.end_ask()
        self.say("")
        if answer and not live:
            self.attempt(lambda: answer(event.value))
        if live and done:
            self.attempt(done)
        self.key_done()

    def end_ask(self) -> None:
        """Put the line away."""
        if self.input is not None:
            self.input.remove()
            self.input = None
        self.answer = None
        self.set_focus(self.grid)
