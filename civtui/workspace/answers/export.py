"""`export`: a report in a format that a plugin brings, to a file or to standard output."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from civtui.files import typed_path
from civtui.locale import t
from civtui.model.errors import Refused, UsageFault
from civtui.model.progress import Tell
from civtui.model.text import msg
from civtui.workspace.answers import Answer
from civtui.workspace.files import reports
from civtui.workspace.forced_command import forced_session
from civtui.workspace.lists.cells import printed
from civtui.workspace.session import Workspace


def list_(ws: Workspace) -> Answer:
    """Answer with the formats."""
    known = reports.formats(ws)
    return Answer([f._asdict() for f in known], lambda: printed(ws, "formats", known))


def export(
    ws: Workspace,
    *,
    format: str,
    output: Path | None,
    round: str | None,
    table: str | None,
    agency: str | None,
    sitting: str | None,
    filter: str | None,
    tell: Tell,
) -> Answer:
    """Write a report or a list to a file, or (`-`) hand its content over.

    Raises:
        UsageFault: no file is named.
    """
    if output is None:
        raise UsageFault(msg("cli_exchange.name-output"))
    of = {"round": round, "agency": agency, "sitting": sitting}
    listed = _listed(ws, table, of, filter)
    if output == Path("-"):
        return Answer(None, list, content=lambda: reports.exported(ws, format, round, listed))
    tell("gather", 0, 0)
    if output.parent == ws.dir / "out":
        output.parent.mkdir(exist_ok=True)
    write = reports.export_call(ws, format, output, round, listed)
    tell("put", 0, 0)
    written = write()
    document = {"file": str(written), "format": format, "bytes": written.stat().st_size}
    within = written.relative_to(ws.dir) if written.is_relative_to(ws.dir) else written
    said = msg("cli_exchange.exported", file=within)
    return Answer(document, lambda: [t("cli_exchange.exported", file=written)], brief=said)


def _listed(
    ws: Workspace, table: str | None, of: dict[str, str | None], filter: str | None
) -> dict[str, Any] | None:
    """Return the list that is asked for, None where a report is."""
    from civtui.workspace.lists.sections import asked_table, section

    if table:
        declared, one = asked_table(table, of)
        return section(ws, declared, one, filter or "")
    if of["agency"] or of["sitting"] or filter:
        raise UsageFault(msg("tables.of-a-list"))
    return None


def placed(ws: Workspace, values: Mapping[str, Any]) -> Path | None:
    """Return where a form's report goes: a name alone lies in `out/`, none is made of the day.

    Raises:
        Refused: a session that SSH forces on a key names a place beyond `out/`.
    """
    folder, named = ws.dir / "out", values.get("output")
    if named:
        path = folder / typed_path(str(named))
        if forced_session() and not path.resolve().is_relative_to(folder.resolve()):
            raise Refused(msg("output.forced"), where={"file": str(path)})
        return path
    known = {f.id: f.extension for f in reports.formats(ws)}
    extension = known.get(str(values.get("format")))
    if extension is None:
        return None
    return folder / f"{values.get('round') or 'city'}-{ws.today().isoformat()}{extension}"
