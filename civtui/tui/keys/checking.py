"""Reads a user's `keys.toml` files, leaves out what is wrong, and says it with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from civtui.files import MOST_TOML, read_text, toml_of
from civtui.model.errors import BadInput, nearest
from civtui.model.text import Message, msg
from civtui.tui.keys.actions import BY_ID, known_modes
from civtui.tui.keys.keymap import SHIPPED, Keys, Layer
from civtui.tui.keys.naming import named

Level = Literal["error", "note"]
HEAD = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]")
SET = re.compile(r"\s*[\"']?([\w.-]+)[\"']?\s*=")


class Finding(NamedTuple):
    """Something to say about a keymap file.

    Args:
        level: an `error` was left out; a `note` tells what a binding changes.
        nearest: what was probably meant.
    """

    file: str
    line: int | None
    level: Level
    message: Message
    nearest: str | None = None


class Bound(NamedTuple):
    """Keys that a file gives an action, and where: `mode` is empty for all modes of the action."""

    file: str
    line: int | None
    mode: str
    action: str
    keys: Keys


class Read(NamedTuple):
    """What one file says.

    Args:
        extends: the shipped keymap it builds on, empty where it names none.
    """

    bound: tuple[Bound, ...]
    findings: tuple[Finding, ...]
    extends: str = ""

    def layer(self) -> Layer:
        """Return it as a layer of a keymap."""
        by_mode: dict[str, dict[str, Keys]] = {}
        for one in self.bound:
            if one.mode:
                by_mode.setdefault(one.mode, {})[one.action] = one.keys
        return Layer({b.action: b.keys for b in self.bound if not b.mode}, by_mode)


def read(path: Path) -> Read:
    """Return what the file says, as far as it can be used."""
    file = str(path)
    text = ""
    try:
        text = read_text(path, MOST_TOML)
        data = toml_of(text, {})
    except BadInput as error:
        line = error.where.get("line", len(text.splitlines()) or None)
        assert line is None or isinstance(line, int)
        return Read((), (Finding(file, line, "error", error.message),))
    return _Reader(file, _lines(text)).all(data)


def _lines(text: str) -> dict[tuple[str, str], int]:
    """Return (table, key) -> line, from 1."""
    table = ""
    lines: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if head := HEAD.match(line):
            table = head[1].replace('"', "").replace(" ", "")
            lines.setdefault((table, ""), number)
        elif key := SET.match(line):
            lines.setdefault((table, key[1]), number)
    return lines


class _Reader:
    """Goes through one file."""

    def __init__(self, file: str, lines: Mapping[tuple[str, str], int]) -> None:
        self.file, self.lines = file, lines
        self.findings: list[Finding] = []

    def wrong(self, message: Message, table: str, key: str = "", near: str | None = None) -> None:
        places = ((table, key), (table or key, ""), ("", table))
        line = next((self.lines[place] for place in places if place in self.lines), None)
        self.findings.append(Finding(self.file, line, "error", message, near))

    def all(self, data: Mapping[str, Any]) -> Read:
        for key in data:
            if key not in ("extends", "keys", "mode"):
                near = nearest(key, ("extends", "keys", "mode"))
                self.wrong(msg("cli_keys.unknown-section", key=key), "", key, near)
        extends = data.get("extends", "")
        if extends and extends not in SHIPPED:
            near = nearest(str(extends), SHIPPED)
            self.wrong(msg("cli_keys.unknown-keymap", name=extends), "", "extends", near)
            extends = ""
        bound = [*self._table(data.get("keys", {}), "keys", "")]
        modes = data.get("mode", {})
        for mode, own in modes.items() if isinstance(modes, dict) else ():
            if mode in known_modes():
                bound += self._table(own, f"mode.{mode}", mode)
            else:
                near = nearest(mode, known_modes())
                self.wrong(msg("cli_keys.unknown-mode", mode=mode), f"mode.{mode}", "", near)
        return Read(tuple(bound), tuple(self.findings), extends)

    def _table(self, data: object, table: str, mode: str) -> Iterator[Bound]:
        if not isinstance(data, dict):
            self.wrong(msg("cli_keys.no-table", table=table), table)
            return
        for id_, written in data.items():
            action = BY_ID.get(id_)
            if action is None:
                near = nearest(id_, BY_ID)
                self.wrong(msg("cli_keys.unknown-action", action=id_), table, id_, near)
            elif mode and action.modes and mode not in action.modes:
                said = msg("cli_keys.not-there", action=id_, mode=mode)
                self.wrong(said, table, id_)
            else:
                keys = self._keys(written, table, id_)
                if keys is not None:
                    line = self.lines.get((table, id_))
                    yield Bound(self.file, line, mode, id_, keys)

    def _keys(self, written: object, table: str, id_: str) -> Keys | None:
        """Return the good keys; None where none of those written is good."""
        many = [written] if isinstance(written, str) else written
        if not isinstance(many, list) or not all(isinstance(one, str) for one in many):
            self.wrong(msg("cli_keys.no-list", action=id_), table, id_)
            return None
        keys = []
        for one in many:
            begun, blank, rest = one.partition(" ")
            prefix = bool(blank) and begun in BY_ID and BY_ID[begun].prefix
            found = named(rest if prefix else one)
            if found.fault:
                said = msg("cli_keys.bad-key", key=one, why=found.fault)
                self.wrong(said, table, id_, found.nearest)
            else:
                keys.append(f"{begun} {found.key}" if prefix else found.key)
        return tuple(dict.fromkeys(keys)) if keys or not many else None
