"""Which plugins the profile of a workspace enables, and the host that runs them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from civtui.files import read_text, read_toml
from civtui.model.errors import BadInput, nearest
from civtui.model.text import msg
from civtui.plugin.host import EnabledPlugin, Host
from civtui.profile.places import builtin

OWN_PROFILE = "profile.toml"
PLUGIN_KEY = re.compile(r"^\s*(\[\[?\s*)?plugin\b", re.MULTILINE)
EXTENDS = re.compile(r"^\s*extends\s*=\s*[\"'](?P<name>[^\"']+)[\"']", re.MULTILINE)
DEEPEST = 8


def make_host(folder: Path, ledger: Path, *, allowed: bool) -> Host:
    """Return the plugin host of the workspace in `folder`.

    Args:
        ledger: the file of its ledger.
        allowed: whether plugins are; none is enabled where they are not.
    """
    from civtui.workspace.plugins.plugin_state import LedgerStates

    wishes = enabled(folder) if allowed else []
    return Host.for_workspace(wishes, folder, states=LedgerStates(ledger))


def enabled(folder: Path) -> list[EnabledPlugin]:
    """Return what the profile of the workspace in `folder` enables, with what it extends.

    Raises:
        BadInput: a profile is no TOML, or its `[[plugin]]` entries are not as they should be.
    """
    wishes: dict[str, EnabledPlugin] = {}
    path: Path | None = folder / OWN_PROFILE
    for _ in range(DEEPEST):
        if path is None or not path.is_file():
            break
        text = read_text(path)
        if PLUGIN_KEY.search(text):  # a long profile without plugins is not parsed for this
            wishes = {wish.id: wish for wish in wishes_in(path)} | wishes
        path = _extended(text, path.parent)
    return list(wishes.values())


def _extended(text: str, folder: Path) -> Path | None:
    found = EXTENDS.search(text)
    if found is None:
        return None
    name = found["name"]
    return folder / name if name.endswith(".toml") else builtin() / f"{name}.toml"


def wishes_in(path: Path) -> list[EnabledPlugin]:
    """Return what the profile at `path` itself enables."""
    wishes = document_of(path).get("plugin", [])
    where = {"file": str(path), "key": "plugin"}
    if not isinstance(wishes, list):
        raise BadInput(msg("plugin.bad-wish"), where=where)
    return [_wish(entry, where) for entry in wishes]


def _wish(entry: Any, where: Mapping[str, object]) -> EnabledPlugin:
    known = ("id", "version", "sha256", "settings")
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise BadInput(msg("plugin.bad-wish"), where=where)
    for key, value in entry.items():
        if key not in known:
            raise BadInput(
                msg("plugin.bad-wish"), where=where, value=key, nearest=nearest(key, known)
            )
        if not isinstance(value, dict if key == "settings" else str):
            raise BadInput(msg("plugin.bad-wish"), where=where, value=value)
    return EnabledPlugin(**entry)


def document_of(path: Path) -> dict[str, Any]:
    """Return what the profile at `path` says; nothing where there is none."""
    return read_toml(path, exact=False)[0] if path.exists() else {}
