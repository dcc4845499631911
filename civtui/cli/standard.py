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


@standard.command("burden", help=t("cli_building.help-burden"))
@click.argument("name", metavar="ID|FILE")
@json_option
@click.pass_obj
def burden(face: Face, name: str, as_json: bool) -> int:
    """Show what a standard asks of a unit."""
    from civtui.workspace.building.burden import burden as measure
    from civtui.workspace.session import SETTINGS

    ws = face.open() if (face.folder / SETTINGS).is_file() else None
    found = measure(ws, name, face.folder)

    def lines() -> Iterator[str]:
        yield t(
            "cli_building.burden",
            standard=found.standard,
            items=found.items,
            papers=found.papers,
            photos=found.photos,
            asking=found.asking,
            distinct=found.distinct,
        )
        for what, items in found.repeated.items():
            yield t("cli_building.burden-again", what=what, items=items)
        if ws:
            yield t("cli_building.burden-served", kept=found.kept, shared=found.shared)

    return emit(found._asdict(), as_json, lines)
