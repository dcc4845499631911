"""The wording behind what is shown: the rule's own sentence, what follows from it, its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import current, render, t
from civtui.tui.looks import BOLD, DIM, NOTE, PLAIN, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.results.wording import Topic, Wording, wordings
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST = 96


class WordingPage(Mode):
    """The wording of some topics, one under another.

    Args:
        about: the mode it was called from.
        topics: what is asked.
    """

    id = "wording"
    layout = "alone"

    def __init__(self, ws: Workspace, about: Mode, topics: Sequence[Topic]) -> None:
        super().__init__(ws)
        self.home = about.home or about.id
        self.asked = topics

    def title(self) -> str:
        """Return its name."""
        return t("keys.wording")

    def load(self) -> None:
        """Read the wordings anew."""
        self.found = wordings(self.ws, self.asked)

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return them as lines that an eye can follow."""
        lines: list[Spans] = []
        for wording in self.found:
            lines += [*_lines(wording, min(cells, WIDEST)), line()]
        return lines[:-1]


def _lines(wording: Wording, cells: int) -> list[Spans]:
    lines = paragraph(render(wording.title), cells, BOLD)
    if wording.text is not None and wording.text.zh:
        # the source is Chinese; its rendering stands below where the screen speaks English
        lines += paragraph(f"“{wording.text.zh}”", cells, PLAIN, 2)
        if current() == "en" and wording.text.en:
            lines += paragraph(wording.text.en, cells, PLAIN, 2)
    for message in wording.follows:
        lines += paragraph(render(message), cells, NOTE, 2)
    return [*lines, *paragraph(render(wording.source), cells, DIM, 2)]
