"""`office list|show`: the offices of the agencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.locale import t
from civtui.locale.tables import table


@click.group(help=t("cli.help-office"))
def office() -> None:
    """Offices."""


@office.command("list", help=t("cli.help-office-list"))
@click.argument("text", required=False, default="")
@click.option("--agency", help=t("cli.help-office-agency"))
@json_option
@click.pass_obj
def list_(face: Face, text: str, agency: str | None, as_json: bool) -> int:
    """List offices."""
    from civtui.workspace.agencies import agency as find
    from civtui.workspace.agencies import office_rows

    ws = face.open()
    rows = office_rows(ws, find(ws, agency).id if agency else None, text)

    def lines() -> Iterator[str]:
        heads = [t(f"cli.column-{c}") for c in ("id", "agency", "name", "honor")]
        body = [
            [o.id, o.agency_name, o.name, "、".join(t(f"cli.honor-{h}") for h in o.honors)]
            for o in rows
        ]
        yield from table(heads, body)

    return emit([row.document() for row in rows], as_json, lines)


@office.command("show", help=t("cli.help-office-show"))
@click.argument("name", metavar="OFFICE")
@json_option
@click.pass_obj
def show(face: Face, name: str, as_json: bool) -> int:
    """Show one office with its titles and rounds."""
    from civtui.workspace.agencies import office as find
    from civtui.workspace.agencies import rounds_of, titles_of

    ws = face.open()
    found = find(ws, name)
    titles = titles_of(ws, found.id)
    rounds = rounds_of(ws, found.id)
    document: dict[str, Any] = {
        **found.document(),
        "titles": [title._asdict() for title in titles],
        "rounds": [{"id": i, "name": n, "state": s} for i, n, s in rounds],
    }

    def lines() -> Iterator[str]:
        yield f"{found.id}  {found.agency_name} / {found.name}"
        for title in titles:
            ended = f" – {title.ended}" if title.ended else ""
            yield f"  {t('cli.honor-' + title.honor)}  {title.since}{ended}"
        for id_, round_name, state in rounds:
            yield f"  {id_}  {round_name}  {t('cli.state-' + state)}"

    return emit(document, as_json, lines)


@office.command("correct", help=t("cli_building.help-correct"))
@click.argument("office_", metavar="OFFICE")
@click.option("--name", required=True)
@click.option("--why", required=True, help=t("cli_building.help-why"))
@json_option
@click.pass_obj
def correct(face: Face, office_: str, name: str, why: str, as_json: bool) -> int:
    """Correct a wrong name; no reform, titles and history stay."""
    from civtui.workspace.corrections import correct_office

    row = correct_office(face.open(), office_, why=why, name=name)
    return emit(row.document(), as_json, lambda: [f"{row.id}  {row.agency_name}  {row.name}"])
