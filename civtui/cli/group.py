"""`group add|list|remove|call|hold|sittings|show`: the guidance group and its sittings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.saying import DAY, on_option
from civtui.locale import t
from civtui.workspace.answers import plain, rows_of

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace


@click.group(help=t("cli_titles.help-group"))
def group() -> None:
    """The guidance group."""


def _member_lines(rows: list[Any]) -> Iterator[str]:
    columns = ("member", "name", "post", "part", "since", "until")
    body = [(r.id, r.name, r.post, t(f"cli_titles.part-{r.part}"), r.since, r.until) for r in rows]
    yield from rows_of(columns, body)


@group.command("add", help=t("cli_titles.help-group-add"))
@click.argument("member")
@click.option("--name", default="", help=t("cli_titles.help-name"))
@click.option("--post", default="", help=t("cli_titles.help-post"))
@click.option("--part", type=click.Choice(["chair", "deputy", "member"]), default="member")
@on_option
@json_option
@click.pass_obj
def add(face: Face, /, member: str, as_json: bool, **given: Any) -> int:
    """Give a member its seat, or change it."""
    from civtui.workspace.titles.group import seat

    row = seat(face.open(), member, **given)
    return emit(plain(row), as_json, lambda: _member_lines([row]))


@group.command("remove", help=t("cli_titles.help-group-remove"))
@click.argument("member")
@on_option
@json_option
@click.pass_obj
def remove(face: Face, member: str, on: date | None, as_json: bool) -> int:
    """Take a member's seat away."""
    from civtui.workspace.titles.group import unseat

    row = unseat(face.open(), member, on=on)
    return emit(plain(row), as_json, lambda: _member_lines([row]))


@group.command("list", help=t("cli_titles.help-group-list"))
@json_option
@click.pass_obj
def list_(face: Face, as_json: bool) -> int:
    """List members."""
    from civtui.workspace.titles.group import member_rows

    rows = member_rows(face.open())
    return emit(plain(rows), as_json, lambda: _member_lines(rows))


def _sitting_lines(ws: Workspace, row: Any) -> Iterator[str]:
    from civtui.workspace.titles.holders import names_of

    yield f"{row.id}  {row.on}  {t('cli_titles.sitting-' + row.state)}"
    if row.present:
        yield t("cli_titles.present", count=len(row.present), chair=row.chair)
    body = [
        (
            *(i.item, t(f"titles.matter-{i.matter}")),
            t(f"cli.honor-{i.honor}") if i.honor else "",
            names_of(ws, i.subjects) or i.title,
        )
        for i in row.agenda
    ]
    yield from rows_of(("item", "matter", "honor", "holders"), body)
    if row.minutes:
        yield row.minutes


@group.command("call", help=t("cli_titles.help-group-call"))
@click.argument("sitting")
@click.option("--item", "items", multiple=True, required=True, help=t("cli_titles.help-item"))
@click.option("--date", "held_on", type=DAY, help=t("cli_titles.help-held-on"))
@click.option("--paper", "papers", multiple=True, help=t("cli_titles.help-paper"))
@on_option
@json_option
@click.pass_obj
def call(face: Face, /, sitting: str, items: tuple[str, ...], as_json: bool, **given: Any) -> int:
    """Call a sitting with its agenda."""
    from civtui.workspace.titles.group import call as summon

    ws = face.open()
    row = summon(ws, sitting, items, **given)
    return emit(plain(row), as_json, lambda: _sitting_lines(ws, row))


@group.command("hold", help=t("cli_titles.help-group-hold"))
@click.argument("sitting")
@click.option("--present", multiple=True, metavar="MEMBER", help=t("cli_titles.help-present"))
@click.option("--chair", default="", metavar="MEMBER", help=t("cli_titles.help-chair"))
@click.option("--minutes", default="", help=t("cli_titles.help-minutes"))
@on_option
@json_option
@click.pass_obj
def hold(face: Face, /, sitting: str, as_json: bool, **given: Any) -> int:
    """Record that a sitting was held."""
    from civtui.workspace.titles.group import hold_sitting

    ws = face.open()
    row = hold_sitting(ws, sitting, **given)
    return emit(plain(row), as_json, lambda: _sitting_lines(ws, row))


@group.command("sittings", help=t("cli_titles.help-group-sittings"))
@json_option
@click.pass_obj
def sittings(face: Face, as_json: bool) -> int:
    """List sittings."""
    from civtui.workspace.titles.group import sitting_rows

    rows = sitting_rows(face.open())
    columns = ("sitting", "day", "state", "items")
    body = [(r.id, r.on, t(f"cli_titles.sitting-{r.state}"), str(len(r.agenda))) for r in rows]
    return emit(plain(rows), as_json, lambda: rows_of(columns, body))


@group.command("show", help=t("cli_titles.help-group-show"))
@click.argument("sitting")
@json_option
@click.pass_obj
def show(face: Face, sitting: str, as_json: bool) -> int:
    """Show a sitting: agenda, who was there, minutes."""
    from civtui.workspace.titles.group import sitting_row

    ws = face.open()
    row = sitting_row(ws, sitting)
    return emit(plain(row), as_json, lambda: _sitting_lines(ws, row))
