"""The driver: takes textual's frames and sends differences, paced by what the line has taken."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from typing import Any, ClassVar

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from civtui.tui.line.answers import Torn
from civtui.tui.line.canvas import Canvas
from civtui.tui.line.emission import Emitter
from civtui.tui.line.frames import MOVE, Reader
from civtui.tui.line.leaving import Leaving
from civtui.tui.line.pacing import Pace
from civtui.tui.line.styles import Tables

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
ASK = "\x1b[6n"
SYNC_FROM = 600
HOLD_KEYS = 0.3
MOST_DRAIN = 3.0
NO_COLORED_ERASE = ("screen", "linux-16", "vt", "ansi", "cygwin")


class LineDriver(LinuxDriver):
    """Sends what changed, scrolls with the terminal, replaces frames that were not taken yet.

    On any doubt (output that there is no model for, an error) it goes back to textual's own way
    with a full repaint, for good.

    Args:
        app: the program.
        given: textual's own arguments.
    """

    # what the newest session of this process learned of its line
    last: ClassVar[dict[str, Any] | None] = None

    def __init__(self, app: Any, **given: Any) -> None:
        super().__init__(app, **given)
        tables = Tables()
        self.reader, self.canvas = Reader(tables), Canvas(tables)
        term = os.environ.get("TERM", "")
        self.emitter = Emitter(self.canvas, erase_colored=not term.startswith(NO_COLORED_ERASE))
        self.pace = Pace(asking=os.environ.get("CIVTUI_LINE_ASK") != "0")
        self.torn = Torn()
        self.leaving = Leaving(self)
        self.bytes_stock = self.bytes_sent = 0
        self.trouble: str | None = None
        self._lock = threading.RLock()
        self._running = self._framed = self._pending = self._timed = False

    @property
    def slow(self) -> bool:
        """Whether the line is measured to be slow."""
        return self.pace.slow

    # --- frames ---

    def write(self, data: str) -> None:
        """Take a frame; anything else goes out as it is."""
        if not self._running or self.trouble is not None:
            super().write(data)
        elif data in (SYNC_START, SYNC_END):
            pass  # put around an emission where it is worth it
        elif MOVE.match(data):
            self._take(data)
        else:
            super().write(data)

    def _take(self, data: str) -> None:
        try:
            with self._lock:
                size = self._app.size
                if (size.width, size.height) != (self.canvas.width, self.canvas.height):
                    self.canvas.resize(size.width, size.height)
                    self.emitter.forget()
                self.canvas.take(self.reader.read(data))
        except Exception as error:  # whatever it is, the user must see the screen
            self._fall_back(repr(error), data)
            return
        self.bytes_stock += len(data.encode("utf-8", "replace"))
        self._framed = True

    def _fall_back(self, trouble: str, data: str = "") -> None:
        """Go back to textual's own way, for good: the whole screen is painted again."""
        self.trouble = trouble
        super().write(f"{SYNC_END}\x1b[r\x1b[0m{data}")
        self._loop.call_soon_threadsafe(self._app.refresh)
        with suppress(Exception):
            self._loop.call_soon_threadsafe(self._app.screen.refresh)

    def flush(self) -> None:
        """Send the difference, if the line has room for it."""
        if self._framed:
            self._send()

    def _send(self) -> None:
        if not self._running or self.trouble is not None:
            return
        with self._lock:
            if not self.pace.ready():
                self._pending = True
                self._watch()
                return
            try:
                emission = self.emitter.emit(self.pace.budget())
            except Exception as error:  # see _take
                self._fall_back(repr(error))
                return
            self._pending, self._framed = not emission.complete, False
            if not emission.text:
                return
            text, size = emission.text, len(emission.text.encode("utf-8", "replace"))
            self.bytes_sent += size
            self.emitter.counts["emissions"] += 1
            if self.pace.asking:
                self.pace.sent(time.monotonic(), size, self.canvas.cursor)
                text += ASK
        if getattr(self._app, "_sync_available", False) and (size > SYNC_FROM or emission.scrolled):
            text = f"{SYNC_START}{text}{SYNC_END}"
        super().write(text)
        self._watch()
        if self._pending and not self.pace.asking:
            self._loop.call_soon(self._again)

    def _again(self) -> None:
        """Send what had to wait."""
        if self._pending or self._framed:
            self._send()

    # --- answers ---

    def _watch(self) -> None:
        """Look after answers that never come."""
        with self._lock:
            patience = self.pace.overdue(time.monotonic())
            if patience is None or self._timed or not self._running:
                return
            self._timed = True
        self._loop.call_soon_threadsafe(self._loop.call_later, patience + 0.01, self._late)

    def _late(self) -> None:
        with self._lock:
            self._timed = False
            while self.pace.overdue(time.monotonic()) == 0.0:
                self.pace.give_up()
        self._watch()
        self._again()

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
        with self._lock:
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
        with self._lock:
            keys = self.torn.let_go() if self.torn.holds == hold else []
        for key in keys:
            super().process_message(key)

    def _answered(self, at: tuple[int, int]) -> bool:
        """Take an answer; a key that looks like one (Shift+F3) is not ours."""
        with self._lock:
            if self.pace.late(at):
                return True
            if not self.pace.flight:
                return False
            if not self.pace.expected(at):
                if at[0] == 0 and 1 <= at[1] <= 15:  # CSI 1 ; modifiers R is a function key
                    return False
                # the terminal counts cells otherwise: paint such rows whole from now on
                self.emitter.whole_rows = True
                self.emitter.forget()
                self.canvas.forget()
                self._framed = True
            self.pace.answer(time.monotonic())
            again = self._pending or self._framed
        if again:
            self._loop.call_soon_threadsafe(self._again)
        return True

    # --- life ---

    def start_application_mode(self) -> None:
        """Take the terminal; nothing is known of what it shows."""
        super().start_application_mode()  # type: ignore[no-untyped-call] # textual's own
        with self._lock:
            self.canvas.forget()
            self.emitter.forget()
            self.pace.begin()
        self._running = True
        self.leaving.watch()

    def disable_input(self) -> None:
        """Wait for answers on their way: after we are gone they would land in the shell."""
        trip = self.pace.latest or 0.1
        until = time.monotonic() + (min(MOST_DRAIN, 3 * trip + 0.2) if self.pace.answered else 0.0)
        self._pending = False
        while self.pace.flight and time.monotonic() < until:
            time.sleep(0.005)
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self._running:
            self._running = False
            super().write(f"{SYNC_END}\x1b[r\x1b[0m")
            self.leaving.unwatch()
            LineDriver.last = self.report()
        super().stop_application_mode()

    # --- what was learned ---

    def report(self) -> dict[str, Any]:
        """Return round trip in seconds, window, bytes as textual's and as sent, counts."""
        return {
            "round_trip": self.pace.shortest,
            "window": self.pace.window,
            "answers": self.pace.answers,
            "lost": self.pace.lost,
            "bytes_stock": self.bytes_stock,
            "bytes_sent": self.bytes_sent,
            "emissions": self.emitter.counts["emissions"],
            "scrolls": self.emitter.counts["scrolls"],
            "trouble": self.trouble,
        }
