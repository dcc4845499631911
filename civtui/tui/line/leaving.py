"""Leaves in good order when the process is told to go: SIGTERM, SIGHUP."""

from __future__ import annotations

import signal
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from civtui.tui.line.driver import LineDriver

SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class Leaving:
    """Ends the program as its user would, so that the terminal is given back as it was.

    A second SIGTERM ends it at once. A hang-up comes twice by itself, to the leader of the session
    and to its foreground: the second one is no haste, and what is to be kept is kept in order.

    Args:
        driver: whose terminal it is.
    """

    def __init__(self, driver: LineDriver) -> None:
        self.driver = driver
        self.before: dict[int, Any] = {}

    def watch(self) -> None:
        """Look out for the signals."""
        for number in SIGNALS:
            if signal.getsignal(number) == signal.SIG_DFL:
                self.before[number] = signal.signal(number, self._leave)

    def unwatch(self) -> None:
        """Look out no more."""
        for number, handler in self.before.items():
            signal.signal(number, handler)
        self.before.clear()

    def _leave(self, number: int, frame: FrameType | None) -> None:
        del frame
        signal.signal(number, signal.SIG_IGN if number == signal.SIGHUP else signal.SIG_DFL)
        if number == signal.SIGTERM:
            self.before.pop(number, None)
        app = self.driver._app
        self.driver._loop.call_soon_threadsafe(lambda: app.exit(return_code=128 + number))
