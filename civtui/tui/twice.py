"""A question that the next press of the same key answers, and every other key calls off."""

from __future__ import annotations

from time import monotonic

AGAIN_SECONDS = 20.0  # who comes back later has to be asked anew


class Twice:
    """The one question that a first press has put: it lives until the next key.

    What is asked is known by its name and by what it is about, so that a second press means the
    same round, sheet or form as the first.
    """

    def __init__(self) -> None:
        self._open: tuple[object, float] | None = None
        self._asked: tuple[object, float] | None = None

    def pressed(self) -> None:
        """Take note that a key was pressed, whatever it comes to; a sequence of keys is one."""
        self._asked, self._open = self._open, None

    def again(self, *question: object) -> bool:
        """Return whether the key before put the same question; where not, it is put now."""
        asked, self._asked = self._asked, None
        if asked is not None and asked[0] == question and monotonic() - asked[1] < AGAIN_SECONDS:
            return True
        self._open = (question, monotonic())
        return False
