"""`agency list|show|set|reform`: the agencies of the city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.saying import on_option
from civtui.locale import t
from civtui.locale.tables import table
from civtui.model.errors import UsageFault
from civtui.model.text import msg
from civtui.workspace.answers import plain, rows_of, said

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


@agency.command("set", help=t("cli_titles.help-agency-set"))
@click.argument("name", metavar="AGENCY")
@click.option("--program/--no-program", "runs_program", default=None)
@click.option("--conditions/--no-conditions", "has_conditions", default=None)
@click.option("--confirmed/--not-confirmed", "conditions_confirmed", default=None)
@click.option("--stage", help=t("cli_titles.help-stage"))
@on_option
@json_option
@click.pass_obj
def set_(face: Face, /, name: str, on: date | None, as_json: bool, **given: Any) -> int:
    """Record what an agency declares of its civilized-office building."""
    from civtui.workspace.titles.declaring import declare

    row = declare(face.open(), name, on=on, **given)
    return emit(row.document(), as_json, lambda: _lines([row]))


@agency.command("correct", help=t("cli_building.help-correct"))
@click.argument("agency", metavar="AGENCY")
@click.option("--name")
@click.option("--short")
@click.option("--sector")
@click.option("--code")
@click.option("--category")
@click.option("--why", required=True, help=t("cli_building.help-why"))
@json_option
@click.pass_obj
def correct(face: Face, /, agency: str, why: str, as_json: bool, **given: Any) -> int:
    """Correct a wrong fact; no reform, titles and history stay."""
    from civtui.workspace.corrections import correct_agency

    row = correct_agency(face.open(), agency, why=why, **given)
    return emit(row.document(), as_json, lambda: _lines([row]))


@agency.command("reform", help=t("cli_titles.help-agency-reform"))
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--dry-run", is_flag=True, help=t("cli_titles.help-dry-run"))
@click.option("--take-back", metavar="ID", help=t("cli_titles.help-take-back"))
@json_option
@click.pass_obj
def reform(
    face: Face, file: Path | None, dry_run: bool, take_back: str | None, as_json: bool
) -> int:
    """Merge, split, rename, abolish, move; titles and history follow the policies."""
    from civtui.workspace.titles import reforms

    ws = face.open()
    if take_back:
        row = reforms.take_back(ws, take_back)
        return emit(
            {"reform": row.id, "state": row.state},
            as_json,
            lambda: [t("cli_titles.taken-back", reform=row.id)],
        )
    if file is None:
        rows = reforms.reform_rows(ws)
        if as_json or rows:
            body = [(r.id, r.day, t(f"cli_titles.reform-{r.state}"), r.document) for r in rows]
            columns = ("reform", "day", "state", "document")
            return emit(plain(rows), as_json, lambda: rows_of(columns, body))
        raise UsageFault(msg("cli_titles.reform-file"))
    found = reforms.reform(ws, file, dry_run=dry_run)

    def lines() -> Iterator[str]:
        key = "cli_titles.reform-planned" if dry_run else "cli_titles.reform-made"
        yield t(key, reform=found.id, day=found.effective)
        body = [
            (
                *(a.name, t(f"cli.honor-{a.honor}")),
                a.heir_name if a.heir else t("cli_titles.title-ends"),
                f"{a.policy} = {a.choice}" if a.policy else "",
            )
            for a in found.annex
        ]
        yield from rows_of(("before", "honor", "after", "policy"), body)
        yield from said(found.notes)

    document = {
        "reform": found.id,
        "effective": found.effective.isoformat(),
        "dry_run": dry_run,
        "content": found.content,
        "titles": plain(found.annex),
        "notes": plain(found.notes),
    }
    return emit(document, as_json, lines)
