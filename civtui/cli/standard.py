"""`standard check`: the standards that rounds are judged by."""

from __future__ import annotations

from collections.abc import Iterator

import click

from civtui.cli.face import Face, emit, json_option
from civtui.locale import render, t


@click.group(help=t("cli_standard.help"))
def standard() -> None:
    """Standards."""


@standard.command("check", help=t("cli_standard.help-check"))
@click.argument("name", metavar="ID|FILE")
@json_option
@click.pass_obj
def check(face: Face, name: str, as_json: bool) -> int:
    """Check a standard; exit 1 where something is wrong."""
    from civtui.workspace.standards import check as examine

    found, findings = examine(name, face.folder)
    document = {
        "standard": {"id": found.id, "version": found.version, "sha256": found.digest()},
        "findings": [{**f._asdict(), "message": render(f.message)} for f in findings],
    }

    def lines() -> Iterator[str]:
        for f in findings:
            yield f"{name}:{f.line or '-'}: {f.where}: {render(f.message)}"
        if not findings:
            yield t("cli_standard.sound", id=found.id, version=found.version, sha=found.digest())

    return emit(document, as_json, lines, status=int(bool(findings)))
