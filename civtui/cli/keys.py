"""`keys check|list`: the keys of the screen, and what is wrong with a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from civtui.cli import spoken
from civtui.cli.face import Face, emit, json_option
from civtui.locale import render, t
from civtui.locale.tables import table

if TYPE_CHECKING:
    from civtui.tui.keys.loading import Loaded


def _loaded(face: Face) -> Loaded:
    """Return the keymap of the workspace, or the user's own where there is none."""
    from civtui.tui.keys.loading import FILE, load
    from civtui.workspace.people.own import config_folder
    from civtui.workspace.session import SETTINGS, read_settings

    here = (face.folder / SETTINGS).is_file()
    base = str(read_settings(face.folder).get("keymap", "plain")) if here else "plain"
    return load([config_folder() / FILE, *([face.folder / FILE] if here else [])], base)


@spoken.command("check")
@json_option
@click.pass_obj
def check(face: Face, as_json: bool) -> int:
    """Say what is wrong in the `keys.toml` files, with file and line."""
    from civtui.tui.keys.loading import said

    found = _loaded(face)
    wrong = sum(one.level == "error" for one in found.findings)
    document = {
        "ok": not wrong,
        "files": list(found.files),
        "places": _places(face),
        "findings": [{**one._asdict(), "message": render(one.message)} for one in found.findings],
    }

    def lines() -> list[str]:
        if not found.files:
            return [t("cli_keys.no-file", places=_places(face))]
        total = t("cli_keys.wrong", count=wrong) if wrong else t("cli_keys.good")
        return [*map(said, found.findings), total]

    return emit(document, as_json, lines, status=int(bool(wrong)))


def _places(face: Face) -> list[str]:
    from civtui.tui.keys.loading import FILE
    from civtui.workspace.people.own import config_folder

    return [str(config_folder() / FILE), str(face.folder / FILE)]


@spoken.command("list")
@spoken.option("--mode", says="cli_keys.help-mode")
@json_option
@click.pass_obj
def list_(face: Face, mode: str | None, as_json: bool) -> int:
    """List every action with its keys, modes and command."""
    from civtui.model.errors import NotFound, nearest
    from civtui.model.text import msg
    from civtui.tui.keys.actions import ACTIONS, actions_of, known_modes
    from civtui.tui.keys.keymap import key_text

    if mode is not None and mode not in known_modes():
        near = nearest(mode, known_modes())
        raise NotFound(msg("cli_keys.unknown-mode", mode=mode), allowed=known_modes(), nearest=near)
    keymap = _loaded(face).keymap
    actions = actions_of(mode) if mode else list(ACTIONS)
    rows = [(action, keymap.keys_of(action, mode or "")) for action in actions]
    names = ["keys", "title", "id", "cli", *([] if mode else ["modes"])]
    heads = [t(f"cli_keys.column-{name}") for name in names]

    document = [
        {
            "id": action.id,
            "title": render(action.title),
            "keys": list(own),
            "modes": list(action.modes),
            "cli": action.cli,
        }
        for action, own in rows
    ]
    cells = [
        ["  ".join(map(key_text, own)), render(a.title), a.id, a.cli, " ".join(a.modes)][
            : len(heads)
        ]
        for a, own in rows
    ]
    return emit(document, as_json, lambda: table(heads, cells))
