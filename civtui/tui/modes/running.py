"""A deed under way: how far it is; Esc stops it. The screen stays here until it has ended."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from textual import events

from civtui.locale import render, t
from civtui.model.errors import Stopped
from civtui.model.text import msg
from civtui.tui.doing import does
from civtui.tui.keys.keymap import key_name
from civtui.tui.keys.registry import current
from civtui.tui.looks import BOLD, DIM, NOTE, WARN, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.pictures import bar
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.performing.step_words import step_said
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from textual.timer import Timer

    from civtui.tui.host import Host

SECONDS, SLOW_SECONDS = 0.2, 2.0  # between two looks at how far it is, on a slow line too
WIDEST = 40
MEANT = ("back", "quit", "language")  # what a key may still mean


class Running(Mode):
    """What is under way.

    Args:
        name: what is done.
        home: the digit's mode it belongs to.
        opens: whether something opens when it has ended, that keys pressed meanwhile are for.
    """

    id = "running"
    layout = "alone"

    def __init__(self, ws: Workspace, name: str, *, home: str, opens: bool = False) -> None:
        super().__init__(ws)
        self.opens = opens
        self.kept: list[events.Event] = []
        self.name, self.home = name, home
        self.at = ("begin", 0, 0)
        self.stopping = False
        self.timer: Timer | None = None

    def tell(self, step: str, done: int, of: int) -> None:
        """Take how far it is, in the thread of the deed.

        Raises:
            Stopped: the user has stopped it.
        """
        if self.stopping:
            raise Stopped(msg("verbs.stopped"))
        self.at = (step, done, of)

    def title(self) -> str:
        """Return what is done."""
        return self.name

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return how far it is, and how to stop it."""
        step, done, of = self.at
        lines = [line(), *paragraph(render(step_said(step, done, of)), cells, BOLD)]
        if of:
            lines.append(line(bar(Fraction(done, of), min(WIDEST, cells - 2)), NOTE))
        said = t("verbs.ends" if self.stopping else "verbs.esc-stops")
        return [*lines, line(), *paragraph(said, cells, WARN if self.stopping else DIM)]

    def entered(self, host: Host) -> None:
        """Begin to show how far it is."""
        self._show(host)
        seconds = SLOW_SECONDS if host.slow else SECONDS
        self.timer = host.set_interval(seconds, lambda: self._show(host))

    def left(self, host: Host) -> None:
        """Show no more."""
        if self.timer is not None:
            self.timer.stop()
            self.timer = None

    def _show(self, host: Host) -> None:
        if host.mode is self:
            said = t("verbs.ends") if self.stopping else render(step_said(*self.at))
            host.say(f"{self.name}: {said}", WARN if self.stopping else NOTE)
            host.show_pane()

    def keeps(self, event: events.Event) -> bool:
        """Keep what is pressed for what opens; Esc, and what leaves or is of all, acts at once."""
        if not self.opens or self.stopping:
            return False
        if isinstance(event, events.Key) and (
            _acts(key_name(event.key, event.character)) or _acts(event.key)
        ):
            return False
        self.kept.append(event)
        return True

    def typed(self, host: Host, key: str) -> bool:
        """Hold the screen here: nothing else is begun while this is under way."""
        if _acts(key_name(key, None)):
            return False
        host.say(t("verbs.under-way"), WARN)
        return True

    @does("back")
    def do_back(self, host: Host) -> None:
        """Stop it; the screen is left when it has ended."""
        self.stopping = True
        self._show(host)


def _acts(key: str) -> bool:
    """Return whether a key means something here, as keymaps name it."""
    action = current().find(Running.id, key)
    return action is not None and action.id in MEANT
