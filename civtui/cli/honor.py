"""`honor list|timeline`: titles, and who held what on a day."""

from __future__ import annotations

from collections.abc import Iterator

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.table import table
from civtui.locale import t


@click.group(help=t("cli.help-honor"))
def honor() -> None:
    """Titles."""


@honor.command("list", help=t("cli.help-honor-list"))
@click.option("--on", "day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--honor", "kind", help=t("cli.help-honor-kind"))
@json_option
@click.pass_obj
def list_(face: Face, day: object, kind: str | None, as_json: bool) -> int:
    """List the titles held on a day."""
    from datetime import datetime

    from civtui.workspace.honors import held_on

    ws = face.open()
    rows = held_on(ws, day.date() if isinstance(day, datetime) else ws.today(), kind)

    def lines() -> Iterator[str]:
        heads = [t(f"cli.column-{c}") for c in ("id", "name", "honor", "since", "until")]
        body = [[r.holder, r.name, t(f"cli.honor-{r.honor}"), r.since, r.until or ""] for r in rows]
        yield from table(heads, body)

    return emit([row._asdict() for row in rows], as_json, lines)


@honor.command("timeline", help=t("cli.help-honor-timeline"))
@click.argument("name", metavar="HOLDER")
@json_option
@click.pass_obj
def timeline(face: Face, name: str, as_json: bool) -> int:
    """Show every title a holder has or had, and why."""
    from civtui.workspace.honors import timeline as lines_of

    rows = lines_of(face.open(), name)

    def lines() -> Iterator[str]:
        for r in rows:
            basis = r.decision or t("cli.opening-balance")
            ended = f"{r.ended} {t('cli.cause-' + (r.cause or 'withdrawn'))}" if r.ended else ""
            yield f"{r.since} – {ended}  {t('cli.honor-' + r.honor)}  {basis}"

    return emit([row._asdict() for row in rows], as_json, lines)
