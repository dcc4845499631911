"""`export FORMAT -o FILE`, `export list`: reports out, in the formats that plugins bring."""

from __future__ import annotations

from pathlib import Path

import click

from civtui.cli.face import Face, emit, json_option, pour
from civtui.locale import t
from civtui.locale.tables import table
from civtui.model.errors import UsageFault
from civtui.model.text import msg


@click.command(help=t("cli_exchange.help-export"))
@click.argument("format_id", metavar="FORMAT|list")
@click.option("-o", "--output", type=click.Path(path_type=Path), help=t("cli_exchange.help-output"))
@click.option("--round", "round_id", metavar="R", help=t("cli_exchange.help-export-round"))
@json_option
@click.pass_obj
def export(
    face: Face, format_id: str, output: Path | None, round_id: str | None, as_json: bool
) -> int:
    """Write a report, or list the formats."""
    from civtui.workspace import reports

    ws = face.open()
    if format_id == "list":
        known = reports.formats(ws)
        heads = [t("cli.column-id"), t("cli.column-name"), "", ""]
        rows = [[f.id, f.title, f.extension, f"{f.plugin} {f.version}"] for f in known]
        return emit([f._asdict() for f in known], as_json, lambda: table(heads, rows))
    if output is None:
        raise UsageFault(msg("cli_exchange.name-output"))
    if output == Path("-"):
        if as_json:
            raise UsageFault(msg("output.json-too"))
        return pour(reports.exported(ws, format_id, round_id))
    written = reports.export(ws, format_id, output, round_id)
    document = {"file": str(written), "format": format_id, "bytes": written.stat().st_size}
    return emit(document, as_json, lambda: [t("cli_exchange.exported", file=written)])
