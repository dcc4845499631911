"""The guides, and the page on which one is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import guides, t
from civtui.tui.doing import does
from civtui.tui.looks import BOLD, DIM, Spans, line
from civtui.tui.markdown import rendered
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Guides(Mode):
    """The guides as rows, the one under the cursor beside them."""

    id = "guides"
    home = "overview"

    def title(self) -> str:
        """Return their name."""
        return t("keys.guides")

    def load(self) -> None:
        """List the guides."""
        self.rows = [Row(name, (guides.title(name),), (BOLD,)) for name in guides.GUIDES]

    def columns(self) -> list[Column]:
        """Return the title."""
        return [Column(t("home.column-guide"), 0)]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return how to read, and the beginning of the guide."""
        if row is None:
            return []
        how = paragraph(t("home.guides-keys"), cells, DIM)
        return [*how, line(), *rendered(guides.guide(row.id), cells)]

    @does("open")
    def do_open(self, host: Host) -> None:
        """Read the guide on the whole screen."""
        if host.grid.current is not None:
            host.push(Reading(self.ws, host.grid.current.id))


class Reading(Mode):
    """One guide on the whole screen.

    Args:
        name: which one.
    """

    id = "reading"
    home = "overview"
    layout = "alone"

    def __init__(self, ws: Workspace, name: str) -> None:
        super().__init__(ws)
        self.name = name

    def title(self) -> str:
        """Return the guide's title."""
        return guides.title(self.name)

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the guide, in lines that an eye can follow."""
        return rendered(guides.guide(self.name), min(cells, WIDEST))


WIDEST = 96
