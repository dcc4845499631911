"""Reads the terminal in a thread: keys by our parser, bytes that are no UTF-8 as a sign."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder

from textual._time import get_time
from textual.drivers.linux_driver import LinuxDriver

from civtui.tui.line.key_parser import KeyParser

# so soon an end is seen
LOOK_SECONDS = 0.1
MOST_BYTES = 4096


class ListeningDriver(LinuxDriver):
    """Textual's own driver, which reads keys in our way."""

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
                    data = os.read(self.fileno, MOST_BYTES)
                    if not data:  # the terminal is gone; the loop waits for the end
                        self.exit_event.wait(LOOK_SECONDS)
                        continue
                    text = decode(data)
                    for message in parser.feed(text) if text else ():  # no text ends a parser
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
