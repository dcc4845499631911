"""Help and palette: the actions of a mode as rows; Enter runs the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import guides, render, t
from civtui.tui.everywhere import do_filter
from civtui.tui.keys.registry import Action, actions_of, key_text, keys_of
from civtui.tui.looks import BOLD, DIM, NOTE, Spans
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.finding import matcher
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


class Palette(Mode):
    """Every action and mode, found by typing; Enter goes there.

    Args:
        about: the mode it was called from.
    """

    id = "palette"
    layout = "below"
    filters = True

    def __init__(self, ws: Workspace, about: Mode) -> None:
        super().__init__(ws)
        self.about = about
        self.home = about.home or about.id

    def title(self) -> str:
        """Return its name."""
        return t("keys.palette")

    def load(self) -> None:
        """List the actions of the mode one comes from, and the modes."""
        test = matcher(self.text)
        rows = [
            Row(a.id, (key_text(keys[0]) if keys else "", render(a.title)), (NOTE, BOLD))
            for a in actions_of(self.about.id)
            if not (a.quiet or a.prefix or a.id == "palette")
            for keys in [keys_of(a, self.about.id)]
        ]
        self.rows = [row for row in rows if not self.text or test(row.cells[1])]

    def columns(self) -> list[Column]:
        """Return key and action."""
        return [Column(t("tui.column-keys"), 10), Column(t("tui.column-action"), 0)]

    def entered(self, desk: Desk) -> None:
        """Begin by typing."""
        do_filter(desk)

    def do_open(self, desk: Desk) -> None:
        """Go to the mode, or run the action where it belongs."""
        row = desk.grid.current
        if row is None:
            return
        desk.pop()
        desk.keys.run(next(a for a in actions_of(desk.mode.id) if a.id == row.id))
