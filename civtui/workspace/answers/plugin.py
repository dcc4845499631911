"""`plugin`: what is installed and enabled, what it brings, how its calls went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.fields import Choice, Field
from civtui.model.text import Bilingual, Message, msg
from civtui.workspace.answers import Answer
from civtui.workspace.plugins import plugin_lock, plugin_words, plugins
from civtui.workspace.plugins.plugins import PluginRow
from civtui.workspace.reading.names import Said
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.building.signals import SignalRow

MOST_NAMES = 6


def _document(row: PluginRow) -> dict[str, Any]:
    return {
        **row._asdict(),
        "reason": render(row.reason) if row.reason else None,
        "contributions": list(row.contributions),
    }


def _line(row: PluginRow, title: Said = "") -> str:
    said = [row.id, row.version, t(f"plugin.type-{row.kind}"), t(f"plugin.state-{row.state}")]
    said += ["" if title == row.id else render(title), render(row.reason) if row.reason else ""]
    return "  ".join(part for part in said if part)


def list_(ws: Workspace | None) -> Answer:
    """Answer with every plugin, its state and what it calls itself."""
    rows = plugins.plugin_list(ws)
    host = ws.host if ws else plugins.bare_host()
    return Answer(
        [_document(row) for row in rows],
        lambda: (_line(row, plugin_words.title_of(host, row)) for row in rows),
    )


def info(ws: Workspace | None, *, id: str) -> Answer:
    """Answer with all that is known of a plugin."""
    found = plugins.info(ws, id)
    document = {**found, "reason": render(found["reason"]) if found["reason"] else None}
    brought = plugin_words.brought(ws.host if ws else plugins.bare_host(), id)

    return Answer(document, lambda: _info_lines(found, brought))


def _info_lines(found: Mapping[str, Any], brought: Sequence[Message]) -> Iterator[str]:
    """Yield what is known of a plugin, a thing a line."""
    about, kind = found["about"] or {}, f"plugin.type-{found['kind']}"
    said = [found["id"], found["version"], t(kind), t(f"plugin.state-{found['state']}")]
    yield "  ".join(part for part in said if part)
    if found["reason"]:
        yield f"  {render(found['reason'])}"
    for key in ("title", "summary"):
        if words := about.get(key):
            yield f"  {render(Bilingual(words['zh'], words.get('en', '')))}"
    for key, value in facts_of(found, brought).items():
        if key != "kind":
            yield f"  {t(f'tui.plugin-{key}')}  {value}"
    for name, one in ((found["config"] or {}).get("properties") or {}).items():
        yield f"    {name}  {one.get('title') or one.get('description') or ''}".rstrip()
    if found["entries"]:
        yield f"  {t('tui.plugin-entries', count=found['entries'])}"


def facts_of(p: Mapping[str, Any], brought: Sequence[Message]) -> dict[str, object]:
    """Return what is known of a plugin for the eye: a word's key of `tui.plugin-` -> text.

    Args:
        p: as of `plugins.info`.
        brought: as of `plugin_words.brought`.
    """
    about = p["about"] or {}
    facts: dict[str, object] = {
        "kind": t(f"plugin.type-{p['kind']}"),
        "publisher": about.get("publisher") or t("plugin.not-said"),
        "source": about.get("source") or t("plugin.not-said"),
        "where": p["where"],
        "files": len(p["files"]),
        "sha256": p["sha256"],
        "brings": t("common.joint").join(map(render, brought)),
        "settings": render([f"{key} = {value}" for key, value in p["settings"].items()]),
    }
    return {key: value for key, value in facts.items() if value}


def _trust(about: Mapping[str, Any], kind: str) -> list[str]:
    """Return whose a plugin is and what enabling it lets it do."""
    said = about["about"] or {}
    lines = [
        t(
            "plugin.trust",
            publisher=said.get("publisher") or t("plugin.not-said"),
            source=said.get("source") or t("plugin.not-said"),
            kind=t(f"plugin.type-{kind}"),
            files=len(about["files"]),
            where=about["where"] or "-",
        )
    ]
    return [*lines, t("plugin.trust-code")] if kind in ("code", "file") else lines


def trust(ws: Workspace, values: Mapping[str, Any]) -> list[str]:
    """Say whose a plugin is, before it is enabled."""
    about = plugins.info(ws, values["id"])
    return _trust(about, about["kind"])


def enable(ws: Workspace, *, id: str, set: Mapping[str, Any] | None) -> Answer:
    """Enable a plugin; status 1 if it is recorded but cannot be used."""
    row = plugins.enable(ws, id, dict(set) if set else None)
    aside = _trust(plugins.info(ws, id), row.kind)
    good = row.state == "enabled"
    text = t(
        "plugin.enabled-now" if good else "plugin.enabled-but",
        id=row.id,
        version=row.version,
        state=t(f"plugin.state-{row.state}"),
        reason=row.reason or "",
    )
    return Answer(
        _document(row),
        lambda: [text] if good else [],
        status=0 if good else 1,
        aside=aside if good else [*aside, text],
    )


def settings_of(ws: Workspace, values: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return the settings that a plugin declares, as fields; what is set already is the default."""
    id_ = values.get("id")
    if not isinstance(id_, str) or not id_:
        return ()
    about = plugins.info(ws, id_)
    schema = about["config"] or {}
    needed = schema.get("required", [])
    return tuple(
        _setting(name, one, about["settings"].get(name), needed=name in needed)
        for name, one in schema.get("properties", {}).items()
    )


def _setting(name: str, one: Mapping[str, Any], now: Any, *, needed: bool) -> Field:
    """Return one setting of a plugin's schema as a field."""
    types = {"integer": "count", "number": "number", "boolean": "yes-no"}
    choices = tuple(Choice(str(c), Bilingual(str(c))) for c in one.get("enum", ()))
    title = Bilingual(str(one.get("title", name)))
    hint = str(one.get("description", ""))
    type_: Any = "choice" if choices else types.get(str(one.get("type")), "text")
    return Field(
        f"set:{name}",
        title,
        type_,
        required=needed and now is None and "default" not in one,
        choices=choices,
        hint=msg("verbs.as-said", text=hint) if hint else None,
    )


def _state(ws: Workspace, id_: str) -> str:
    return plugins.row_of(ws.host, id_).state


def may_enable(ws: Workspace, id_: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a plugin cannot be enabled: it is."""
    return msg("plugin.is-enabled") if _state(ws, id_) == "enabled" else None


def may_disable(ws: Workspace, id_: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a plugin cannot be disabled: it is built in, or not enabled."""
    if id_ == plugins.CORE:
        return msg("plugin.built-in")
    return msg("plugin.is-disabled") if _state(ws, id_) == "disabled" else None


def disable(ws: Workspace, *, id: str) -> Answer:
    """Take a plugin out of the profile."""
    row = plugins.disable(ws, id)
    document = _document(row) if row else {"id": id, "state": "missing"}
    return Answer(document, lambda: [t("plugin.disabled-now", id=id)])


def trace(ws: Workspace | None, *, id: str | None) -> Answer:
    """Answer with how plugin calls went."""
    document = plugins.trace(ws, id)

    def lines() -> Iterator[str]:
        if not document:
            yield t("plugin.no-calls")
        for found in document:
            yield t("plugin.calls", **{key: found[key] for key in found if key != "last"})
            for call in found["last"]:
                yield t("plugin.call", **call)
            log = (found["probe"] or found["log"]).rstrip()
            if log:
                yield t("plugin.log-end")
                yield from (f"    {visible(line)}" for line in log.splitlines()[-20:])

    return Answer(document, lines)


def visible(text: str) -> str:
    """Return foreign text with every control character shown, not obeyed."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def doctor(ws: Workspace | None) -> Answer:
    """Ask every plugin anew; status 1 if one that is enabled cannot be used."""
    rows = plugins.ask_anew(ws)
    bad = [row for row in rows if row.state in ("broken", "missing", "slow")]
    return Answer(
        [_document(row) for row in rows],
        lambda: [_line(row) for row in bad] or [t("plugin.doctor-ok")],
        status=1 if bad else 0,
    )


def new(ws: None, *, kind: str, folder: Path) -> Answer:
    """Make a new plugin package."""
    made = [str(path) for path in plugins.new(kind, folder)]
    said = t("plugin.made", folder=folder, name=folder.absolute().name)
    return Answer({"kind": kind, "files": made}, lambda: [*made, said])


def signals(ws: Workspace, *, agency: str | None) -> Answer:
    """Answer with the warning signals of the enabled plugins."""
    from civtui.workspace.building.signals import signal_rows, told_once

    rows = signal_rows(ws, agency)
    document = [
        {
            **row._asdict(),
            "title": render(row.title),
            "evidence": list(row.evidence),
            "reason": render(row.reason) if row.reason else None,
        }
        for row in rows
    ]

    def lines() -> Iterator[str]:
        once = told_once(rows)
        unchecked: dict[str, list[str]] = {}
        for row in once:
            if row.state == "not-checked":
                said = f"{render(row.title)}  {visible(_seen(row))}"
                unchecked.setdefault(said, []).append(row.agency_name)
        for said, names in unchecked.items():
            shown = render(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
            yield f"{t('plugin.signal-not-checked')} {len(names)}  {said}  {shown}"
        for row in once:
            if row.state == "warning":
                yield "  ".join(
                    (t(row.word), row.agency_name, render(row.title), visible(_seen(row)))
                )
        count = Counter(row.state for row in once)
        yield t(
            "plugin.signals-clear",
            of=len(once),
            warned=count["warning"],
            clear=count["clear"],
            unchecked=count["not-checked"],
        )

    return Answer(document, lines)


def _seen(row: SignalRow) -> str:
    """Return what was seen, or why nothing could be looked for."""
    return row.text or (render(row.reason) if row.reason else "")


def lock(ws: Workspace) -> Answer:
    """Write what is enabled, so that it can be brought back."""
    path = plugin_lock.lock(ws)
    return Answer({"file": str(path)}, lambda: [str(path)])


def sync(ws: Workspace, *, dry_run: bool) -> Answer:
    """Install what is enabled and missing; status 1 if something stays missing."""
    done = plugin_lock.sync(ws, dry_run=dry_run)

    def lines() -> Iterator[str]:
        for one in done:
            state = "would" if one.done is None else "done" if one.done else "failed"
            said = t(f"plugin.sync-{state}")
            yield f"{one.requirement}  {said}  {visible(one.output)}".rstrip()
        if not done:
            yield t("plugin.sync-nothing")

    failed = any(one.done is False for one in done)
    return Answer([one._asdict() for one in done], lines, status=1 if failed else 0)
