"""`apply add|check|list|show|rank|submit|result|close`: an honor's application, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.saying import DAY, on_option
from civtui.locale import render, t
from civtui.workspace.answers import plain, rows_of


@click.group(help=t("cli_titles.help-apply"))
def apply() -> None:
    """Applications."""


def _case_line(row: Any) -> str:
    return t(
        "cli_titles.case-line",
        **{"case": row.id, "honor": t(f"cli.honor-{row.honor}"), "day": row.stepped},
        state=t(f"titles.state-{row.state}"),
    )


def _say(row: Any, as_json: bool) -> int:
    from civtui.workspace.titles.applications import steps_of

    def lines() -> Iterator[str]:
        yield _case_line(row)
        yield "→ " + render(steps_of(row))

    return emit(plain(row), as_json, lines)


@apply.command("add", help=t("cli_titles.help-apply-add"))
@click.argument("honor")
@click.argument("agency")
@click.option("--id", "case", help=t("cli_titles.help-id"))
@on_option
@json_option
@click.pass_obj
def add(
    face: Face, honor: str, agency: str, case: str | None, on: date | None, as_json: bool
) -> int:
    """File an application."""
    from civtui.workspace.titles.applications import apply as file

    return _say(file(face.open(), honor, agency, case=case, on=on), as_json)


@apply.command("check", help=t("cli_titles.help-apply-check"))
@click.argument("case")
@click.option("--score", help=t("cli_titles.help-score"))
@on_option
@json_option
@click.pass_obj
def check(face: Face, case: str, score: str | None, on: date | None, as_json: bool) -> int:
    """Check an application against the gates."""
    from civtui.workspace.titles.applications import check as judge

    found = judge(face.open(), case, score=score, on=on)

    def lines() -> Iterator[str]:
        yield t(f"cli_titles.check-{found.outcome}", case=found.case)
        for reason in found.answer.reasons:
            yield f"    {'✓' if reason.holds else '✗'} {render(reason.why)}"
        for missing in found.answer.missing:
            yield f"    → {render(missing.text)}"

    document = {"case": found.case, "outcome": found.outcome, **found.answer.document()}
    return emit(document, as_json, lines)


@apply.command("list", help=t("cli_titles.help-apply-list"))
@click.option("--honor", help=t("cli.help-honor-kind"))
@json_option
@click.pass_obj
def list_(face: Face, honor: str | None, as_json: bool) -> int:
    """List applications."""
    from civtui.workspace.titles.applications import case_rows

    rows = case_rows(face.open(), honor)
    columns = ("case", "honor", "agency", "state", "day", "score")
    body = [
        (
            *(r.id, t(f"cli.honor-{r.honor}"), r.agency_name),
            *(t(f"titles.state-{r.state}"), r.stepped, r.score),
        )
        for r in rows
    ]
    return emit(plain(rows), as_json, lambda: rows_of(columns, body))


@apply.command("show", help=t("cli_titles.help-apply-show"))
@click.argument("case")
@json_option
@click.pass_obj
def show(face: Face, case: str, as_json: bool) -> int:
    """Show one application and what is to be done next."""
    from civtui.workspace.titles.applications import case_row

    return _say(case_row(face.open(), case), as_json)


@apply.command("rank", help=t("cli_titles.help-apply-rank"))
@click.argument("honor")
@on_option
@json_option
@click.pass_obj
def rank(face: Face, honor: str, on: date | None, as_json: bool) -> int:
    """Rank the checked applicants city-wide against the quota left."""
    from civtui.workspace.titles.applications import ranking

    found = ranking(face.open(), honor, on)
    selection, rows = found.selection, found.rows
    document = {
        "honor": honor,
        "places": plain(found.places),
        "within": selection.within,
        "tied": selection.tied,
        "tied_places": selection.tied_places,
        "beyond": selection.beyond,
        "unscored": found.unscored,
        "ranks": selection.ranks,
        "why": render(selection.why),
    }

    def lines() -> Iterator[str]:
        if found.places:
            yield t(
                "cli_titles.places",
                left=found.places.left,
                total=found.places.total,
                why=found.places.why,
            )
        yield render(selection.why)
        body = [
            (
                str(selection.ranks[case]),
                t(f"cli_titles.rank-{group}"),
                rows[case].score,
                *_who(case),
            )
            for group in ("within", "tied", "beyond")
            for case in getattr(selection, group)
        ]
        body += [("", t("cli_titles.rank-unscored"), "", *_who(case)) for case in found.unscored]
        yield from rows_of(("rank", "standing", "score", "case", "agency"), body)

    def _who(case: str) -> tuple[str, str]:
        return case, rows[case].agency_name

    return emit(document, as_json, lines)


@apply.command("submit", help=t("cli_titles.help-apply-submit"))
@click.argument("cases", nargs=-1, required=True)
@click.option("--document", required=True, help=t("cli_titles.help-document"))
@click.option("--to", default="", help=t("cli_titles.help-to"))
@on_option
@json_option
@click.pass_obj
def submit(
    face: Face, cases: tuple[str, ...], document: str, to: str, on: date | None, as_json: bool
) -> int:
    """Submit recommendations upward."""
    from civtui.workspace.titles.applications import submit as send

    rows = send(face.open(), cases, document, to=to, on=on)
    return emit(plain(rows), as_json, lambda: [_case_line(row) for row in rows])


@apply.command("result", help=t("cli_titles.help-apply-result"))
@click.argument("case")
@click.argument("outcome", type=click.Choice(["granted", "refused"]))
@click.option("--document", required=True, help=t("cli_titles.help-document"))
@click.option("--by", required=True, help=t("cli_titles.help-by"))
@click.option("--honor", help=t("cli_titles.help-other-honor"))
@click.option("--until", type=DAY, help=t("cli_titles.help-until"))
@on_option
@json_option
@click.pass_obj
def result(face: Face, /, case: str, outcome: str, as_json: bool, **given: Any) -> int:
    """Record the higher body's answer."""
    from civtui.workspace.titles.applications import receive

    row = receive(face.open(), case, granted=outcome == "granted", **given)
    return _say(row, as_json)


@apply.command("close", help=t("cli_titles.help-apply-close"))
@click.argument("case")
@click.argument("cause", type=click.Choice(["withdrawn", "objection-upheld"]))
@on_option
@json_option
@click.pass_obj
def close(face: Face, case: str, cause: str, on: date | None, as_json: bool) -> int:
    """End an application without a title."""
    from civtui.workspace.titles.applications import close as end

    return _say(end(face.open(), case, cause, on=on), as_json)
