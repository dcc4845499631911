"""The practice session: the real screen on a sample workspace, with a coach above the status line.

Each step is done when the practice ledger and the actions run say so, not when a key was pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from civtui.locale import t
from civtui.tui.keys.actions import BY_ID, Action
from civtui.tui.keys.dispatch import Dispatch
from civtui.tui.keys.registry import key_text, keys_of
from civtui.tui.looks import BAR, BOLD, GOOD, NOTE, YES, Span
from civtui.tui.main_screen import MainScreen
from civtui.tui.mode_index import place
from civtui.tui.widgets.lines import Line
from civtui.workspace.files import practice
from civtui.workspace.files.practice import STEPS, Step

if TYPE_CHECKING:
    from textual.widgets import Input

    from civtui.tui.modes.base import Mode
    from civtui.workspace.session import Workspace

# textual's own first screen, and the practice
ALONE = 2
NARROW = 60


class Watched(Dispatch):
    """Takes the keys as ever, and remembers which actions were run."""

    def __init__(self, host: PracticeScreen) -> None:
        super().__init__(host)
        self.ran: set[str] = set()

    def run(self, action: Action) -> None:
        """Run an action and remember it."""
        self.ran.add(action.id)
        super().run(action)


class PracticeScreen(MainScreen):
    """The screen on a practice workspace; leaving it throws the workspace away.

    Args:
        ws: from `practice.begin`.
    """

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws, own_sheet(ws))
        self.keys = self.watched = Watched(self)
        self.steps = known_steps()
        self.pressed = 0
        self.place = 0
        self.marks = 0

    def compose(self) -> ComposeResult:
        """Put the coach above the status line."""
        self.coach = Line(base=BAR, id="coach")
        for widget in super().compose():
            if widget is self.says:
                yield self.coach
            yield widget

    def on_mount(self) -> None:
        """Say the first step."""
        self.say_step()

    def on_key(self, event: events.Key) -> None:
        """Look, behind the key, whether the step is done."""
        self.pressed += 1
        self.call_later(self.check)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look, behind a line of text, whether the step is done."""
        self.call_later(self.check)

    def check(self) -> None:
        """Go on to the first step that is not done yet."""
        before = self.place
        found = practice.practised(self.ws, frozenset(self.watched.ran))
        self.marks = found.given
        while self.place < len(self.steps) and self.steps[self.place].done(found):
            self.place += 1
        if self.place != before:
            self.say_step()

    def say_step(self) -> None:
        """Say what to do now, or that all is done."""
        if self.place < len(self.steps):
            step = self.steps[self.place]
            place, steps = self.place + 1, len(self.steps)
            narrow = self.app.size.width < NARROW
            head = f"{place}/{steps}" if narrow else t("practice.head", place=place, steps=steps)
            praise = f"{YES} " if self.place else ""
            self.coach.show(
                [Span(f" {praise}", GOOD), Span(f"{head} ", BOLD), Span(step_text(step))]
            )
            return
        done = t("practice.done", keys=self.pressed, marks=self.marks)
        self.coach.show([Span(f" {YES} ", GOOD), Span(done, BOLD)])

    def pop(self, deep: int = 1) -> None:
        """Go back; from another mode to the sheet, from the sheet out of the practice."""
        if len(self.stack) > 1:
            super().pop(deep)
        elif self.mode.id != "sheet":
            self._leave()
            self.stack = [own_sheet(self.ws)]
            self._enter()
        else:
            self.leave()

    def practise(self) -> None:
        """Say that this is the practice."""
        self.say(t("practice.here"), NOTE)

    def ending(self) -> list[str]:
        """Return nothing: the practice workspace goes, with all that is in it."""
        return []

    def leave(self) -> None:
        """End the practice: back to where it was begun, or out of the program."""
        if len(self.app.screen_stack) > ALONE:
            self.app.pop_screen()
        else:
            self.app.exit()

    def on_unmount(self) -> None:
        """Throw the practice workspace away."""
        practice.end(self.ws)


def own_sheet(ws: Workspace) -> Mode:
    """Return the sheet to practise on."""
    return place(ws, "sheet", round_id=practice.ROUND, assessor=practice.JUDGE)


def step_text(step: Step) -> str:
    """Return what a step asks for, with the keys of the keymap in force."""
    action = BY_ID.get(step.action)
    keys = keys_of(action, "sheet") if action else ()
    return t(f"practice.{step.id}", key=key_text(keys[0]) if keys else "Enter")


def known_steps() -> list[Step]:
    """Return the steps whose actions this release of the sheet knows."""
    return [step for step in STEPS if not step.action or step.action in BY_ID]


def steps_text() -> list[str]:
    """Return every step as a line, for where there is no screen."""
    return [f"{n}. {step_text(step)}" for n, step in enumerate(known_steps(), 1)]
