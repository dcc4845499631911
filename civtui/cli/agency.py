"""`agency list|show`: the agencies of the city."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.table import table
from civtui.locale import t

if TYPE_CHECKING:
    from civtui.workspace.agencies import AgencyRow


@click.group(help=t("cli.help-agency"))
def agency() -> None:
    """Agencies."""


@agency.command("list", help=t("cli.help-agency-list"))
@click.argument("text", required=False, default="")
@json_option
@click.pass_obj
def list_(face: Face, text: str, as_json: bool) -> int:
    """List agencies."""
    from civtui.workspace.agencies import agency_rows

    rows = agency_rows(face.open(), text)
    return emit([row.document() for row in rows], as_json, lambda: _lines(rows))


def _lines(rows: list[AgencyRow]) -> Iterator[str]:
    heads = [t(f"cli.column-{c}") for c in ("id", "name", "honor", "offices", "civilized", "model")]
    yield from table(
        heads,
        [
            [
                row.id,
                row.short or row.name,
                t(f"cli.honor-{row.honor or 'none'}"),
                str(row.offices),
                str(row.civilized),
                str(row.model),
            ]
            for row in rows
        ],
    )


@agency.command("show", help=t("cli.help-agency-show"))
@click.argument("name", metavar="AGENCY")
@json_option
@click.pass_obj
def show(face: Face, name: str, as_json: bool) -> int:
    """Show one agency with its offices and titles."""
    from civtui.workspace.agencies import agency as find
    from civtui.workspace.agencies import office_rows, rounds_of, titles_of

    ws = face.open()
    found = find(ws, name)
    offices = office_rows(ws, found.id)
    document: dict[str, Any] = {
        **found.document(),
        "titles": [title._asdict() for title in titles_of(ws, found.id)],
        "office_list": [o.document() for o in offices],
        "rounds": [{"id": i, "name": n, "state": s} for i, n, s in rounds_of(ws, found.id)],
    }

    def lines() -> Iterator[str]:
        yield f"{found.id}  {found.name}" + (f"（{found.short}）" if found.short else "")
        yield t(
            "cli.agency-line",
            honor=t(f"cli.honor-{found.honor or 'none'}"),
            offices=found.offices,
            civilized=found.civilized,
            model=found.model,
        )
        heads = [t("cli.column-id"), t("cli.column-name"), t("cli.column-honor")]
        honors = [[t(f"cli.honor-{honor}") for honor in o.honors] for o in offices]
        body = [[o.id, o.name, "、".join(h)] for o, h in zip(offices, honors, strict=True)]
        yield from table(heads, body)

    return emit(document, as_json, lines)
