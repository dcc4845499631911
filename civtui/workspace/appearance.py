"""What a workspace wears: the theme and the wordings that its `civtui.toml` names.

`theme = "plugin:id"` and `terms = ["plugin:id", ...]`, of enabled data-only plugins. One that
cannot be had costs nothing but its look; the session goes on and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from civtui import locale
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.text import LANGS, lang_of, msg

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace

COLORS = ("good", "bad", "warn", "note")


def put_on(ws: Workspace) -> list[CivtuiError]:
    """Put on what the settings name, and return what could not be."""
    faults: list[CivtuiError] = []
    if "theme" in ws.settings:
        found = _record(ws, "theme", ws.settings["theme"], faults)
        ws.theme = {name: getattr(found, name) for name in COLORS} if found else {}
    words: dict[str, dict[str, str]] = {}
    wanted = ws.settings.get("terms", [])
    for name in wanted if isinstance(wanted, list) else [wanted]:
        found = _record(ws, "translation", name, faults)
        if found:
            words.setdefault(found.lang, {}).update(found.texts.as_data())
    for lang, texts in words.items():
        locale.reword(lang_of(lang) or LANGS[0], texts)
    return faults


def _record(ws: Workspace, kind: str, name: object, faults: list[CivtuiError]) -> Any:
    try:
        if not isinstance(name, str):
            raise BadInput(msg("workspace.bad-dress"), where={"file": "civtui.toml"}, value=name)
        return ws.host.find(kind, name).record
    except CivtuiError as error:
        faults.append(error)
        return None
