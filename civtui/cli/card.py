"""`card`: yellow cards issued, worked on, re-inspected, and ended by a decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.saying import decision_option, on_option, plain, said
from civtui.cli.table import table
from civtui.locale import t


@click.group(help=t("cli.help-card"))
def card() -> None:
    """Yellow cards."""


@card.command("list", help=t("cli.help-card-list"))
@click.option("--open", "open_only", is_flag=True, help=t("cli.help-card-open"))
@json_option
@click.pass_obj
def list_(face: Face, open_only: bool, as_json: bool) -> int:
    """List cards, soonest term first."""
    from civtui.workspace.cards import card_rows

    rows = card_rows(face.open(), open_only=open_only)

    def lines() -> Iterator[str]:
        columns = ("id", "agency", "state", "opened", "term", "days", "cause")
        body = [
            [
                *(r.id, r.agency_name, t(f"cli.card-{r.state}"), r.opened, r.term_ends or "—"),
                *("" if r.days_left is None else str(r.days_left), r.cause),
            ]
            for r in rows
        ]
        yield from table([t(f"cli.column-{c}") for c in columns], body)

    return emit([row._asdict() for row in rows], as_json, lines)


def _detail(found: Any, as_json: bool) -> int:
    state = found.state

    def lines() -> Iterator[str]:
        word = t(f"cli.card-{state.state}")
        yield f"{state.id}  {state.agency}  {word}  {state.issued} – {state.term_ends or '—'}"
        yield found.cause
        if found.demands:
            yield t("cli_titles.demands", text=found.demands)
        for step in found.steps:
            met = "" if step.met is None else t(f"cli_titles.met-{step.met}")
            parts = (step.day, t(f"cli_titles.step-{step.step}"), met, step.note, step.decision)
            yield "    " + "  ".join(part for part in parts if part)
        yield from said(found.notes, found.policies)

    return emit(plain(found), as_json, lines)


@card.command("show", help=t("cli_titles.help-card-show"))
@click.argument("card_id", metavar="CARD")
@json_option
@click.pass_obj
def show(face: Face, card_id: str, as_json: bool) -> int:
    """Show one card with its steps."""
    from civtui.workspace.titles.clocks import card_detail

    return _detail(card_detail(face.open(), card_id), as_json)


@card.command("add", help=t("cli_titles.help-card-add"))
@click.argument("agency")
@click.argument("cause")
@click.option("--demands", required=True, help=t("cli_titles.help-demands"))
@decision_option
@click.option("--months", type=click.IntRange(1, 60), help=t("cli_titles.help-months"))
@click.option("--id", "card", help=t("cli_titles.help-id"))
@on_option
@json_option
@click.pass_obj
def add(face: Face, /, agency: str, cause: str, as_json: bool, **given: Any) -> int:
    """Issue a yellow card by the group's decision."""
    from civtui.workspace.titles.clocks import issue

    return _detail(issue(face.open(), agency, cause, **given), as_json)


def _stepping(name: str, step: str) -> None:
    """Add the verb `name` that records `step` on a card."""

    @card.command(name, help=t(f"cli_titles.help-card-{name}"))
    @click.argument("card_id", metavar="CARD")
    @click.option("--note", default="", help=t("cli_titles.help-note"))
    @on_option
    @json_option
    @click.pass_obj
    def work(face: Face, card_id: str, note: str, on: date | None, as_json: bool) -> int:
        from civtui.workspace.titles.clocks import progress

        return _detail(progress(face.open(), card_id, step, note=note, on=on), as_json)


for _name, _step in (("plan", "plan"), ("evidence", "evidence"), ("remind", "reminded")):
    _stepping(_name, _step)


@card.command("inspect", help=t("cli_titles.help-card-inspect"))
@click.argument("card_id", metavar="CARD")
@click.argument("finding", type=click.Choice(["met", "not-met"]))
@click.option("--note", default="", help=t("cli_titles.help-note"))
@on_option
@json_option
@click.pass_obj
def inspect(
    face: Face, card_id: str, finding: str, note: str, on: date | None, as_json: bool
) -> int:
    """Record a re-inspection and its finding."""
    from civtui.workspace.titles.clocks import progress

    met = finding == "met"
    found = progress(face.open(), card_id, "re-inspected", note=note, met=met, on=on)
    return _detail(found, as_json)


def _concluding(name: str, outcome: str) -> None:
    """Add the verb `name` by which a decision brings a card to `outcome`."""

    @card.command(name, help=t(f"cli_titles.help-card-{name}"))
    @click.argument("card_id", metavar="CARD")
    @decision_option
    @on_option
    @json_option
    @click.pass_obj
    def end(face: Face, card_id: str, decision: str, on: date | None, as_json: bool) -> int:
        from civtui.workspace.titles.clocks import conclude

        return _detail(conclude(face.open(), card_id, outcome, decision, on=on), as_json)


for _name, _outcome in (("clear", "cleared"), ("prolong", "prolonged"), ("delist", "delisted")):
    _concluding(_name, _outcome)
