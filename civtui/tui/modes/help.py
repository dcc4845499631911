"""Help: the actions of a mode as rows; Enter runs the one under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from civtui.locale import guides, render, t
from civtui.model.text import Message
from civtui.tui.doing import does
from civtui.tui.keys.registry import Action, current, key_text
from civtui.tui.looks import BOLD, DIM, NOTE, WARN, Spans
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Help(Mode):
    """The keys of the mode it was called from.

    Args:
        about: that mode.
        actions: what it can do.
        refused: id of an action -> why it cannot be done now.
    """

    id = "help"
    layout = "below"

    def __init__(
        self, ws: Workspace, about: Mode, actions: list[Action], refused: Mapping[str, Message]
    ) -> None:
        super().__init__(ws)
        self.about, self.actions, self.refused = about, actions, refused
        self.home = about.home or about.id

    def title(self) -> str:
        """Return whose keys they are."""
        return t("tui.help-title", mode=self.about.title())

    def load(self) -> None:
        """List keys and what they do."""
        self.rows = [
            Row(
                action.id,
                (
                    self._keys(action),
                    ("- " if action.id in self.refused else "") + render(action.title),
                    action.cli,
                ),
                (NOTE, DIM if action.id in self.refused else BOLD, DIM),
            )
            for action in self.actions
        ]
        self.rows += [
            Row(f"guide:{name}", (t("keys.guides"), guides.title(name)), (NOTE, DIM))
            for name in guides.GUIDES
        ]

    def _keys(self, action: Action) -> str:
        return "  ".join(key_text(key) for key in current().shown(action, self.about.id))

    def columns(self) -> list[Column]:
        """Return keys and action."""
        return [
            Column(t("tui.column-keys"), 22),
            Column(t("tui.column-action"), 0, least=12),
            Column(t("help.column-cli"), 20),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return what the mode is for, why an action cannot be done, and what holds everywhere."""
        lines = paragraph(t(f"help.purpose-{self.about.id}"), cells, BOLD)
        reason = self.refused.get(row.id) if row else None
        if reason is not None:
            lines += paragraph(t("help.refused", reason=reason), cells, WARN)
        signs = f"{t('help.not-now')} " if self.refused else ""
        return [*lines, *paragraph(signs + t("tui.help-text"), cells, DIM)]

    @does("open")
    def do_open(self, host: Host) -> None:
        """Read the guide, or run the action where it belongs."""
        row = host.grid.current
        kind, _, name = row.id.partition(":") if row else ("", "", "")
        if kind == "guide":
            host.push(place(self.ws, "reading", name=name))
        elif row is not None:
            host.pop()
            host.perform(next(a for a in self.actions if a.id == row.id))

    @does("help")
    def do_help(self, host: Host) -> None:
        """Go on to the guides."""
        from civtui.tui.common_actions import do_guides

        do_guides(host)
