"""What a plugin calls itself, and what it says that it brings."""

from __future__ import annotations

from typing import Any

from civtui.model.text import Bilingual, Message, msg
from civtui.plugin.host import Host, PluginRow
from civtui.workspace.reading.names import Said


def title_of(host: Host, row: PluginRow) -> Said:
    """Return what a plugin calls itself; by its id one that nobody enabled, so nobody asked."""
    if row.state == "disabled":
        return row.id
    title = (_known(host, row.id).get("about") or {}).get("title")
    return Bilingual(title["zh"], title.get("en", "")) if title else row.id


def brought(host: Host, id_: str) -> list[Message]:
    """Return what a plugin brings, kind by kind, by the titles; nothing where nobody asked it.

    A scheme and the calculator that it is made of are told once.
    """
    kinds = _known(host, id_).get("contributions") or {}
    schemes = {record["title"]["zh"] for record in kinds.get("scheme", ())}
    said = []
    for kind, records in kinds.items():
        titles = [Bilingual(one["title"]["zh"], one["title"].get("en", "")) for one in records]
        if kind == "calculator":
            titles = [title for title in titles if title.zh not in schemes]
        if titles:
            said.append(msg("plugin.brings", kind=msg(f"plugin.kind-{kind}"), titles=titles))
    return said


def _known(host: Host, id_: str) -> dict[str, Any]:
    found = host.catalogue.found().get(id_)
    wish = host.enabled.get(id_)
    settings = wish.settings if wish else None
    return (host.catalogue.known(found, settings) if found else None) or {}
