"""Ctrl+C during a long verb: it stops at its next step, with nothing stored, or is done with."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

from civtui.cli.face import narrate
from civtui.locale import render, t
from civtui.locale.width import width
from civtui.model.errors import Stopped
from civtui.model.progress import Tell
from civtui.model.text import msg
from civtui.workspace.performing.step_words import step_said

SECONDS = 0.1  # between two looks at how far it is
PARTS = 4  # how often a step is told where every word stays


class Told:
    """Tells how far a verb is: over one line of the terminal, or in lines that stay.

    Args:
        say: says a line that stays; None: there is a line of a terminal to write over.
    """

    def __init__(self, say: Callable[[str], None] | None) -> None:
        self.say, self.stopping = say, False
        self.drawn, self.at = 0, 0.0
        self.last = ("", 0)

    def tell(self, step: str, done: int, of: int) -> None:
        """Tell; refuse to go on where the user has interrupted it.

        Raises:
            Stopped: he has.
        """
        if self.stopping:
            raise Stopped(msg("verbs.stopped"))
        said = render(step_said(step, done, of))
        if self.say is None:
            now = monotonic()
            if now - self.at >= SECONDS:
                self.at = now
                self._draw(said)
        # of an unknown whole: at 1, 10, 100 times as much
        elif (at := (step, done * PARTS // of if of else len(str(done)))) != self.last:
            self.last = at
            self.say(said)

    def _draw(self, said: str) -> None:
        gap = " " * max(0, self.drawn - width(said))
        self.drawn = width(said)
        sys.stderr.write(f"\r{said}{gap}\r")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line as it was before."""
        if self.drawn:
            self._draw("")

    def interrupted(self, number: int, frame: FrameType | None) -> None:
        """Take an interrupt: the first stops the verb at its next step, the second at once."""
        if self.stopping:
            raise KeyboardInterrupt
        self.stopping = True
        self.end()
        narrate(t("verbs.stopping"))


def _silent(text: str) -> None:
    """Say nothing: nobody sits there."""


@contextmanager
def stoppable(say: Callable[[str], None] | None = None) -> Iterator[Tell]:
    """Yield what a long verb tells; Ctrl+C lets it end there with `Stopped`.

    Args:
        say: says how far it is in lines that stay; else a terminal's line shows it.
    """
    from civtui.cli.plain.choosing import plain_terminal

    if say is None and (plain_terminal() or not sys.stderr.isatty()):
        say = _silent
    told = Told(say)
    if threading.current_thread() is not threading.main_thread():
        yield told.tell
        return
    before = signal.signal(signal.SIGINT, told.interrupted)
    try:
        yield told.tell
    finally:
        signal.signal(signal.SIGINT, before)
        told.end()
