"""Names of keys: which a terminal can send, and how people misspell them."""

from __future__ import annotations

from typing import NamedTuple

from civtui.model.errors import nearest
from civtui.model.text import Message, msg

NAMED = (
    "enter",
    "tab",
    "escape",
    "space",
    "backspace",
    "delete",
    "insert",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    *(f"f{n}" for n in range(1, 25)),
)
CALLED = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "control": "ctrl",
    "c": "ctrl",
}
# a terminal sends the key on the right for these
TWINS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "shift+enter": "enter",
    "ctrl+enter": "enter",
}
MODIFIERS = ("ctrl", "shift", "alt")


class Named(NamedTuple):
    """A key as it is named here, or what is wrong with it."""

    key: str
    fault: Message | None = None
    nearest: str | None = None


def named(written: str) -> Named:
    """Return the key, or sequence of keys, that a person means by `written`."""
    parts = [_one(part) for part in written.split()]
    if not parts:
        return Named("", msg("cli_keys.no-key"))
    wrong = next((part for part in parts if part.fault), None)
    return wrong or Named(" ".join(part.key for part in parts))


def _one(written: str) -> Named:
    if len(written) == 1:
        good = written.isprintable()
        return Named(written, None if good else msg("cli_keys.unknown-key"))
    words = [CALLED.get(word, word) for word in written.lower().split("+")]
    key, held = words[-1], words[:-1]
    whole = "+".join([*sorted(set(held), key=_place), key])
    if whole in TWINS:
        twin = TWINS[whole]
        return Named(whole, msg("cli_keys.twin", key=written, twin=twin), twin)
    if "alt" in held:
        return Named(whole, msg("cli_keys.no-alt", key=written))
    known = key in NAMED or (len(key) == 1 and key.isprintable() and bool(held))
    if not known or any(word not in MODIFIERS for word in held):
        return Named(whole, msg("cli_keys.unknown-key"), _near(held, key))
    if "ctrl" in held and len(key) == 1 and not (key.isascii() and key.isalpha()):
        return Named(whole, msg("cli_keys.not-sent", key=written))
    return Named(whole)


def _place(word: str) -> int:
    return MODIFIERS.index(word) if word in MODIFIERS else -1


def _near(held: list[str], key: str) -> str | None:
    words = [word if word in MODIFIERS else nearest(word, MODIFIERS) for word in held]
    near = key if len(key) == 1 else nearest(key, NAMED)
    return "+".join([*words, near]) if near and all(words) else None  # type: ignore[list-item]  # none is None then
