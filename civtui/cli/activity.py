"""`activity add|list|show|items|uneven|signals`: the building log and its rhythm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from civtui.cli.building import board_command
from civtui.cli.face import Face, emit, json_option
from civtui.cli.imports import say_import
from civtui.cli.values import COUNT, DAY, Between
from civtui.locale import t
from civtui.locale.tables import table


@click.group(help=t("cli.help-activity"))
def activity() -> None:
    """The building log."""


board_command(activity, "uneven")


@activity.command("list", help=t("cli.help-activity-list"))
@click.option("--agency", help=t("cli.help-activity-agency"))
@click.option("-n", "--limit", default=50, show_default=True, type=Between(1, 100_000))
@json_option
@click.pass_obj
def list_(face: Face, agency: str | None, limit: int, as_json: bool) -> int:
    """List activities, newest first."""
    from civtui.workspace.activities import activity_rows

    rows = activity_rows(face.open(), agency, limit)
    heads = [t(f"cli.column-{c}") for c in ("day", "agency", "title", "venue", "people")]
    return emit(
        [row._asdict() for row in rows],
        as_json,
        lambda: table(
            heads,
            [[r.held, r.agency_name, r.title, r.venue, str(r.people or "")] for r in rows],
        ),
    )


@activity.command("add", help=t("cli.help-activity-add"))
@click.argument("agency")
@click.argument("title")
@click.option("--on", type=DAY, metavar="[%Y-%m-%d]", help=t("cli.help-activity-on"))
@click.option("--kind", default="other", help=t("cli.help-activity-kind"))
@click.option("--venue", default="")
@click.option("--people", type=COUNT)
@click.option("--leaders", default="", help=t("cli_building.help-leaders"))
@click.option(
    "--evidence", multiple=True, metavar="FILE|HASH", help=t("cli_building.help-pictures")
)
@click.option("--item", "items", multiple=True, metavar="ID|N", help=t("cli_building.help-items"))
@json_option
@click.pass_obj
def add(face: Face, /, agency: str, title: str, as_json: bool, **given: Any) -> int:
    """Record one activity."""
    from civtui.workspace.activities import log_activity

    row = log_activity(face.open(), agency, title, **given)
    return emit(row._asdict(), as_json, lambda: [t("cli.activity-added", **row._asdict())])


@activity.command("show", help=t("cli_building.help-activity-show"))
@click.argument("id_", metavar="ID")
@json_option
@click.pass_obj
def show(face: Face, id_: str, as_json: bool) -> int:
    """Show one activity with its evidence and items."""
    from civtui.workspace.activities import activity as find
    from civtui.workspace.activities import standard_items

    ws = face.open()
    row = find(ws, id_)

    def lines() -> Iterator[str]:
        yield f"{row.held}  {row.agency_name}  {row.title}"
        yield "  ".join(str(part) for part in (row.venue, row.people, row.leaders) if part)
        titles = standard_items(ws)
        yield from (f"  {item}  {titles.get(item, '')}" for item in row.items)
        yield from (f"  {digest[:12]}" for digest in row.evidence)

    return emit(row._asdict(), as_json, lines)


@activity.command("items", help=t("cli_building.help-activity-items"))
@json_option
@click.pass_obj
def items(face: Face, as_json: bool) -> int:
    """List the items that an activity may serve, each with its number."""
    from civtui.workspace.activities import standard_items

    found = standard_items(face.open())
    document = [
        {"n": n, "id": id_, "title": title} for n, (id_, title) in enumerate(found.items(), 1)
    ]
    return emit(
        document, as_json, lambda: [f"{d['n']:>3}  {d['id']}  {d['title']}" for d in document]
    )


@activity.command("import", help=t("cli_building.help-import"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=t("cli_exchange.help-dry-run"))
@click.option("--skip-rejected", is_flag=True, help=t("cli_exchange.help-skip"))
@json_option
@click.pass_obj
def import_(face: Face, file: Path, dry_run: bool, skip_rejected: bool, as_json: bool) -> int:
    """Take a building log in from a workbook."""
    from civtui.workspace.building.intake import import_activities

    answer = import_activities(face.open(), file, dry_run=dry_run, skip_rejected=skip_rejected)
    return say_import(answer, as_json)
