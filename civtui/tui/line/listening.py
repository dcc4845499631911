"""Reads the terminal in a thread: keys by our parser, bytes that are no UTF-8 as a sign."""

from __future__ import annotations

import os
import selectors
import signal
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Any

from textual._time import get_time
from textual.drivers.linux_driver import LinuxDriver

from civtui.tui.line.key_parser import KeyParser
from civtui.tui.line.outlet import Outlet

# so soon an end is seen
LOOK_SECONDS = 0.1
MOST_BYTES = 4096
# the exit status of a process that its terminal left: that of SIGHUP
HUNG_UP = 128 + signal.SIGHUP


class ListeningDriver(LinuxDriver):
    """Textual's own driver, which reads keys in our way and leaves when its terminal is gone.

    Args:
        app: the program.
        given: textual's own arguments.
    """

    def __init__(self, app: Any, **given: Any) -> None:
        super().__init__(app, **given)
        if self._file is not None:
            self._file = Outlet(self._file, self.gone)  # type: ignore[assignment]  # it only writes, flushes and asks for its number
        self.is_gone = False

    def gone(self) -> None:
        """Leave as on SIGHUP: nobody is there any more; runs in the thread that found out.

        The signal itself may be lost, ignored (`nohup`), or come when it does nothing any more.
        """
        if self.is_gone:
            return
        self.is_gone = True
        with suppress(RuntimeError):  # the loop has ended: so has the program
            self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=HUNG_UP))

    def end_threads(self) -> None:
        """End what reads and writes; what was typed meanwhile stays to be read."""
        self.exit_event.set()
        if self._key_thread is not None:
            self._key_thread.join()
        self.exit_event.clear()
        if self._writer_thread is not None:
            self._writer_thread.stop()

    def run_input_thread(self) -> None:
        """Read until the end of the session, and pass on what is read.

        Textual looks whether a lone Esc waited long enough ten times a second; here it is given
        out when it has, so it comes up to a tenth of a second sooner.
        """
        parser = KeyParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                due = parser._timeout_time
                left = LOOK_SECONDS if due is None else min(LOOK_SECONDS, due - get_time())
                if selector.select(max(0.0, left)):
                    data, came = self._read(), get_time()
                    if not data:  # the loop waits for the end
                        self.exit_event.wait(LOOK_SECONDS)
                        continue
                    text = decode(data)
                    for message in parser.feed(text) if text else ():  # no text ends a parser
                        # what came together is of one time, however long it takes to be read
                        message.time = came
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        """Return what was typed, nothing where the terminal is gone."""
        try:
            data = os.read(self.fileno, MOST_BYTES)
        except OSError:
            data = b""
        if not data and self.input_tty:
            self.gone()
        return data
