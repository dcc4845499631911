"""`activity add|list`: the building log."""

from __future__ import annotations

from datetime import datetime

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.table import table
from civtui.locale import t


@click.group(help=t("cli.help-activity"))
def activity() -> None:
    """The building log."""


@activity.command("list", help=t("cli.help-activity-list"))
@click.option("--agency", help=t("cli.help-activity-agency"))
@click.option("-n", "--limit", default=50, show_default=True, type=click.IntRange(1, 100_000))
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
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help=t("cli.help-activity-on"))
@click.option("--kind", default="other", help=t("cli.help-activity-kind"))
@click.option("--venue", default="")
@click.option("--people", type=int)
@json_option
@click.pass_obj
def add(
    face: Face,
    agency: str,
    title: str,
    day: datetime | None,
    kind: str,
    venue: str,
    people: int | None,
    as_json: bool,
) -> int:
    """Record one activity."""
    from civtui.workspace.activities import log_activity

    row = log_activity(
        face.open(),
        agency,
        title,
        on=day.date() if day else None,
        kind=kind,
        venue=venue,
        people=people,
    )
    return emit(row._asdict(), as_json, lambda: [t("cli.activity-added", **row._asdict())])
