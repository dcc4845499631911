"""`scheme list|run`, `agreement`, `calibrate`, `trend`: the bare calculators."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from civtui.cli.face import emit, json_option, narrate
from civtui.cli.table import table
from civtui.locale import t

input_option = click.option(
    "--input", "file", required=True, type=click.Path(path_type=Path),
    help=t("cli_scheme.help-input"),
)  # fmt: skip
measure_option = click.option(
    "--measure", required=True, metavar="NAME", help=t("cli_scheme.help-measure")
)


@click.group(help=t("cli_scheme.help"))
def scheme() -> None:
    """Scoring schemes."""


@scheme.command("list", help=t("cli_scheme.help-list"))
@json_option
def list_(as_json: bool) -> int:
    """List the schemes that are installed."""
    from civtui.workspace.calculators import scheme_rows

    rows = scheme_rows()
    heads = [t("cli.column-id"), t("cli.column-name"), "", ""]
    return emit(
        [row._asdict() for row in rows],
        as_json,
        lambda: table(heads, [[r.id, r.title, f"{r.plugin} {r.version}", ""] for r in rows]),
    )


@scheme.command("run", help=t("cli_scheme.help-run"))
@click.argument("id_", metavar="ID")
@input_option
@json_option
def run(id_: str, file: Path, as_json: bool) -> int:
    """Run a scheme on an input document."""
    from civtui.workspace.calculators import read_document, run_scheme

    answer = run_scheme(id_, read_document(file))
    _narrate(answer, as_json)

    def lines() -> Any:
        heads = [t("cli.column-rank"), t("cli.column-name"), t("cli.column-total")]
        body = [
            [str(r["rank"] or "—"), r["subject"], r["exact"] or str(r["score"])]
            for r in answer["results"]
        ]
        return table(heads, body)

    return emit(answer, as_json, lines, status=0 if answer["results"] else 1)


@click.command(help=t("cli_scheme.help-agreement"))
@input_option
@measure_option
@json_option
def agreement(file: Path, measure: str, as_json: bool) -> int:
    """Say how far raters agree."""
    from civtui.workspace import calculators

    return _measured(calculators.agreement(measure, calculators.read_document(file)), as_json)


@click.command(help=t("cli_scheme.help-trend"))
@input_option
@measure_option
@json_option
def trend(file: Path, measure: str, as_json: bool) -> int:
    """Measure a series."""
    from civtui.workspace import calculators

    return _measured(calculators.trend(measure, calculators.read_document(file)), as_json)


def _measured(answer: dict[str, Any], as_json: bool) -> int:
    _narrate(answer, as_json)
    status = 1 if answer["value"] is None else 0
    return emit(
        answer,
        as_json,
        lambda: [
            f"{answer['measure']} = {answer['value']}",
            json.dumps(answer["details"], ensure_ascii=False),
        ],
        status=status,
    )


@click.command(help=t("cli_scheme.help-calibrate"))
@input_option
@json_option
def calibrate(file: Path, as_json: bool) -> int:
    """Take the assessors' severity out of their marks."""
    from civtui.workspace import calculators

    answer = calculators.calibrate(calculators.read_document(file))
    _narrate(answer, as_json)

    def lines() -> Any:
        yield from table(
            [t("cli.column-rank"), t("cli.column-name"), "raw", "adjusted"],
            [
                [str(s["rank"]), s["id"], f"{s['raw']:.3f}", f"{s['adjusted']:.3f}"]
                for s in answer["subjects"]
            ],
        )
        for judge in answer["assessors"]:
            yield f"{judge['id']}  {judge['severity']:+.3f}"

    return emit(answer, as_json, lines, status=0 if answer["connected"] else 1)


def _narrate(answer: dict[str, Any], as_json: bool) -> None:
    if not as_json:
        for warning in answer["warnings"]:
            narrate(warning)
