"""The half of the driver that listens: answers are taken out of the input, lost ones given up."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

from textual import events
from textual.message import Message

from civtui.tui.line.answers import Torn
from civtui.tui.line.listening import ListeningDriver
from civtui.tui.line.pacing import Pace

HOLD_KEYS = 0.3


class AnsweringDriver(ListeningDriver):
    """Keeps account of answers; the other half says what to send.

    Args:
        app: the program.
        given: textual's own arguments.
    """

    def __init__(self, app: Any, **given: Any) -> None:
        super().__init__(app, **given)
        self.pace = Pace(asking=os.environ.get("CIVTUI_LINE_ASK") != "0")
        self.torn = Torn()
        self.lock = threading.RLock()
        self.running = self.framed = self.pending = self.timed = False

    def again(self) -> None:
        """Send what had to wait."""

    def doubt(self) -> None:
        """Paint the screen anew: an answer was not the one awaited."""

    def watch(self) -> None:
        """Look after answers that never come."""
        with self.lock:
            patience = self.pace.overdue(time.monotonic())
            if patience is None or self.timed or not self.running:
                return
            self.timed = True
        self._loop.call_soon_threadsafe(self._loop.call_later, patience + 0.01, self._late)

    def _late(self) -> None:
        with self.lock:
            self.timed = False
            while self.pace.overdue(time.monotonic()) == 0.0:
                self.pace.give_up()
        self.watch()
        self.again()

    def process_message(self, message: Message) -> None:
        """Take answers out of the input; runs in the input's thread."""
        if isinstance(message, events.CursorPosition):
            if not self._answered((message.y, message.x)):
                super().process_message(message)
            return
        if isinstance(message, events.Key):
            self._key(message)
            return
        super().process_message(message)

    def _key(self, key: events.Key) -> None:
        with self.lock:
            before = self.torn.holds
            held = self.torn.take(key, bool(self.pace.flight))
            hold = self.torn.holds
        if held.answer is not None:
            self._answered(held.answer)
        for one in held.keys:
            super().process_message(one)
        if hold != before:
            self._loop.call_soon_threadsafe(self._loop.call_later, HOLD_KEYS, self._let_go, hold)

    def _let_go(self, hold: int) -> None:
        """Let keys go that were held back for too long to be an answer."""
        with self.lock:
            keys = self.torn.let_go() if self.torn.holds == hold else []
        for key in keys:
            super().process_message(key)

    def _answered(self, at: tuple[int, int]) -> bool:
        """Take an answer; a key that looks like one (Shift+F3) is not ours."""
        with self.lock:
            if self.pace.late(at):
                return True
            if not self.pace.flight:
                return False
            if not self.pace.expected(at):
                if at[0] == 0 and 1 <= at[1] <= 15:  # CSI 1 ; modifiers R is a function key
                    return False
                self.doubt()
            self.pace.answer(time.monotonic())
            again = self.pending or self.framed
        if again:
            self._loop.call_soon_threadsafe(self.again)
        return True
