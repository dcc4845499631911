"""`profile check|show|diff|new`: the programme as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from civtui.cli.face import Face, emit, json_option
from civtui.locale import render, t


@click.group(help=t("cli_profile.help"))
def profile() -> None:
    """Profiles."""


@profile.command("check", help=t("cli_profile.help-check"))
@click.argument("name", metavar="[NAME|FILE]", default="standard")
@json_option
def check(name: str, as_json: bool) -> int:
    """Check a profile; exit 1 where something is wrong."""
    from civtui.workspace.profiles import check as examine

    found, findings = examine(name)
    document = {
        "profile": {"id": found.id, "version": found.version, "sha256": found.sha256},
        "findings": [
            {"code": f.code, "where": f.where, "message": render(f.message)} for f in findings
        ],
    }

    def lines() -> Iterator[str]:
        for f in findings:
            yield f"{f.where}: {render(f.message)}"
        if not findings:
            yield t("cli_profile.sound", id=found.id, version=found.version, sha=found.sha256)

    return emit(document, as_json, lines, status=int(bool(findings)))


@profile.command("show", help=t("cli_profile.help-show"))
@click.argument("name", metavar="[NAME|FILE]", required=False)
@json_option
@click.pass_obj
def show(face: Face, name: str | None, as_json: bool) -> int:
    """Print a profile with everything it extends."""
    from civtui.workspace import profiles

    found = profiles.load(name or "standard") if name else profiles.here(face.folder)
    document = {**found.document(), "sha256": found.sha256}
    return emit(document, as_json, lambda: [json.dumps(document, ensure_ascii=False, indent=2)])


@profile.command("diff", help=t("cli_profile.help-diff"))
@click.argument("one")
@click.argument("other")
@json_option
def diff(one: str, other: str, as_json: bool) -> int:
    """Say how two profiles differ, key by key."""
    from civtui.workspace.profiles import differences

    changes = differences(one, other)
    document = {"changes": [{"key": k, "from": a, "to": b} for k, a, b in changes]}
    return emit(
        document,
        as_json,
        lambda: (
            [f"{k}: {_short(a)} → {_short(b)}" for k, a, b in changes] or [t("cli_profile.same")]
        ),
    )


def _short(value: object) -> str:
    return "—" if value is None else json.dumps(value, ensure_ascii=False)


@profile.command("new", help=t("cli_profile.help-new"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--extends", default="standard", show_default=True)
@json_option
def new(file: Path, extends: str, as_json: bool) -> int:
    """Write a profile of your own that extends another."""
    from civtui.workspace.profiles import begin

    begin(file, extends)
    return emit({"file": str(file)}, as_json, lambda: [t("cli_profile.made", file=file)])
