"""Lays a user's bindings on a shipped keymap.

A user's binding wins over a shipped one, and what it takes away is told. Two bindings of a user for
one key, or one that would take away help, the way back or the way out, are left out.
"""

from __future__ import annotations

from civtui.model.text import msg
from civtui.tui.keys.actions import BY_ID, KEPT, Action, known_modes
from civtui.tui.keys.checking import Bound, Finding, Level
from civtui.tui.keys.keymap import Keymap, Keys, Layer, key_text


class Making:
    """Lays a user's bindings on a shipped keymap, one after another."""

    def __init__(self, base: Keymap, bound: list[Bound]) -> None:
        self.findings: list[Finding] = []
        self.keymap = base
        self.mine: dict[tuple[str, str], Bound] = {}
        self.said: set[tuple[Bound, str]] = set()
        self.bound = {one.action for one in bound}
        self.shrunk: set[tuple[str, str]] = set()  # (mode, action) from which a key was taken
        # what begins sequences first: "go x" then means the new key
        for one in sorted(bound, key=lambda one: not BY_ID[one.action].prefix):
            self._bind(one)

    def _say(self, one: Bound, level: Level, what: str, /, **values: object) -> None:
        """Say something once, though it holds in many modes."""
        message = msg(f"cli_keys.{what}", action=one.action, **values)
        if (one, repr(message)) not in self.said:
            self.said.add((one, repr(message)))
            self.findings.append(Finding(one.file, one.line, level, message))

    def _bind(self, one: Bound) -> None:
        action = BY_ID[one.action]
        if not one.keys:
            if one.action in KEPT:
                self._say(one, "error", "kept")
                return
            self._say(one, "note", "unbound")
        good = tuple(key for key in one.keys if self._may(one, action, key))
        if one.keys and not good:
            return
        if one.action in KEPT and not self._everywhere(action, one, good):
            self._say(one, "error", "kept")
            return
        for mode in modes_of(action, one.mode):
            for key in (k for written in good for k in self.keymap.spelled(written)):
                self._take_away(one, action, mode, key)
                self.mine[mode, key] = one
        self._put(one.action, one.mode, good)
        # what another binding took of the shipped keys is none of the keys that stand here
        for mode in modes_of(action, one.mode):
            if (mode, one.action) in self.shrunk:
                self._put(one.action, mode, good)

    def _everywhere(self, action: Action, one: Bound, keys: Keys) -> bool:
        """Return whether, in every mode, one of the keys would not be hidden by the mode's own."""
        spelled = [k for written in keys for k in self.keymap.spelled(written) if len(k) > 1]
        return all(
            any(_rank(self.keymap.table(mode).get(key, action)) == _rank(action) for key in spelled)
            for mode in modes_of(action, one.mode)
        )

    def _may(self, one: Bound, action: Action, written: str) -> bool:
        return all(
            self._fits(one, action, mode, key)
            for mode in modes_of(action, one.mode)
            for key in self.keymap.spelled(written)
        )

    def _fits(self, one: Bound, action: Action, mode: str, key: str) -> bool:
        """Return whether a key can be had in a mode; say why not."""
        table, shown = self.keymap.table(mode), key_text(key)
        other = table.get(key, action)
        mine = self.mine.get((mode, key))
        if mine is not None and other is not action and _rank(other) == _rank(action):
            place = msg("cli_keys.place", file=mine.file, line=mine.line or 0)
            self._say(one, "error", "twice", key=shown, other=other.id, at=place)
            return False
        if other is not action and other.id in KEPT and _rank(action) >= _rank(other):
            keys = self.keymap.keys_of(other, mode)
            taken = {k for written in one.keys for k in self.keymap.spelled(written)}
            left = [k for k in keys if k not in taken and len(k) > 1 and table.get(k) is other]
            if not left:
                self._say(one, "error", "needed", key=shown, other=other.title)
                return False
        if action.prefix:
            return True
        for k, its in table.items():
            longer = k.startswith(f"{key} ") or key.startswith(f"{k} ")
            if longer and its is not action and not its.prefix and _rank(its) == _rank(action):
                self._say(one, "error", "begins", key=shown, other=key_text(k))
                return False
        return True

    def _take_away(self, one: Bound, action: Action, mode: str, key: str) -> None:
        """Tell, and do, what a binding changes for the action that had the key."""
        other = self.keymap.table(mode).get(key, action)
        if other is action:
            return
        shown = key_text(key)
        if _rank(other) != _rank(action):
            over, under = (action, other) if _rank(action) > _rank(other) else (other, action)
            self._say(
                one, "note", "hides", key=shown, mode=mode, over=over.title, under=under.title
            )
            return
        where = one.mode or (mode if action.modes else "")
        left = tuple(k for k in self.keymap.keys_of(other, where) if k != key)
        self._put(other.id, where, left)
        self.shrunk.add((where, other.id))
        if other.id in self.bound:  # it has, or gets, keys of its own
            return
        self._say(
            one,
            "note",
            "takes",
            key=shown,
            other=other.title,
            left=[key_text(k) for k in left] or msg("cli_keys.none-left"),
        )

    def _put(self, id_: str, mode: str, keys: Keys) -> None:
        layer = Layer({}, {mode: {id_: keys}}) if mode else Layer({id_: keys}, {})
        self.keymap = self.keymap.with_layer(layer)


def _rank(action: Action) -> int:
    """Return 1 for an action of a mode, which hides one of everywhere, 0."""
    return int(bool(action.modes))


def modes_of(action: Action, mode: str = "") -> list[str]:
    """Return where a binding holds."""
    return [mode] if mode else list(action.modes) or known_modes()
