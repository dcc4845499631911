"""One line of text asked for at the foot of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from civtui.locale import t
from civtui.locale.width import width
from civtui.model.errors import CivtuiError
from civtui.tui.looks import NOTE, Spans, line
from civtui.tui.widgets.lines import paragraph

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.screen import Screen
    from textual.widgets import Input

    from civtui.tui.keys.which import Which
    from civtui.tui.modes.base import Mode
    from civtui.tui.widgets.entry import Entry
    from civtui.tui.widgets.grid import Grid
    from civtui.tui.widgets.lines import Line

    Base = Screen[None]
else:
    Base = object


GAP = "  "


class Asked(NamedTuple):
    """A line of text that is asked for (see `Asking.ask`)."""

    label: str
    answer: Callable[[str], None]
    live: bool
    done: Callable[[], object] | None
    given_up: Callable[[], object] | None
    choices: tuple[str, ...]
    keys: str
    barred: bool = False


def choice_lines(choices: Sequence[str], cells: int) -> list[Spans]:
    """Return what can be chosen by number, in lines of at most `cells` cells."""
    lines: list[str] = []
    for number, choice in enumerate(choices, 1):
        said = f"{number} {choice}"
        if lines and width(lines[-1] + GAP + said) <= cells:
            lines[-1] += GAP + said
        else:
            lines.append(said)
    return [line(text) for text in lines]


class Asking(Base):
    """What a screen needs to ask for one line of text."""

    asked: Asked | None = None
    followed: str | None = None  # the live text that was passed on last
    wrong: CivtuiError | None = None  # why what is typed so far cannot be taken
    input: Entry | None = None
    if TYPE_CHECKING:
        grid: Grid
        foot: Line
        which: Which

        @property
        def mode(self) -> Mode: ...

        def show_foot(self) -> None: ...
        def say(self, text: str, style: Style = ...) -> None: ...
        def refuse(self, error: CivtuiError) -> None: ...

    def keeps(self, event: events.Event) -> bool:
        """Return whether the mode keeps an event back (see `Mode.keeps`)."""
        return self.mode.keeps(event)

    @property
    def live(self) -> bool:
        """Whether the line that is open passes its text on as it is typed."""
        return self.asked is not None and self.asked.live

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
        choices: Sequence[str] = (),
        keys: str = "",
    ) -> None:
        """Ask for one line of text.

        A text that is refused stays in its line, to be mended; what is asked for, and what can be
        chosen, then stands above the reason.

        Args:
            label: what is asked for.
            value: what stands there to begin with.
            answer: called with the text on Enter, and on every change where `live`.
            done: called on Enter where `live`.
            go_on: what is typed goes behind what stands there; else it replaces it.
            given_up: called where Esc ends the line.
            choices: what can be chosen by its number; shown above the line as long as it is open.
            keys: what the footer says of the keys meanwhile, one a line; Enter and Esc where empty.
        """
        self.wrong, self.followed = None, value
        self.asked = Asked(label, answer, live, done, given_up, tuple(choices), keys)
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
        self.show_asked()
        self.show_foot()

    def relabel(self, label: str) -> None:
        """Say anew what the line that is open asks for; what is typed in it stays."""
        if self.asked is not None:
            self.asked = self.asked._replace(label=label)
            self.say(label, NOTE)
            self.show_asked()

    def bar(self, error: CivtuiError) -> None:
        """Open a line that takes nothing, since what it would ask for is refused, and say why.

        Who types on without looking means that line: no text may land in a cell. Esc ends it, and
        so does a key that is of no line, which then does what it does.
        """

        def answer(typed: str) -> None:
            if typed.strip():
                raise error

        self.ask(t("tui.barred"), "", answer, keys=t("tui.keys-barred"))
        if self.asked:
            self.asked = self.asked._replace(barred=True)
        self.refuse(error)

    def show_asked(self, *, refused: bool = False) -> None:
        """Show what can be chosen, above the line.

        Args:
            refused: a reason stands where it was said what is asked for: that comes above, too.
        """
        asked = self.asked
        if asked is None:
            return
        above = paragraph(asked.label, self.size.width, NOTE) if refused else []
        self.which.show([*above, *choice_lines(asked.choices, self.size.width)])

    def refused_line(self) -> None:
        """Take note that a reason was said while a line is open; a filter finds on by itself."""
        if self.input is not None and self.asked and (self.asked.done or not self.asked.live):
            self.show_asked(refused=True)

    def foot_asked(self) -> list[str]:
        """Return what the footer says of keys while a line is open; empty where none is."""
        if self.input is None or self.asked is None:
            return []
        return (self.asked.keys or t("tui.keys-line")).splitlines()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text on as it is typed."""
        event.stop()
        # of a burst only the newest text counts: what came before it is history by now
        stale = self.input is not None and event.value != self.input.value
        if self.asked and self.asked.live and not stale:
            self._follow_text(self.asked, event.value)

    def _follow_text(self, asked: Asked, text: str) -> None:
        """Pass a live text on, once."""
        if text == self.followed:
            return
        self.followed, self.wrong = text, None
        try:
            asked.answer(text)
        except CivtuiError as error:
            self.wrong = error
            self.refuse(error)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass the text on; of a live one its Enter may come before its change."""
        event.stop()
        if self.asked and self.asked.live:
            self._follow_text(self.asked, event.value)
        if (
            self.asked and self.asked.live and self.wrong is not None
        ):  # what is typed stays, to be mended
            self.refuse(self.wrong)
            self.key_done()
            return
        asked, mode = self.asked, self.mode
        self.end_ask()
        self.say("")
        try:
            if asked and not asked.live:
                asked.answer(event.value)
            elif asked and asked.done:
                asked.done()
        except CivtuiError as error:
            if asked and self.input is None and self.mode is mode:
                self.ask_again(asked, event.value)
            self.refuse(error)
        self.key_done()

    def ask_again(self, asked: Asked, typed: str) -> None:
        """Open a line again whose text was refused: it stays, and what is typed goes behind it."""
        self.ask(
            asked.label,
            typed,
            asked.answer,
            live=asked.live,
            done=asked.done,
            go_on=True,
            given_up=asked.given_up,
            choices=asked.choices,
            keys=asked.keys,
        )
        self.asked = asked

    def end_ask(self) -> None:
        """Put the line away."""
        if self.input is not None:
            self.input.remove()
            self.input = None
            self.which.show([])
        self.asked = None
        self.show_foot()
        self.set_focus(self.grid)
