"""Plugins of a workspace: which are there, in what state, enabled and disabled in its profile."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui.model.errors import NotFound, Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.plugin.catalogue import Catalogue, cache_folder, user_folder
from civtui.plugin.host import CORE as CORE
from civtui.plugin.host import EnabledPlugin, Host
from civtui.plugin.host import PluginRow as PluginRow
from civtui.workspace.plugins.enabled import (
    OWN_PROFILE,
    document_of,
    enabled,
    make_host,
    wishes_in,
)
from civtui.workspace.rounds.seeing import What, hidden

if TYPE_CHECKING:
    from civtui.plugin.finding import Found
    from civtui.workspace.session import Workspace


def look_again(ws: Workspace) -> None:
    """Have the enabled plugins read anew where another session has enabled or disabled one.

    Raises:
        BadInput: the workspace's profile cannot be read.
    """
    wishes = enabled(ws.dir) if ws.plugins_allowed else []
    if {wish.id: wish for wish in wishes} != dict(ws.host.enabled):
        ws.reload_plugins()


def bare_host() -> Host:
    """Return the host for a list without a workspace: nothing is enabled, so nothing is asked."""
    return Host(Catalogue(cache_folder(), [user_folder()]), ())


def plugin_list(ws: Workspace | None) -> list[PluginRow]:
    """Return every plugin with its state; None: as seen from outside any workspace."""
    host = ws.host if ws else bare_host()
    return host.plugins()


def row_of(host: Host, id_: str) -> PluginRow:
    """Return the row of one plugin.

    Raises:
        NotFound: it is neither there nor enabled; the nearest is named.
    """
    rows = {row.id: row for row in host.plugins()}
    if id_ not in rows:
        raise NotFound(
            msg("plugin.unknown"), value=id_, allowed=list(rows), nearest=nearest(id_, rows)
        )
    return rows[id_]


def info(ws: Workspace | None, id_: str, *, ask: bool = True) -> dict[str, Any]:
    """Return all that is known of a plugin.

    Args:
        ask: ask it, in a probe process, if nobody has yet.

    Returns:
        `{id, version, kind, state, reason, contributions, described, about, where, entry, sha256,
        files, settings, config, seconds, entries, by_kind}`; secrets of the settings are not shown,
        `entries` is how many entries of its programs the workspace keeps.
    """
    host = ws.host if ws else bare_host()
    row_of(host, id_)
    found = host.catalogue.found().get(id_)
    wish = host.enabled.get(id_)
    known = None
    if found and ask:
        known = host.describe(id_)
    elif found:
        known = host.catalogue.known(found, wish.settings if wish else None)
    row = row_of(host, id_)
    schema = (known or {}).get("config")
    return {
        **row._asdict(),
        "described": known is not None,
        "about": (known or {}).get("about"),
        "where": found.where if found else None,
        "entry": found.entry if found else None,
        "sha256": (known or {}).get("sha256"),
        "files": _files(found) if found else [],
        "settings": redacted(dict(wish.settings) if wish else {}, schema),
        "config": schema,
        "seconds": (known or {}).get("seconds"),
        "entries": entries_by_plugin(ws).get(id_, 0) if ws else 0,
        "by_kind": {
            kind: [record["id"] for record in records]
            for kind, records in ((known or {}).get("contributions") or {}).items()
        },
    }


def entries_by_plugin(ws: Workspace) -> dict[str, int]:
    """Return how many entries of its programs the workspace keeps, by plugin, here or not."""
    from civtui.workspace.building.culture import participations

    counts: dict[str, int] = {}
    for part in participations(ws):
        plugin = part.program.partition(":")[0]
        counts[plugin] = counts.get(plugin, 0) + part.entries
    return counts


def _files(found: Found) -> list[str]:
    from civtui.plugin.finding import files_of

    root = Path(found.where)
    base = root if root.is_dir() else root.parent
    return [str(path.relative_to(base)) for path in files_of(found) if path.is_file()]


def redacted(settings: Mapping[str, Any], schema: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return settings with every value that the plugin's schema calls secret left out."""
    properties = (schema or {}).get("properties", {})
    secret = {key for key, about in properties.items() if "password" in str(about)}
    return {key: "********" if key in secret else value for key, value in settings.items()}


def enable(ws: Workspace, id_: str, settings: Mapping[str, Any] | None = None) -> PluginRow:
    """Enable a plugin in the workspace's profile, pinned at what is here, and return its row.

    The wish is recorded even if the plugin turns out broken; the row's state says so.

    Args:
        settings: what to set for it; None keeps what is set.

    Raises:
        NotFound: there is no such plugin.
        Refused: the user may not manage the workspace.
    """
    row = enable_call(ws, id_, settings)()
    ws.reload_plugins()
    return row


def enable_call(
    ws: Workspace, id_: str, settings: Mapping[str, Any] | None = None
) -> Callable[[], PluginRow]:
    """Return the call that enables a plugin (see `enable`); it reads no ledger any more.

    The caller has the workspace reload its plugins after it.
    """
    ws.require(Right.MANAGE)
    row_of(ws.host, id_)
    return lambda: _enable(ws, id_, settings)


def _enable(ws: Workspace, id_: str, settings: Mapping[str, Any] | None) -> PluginRow:
    wishes = {wish.id: wish for wish in wishes_in(ws.dir / OWN_PROFILE)}
    before = wishes.get(id_) or ws.host.enabled.get(id_)
    found = ws.host.catalogue.found().get(id_)
    wish = EnabledPlugin(
        id=id_,
        version=found.version if found else "",
        settings=settings if settings is not None else before.settings if before else {},
    )
    if found:
        known = ws.host.catalogue.describe([found], {id_: wish.settings}, anew=id_ != CORE)
        wish = replace(wish, sha256=known[id_]["sha256"])
    _store(ws, lambda now: {**now, id_: wish})
    host = make_host(ws.dir, ws.ledger_path, allowed=ws.plugins_allowed)
    try:
        return row_of(host, id_)
    finally:
        host.close()


def disable(ws: Workspace, id_: str) -> PluginRow | None:
    """Take a plugin out of the profile; its data stay. Return its row, None if it is not here.

    Raises:
        NotFound: it is neither there nor enabled.
        Refused: the user may not manage the workspace, it is built in, or a profile below enables
            it.
    """
    ws.require(Right.MANAGE)
    row_of(ws.host, id_)
    if id_ == CORE:
        raise Refused(msg("plugin.built-in"), value=id_, hint=msg("plugin.built-in-why"))
    own = wishes_in(ws.dir / OWN_PROFILE)
    if id_ in ws.host.enabled and id_ not in {wish.id for wish in own}:
        raise Refused(msg("plugin.inherited"), value=id_)
    _store(ws, lambda now: {key: wish for key, wish in now.items() if key != id_})
    ws.reload_plugins()
    return {row.id: row for row in ws.host.plugins()}.get(id_)


Wishes = dict[str, EnabledPlugin]


def _store(ws: Workspace, edit: Callable[[Wishes], Wishes]) -> None:
    """Change the profile's `[[plugin]]` entries as they stand now, and nothing else of the file."""
    from civtui.workspace.files.changing import change

    path = ws.dir / OWN_PROFILE

    def edited(text: str) -> str:
        now = {wish.id: wish for wish in wishes_in(path)}
        return _with_plugins(text, document_of(path), list(edit(now).values()))

    change(path, edited)


def _with_plugins(text: str, document: dict[str, Any], wishes: Sequence[EnabledPlugin]) -> str:
    """Return a profile's text with other `[[plugin]]` entries."""
    import tomli_w

    entries = [
        {
            key: value
            for key, value in (
                ("id", wish.id),
                ("version", wish.version),
                ("sha256", wish.sha256),
                ("settings", dict(wish.settings)),
            )
            if value
        }
        for wish in wishes
    ]
    document = {key: value for key, value in document.items() if key != "plugin"}
    wanted = {**document, "plugin": entries} if entries else document
    edited = _without_plugins(text) + "".join(_table(tomli_w.dumps(entry)) for entry in entries)
    try:
        same = tomllib.loads(edited) == wanted
    except tomllib.TOMLDecodeError:
        same = False
    return edited if same else tomli_w.dumps(wanted)


def _table(dumped: str) -> str:
    return "\n[[plugin]]\n" + dumped.replace("[settings", "[plugin.settings")


def _without_plugins(text: str) -> str:
    """Return a profile's text without its `[[plugin]]` tables; comments elsewhere stay."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines():
        head = line.strip()
        if head.startswith("["):
            inside = head.startswith(("[[plugin]]", "[plugin.", "[[plugin."))
        if not inside:
            kept.append(line)
    return "\n".join(kept).rstrip() + "\n"


def trace(ws: Workspace | None, id_: str | None = None) -> list[dict[str, Any]]:
    """Return per plugin how its calls went.

    Returns:
        `[{plugin, calls, failed, median, slowest, last: [calls], log}]`; times in seconds. What
        plugins say in words is left out for whom some round hides marks from.
    """
    host = ws.host if ws else bare_host()
    by_plugin: dict[str, list[dict[str, Any]]] = {}
    for note in host.trace.read(id_):
        by_plugin.setdefault(note["plugin"], []).append(note)
    if id_ is not None and id_ not in by_plugin:
        row_of(host, id_)
        by_plugin[id_] = []
    found = [_traced(host, plugin, notes) for plugin, notes in sorted(by_plugin.items())]
    if ws is not None and hidden(ws, What.MARKS):  # a plugin's own words may tell what it read
        for one in found:
            last = [{**note, "log": ""} for note in one["last"]]
            one |= {"last": last, "probe": "", "log": ""}
    return found


def _traced(host: Host, plugin: str, notes: list[dict[str, Any]]) -> dict[str, Any]:
    from civtui.plugin.process import tail

    times = sorted(note["seconds"] for note in notes)
    found = host.catalogue.found().get(plugin)
    wish = host.enabled.get(plugin)
    known = host.catalogue.known(found, wish.settings if wish else None) if found else None
    broken = (known or {}).get("reason") or {}
    return {
        "plugin": plugin,
        "calls": len(notes),
        "failed": sum(bool(note["fault"]) for note in notes),
        "median": times[len(times) // 2] if times else None,
        "slowest": times[-1] if times else None,
        "last": notes[-10:],
        "probe": broken.get("trace", ""),
        "log": tail(host.catalogue.log_of(plugin)),
    }


def ask_anew(ws: Workspace | None) -> list[PluginRow]:
    """Probe every plugin that may be used, whatever is cached, and return all rows."""
    return probe(ws.host if ws else bare_host())


def probe(host: Host) -> list[PluginRow]:
    """Probe every plugin of `host` that is enabled and here, and return all rows."""
    here = host.catalogue.found()
    for id_ in host.enabled:
        if id_ in here:
            host.describe(id_, anew=True)
    return host.plugins()


def new(kind: str, folder: Path) -> list[Path]:
    """Write a plugin package that passes the checks as it stands; return its files.

    Args:
        kind: `scheme`, `export`, `culture-program`, `importer`, `signal` or `data-program`.
        folder: new or empty; its name becomes the package's.

    Raises:
        UsageFault, Refused, BadInput: no such kind, a folder in use, or a bad name.
    """
    from civtui.plugin.scaffold import new as write

    return write(kind, folder)
