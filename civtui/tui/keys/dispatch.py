"""What a key means here: text of the mode, an action, or the beginning of a sequence."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Protocol

from textual import events

from civtui import locale
from civtui.locale import t
from civtui.model.errors import CivtuiError, Refused
from civtui.model.roles import RIGHTS, Right
from civtui.model.text import Message, msg
from civtui.tui import common_actions
from civtui.tui.host import Host
from civtui.tui.keys.actions import BY_ID, LETTERS_OFF, LISTS, Action
from civtui.tui.keys.keymap import key_name, key_text
from civtui.tui.keys.registry import DIGITS, current
from civtui.tui.keys.which import Which, which_lines
from civtui.tui.looks import NOTE, WARN
from civtui.workspace.session import no_right

if TYPE_CHECKING:
    from textual.timer import Timer

WHICH_SECONDS = 0.4
LEAVING = ("back", "quit")
# what asks for a line over cells that take marks: where it is refused, a line opens all the same,
# for what is typed behind it was meant for a line
OPENING = ("hand_over", "note", "skip", "submit")
ROOM = 6  # lines of the screen that the pop-up leaves


class Keyed(Host, Protocol):
    """A host that keys are pressed on."""

    @property
    def which(self) -> Which:
        """The pop-up with what may come next."""

    def bar(self, error: CivtuiError) -> None:
        """Open a line that takes nothing, and say why."""

    def unsaved_below(self) -> str:
        """Return the title of the form below that is not stored, "" where there is none."""


class Dispatch:
    """Takes the keys of a host.

    Args:
        host: the screen.
    """

    def __init__(self, host: Keyed) -> None:
        self.host = host
        self.begun = ""
        self._timer: Timer | None = None
        self.left, self.unseen = 0.0, 0
        self.opener_lost = False  # the key before was too early, and would have opened a list

    def take(self, event: events.Key) -> None:
        """Take a key of the terminal."""
        if self.press(key_name(event.key, event.character), event.key):
            event.stop()
            event.prevent_default()

    def press(self, key: str, raw: str) -> bool:
        """Do what a key means; return whether it was taken.

        Args:
            key: as keymaps name it (see `key_name`).
            raw: as textual names it.
        """
        self.host.unsay()
        if self.begun:
            return self._go_on(key, raw)
        self.host.twice.pressed()
        mode = self.host.mode
        text_first = len(key) == 1 and mode.id in LETTERS_OFF
        if text_first and mode.typed(self.host, key):
            return True
        action = current().find(mode.id, key) or current().find(mode.id, raw)
        own = action is not None and mode.id in action.modes
        if not own and not text_first and mode.typed(self.host, key):
            return True
        if action is not None and (own or not (mode.cell_cursor and key in DIGITS)):
            self.run(action)
            return True
        begun = next((k for k in (key, raw) if current().after(mode.id, k)), "")
        if begun:
            self._begin(begun)
            return True
        if current().find("form", raw) is BY_ID["save"]:
            if below := self.host.unsaved_below():
                self.host.say(t("tui.form-below", form=below), WARN)
            elif not any(
                span.text for span in self.host.status
            ):  # once more by a hand in doubt: what was stored stays said
                self.host.say(t("tui.nothing-to-store"), NOTE)
            return True
        adds = BY_ID["add"] in (current().find("agencies", one) for one in (key, raw))
        if adds and (reason := mode.no_add()):
            self.host.say(reason, WARN)
            return True
        self.host.say(t("tui.no-key", key=key_text(key)), WARN)
        return False

    # --- sequences ---

    def _begin(self, begun: str) -> None:
        self.begun = begun
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.host.set_timer(WHICH_SECONDS, self.show_which)

    def _go_on(self, key: str, raw: str) -> bool:
        begun, mode = self.begun, self.host.mode.id
        self.give_up()
        if raw == "escape":
            return True
        for last in (key, raw):
            whole = f"{begun} {last}"
            action = current().find(mode, whole)
            if action is not None:
                self.run(action)
                return True
            if current().after(mode, whole):
                self._begin(whole)
                return True
        self.host.say(t("tui.no-key", key=key_text(f"{begun} {key}")), WARN)
        return True

    def show_which(self) -> None:
        """Show what may come next in the sequence that has begun."""
        if self.begun:
            mode = self.host.mode.id
            after = current().after(mode, self.begun)
            size = self.host.size
            self.host.which.show(which_lines(self.begun, after, size.width, size.height - ROOM))

    def give_up(self) -> None:
        """End a sequence."""
        self.begun = ""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.host.which.show([])

    # --- actions ---

    def run(self, action: Action) -> None:
        """Run an action, or say why not."""
        reason = refusal(self.host, action)
        if reason is not None:
            self.host.say(locale.render(reason), WARN)
            self._bar(action, Refused(reason))
            return
        self.host.mode.acting(self.host, action.id)
        deed = self.host.mode.deed(action.id) or common_actions.deed(action.id)
        if deed is not None:
            before = self.host.mode
            error = self.host.attempt(lambda: deed(self.host))
            if error is not None:
                self._bar(action, error)
            if action.id == "back" and self.host.mode is not before:
                self.left, self.unseen = monotonic(), 0
        else:  # never in silence (tests/tui/test_keys_named.py: no mode names such an action)
            self.host.say(t("tui.no-key", key=locale.render(action.title)), WARN)

    def why_not(self, action: Action) -> Message | None:
        """Return why an action cannot be done now, None where it can."""
        return refusal(self.host, action)

    def _bar(self, action: Action, error: CivtuiError) -> None:
        if action.id in OPENING and self.host.mode.id in LETTERS_OFF:
            self.host.bar(error)

    def too_early(self, event: events.Event) -> bool:
        """Return whether an event is older than the mode that it would land in, and say so.

        What was typed on behind a key that left a mode was meant for that mode: it does nothing in
        the one behind, but to leave further. What is typed behind a key that enters is kept. The
        digit behind a list that did not open chooses nothing: it would be a mark, or another mode.
        """
        key = event if isinstance(event, events.Key) else None
        digit = key is not None and key_name(key.key, key.character) in DIGITS
        lost, self.opener_lost = self.opener_lost and digit, False
        if event.time >= self.left and not lost:
            return False
        if key is not None:
            mode, name = self.host.mode.id, key_name(key.key, key.character)
            action = current().find(mode, name) or current().find(mode, key.key)
            if action is not None and action.id in LEAVING:
                return False
            begins = mode in LETTERS_OFF and bool(current().after(mode, key.key))
            self.opener_lost = begins or (action is not None and action.id in LISTS.values())
        self.unseen += 1
        self.host.say(t("tui.too-early", count=self.unseen), WARN)
        return True


def refusal(host: Host, action: Action) -> Message | None:
    """Return why the user cannot do this now, None where it can be done."""
    ws, role = host.ws, host.ws.role
    if action.right and role is not None and Right(action.right) not in RIGHTS[role]:
        return no_right(ws.user, role, Right(action.right))
    if action.row and host.grid.current is None:
        return msg("finding.no-row")
    may = host.mode.may(action.id) or common_actions.refusal(action.id)
    return may(host) if may else None
