"""Keys in the order in which they were pressed, however fast they arrive.

Textual sends a key to the widget that has the focus when the key arrives. What the key before it
opens or closes comes about some messages later; in a chunk of a slow line, or typed by hand
without looking, the keys behind it would go to the old place and be lost. So a key that is not
typed into a line of text has its effect at once, and one that may close such a line holds the
keys behind it back until it is closed.

How long that takes is nobody's rule: behind the key a marker goes the key's own way, through the
queues of the line, of its screen and of the application, which each keep their order. Whoever
knows that the key is done says so earlier; where nobody does (the line went away under it), the
marker tells, since by then the key has been everywhere.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from time import monotonic

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from civtui.tui.asking import Asking

# what a release of textual must have for it; without, its own way of keys is taken
NEEDED = ("_dispatch_message", "_check_bindings")
KNOWN = hasattr(events.Key, "_set_forwarded") and all(hasattr(App, name) for name in NEEDED)
# so often what many keys came to is shown in between; it changes no key's meaning
SHOW_SECONDS = 0.1


class Gate:
    """Holds keys and pastes back while the key before them works."""

    def __init__(self) -> None:
        self.held: deque[events.Event] = deque()
        self.shut = False
        self.key: events.Event | None = None
        self.marker_at: MessagePump | None = None

    def admits(self, event: events.Event) -> bool:
        """Return whether an event may go on its way now; else it is held."""
        if self.shut and getattr(self.marker_at, "_closed", False):  # it died with its marker
            self.release()
        if self.shut or self.held:
            self.held.append(event)
            return False
        return True

    def close(self, key: events.Event) -> None:
        """Shut behind a key that works."""
        self.shut, self.key, self.marker_at = True, key, None

    def release(self, key: events.Event | None = None) -> bool:
        """Open, since the key has had its effect; return whether events are held.

        Args:
            key: which one; None for the one that shut it. An Enter is told twice, by its line and
                by its way up through the screen: the second time another key may work.
        """
        if key is not None and key is not self.key:
            return False
        self.shut, self.key, self.marker_at = False, None, None
        return bool(self.held)


class Gated(App[None]):
    """An application whose keys have their effects in the order in which they arrive."""

    def __init__(self, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]  # textual's own arguments
        self.gate = Gate()
        self.breath = 0.0

    @property
    def typing(self) -> bool:
        """Whether a line of text is open."""
        return isinstance(self.screen, Asking) and self.screen.input is not None

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes in their order; everything else is textual's."""
        ours = KNOWN and isinstance(event, events.Key | events.Paste)
        if not ours or event.is_forwarded:
            await super().on_event(event)
        elif self.gate.admits(event):
            await self._pass_on(event)
        elif not self.gate.shut:
            await self._drain()

    async def _pass_on(self, event: events.Event) -> None:
        """Give an event to the line of text that is open, else to the screen, at once."""
        screen = self.screen
        if isinstance(screen, Asking) and screen.too_early(event):
            return
        # a page without a grid has no focus; through the screen's queue the keys behind would be
        # passed on before this one has opened what they are meant for
        at_once = isinstance(screen, Asking) and self.focused in (screen.grid, None)
        if isinstance(event, events.Key) and self.typing and not event.is_printable:
            target = self.focused or screen
            way: list[MessagePump] = [target, *target.ancestors]
            self.gate.close(event)
            await super().on_event(event)
            if not event.is_forwarded:  # a key of the application itself: it is done
                self.key_done()
            else:  # twice: what the application makes of an Enter goes from the line up again
                self._follow(event, [*way, *way])
        elif self.typing or not at_once:
            await super().on_event(event)
        elif isinstance(event, events.Key) and await self._of_all(event.key):
            return
        elif not (isinstance(screen, Asking) and screen.keeps(event)):
            event._set_forwarded()
            await screen._dispatch_message(event)
            if monotonic() - self.breath > SHOW_SECONDS:
                await asyncio.sleep(0)
                self.breath = monotonic()

    async def _of_all(self, key: str) -> bool:
        return await self._check_bindings(key, priority=True)

    def on_key(self, event: events.Key) -> None:
        """Go on behind a key that the screen left to its widgets; Enter ends by its line."""
        if not (self.typing and event.key == "enter"):
            self.call_later(self.key_done, event)

    def key_done(self, key: events.Event | None = None) -> None:
        """Let the next key go: the one before it has had its effect (see `Gate.release`)."""
        if self.gate.release(key):
            self.call_later(self._drain)

    def go_on(self, kept: Sequence[events.Event]) -> None:
        """Take events that a mode kept back, before those that are held."""
        self.gate.held.extendleft(reversed(kept))
        self.call_later(self._drain)

    def _follow(self, key: events.Event, way: list[MessagePump]) -> None:
        """Go on behind a key through the queues it passes; behind the last one it is done."""
        for place, pump in enumerate(way):
            if pump.call_later(self._follow, key, way[place + 1 :]):  # one that is gone takes none
                if key is self.gate.key:
                    self.gate.marker_at = pump
                return
        self.key_done(key)

    async def _drain(self) -> None:
        while self.gate.held and not self.gate.shut:
            await self._pass_on(self.gate.held.popleft())
