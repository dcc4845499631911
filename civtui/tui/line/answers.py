"""Answers that a slow line tore apart: they must not arrive as typed keys.

An answer is `ESC [ row ; column R`. Torn by more than the escape delay, textual's parser gives
out a key `escape`, then `[`, digits and so on; torn later, it swallows the escape and gives out
the rest. While an answer is awaited, such keys are held back until they are an answer (dropped),
or are none (let go).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from textual import events

WHOLE = re.compile(r"\x1b?\[([0-9]{1,4});([0-9]{1,4})R")
PART = re.compile(r"\x1b|\x1b?\[([0-9]{0,4}(;([0-9]{0,4}R?)?)?)?")
BEGINS = ("\x1b", "[")


class Held(NamedTuple):
    """What became of a key: keys to let go, and the answer found (row and column from 0)."""

    keys: list[events.Key]
    answer: tuple[int, int] | None = None


class Torn:
    """Holds keys back that may be a torn answer."""

    def __init__(self) -> None:
        self.keys: list[events.Key] = []
        self.text = ""
        self.holds = 0  # grows with every hold, so that a timer knows its own

    def take(self, key: events.Key, awaited: bool) -> Held:
        """Take a key and say what to let go.

        Args:
            key: as textual's parser gives it out.
            awaited: an answer is awaited.
        """
        text = "\x1b" if key.key == "escape" else key.character or ""
        if not self.keys and not (awaited and text in BEGINS):
            return Held([key])
        if text == "\x1b" and self.keys:
            return Held([*self.let_go(), *self.take(key, awaited).keys])
        self.holds += not self.keys
        self.keys.append(key)
        self.text += text
        whole = WHOLE.fullmatch(self.text)
        if whole:
            self.let_go()
            return Held([], (int(whole[1]) - 1, int(whole[2]) - 1))
        if text and PART.fullmatch(self.text):
            return Held([])
        return Held(self.let_go())

    def let_go(self) -> list[events.Key]:
        """Return the keys held back, and hold none."""
        keys, self.keys, self.text = self.keys, [], ""
        return keys
