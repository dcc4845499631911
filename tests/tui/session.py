"""Drives the screen as a user does, so that a test reads like a session."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from civtui import locale
from civtui.model.text import Lang
from civtui.tui.app import CivtuiApp
from civtui.tui.main_screen import MainScreen
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.workspace.session import Workspace, open_workspace

# turns of the event loop without a message that count as rest; turns that are waited for it
CALM, MOST = 15, 20_000


class Session:
    """One user's session.

    Args:
        pilot: textual's pilot of the running app.
        ws: the workspace the app works in.
    """

    def __init__(self, pilot: Pilot[None], ws: Workspace) -> None:
        self.pilot, self.ws = pilot, ws

    @property
    def desk(self) -> MainScreen:
        """The one screen."""
        found = self.pilot.app.screen
        assert isinstance(found, MainScreen)
        return found

    async def press(self, *keys: str) -> Session:
        """Press keys one after another, each when the one before has had its effect."""
        driver = self.pilot.app._driver
        assert driver is not None
        for key in keys:
            char = key if len(key) == 1 else " " if key == "space" else None
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            event = events.Key(name, char)
            event.set_sender(self.pilot.app)
            driver.send_message(event)
            await self.settle()
        return self

    async def settle(self) -> None:
        """Let every message have its effect; without textual's sleeps, which cost 20 ms each."""
        app, calm = self.pilot.app, 0
        for _ in range(MOST):
            await asyncio.sleep(0)
            screen = app.screen
            pumps = (app, screen, *screen.walk_children())
            if any(not pump._message_queue.empty() for pump in pumps):
                calm = 0
                continue
            screen._on_timer_update()  # what waits for the next frame is laid out and painted now
            calm = 0 if screen._layout_required else calm + 1
            if calm == CALM:
                return
        assert not self.pilot.app._exit, "the program has ended"
        raise AssertionError("the screen does not come to rest")

    async def deed(self, name: str) -> Session:
        """Press what does the deed `name` of the row: F7, then its page and its digit."""
        await self.press("f7")
        place = [row.cells[1] for row in self.desk.mode.rows].index(name)
        page = getattr(self.desk.mode, "page", 9)
        return await self.press(*["0"] * (place // page), str(place % page + 1))

    async def type(self, text: str) -> Session:
        """Type text as a burst, as an input method sends it."""
        for char in text:
            self.pilot.app.post_message(events.Key(char, char))
        await self.settle()
        return self

    def lines(self) -> list[str]:
        """Return the screen's lines as text."""
        app = self.pilot.app
        width = app.size.width
        strips = self.desk._compositor.render_strips()
        found = ["".join(segment.text for segment in strip) for strip in strips]
        assert all(strip.cell_length == width for strip in strips)
        return found

    def expect(self, *texts: str) -> Session:
        """Check that the screen shows each text."""
        screen = "\n".join(self.lines())
        for text in texts:
            assert text in screen, f"{text!r} is not on:\n{screen}"
        return self

    async def until(self, text: str, seconds: float = 20) -> Session:
        """Wait for what is made beside the session; fail if the text does not come."""
        end = monotonic() + seconds
        while monotonic() < end and text not in "\n".join(self.lines()):
            await self.pilot.pause(0.02)
        return self.expect(text)

    def absent(self, text: str) -> Session:
        """Check that the screen does not show a text."""
        assert text not in "\n".join(self.lines())
        return self


@asynccontextmanager
async def session(
    city: Path,
    folder: Path,
    *,
    first: str | type[Mode] | None = None,
    size: tuple[int, int] = (80, 24),
    lang: Lang = "zh",
    **given: object,
) -> AsyncIterator[Session]:
    """Open a copy of the city in `folder` and give a session on it."""
    if not folder.exists():
        shutil.copytree(city, folder)
    locale.use(lang)
    ws = open_workspace(folder, user="tester")
    try:
        if isinstance(first, str):
            mode: Mode | None = place(ws, first, **given)
        else:
            mode = first(ws, **given) if first else None
        app = CivtuiApp(ws, mode)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Session(pilot, ws)
    finally:
        ws.close()
        locale.use("zh")
