"""`notice add|list|show|object|handle|period`: public notices and objections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.saying import DAY, on_option
from civtui.cli.values import DAYS, Between
from civtui.locale import render, t
from civtui.workspace.answers import plain, rows_of


@click.group(help=t("cli_titles.help-notice"))
def notice() -> None:
    """Public notices."""


@notice.command("add", help=t("cli_titles.help-notice-add"))
@click.argument("cases", nargs=-1, required=True)
@click.option("--id", "notice_id", help=t("cli_titles.help-id"))
@on_option
@json_option
@click.pass_obj
def add(
    face: Face, cases: tuple[str, ...], notice_id: str | None, on: date | None, as_json: bool
) -> int:
    """Make decided applications public."""
    from civtui.workspace.titles.notices import post

    row, stands = post(face.open(), cases, notice=notice_id, on=on)

    def lines() -> Iterator[str]:
        yield f"{row.id}: {render(stands.why)}"
        yield from (render(warning) for warning in stands.warnings)

    return emit({**plain(row), "why": render(stands.why)}, as_json, lines)


@notice.command("period", help=t("cli_titles.help-notice-period"))
@click.argument("posted", type=DAY)
@click.option("--days", type=Between(1, 400, units=DAYS), help=t("cli_titles.help-days"))
@click.option("--counting", type=click.Choice(["calendar", "working"]))
@json_option
@click.pass_obj
def period(face: Face, posted: date, days: int | None, counting: str | None, as_json: bool) -> int:
    """Say from when to when a notice would stand."""
    from civtui.workspace.titles.notices import period as stand

    ws = face.open()
    term = ws.profile().notice_term()
    term = term._replace(days=days or term.days, counting=counting or term.counting)
    found = stand(ws, posted, term)

    def lines() -> Iterator[str]:
        yield render(found.why)
        yield t("cli_titles.notice-days", calendar=found.calendar_days, working=found.working_days)
        yield from (render(warning) for warning in found.warnings)

    return emit(plain(found), as_json, lines)


@notice.command("list", help=t("cli_titles.help-notice-list"))
@json_option
@click.pass_obj
def list_(face: Face, as_json: bool) -> int:
    """List notices."""
    from civtui.workspace.titles.notices import notice_rows

    rows = notice_rows(face.open())
    columns = ("notice", "posted", "last", "cases")
    body = [(r.id, r.posted, r.last, list(r.cases)) for r in rows]
    return emit(plain(rows), as_json, lambda: rows_of(columns, body))


@notice.command("show", help=t("cli_titles.help-notice-show"))
@click.argument("notice_id", metavar="NOTICE")
@json_option
@click.pass_obj
def show(face: Face, notice_id: str, as_json: bool) -> int:
    """Show a notice and the objections to it."""
    from civtui.workspace.titles.notices import notice_row, objection_rows

    ws = face.open()
    row, objections = notice_row(ws, notice_id), objection_rows(ws, notice_id)

    def lines() -> Iterator[str]:
        yield f"{row.id}  {row.posted} – {row.last}"
        yield from (f"    {case}" for case in row.cases)
        yield from rows_of(
            ("objection", "case", "day", "signed", "matter", "outcome"),
            [
                (
                    *(o.id, o.case, o.received, "✓" if o.signed else "✗", o.matter),
                    t(f"cli_titles.objection-{o.outcome or 'open'}"),
                )
                for o in objections
            ],
        )

    document = {**plain(row), "objections": plain(objections)}
    return emit(document, as_json, lines)


def _objection(row: Any, as_json: bool) -> int:
    outcome = t(f"cli_titles.objection-{row.outcome or 'open'}")
    return emit(plain(row), as_json, lambda: [f"{row.id}  {row.case}  {outcome}  {row.matter}"])


@notice.command("object", help=t("cli_titles.help-notice-object"))
@click.argument("notice_id", metavar="NOTICE")
@click.argument("case")
@click.argument("matter")
@click.option("--name", default="", help=t("cli_titles.help-name"))
@on_option
@json_option
@click.pass_obj
def object_(
    face: Face, notice_id: str, case: str, matter: str, name: str, on: date | None, as_json: bool
) -> int:
    """Record an objection."""
    from civtui.workspace.titles.notices import object_to

    return _objection(object_to(face.open(), notice_id, case, matter, name=name, on=on), as_json)


@notice.command("handle", help=t("cli_titles.help-notice-handle"))
@click.argument("objection")
@click.argument("outcome", type=click.Choice(["upheld", "rejected"]))
@click.option("--finding", required=True, help=t("cli_titles.help-finding"))
@on_option
@json_option
@click.pass_obj
def handle(
    face: Face, objection: str, outcome: str, finding: str, on: date | None, as_json: bool
) -> int:
    """Answer an objection."""
    from civtui.workspace.titles.notices import handle as answer

    row = answer(face.open(), objection, upheld=outcome == "upheld", finding=finding, on=on)
    return _objection(row, as_json)
