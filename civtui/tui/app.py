"""The application: one screen, the terminal's own colors, no animation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from civtui.tui.desk import Desk

if TYPE_CHECKING:
    from civtui.tui.modes.base import Mode
    from civtui.workspace.session import Workspace


class CivtuiApp(App[None]):
    """civtui on a terminal.

    Args:
        ws: the open workspace.
        first: the mode to begin in; the overview where None.
    """

    CSS_PATH = "styles/civtui.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []

    def __init__(self, ws: Workspace, first: Mode | None = None, **given: object) -> None:
        super().__init__(ansi_color=True, **given)  # type: ignore[arg-type]  # textual's own arguments
        self.ws = ws
        self.first = first

    def on_mount(self) -> None:
        """Open the one screen."""
        self.push_screen(Desk(self.ws, self.first))


def run(ws: Workspace, first: Mode | None = None) -> None:
    """Open the screen on a workspace and return when the user leaves.

    Args:
        ws: the open workspace.
        first: the mode to begin in.
    """
    CivtuiApp(ws, first).run()
