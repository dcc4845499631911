"""`plugin list|info|enable|disable|trace|doctor|new|check|dev`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option, narrate
from civtui.locale import render, t
from civtui.model.errors import UsageFault
from civtui.model.text import msg

if TYPE_CHECKING:
    from civtui.conformance.rules import Finding, Rule
    from civtui.workspace.plugins import PluginRow
    from civtui.workspace.session import Workspace


@click.group(help=t("plugin.help"))
def plugin() -> None:
    """Plugins of this computer and this workspace."""


def _workspace(face: Face) -> Workspace | None:
    """Return the workspace, None where the folder holds none: then nothing is enabled."""
    from civtui.workspace.session import SETTINGS

    return face.open() if (face.folder / SETTINGS).is_file() else None


MOST_NAMES = 6


def _document(row: PluginRow) -> dict[str, Any]:
    return {
        **row._asdict(),
        "reason": render(row.reason) if row.reason else None,
        "contributions": list(row.contributions),
    }


def _line(row: PluginRow) -> str:
    said = [row.id, row.version, t(f"plugin.type-{row.kind}"), t(f"plugin.state-{row.state}")]
    return "  ".join([part for part in said if part] + ([render(row.reason)] if row.reason else []))


@plugin.command("list", help=t("plugin.help-list"))
@json_option
@click.pass_obj
def list_(face: Face, as_json: bool) -> int:
    """List every plugin and its state."""
    from civtui.workspace.plugins import plugin_list

    rows = plugin_list(_workspace(face))
    return emit([_document(row) for row in rows], as_json, lambda: map(_line, rows))


@plugin.command("info", help=t("plugin.help-info"))
@click.argument("id_", metavar="ID")
@json_option
@click.pass_obj
def info(face: Face, id_: str, as_json: bool) -> int:
    """Show what a plugin is."""
    from civtui.workspace import plugins

    found = plugins.info(_workspace(face), id_)
    document = {**found, "reason": render(found["reason"]) if found["reason"] else None}

    def lines() -> Iterator[str]:
        for key, value in document.items():
            if value not in (None, [], {}, ()):
                yield f"{key:13} {value}"

    return emit(document, as_json, lines)


@plugin.command("enable", help=t("plugin.help-enable"))
@click.argument("id_", metavar="ID")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help=t("plugin.help-set"))
@json_option
@click.pass_obj
def enable(face: Face, id_: str, settings: tuple[str, ...], as_json: bool) -> int:
    """Enable a plugin; exits 1 if it is recorded but cannot be used."""
    from civtui.workspace import plugins

    ws = face.open()
    row = plugins.enable(ws, id_, dict(map(_setting, settings)) if settings else None)
    about = plugins.info(ws, id_)
    said = about["about"] or {}
    narrate(
        t(
            "plugin.trust",
            publisher=said.get("publisher") or t("plugin.not-said"),
            source=said.get("source") or t("plugin.not-said"),
            kind=t(f"plugin.type-{row.kind}"),
            files=len(about["files"]),
            where=about["where"] or "-",
        )
    )
    if row.kind in ("code", "file"):
        narrate(t("plugin.trust-code"))
    good = row.state == "enabled"
    key = "plugin.enabled-now" if good else "plugin.enabled-but"
    text = t(
        key,
        id=row.id,
        version=row.version,
        state=t(f"plugin.state-{row.state}"),
        reason=row.reason or "",
    )
    if not good:
        narrate(text)
    return emit(_document(row), as_json, lambda: [text] if good else [], status=0 if good else 1)


MOST_SHOWN = 60


def _setting(text: str) -> tuple[str, Any]:
    """Return a setting; the value is TOML where it reads as such, else plain text."""
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise UsageFault(msg("plugin.help-set"), value=text)
    try:
        return key.strip(), tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return key.strip(), value
    except (ValueError, RecursionError):
        raise UsageFault(msg("files.long-number"), value=text[:MOST_SHOWN]) from None


@plugin.command("disable", help=t("plugin.help-disable"))
@click.argument("id_", metavar="ID")
@json_option
@click.pass_obj
def disable(face: Face, id_: str, as_json: bool) -> int:
    """Disable a plugin."""
    from civtui.workspace import plugins

    row = plugins.disable(face.open(), id_)
    document = _document(row) if row else {"id": id_, "state": "missing"}
    return emit(document, as_json, lambda: [t("plugin.disabled-now", id=id_)])


@plugin.command("trace", help=t("plugin.help-trace"))
@click.argument("id_", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def trace(face: Face, id_: str | None, as_json: bool) -> int:
    """Show how plugin calls went."""
    from civtui.workspace import plugins

    document = plugins.trace(_workspace(face), id_)

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
                yield from (f"    {plain(line)}" for line in log.splitlines()[-20:])

    return emit(document, as_json, lines)


def plain(text: str) -> str:
    """Return foreign text with every control character shown, not obeyed."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


@plugin.command("doctor", help=t("plugin.help-doctor"))
@json_option
@click.pass_obj
def doctor(face: Face, as_json: bool) -> int:
    """Ask every plugin anew; exits 1 if one that is enabled cannot be used."""
    from civtui.workspace import plugins

    rows = plugins.ask_anew(_workspace(face))
    bad = [row for row in rows if row.state in ("broken", "missing", "slow")]
    return emit(
        [_document(row) for row in rows],
        as_json,
        lambda: [_line(row) for row in bad] or [t("plugin.doctor-ok")],
        status=1 if bad else 0,
    )


@plugin.command("new", help=t("plugin.help-new"))
@click.argument("kind")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@json_option
def new(kind: str, folder: Path, as_json: bool) -> int:
    """Make a new plugin package."""
    from civtui.workspace import plugins

    made = [str(path) for path in plugins.new(kind, folder)]
    said = t("plugin.made", folder=folder, name=folder.absolute().name)
    return emit({"kind": kind, "files": made}, as_json, lambda: [*made, said])


def _outcome(rule: Rule, findings: list[Finding]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "ok": not findings,
        "what": t(f"plugin.rule-{rule.id}"),
        "why": t(f"plugin.rule-{rule.id}-why"),
        "example": t(f"plugin.rule-{rule.id}-example"),
        "findings": [{"place": f.place, "text": render(f.text)} for f in findings],
    }


def _outcome_lines(rules: list[dict[str, Any]]) -> Iterator[str]:
    for rule in rules:
        yield f"{'✓' if rule['ok'] else '✗'} {rule['id']}  {rule['what']}"
        for found in rule["findings"]:
            yield f"    {plain(found['place'])}: {plain(found['text'])}"
        if not rule["ok"]:
            yield f"    {t('plugin.why')} {rule['why']}"
            yield f"    {t('plugin.example')} {rule['example']}"


@plugin.command("check", help=t("plugin.help-check"))
@click.argument("target", metavar="PATH|NAME")
@json_option
def check(target: str, as_json: bool) -> int:
    """Check a plugin against every rule; exits 1 if one is not kept."""
    from civtui.conformance.rules import checked
    from civtui.conformance.subject import subject

    one = subject(target)
    try:
        rules = [_outcome(rule, findings) for rule, findings in checked(one)]
    finally:
        one.close()
    passed = all(rule["ok"] for rule in rules)
    document = {
        "plugin": one.found.id,
        "version": one.found.version,
        "passed": passed,
        "rules": rules,
    }
    key = "plugin.check-passed" if passed else "plugin.check-failed"
    said = t(key, id=one.found.id)
    return emit(
        document, as_json, lambda: [*_outcome_lines(rules), said], status=0 if passed else 1
    )


@plugin.command("dev", help=t("plugin.help-dev"))
@click.argument("target", metavar="PATH|NAME")
def dev(target: str) -> int:
    """Check again on every save, until interrupted."""
    from civtui.conformance.watching import rounds

    try:
        for done in rounds(target):
            rules = [_outcome(rule, findings) for rule, findings in done]
            for line in _outcome_lines(rules):
                click.echo(line)
            narrate(t("plugin.watching", id=target))
    except KeyboardInterrupt:
        return 0
    return 0


@plugin.command("signals", help=t("plugin.help-signals"))
@click.argument("agency", required=False)
@json_option
@click.pass_obj
def signals(face: Face, agency: str | None, as_json: bool) -> int:
    """Look for the warning signals of the enabled plugins."""
    from civtui.workspace.signals import signal_rows

    rows = signal_rows(face.open(), agency)
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
        unchecked: dict[str, list[str]] = {}
        for found in document:
            if found["state"] == "not-checked":
                said = f"{found['title']}  {plain(found['text'] or found['reason'])}"
                unchecked.setdefault(said, []).append(found["agency_name"])
        for said, names in unchecked.items():
            shown = "、".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
            yield f"{t('plugin.signal-not-checked')} {len(names)}  {said}  {shown}"
        for found in document:
            if found["state"] == "warning":
                state = t(f"plugin.signal-{found['level'] or found['state']}")
                said = found["text"] or found["reason"]
                yield f"{state}  {found['agency_name']}  {found['title']}  {plain(said)}"
        clear = sum(found["state"] == "clear" for found in document)
        yield t("plugin.signals-clear", clear=clear, of=len(document))

    return emit(document, as_json, lines)


@plugin.command("lock", help=t("plugin.help-lock"))
@json_option
@click.pass_obj
def lock(face: Face, as_json: bool) -> int:
    """Write what is enabled, so that it can be brought back."""
    from civtui.workspace import plugin_lock

    path = plugin_lock.lock(face.open())
    return emit({"file": str(path)}, as_json, lambda: [str(path)])


@plugin.command("sync", help=t("plugin.help-sync"))
@click.option("--dry-run", is_flag=True)
@json_option
@click.pass_obj
def sync(face: Face, dry_run: bool, as_json: bool) -> int:
    """Install what is enabled and missing; exits 1 if something stays missing."""
    from civtui.workspace import plugin_lock

    done = plugin_lock.sync(face.open(), dry_run=dry_run)

    def lines() -> Iterator[str]:
        for one in done:
            state = "would" if one.done is None else "done" if one.done else "failed"
            yield f"{one.requirement}  {t(f'plugin.sync-{state}')}  {plain(one.output)}".rstrip()
        if not done:
            yield t("plugin.sync-nothing")

    failed = any(one.done is False for one in done)
    return emit([one._asdict() for one in done], as_json, lines, status=1 if failed else 0)
