"""`import registry|marks`: files in, with one rule for the preview and the writing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from civtui.cli.face import Face, emit, json_option
from civtui.locale import t

if TYPE_CHECKING:
    from civtui.workspace.imports import ImportAnswer


@click.group("import", help=t("cli_exchange.help"))
def import_() -> None:
    """Files in."""


@import_.command("registry", help=t("cli_exchange.help-registry"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--map", "mapping", type=click.Path(path_type=Path), help=t("cli_exchange.help-map"))
@click.option("--dry-run", is_flag=True, help=t("cli_exchange.help-dry-run"))
@click.option("--skip-rejected", is_flag=True, help=t("cli_exchange.help-skip"))
@json_option
@click.pass_obj
def registry(
    face: Face, file: Path, mapping: Path | None, dry_run: bool, skip_rejected: bool, as_json: bool
) -> int:
    """Take a registry in."""
    from civtui.workspace.imports import import_registry

    answer = import_registry(
        face.open(), file, mapping, dry_run=dry_run, skip_rejected=skip_rejected
    )
    return say_import(answer, as_json)


@import_.command("marks", help=t("cli_exchange.help-marks"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--round", "round_id", required=True, metavar="R")
@click.option("--assessor", metavar="ID", help=t("cli_exchange.help-assessor"))
@click.option("--dry-run", is_flag=True, help=t("cli_exchange.help-dry-run"))
@click.option("--skip-rejected", is_flag=True, help=t("cli_exchange.help-skip"))
@json_option
@click.pass_obj
def marks(
    face: Face,
    file: Path,
    round_id: str,
    assessor: str | None,
    dry_run: bool,
    skip_rejected: bool,
    as_json: bool,
) -> int:
    """Take marks of a round in."""
    from civtui.workspace.imports import import_marks

    answer = import_marks(
        face.open(),
        file,
        round_id,
        assessor=assessor,
        dry_run=dry_run,
        skip_rejected=skip_rejected,
    )
    return say_import(answer, as_json)


def say_import(answer: ImportAnswer, as_json: bool) -> int:
    """Print what came of an import, and return its exit status."""
    from civtui.workspace.answers.intake import imported

    said = imported(answer)
    return emit(said.document() if as_json else None, as_json, said.lines, status=said.status)
