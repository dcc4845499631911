"""The screen stays: an exception in a key, a timer, a poll or a drawing ends in the status line.

Textual ends a program at the first exception that nobody caught, and shows the values of its
variables. Here a part of the screen goes on taking messages behind one that failed. What fails
before the screen stands, or many times a second, ends it with one line.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker import WorkerFailed

from civtui.model.errors import CivtuiError
from civtui.model.faults import translated
from civtui.workspace.fault_reports import told

# so many failures in a second: the screen cannot show itself any more
MOST = 30
# a part of the screen that fails at these was never there
BEGINNINGS = (events.Compose, events.Mount)


if TYPE_CHECKING:
    Pump = MessagePump
else:
    Pump = object


class Stays(Pump):
    """A part of the screen that outlives the failure of a message."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            app = self.app
            begins = isinstance(message, BEGINNINGS)
            if begins or not isinstance(app, Staying) or not app.outlives(error):
                raise


class Staying(App[None]):
    """An application that says what failed and goes on."""

    # whether what nobody foresaw is outlived too; a test that drives the screen wants to see it
    forgiving = False
    # what ended the session
    ending: CivtuiError | None = None
    failures = 0
    since = 0.0

    def outlives(self, error: Exception) -> bool:
        """Say what failed; return whether the screen goes on."""
        if isinstance(error, WorkerFailed):
            cause = error.error
            error = cause if isinstance(cause, Exception) else error
        if translated(error) is None and not self.forgiving:
            return False
        now = monotonic()
        if now - self.since > 1:
            self.failures, self.since = 0, now
        self.failures += 1
        screen = self.screen_stack[-1] if self.is_running and self._screen_stacks else None
        say = getattr(screen, "refuse", None) if getattr(screen, "stands", False) else None
        if say is None or self.failures > MOST:
            return False
        try:
            say(told(error))
            go_on = getattr(self, "key_done", None)  # the key that failed holds no other back
            if go_on is not None:
                go_on()
        except Exception:  # what says it is what failed
            return False
        return True

    def _handle_exception(self, error: Exception) -> None:
        if self.outlives(error):
            return
        if not self.forgiving:
            super()._handle_exception(error)
            return
        if self.ending is None:
            self.ending = told(error)
        self._return_code = self.ending.exit_code
        self._close_messages_no_wait()

    def run(self, *given: Any, **named: Any) -> None:
        """Run until the user leaves.

        Raises:
            CivtuiError: what ended the session before.
        """
        super().run(*given, **named)
        if self.ending is not None:
            raise self.ending
