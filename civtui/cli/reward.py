"""`reward list|study` and `year show|roll`: what the year comes to, and its end."""

from __future__ import annotations

from collections.abc import Iterator

import click

from civtui.cli.building import register_group
from civtui.cli.face import Face, emit, json_option
from civtui.cli.values import YEAR
from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.registers import REGISTERS
from civtui.workspace.answers import plain


@click.group(help=t("cli_building.help-reward"))
def reward() -> None:
    """Lists by the profile's reward links."""


reward.add_command(register_group(REGISTERS["study"]))


@reward.command("list", help=t("cli_building.help-reward-list"))
@click.option("--year", type=YEAR, help=t("cli_building.help-year"))
@click.option("--all", "everybody", is_flag=True, help=t("cli_building.help-reward-all"))
@json_option
@click.pass_obj
def list_(face: Face, year: int | None, everybody: bool, as_json: bool) -> int:
    """Show who stands on which list, each with its reason."""
    from civtui.workspace.building.rewards import reward_rows

    rows = [row for row in reward_rows(face.open(), year) if row.listed or everybody]

    def lines() -> Iterator[str]:
        heads = [t(f"cli_building.column-{c}") for c in ("list", "who", "listed", "reason")]
        body = [[render(r.title), r.name, "✓" if r.listed else "", render(r.reason)] for r in rows]
        yield from table(heads, body)

    document = [
        {**row._asdict(), "title": render(row.title), "reason": render(row.reason),
         "value": str(row.value), "at_least": str(row.at_least)}
        for row in rows
    ]  # fmt: skip
    return emit(document, as_json, lines)


@click.group(help=t("cli_building.help-year-noun"))
def year() -> None:
    """The building year."""


@year.command("roll", help=t("cli_building.help-roll"))
@click.argument("which", metavar="YEAR", type=YEAR)
@click.option("--dry-run", is_flag=True, help=t("cli_exchange.help-dry-run"))
@json_option
@click.pass_obj
def roll(face: Face, which: int, dry_run: bool, as_json: bool) -> int:
    """Close a year and carry on what must go on."""
    from civtui.workspace.building.rollover import roll as close

    done = close(face.open(), which, dry_run=dry_run)
    document = {"year": done.year, "written": done.written, "registers": plain(done.rows)}

    def lines() -> Iterator[str]:
        columns = ("register", "carried", "renewed", "closed", "staying")
        heads = [t(f"cli_building.column-{c}") for c in columns]
        body = [
            [render(REGISTERS[r.register].title), *(str(n or "") for n in r[1:])] for r in done.rows
        ]
        yield from table(heads, body)
        yield t("cli_building.rolled" if done.written else "cli_exchange.preview", year=done.year)

    return emit(document, as_json, lines)


@year.command("show", help=t("cli_building.help-year-show"))
@json_option
@click.pass_obj
def show(face: Face, as_json: bool) -> int:
    """Show which years are closed."""
    from civtui.workspace.building.registers import closed_years

    ws = face.open()
    now, closed = ws.today().year, closed_years(ws)
    said = [t("cli_building.years", year=now, closed=closed)]
    return emit({"year": now, "closed": closed}, as_json, lambda: said)
