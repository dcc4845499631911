"""What values said before people corrected them: a file that says it again is not followed."""

from __future__ import annotations

from typing import Any

from civtui.ledger.chain import Row
from civtui.model.text import Message, msg
from civtui.workspace.agencies.taken_out import Out

UNSAID = object()
Key = tuple[str, str]  # whose value, and which


def correction_of(row: Row) -> Out:
    """Return a fact as the correction that it is."""
    return Out(row.seq, row.who, row.why, day=row.effective)


class Trail:
    """Follows values through the facts that say them, the oldest first.

    A file, or what else is no correction, has the last word until somebody corrects it.
    """

    def __init__(self) -> None:
        self.now: dict[Key, Any] = {}
        self._before: dict[Key, set[Any]] = {}
        self._last: dict[Key, Out] = {}

    def say(self, key: Key, value: Any, by: Out | None = None) -> None:
        """Note what a fact says of a thing.

        Args:
            by: the correction, None where it is none.
        """
        was = self.now.get(key, UNSAID)
        if was == value:
            return
        self.now[key] = value
        if by is None:
            self._before.pop(key, None)
            return
        before = self._before.setdefault(key, set())
        before |= set() if was is UNSAID else {was}
        before.discard(value)
        self._last[key] = by

    def drop(self, key: Key) -> None:
        """Forget a thing that is no more."""
        self.now.pop(key, None)
        self._before.pop(key, None)

    def move(self, key: Key, to: Key) -> None:
        """Let a thing go on as another one, with all that it was before."""
        self.now[to] = self.now.pop(key, None)
        self._before[to] = self._before.pop(key, set())
        self._last[to] = self._last.get(key, Out(0, "", ""))

    def before(self, key: Key) -> frozenset[Any]:
        """Return what corrections took away since a file last had a word in it."""
        return frozenset(self._before.get(key, ()))

    def corrected(self, key: Key) -> Out:
        """Return the last correction of a thing of which `before` holds something."""
        return self._last[key]


def said_of(out: Out, now: object) -> Message:
    """Return that a file says what stood before a correction, and what stands.

    Args:
        now: in words; empty where nothing does.
    """
    key = "exchange.corrected-kept" if out.why.strip() else "exchange.changed-kept"
    return out.said(key, now=now or msg("exchange.no-value"))
