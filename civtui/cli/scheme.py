"""`scheme list|run`, `trend`: the bare calculators (`agreement`, `calibrate`: `fairness`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from civtui.cli.face import emit, json_option, narrate
from civtui.locale import t
from civtui.locale.tables import table

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
        lambda: table(
            heads,
            [[r.id, r.title, f"{r.plugin} {r.version}", " ".join(r.properties)] for r in rows],
        ),
    )


@scheme.command("run", help=t("cli_scheme.help-run"))
@click.argument("id_", metavar="ID")
@input_option
@json_option
def run(id_: str, file: Path, as_json: bool) -> int:
    """Run a scheme on an input document."""
    from civtui.workspace.calculators import read_document, run_scheme

    answer = run_scheme(id_, read_document(file))
    say_warnings(answer, as_json)

    def lines() -> Any:
        heads = [t("cli.column-rank"), t("cli.column-name"), t("cli.column-total")]
        body = [
            [str(r["rank"] or "—"), r["subject"], r["exact"] or str(r["score"])]
            for r in answer["results"]
        ]
        return table(heads, body)

    found = any(row["score"] is not None for row in answer["results"])
    return emit(answer, as_json, lines, status=0 if found else 1)


@click.command(help=t("cli_scheme.help-trend"))
@input_option
@measure_option
@json_option
def trend(file: Path, measure: str, as_json: bool) -> int:
    """Measure a series."""
    from civtui.workspace import calculators

    return measured(calculators.trend(measure, calculators.read_document(file)), as_json)


def measured(answer: dict[str, Any], as_json: bool) -> int:
    """Print the answer of a measure and return the exit status: 1 where it is undefined."""
    say_warnings(answer, as_json)
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


def say_warnings(answer: dict[str, Any], as_json: bool) -> None:
    """Say an answer's warnings beside the data, unless the data is JSON and holds them."""
    if not as_json:
        for warning in answer["warnings"]:
            narrate(warning)
