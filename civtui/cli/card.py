"""`card list`: yellow cards and their terms."""

from __future__ import annotations

from collections.abc import Iterator

import click

from civtui.cli.face import Face, emit, json_option
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
