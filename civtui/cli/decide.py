"""`decide add|inside|list|show`: what the guidance group, or a party group, has decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.saying import on_option
from civtui.locale import t
from civtui.model.digits import whole
from civtui.workspace.answers import plain, rows_of

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace


@click.group(help=t("cli_titles.help-decide"))
def decide() -> None:
    """Decisions."""


def _votes(context: click.Context, option: click.Parameter, text: str | None) -> Any:
    if text is None:
        return None
    parts = text.replace("：", ":").replace("／", "/").replace(":", "/").split("/")
    votes = tuple(map(whole, parts))
    if len(votes) != 3 or None in votes:
        raise click.BadParameter(t("cli_titles.bad-votes"), context, option)
    return votes


def _line(ws: Workspace, row: Any) -> str:
    from civtui.workspace.titles.holders import names_of

    votes = row.votes
    how = (
        t("cli_titles.by-consensus")
        if votes is None
        else t(
            "cli_titles.by-vote", yes=votes["for_"], no=votes["against"], none=votes["abstained"]
        )
    )
    return t(
        "cli_titles.decision-line",
        **{"id": row.id, "day": row.decided, "matter": t(f"titles.matter-{row.matter}")},
        outcome=t(f"cli_titles.outcome-{row.outcome}"),
        holders=names_of(ws, row.subjects),
        how=how if row.body == "guidance-group" else t("rules.body-party-group"),
    )


@decide.command("add", help=t("cli_titles.help-decide-add"))
@click.argument("sitting")
@click.argument("item")
@click.argument("outcome", type=click.Choice(["approved", "refused"]), default="approved")
@click.option("--subject", "subjects", multiple=True, help=t("cli_titles.help-subject"))
@click.option("--votes", callback=_votes, metavar="9/1/0", help=t("cli_titles.help-votes"))
@click.option("--recused", multiple=True, metavar="MEMBER", help=t("cli_titles.help-recused"))
@click.option("--id", "decision", help=t("cli_titles.help-id"))
@click.option("--resolution", default="", help=t("cli_titles.help-resolution"))
@json_option
@click.pass_obj
def add(face: Face, /, sitting: str, item: str, as_json: bool, **given: Any) -> int:
    """Record what the group decided on an item of its agenda."""
    from civtui.workspace.titles.decisions import decide as record

    ws = face.open()
    row = record(ws, sitting, item, **given)
    return emit(plain(row), as_json, lambda: [_line(ws, row)])


@decide.command("inside", help=t("cli_titles.help-decide-inside"))
@click.argument("agency")
@click.argument("matter")
@click.argument("subjects", nargs=-1, required=True)
@click.option("--session", required=True, help=t("cli_titles.help-session"))
@click.option("--honor", default="civilized-office", help=t("cli.help-honor-kind"))
@click.option("--outcome", type=click.Choice(["approved", "refused"]), default="approved")
@click.option("--id", "decision", help=t("cli_titles.help-id"))
@click.option("--resolution", default="", help=t("cli_titles.help-resolution"))
@on_option
@json_option
@click.pass_obj
def inside(
    face: Face, /, agency: str, matter: str, subjects: tuple[str, ...], as_json: bool, **given: Any
) -> int:
    """Record what an agency's party group decided on its own offices."""
    from civtui.workspace.titles.decisions import decide_inside

    ws = face.open()
    row = decide_inside(ws, agency, matter, subjects, **given)
    return emit(plain(row), as_json, lambda: [_line(ws, row)])


@decide.command("list", help=t("cli_titles.help-decide-list"))
@json_option
@click.pass_obj
def list_(face: Face, as_json: bool) -> int:
    """List decisions."""
    from civtui.workspace.titles.decisions import decision_rows

    rows = decision_rows(face.open())
    columns = ("decision", "day", "matter", "honor", "outcome", "holders")
    body = [
        (
            *(r.id, r.decided, t(f"titles.matter-{r.matter}")),
            t(f"cli.honor-{r.honor}") if r.honor else "",
            *(t(f"cli_titles.outcome-{r.outcome}"), str(len(r.subjects))),
        )
        for r in rows
    ]
    return emit(plain(rows), as_json, lambda: rows_of(columns, body))


@decide.command("show", help=t("cli_titles.help-decide-show"))
@click.argument("decision")
@json_option
@click.pass_obj
def show(face: Face, decision: str, as_json: bool) -> int:
    """Show one decision."""
    from civtui.workspace.titles.decisions import decision_row

    ws = face.open()
    row = decision_row(ws, decision)

    def lines() -> Iterator[str]:
        yield _line(ws, row)
        if row.resolution:
            yield row.resolution

    return emit(plain(row), as_json, lines)
