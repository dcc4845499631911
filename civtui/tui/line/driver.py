"""The driver: takes textual's frames and sends differences, paced by what the line has taken."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import Any, ClassVar

from textual import constants

from civtui.locale.width import AMBIGUOUS, char_width
from civtui.tui.line.answering import AnsweringDriver
from civtui.tui.line.canvas import Canvas
from civtui.tui.line.emission import Emitter
from civtui.tui.line.frames import MOVE, Reader
from civtui.tui.line.leaving import Leaving
from civtui.tui.line.styles import Tables

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
KITTY_POP = "\x1b[<u"
ASK = "\x1b[6n"
SYNC_FROM = 600
MOST_DRAIN = 3.0
NO_COLORED_ERASE = ("screen", "linux-16", "vt", "ansi", "cygwin")


class LineDriver(AnsweringDriver):
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
        tables = Tables(char_width) if AMBIGUOUS == 2 else Tables()
        self.reader, self.canvas = Reader(tables), Canvas(tables)
        term = os.environ.get("TERM", "")
        self.emitter = Emitter(self.canvas, erase_colored=not term.startswith(NO_COLORED_ERASE))
        self.leaving = Leaving(self)
        self.bytes_stock = self.bytes_sent = 0
        self.trouble: str | None = None

    @property
    def slow(self) -> bool:
        """Whether the line is measured to be slow."""
        return self.pace.slow

    # --- frames ---

    def write(self, data: str) -> None:
        """Take a frame; anything else goes out as it is."""
        if data == KITTY_POP and getattr(constants, "DISABLE_KITTY_KEY", False):
            return  # what was never pushed is not popped
        if not self.running or self.trouble is not None:
            super().write(data)
        elif data in (SYNC_START, SYNC_END):
            pass  # put around an emission where it is worth it
        elif MOVE.match(data):
            self._take(data)
        else:
            super().write(data)

    def _take(self, data: str) -> None:
        try:
            with self.lock:
                size = self._app.size
                if (size.width, size.height) != (self.canvas.width, self.canvas.height):
                    self.canvas.resize(size.width, size.height)
                    self.emitter.forget()
                self.canvas.take(self.reader.read(data))
        except Exception as error:  # whatever it is, the user must see the screen
            self._fall_back(repr(error), data)
            return
        self.bytes_stock += len(data.encode("utf-8", "replace"))
        self.framed = True

    def _fall_back(self, trouble: str, data: str = "") -> None:
        """Go back to textual's own way, for good: the whole screen is painted again."""
        self.trouble = trouble
        super().write(f"{SYNC_END}\x1b[r\x1b[0m{data}")
        self._loop.call_soon_threadsafe(self._app.refresh)
        with suppress(Exception):
            self._loop.call_soon_threadsafe(self._app.screen.refresh)

    def flush(self) -> None:
        """Send the difference, if the line has room for it."""
        if self.framed:
            self._send()

    def _send(self) -> None:
        if not self.running or self.trouble is not None:
            return
        with self.lock:
            if not self.pace.ready():
                self.pending = True
                self.watch()
                return
            try:
                emission = self.emitter.emit(self.pace.budget())
            except Exception as error:  # see _take
                self._fall_back(repr(error))
                return
            self.pending, self.framed = not emission.complete, False
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
        self.watch()
        if self.pending and not self.pace.asking:
            self._loop.call_soon(self.again)

    def again(self) -> None:
        """Send what had to wait."""
        if self.pending or self.framed:
            self._send()

    def doubt(self) -> None:
        """Paint the screen anew, rows whole: the terminal counts cells otherwise."""
        self.emitter.whole_rows = True
        self.emitter.forget()
        self.canvas.forget()
        self.framed = True

    # --- life ---

    def start_application_mode(self) -> None:
        """Take the terminal; nothing is known of what it shows.

        SIGCONT calls this, too: where nothing was stopped (a hang-up sends one), or where the
        program was stopped from outside. What reads and writes then runs already.
        """
        if self.running:  # in the handler of a signal: anything may be half done
            self._loop.call_soon_threadsafe(self._take_again)
            return
        self._start()

    def _take_again(self) -> None:
        """Take the terminal again; a second thread that reads would outlive the program."""
        if not self.running or self.is_gone:
            return
        self.end_threads()
        self._start()
        self._app.refresh(layout=True)

    def _start(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call] # textual's own
        with self.lock:
            self.canvas.forget()
            self.emitter.forget()
            self.pace.begin()
        self.running = True
        self.leaving.watch()

    def disable_input(self) -> None:
        """Wait for answers on their way: after we are gone they would land in the shell."""
        trip = self.pace.latest or 0.1
        until = time.monotonic() + (min(MOST_DRAIN, 3 * trip + 0.2) if self.pace.answered else 0.0)
        self.pending = False
        while self.pace.flight and time.monotonic() < until:
            time.sleep(0.005)
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self.running:
            self.running = False
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
