"""The application: one screen, the terminal's own colors, no animation."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from civtui.locale import t
from civtui.locale.width import clean
from civtui.model.errors import CivtuiError, Refused
from civtui.tui.fitting import refusal
from civtui.tui.keys.gate import Gated
from civtui.tui.main_screen import MainScreen
from civtui.tui.staying import Staying, Stays
from civtui.workspace.people.visits import note_visit

if TYPE_CHECKING:
    from civtui.tui.modes.base import Mode
    from civtui.workspace.session import Workspace

# behind the first screen, which shall not wait for the disk; by then it has been read
VISIT_SECONDS = 30.0


class CivtuiApp(Stays, Staying, Gated, inherit_bindings=False):
    """civtui on a terminal.

    Args:
        ws: the open workspace.
        first: the mode to begin in; the overview where None.
    """

    CSS_PATH = "styles/civtui.tcss"
    ENABLE_COMMAND_PALETTE = False
    # of textual's own only this: the others speak English, or take the focus from what is typed
    BINDINGS: ClassVar = [Binding("ctrl+q", "quit", show=False, priority=True)]
    # whether this is a person's session, whose visit is kept
    visiting = False
    # the screen to open in the place of the usual one
    opening: MainScreen | None = None
    # whether the user was told that something cannot be kept: once more leaves all the same
    warned = False

    def __init__(self, ws: Workspace, first: Mode | None = None, **given: object) -> None:
        super().__init__(ansi_color=True, **given)
        self.ws = ws
        self.first = first
        self.parting: list[str] = []  # what is told on the terminal when the screen is gone

    def on_mount(self) -> None:
        """Open the one screen."""
        self.push_screen(self.opening or MainScreen(self.ws, self.first))
        if self.visiting:
            self.set_timer(VISIT_SECONDS, lambda: note_visit(self.ws))

    def practise(self) -> None:
        """Open the practice over what is shown."""
        from civtui.tui.practice import PracticeScreen

        self.push_screen(PracticeScreen(practice_of(self.ws.user)))

    async def action_quit(self) -> None:
        """Leave by the key of the application, which goes before every other (see `leave`)."""
        self.leave()

    def leave(self) -> None:
        """End the session: what is typed ends as before any other key that leaves it.

        Where something that is not stored cannot be kept the screen stays, and says so once.
        """
        said: list[str] = []
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.twice.pressed()
                try:
                    screen.hold_unsaved()
                except Refused as error:
                    screen.refuse(error)
                    return
                try:
                    said += screen.ending()
                except CivtuiError as error:
                    if not self.warned:
                        self.warned = True
                        screen.refuse(error)
                        return
                    said.append(refusal(error))
        self.parting = said
        self.exit()


def run(
    ws: Workspace,
    first: Mode | None = None,
    driver: str | None = None,
    opening: Callable[[Workspace], MainScreen] | None = None,
) -> int:
    """Open the screen on a workspace; return the exit status when the user leaves.

    Args:
        ws: the open workspace.
        first: the mode to begin in.
        driver: `stock` takes textual's own driver; the workspace's setting where None.
        opening: makes another screen than the usual one, whose visits are not kept.
    """
    from civtui.tui.line import driver_class

    choice = driver or os.environ.get("CIVTUI_DRIVER") or ws.settings.get("driver")
    app = CivtuiApp(ws, first, driver_class=driver_class(choice))
    app.visiting = opening is None
    app.forgiving = True
    app.opening = opening(ws) if opening else None
    app.run()
    for line in app.parting:
        sys.stdout.write(f"{clean(line)}\n")
    if app.visiting:
        note_visit(ws)
    _keep_report()
    return app.return_code or 0


def practice_of(user: str) -> Workspace:
    """Return a workspace to practise in."""
    from civtui.workspace.files import practice

    return practice.begin(user, t("practice.name"))


def run_practice(user: str, driver: str | None = None) -> int:
    """Open the practice alone; return the exit status when the user leaves."""
    from civtui.tui.practice import PracticeScreen

    return run(practice_of(user), driver=driver, opening=PracticeScreen)


def _keep_report() -> None:
    """Leave what the session learned of its line for `doctor`."""
    driver = sys.modules.get("civtui.tui.line.driver")
    report = driver.LineDriver.last if driver else None
    if report:
        from civtui.workspace.files.line_report import keep

        keep(report)
