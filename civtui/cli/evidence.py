"""`evidence add|list|show|check`: papers and pictures, kept once, and what they serve."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.locale import render, t
from civtui.locale.tables import table

if TYPE_CHECKING:
    from civtui.workspace.building.evidence import EvidenceRow


@click.group(help=t("cli_building.help-evidence"))
def evidence() -> None:
    """Papers and pictures."""


def _document(row: EvidenceRow) -> dict[str, Any]:
    uses = [{"register": register, "id": id_} for register, id_ in row.uses]
    return {**row._asdict(), "uses": uses}


def _lines(rows: list[EvidenceRow]) -> Iterator[str]:
    heads = [t(f"cli_building.column-{c}") for c in ("hash", "file", "size", "taken", "uses")]
    body = [[r.sha256[:12], r.name, str(r.size), r.taken, str(len(r.uses))] for r in rows]
    yield from table(heads, body)


@evidence.command("add", help=t("cli_building.help-evidence-add"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def add(face: Face, files: tuple[Path, ...], as_json: bool) -> int:
    """Put files into the store."""
    from civtui.workspace.building.evidence import keep

    ws = face.open()
    kept = [keep(ws, path) for path in files]

    def lines() -> Iterator[str]:
        for row, before in kept:
            key = "cli_building.kept-before" if before else "cli_building.kept"
            yield t(key, name=row.name, hash=row.sha256[:12], taken=row.taken or "—")

    return emit([{**_document(row), "before": before} for row, before in kept], as_json, lines)


@evidence.command("list", help=t("cli_building.help-evidence-list"))
@json_option
@click.pass_obj
def list_(face: Face, as_json: bool) -> int:
    """List all pieces, oldest first."""
    from civtui.workspace.building.evidence import evidence_rows

    rows = evidence_rows(face.open())
    return emit([_document(row) for row in rows], as_json, lambda: _lines(rows))


@evidence.command("show", help=t("cli_building.help-evidence-show"))
@click.argument("name", metavar="HASH")
@json_option
@click.pass_obj
def show(face: Face, name: str, as_json: bool) -> int:
    """Show one piece and what it serves."""
    from civtui.workspace.building.evidence import evidence_row, place

    ws = face.open()
    row = evidence_row(ws, name)

    def lines() -> Iterator[str]:
        yield from _lines([row])
        yield f"  {place(ws, row.sha256).relative_to(ws.dir)}"
        yield from (f"  {register}  {id_}" for register, id_ in row.uses)

    return emit(_document(row), as_json, lines)


@evidence.command("check", help=t("cli_building.help-evidence-check"))
@json_option
@click.pass_obj
def check(face: Face, as_json: bool) -> int:
    """Show what people should look at; exits 1 if a file is missing or changed."""
    from civtui.workspace.building.evidence import damages, flags

    ws = face.open()
    bad = damages(ws)
    found = [*bad, *flags(ws)]
    document = [{**flag._asdict(), "text": render(flag.text)} for flag in found]
    return emit(
        document,
        as_json,
        lambda: (
            [f"{f.sha256[:12]}  {f.name}  {render(f.text)}" for f in found]
            or [t("cli_building.nothing")]
        ),
        status=1 if bad else 0,
    )
