"""A keymap: which keys call which action in which mode, read from layers of TOML files.

The layers, later ones winning: a shipped keymap (`plain.toml`, or `vim.toml` on top of it), the
user's own `keys.toml`, the workspace's `keys.toml`. `checking` finds what is wrong in them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from civtui.model.digits import digits
from civtui.tui.keys.actions import ACTIONS, BY_ID, LISTS, Action, actions_of, listed_in

Keys = tuple[str, ...]
SHIPPED = ("plain", "vim")
FULL_WIDTH = {ord("０") + n: str(n) for n in range(10)} | {
    ord("．"): ".",
    ord("。"): ".",
    ord("？"): "?",
    ord("："): ":",
    ord("／"): "/",
    ord("！"): "!",
}


class Layer(NamedTuple):
    """One file of a keymap.

    Args:
        keys: action id -> keys as they are written, for every mode of the action.
        by_mode: mode -> the same, for that mode alone.
        extends: the shipped keymap it asks for; empty where it asks for none.
    """

    keys: Mapping[str, Keys]
    by_mode: Mapping[str, Mapping[str, Keys]]
    extends: str = ""


class Keymap:
    """The keys in force.

    Args:
        layers: from the shipped keymap upward; a later one replaces an action's keys.
    """

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self.layers = layers
        self.keys: dict[str, Keys] = {}
        self.by_mode: dict[str, dict[str, Keys]] = {}
        for layer in layers:
            self.keys.update(layer.keys)
            for mode, own in layer.by_mode.items():
                self.by_mode.setdefault(mode, {}).update(own)
        self._tables: dict[str, dict[str, Action]] = {}

    def with_layer(self, layer: Layer) -> Keymap:
        """Return this keymap with one more layer on top."""
        return Keymap((*self.layers, layer))

    def keys_of(self, action: Action, mode: str = "") -> Keys:
        """Return the keys of an action, the one to show first; sequences are spelled out."""
        own = self.by_mode.get(mode, {}).get(action.id)
        written = self.keys.get(action.id, ()) if own is None else own
        return tuple(spelled for key in written for spelled in self.spelled(key))

    def spelled(self, key: str) -> Iterator[str]:
        """Yield the keys that a written key means: `go 1` is each key of `go`, then 1."""
        head, blank, rest = key.partition(" ")
        begun = BY_ID.get(head)
        if blank and begun is not None and begun.prefix:
            yield from (f"{first} {rest}" for first in self.keys.get(head, ()))
        else:
            yield key

    def shown(self, action: Action, mode: str = "") -> Keys:
        """Return the keys of an action as people are told them: of a sequence's beginnings one.

        The letter before a letter, the key of Ctrl before what needs no letter. Where F6 or F7
        lists the action, that key and its digit come before a letter.
        """
        own = self.by_mode.get(mode, {}).get(action.id)
        written = self.keys.get(action.id, ()) if own is None else own
        told = []
        for key in written:
            ways = [*self.spelled(key)] or [key]
            letters = " " in key and key[-1].isalpha() and key[-2] == " "
            told.append(ways[-1 if letters else 0])
        place = next((n for n, key in enumerate(told) if len(key) == 1), len(told))
        return (*told[:place], *self._by_digit(action, mode), *told[place:])

    def _by_digit(self, action: Action, mode: str) -> Iterator[str]:
        """Yield the key and digit by which an action is listed; those of all modes where empty.

        The page of the saved views stands behind them, by a digit that changes.
        """
        opens = BY_ID[LISTS[action.listed]] if action.listed and action.id != "views" else None
        ways = dict.fromkeys(
            (keys[0], str(listed_in(one, action.listed).index(action) + 1))
            for one in ([mode] if mode else action.modes)
            if opens is not None and (keys := self.keys_of(opens, one))
        )
        yield from (" ".join(way) for way in ways)

    def table(self, mode: str) -> dict[str, Action]:
        """Return key or sequence -> action in `mode`; a mode's own action hides everywhere's."""
        found = self._tables.get(mode)
        if found is None:
            found = {}
            for action in actions_of(mode):
                for key in self.keys_of(action, mode):
                    found.setdefault(key, action)
            # a sequence is lost where the mode does something at its first key already
            found = {key: a for key, a in found.items() if not _begun(key, found)}
            self._tables[mode] = found
        return found

    def find(self, mode: str, key: str) -> Action | None:
        """Return the action that a key or sequence calls in `mode`; beginnings call none."""
        action = self.table(mode).get(key)
        return None if action is None or action.prefix else action

    def after(self, mode: str, begun: str) -> dict[str, Action]:
        """Return next key -> action of the sequences that begin with `begun`, in their order.

        Empty where `begun` begins none.
        """
        head = begun + " "
        table = self.table(mode)
        return {key[len(head) :]: table[key] for key in table if key.startswith(head)}


def _begun(key: str, table: Mapping[str, Action]) -> bool:
    heads = [key[:place] for place, char in enumerate(key) if char == " "]
    return any(head in table and not table[head].prefix for head in heads)


def layer_of(data: Mapping[str, Any]) -> Layer:
    """Return a keymap file's content; what is not of its shape is left out (see `checking`)."""
    by_mode = data.get("mode")
    return Layer(
        _section(data.get("keys")),
        {mode: _section(own) for mode, own in by_mode.items()} if isinstance(by_mode, dict) else {},
        extends if isinstance(extends := data.get("extends"), str) else "",
    )


def _section(data: object) -> dict[str, Keys]:
    if not isinstance(data, dict):
        return {}
    return {
        id_: (keys,) if isinstance(keys, str) else tuple(key for key in keys if _is_key(key))
        for id_, keys in data.items()
        if isinstance(keys, str | list)
    }


def _is_key(key: object) -> bool:
    return isinstance(key, str) and bool(key)


@cache
def shipped(name: str) -> tuple[Layer, ...]:
    """Return the layers of a keymap that comes with civtui, the lowest first."""
    path = Path(__file__).with_name(f"{name}.toml")
    layer = layer_of(tomllib.loads(path.read_text(encoding="utf-8")))
    return (*(shipped(layer.extends) if layer.extends else ()), layer)


def key_name(key: str, character: str | None) -> str:
    """Return the key as a keymap names it; full-width forms count as ASCII."""
    if character and len(character) == 1:
        plain = character.translate(FULL_WIDTH)
        if plain.isprintable() and plain != " ":
            return plain
    return key


NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "delete": "Del",
    "left": "←",
    "insert": "Insert",
    "backspace": "Backspace",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "space": "Space",
}


def key_text(keys: str) -> str:
    """Return a key or a sequence as people write it: `Ctrl+Z`, `F3`, `Enter`, `Ctrl+G 1`."""
    return " ".join(_key_text(key) for key in keys.split(" "))


def _key_text(key: str) -> str:
    if len(key) > 1 and key.startswith(("ctrl+", "shift+", "alt+")):
        head, _, tail = key.partition("+")
        return f"{head.capitalize()}+{_key_text(tail) if len(tail) > 1 else tail.upper()}"
    return NAMES.get(key, key.upper() if key.startswith("f") and digits(key[1:]) else key)


def unreachable(keymap: Keymap) -> list[Action]:
    """Return the actions that no key calls."""
    return [action for action in ACTIONS if not keymap.keys_of(action)]
