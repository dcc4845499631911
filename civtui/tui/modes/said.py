"""A page of lines: what a verb has answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.tui.fitting import refusal
from civtui.tui.looks import GOOD, PLAIN, Spans
from civtui.tui.modes.base import Mode
from civtui.tui.ways import in_the_form
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs.verb import Verb
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Said(Mode):
    """Lines to read.

    Args:
        name: what the head line says.
        lines: the text.
        home: the digit's mode it belongs to.
        anew: reads the lines again where something was written since; None: they stay.
    """

    id = "said"
    layout = "alone"

    def __init__(
        self,
        ws: Workspace,
        name: str,
        lines: Sequence[str],
        *,
        home: str,
        anew: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        super().__init__(ws)
        self.name, self.lines, self.home = name, lines, home
        self.anew, self.read = anew, ws.head()

    def title(self) -> str:
        """Return the page's name."""
        return self.name

    def load(self) -> None:
        """Read the lines again where something was written since."""
        head = self.ws.head()
        if self.anew is None or head == self.read:
            return
        self.read = head
        try:
            self.lines = self.anew()
        except CivtuiError as error:  # what it is about may be gone
            self.lines = [refusal(error)]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the lines; what is too long goes on in the next."""
        return [part for text in self.lines for part in paragraph(text, cells, PLAIN)]


def say_answer(host: Host, verb: Verb, lines: list[str], aside: list[str]) -> None:
    """Show what came of a verb: one line in the status, more of them as a page."""
    lines = [in_the_form(text, verb) for text in lines]
    aside = [in_the_form(text, verb) for text in aside]
    if len(lines) <= 1 and not aside:
        host.say(lines[0] if lines else render(verb.title), GOOD)
    else:
        home = host.mode.home or host.mode.id
        host.push(Said(host.ws, render(verb.title), [*aside, *lines], home=home))
        if verb.writes:
            host.say(t("verbs.done", verb=verb.title), GOOD)
