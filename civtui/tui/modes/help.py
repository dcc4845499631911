"""Help: the actions of a mode as rows; Enter runs the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import guides, render, t
from civtui.tui.keys.registry import Action, key_text, keys_of
from civtui.tui.looks import BOLD, DIM, NOTE, Spans
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.desk import Desk


class Help(Mode):
    """The keys of the mode it was called from.

    Args:
        about: that mode.
        actions: what it can do.
    """

    id = "help"
    layout = "below"

    def __init__(self, ws: Workspace, about: Mode, actions: list[Action]) -> None:
        super().__init__(ws)
        self.about, self.actions = about, actions
        self.home = about.home or about.id

    def title(self) -> str:
        """Return whose keys they are."""
        return t("tui.help-title", mode=self.about.title())

    def load(self) -> None:
        """List keys and what they do."""
        self.rows = [
            Row(
                action.id,
                (self._keys(action), render(action.title)),
                (NOTE, BOLD),
            )
            for action in self.actions
        ]
        self.rows += [
            Row(f"guide:{name}", (t("keys.guides"), guides.title(name)), (NOTE, DIM))
            for name in guides.GUIDES
        ]

    def _keys(self, action: Action) -> str:
        return " ".join(key_text(key) for key in keys_of(action, self.about.id))

    def columns(self) -> list[Column]:
        """Return keys and action."""
        return [Column(t("tui.column-keys"), 18), Column(t("tui.column-action"), 0)]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return what holds everywhere."""
        return paragraph(t("tui.help-text"), cells, DIM)

    def do_open(self, desk: Desk) -> None:
        """Read the guide, or run the action where it belongs."""
        row = desk.grid.current
        kind, _, name = row.id.partition(":") if row else ("", "", "")
        if kind == "guide":
            from civtui.tui.modes.guides import Reading

            desk.push(Reading(self.ws, name))
        elif row is not None:
            desk.pop()
            desk.keys.run(next(a for a in self.actions if a.id == row.id))

    def do_help(self, desk: Desk) -> None:
        """Go on to the guides."""
        from civtui.tui.everywhere import do_guides

        do_guides(desk)
