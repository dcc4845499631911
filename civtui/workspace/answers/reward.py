"""`reward` and `year`: what the building year comes to, and its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.registers import REGISTERS
from civtui.model.text import Message, msg
from civtui.workspace.answers import Answer
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.building.rollover import RolledRow

DECEMBER = 12


def list_(ws: Workspace, *, year: int | None, all: bool, held_back: bool) -> Answer:
    """Answer with who stands on which list, or is held back from it, each with its reasons."""
    from civtui.workspace.building.rewards import reward_rows

    rows = [row for row in reward_rows(ws, year) if all or row.listed is not held_back]

    def lines() -> Iterator[str]:
        heads = [t(f"cli_building.column-{c}") for c in ("list", "who", "listed", "reason")]
        body = [
            [
                *(render(r.figure.title), r.figure.name),
                t("building.listed" if r.listed else "building.held-back"),
                render(r.why()),
            ]
            for r in rows
        ]
        yield from table(heads, body)

    document = [
        {
            **row.document(),
            "title": render(row.figure.title),
            "reason": render(row.figure.reason),
            "value": str(row.figure.value),
            "at_least": str(row.figure.at_least),
            "held_back": [render(why) for why in row.held_back],
            "noted": [render(why) for why in row.noted],
        }
        for row in rows
    ]
    return Answer(document, lines)


def show(ws: Workspace) -> Answer:
    """Answer with the years that are closed."""
    from civtui.workspace.building.registers import closed_years

    now, closed = ws.today().year, closed_years(ws)
    key = "cli_building.years" if closed else "cli_building.years-none"
    said = [t(key, year=now, closed=closed)]
    return Answer({"year": now, "closed": closed}, lambda: said)


def roll(ws: Workspace, *, year: int, dry_run: bool) -> Answer:
    """Close a year and carry on what must go on."""
    from civtui.workspace.building.rollover import roll as close

    done = close(ws, year, dry_run=dry_run)

    def lines() -> Iterator[str]:
        columns = ("register", "carried", "renewed", "closed", "staying")
        heads = [t(f"cli_building.column-{c}") for c in columns]
        body = [
            [render(REGISTERS[r.register].title), *(str(n or "") for n in r[1:5])]
            for r in done.rows
        ]
        yield from table(heads, body)
        yield from (render(one) for one in _undated(done.rows))
        yield t("cli_building.rolled" if done.written else "cli_exchange.preview", year=done.year)

    return Answer({"year": done.year, "written": done.written, "registers": done.rows}, lines)


def year_that_ends(
    ws: Workspace, given: Mapping[str, Any], fixed: Mapping[str, Any]
) -> dict[str, str]:
    """Return the year that is closed next: in January the one before, else this one."""
    from civtui.workspace.building.registers import closed_years

    today = ws.today()
    late = today.month == 1 and today.year - 1 not in closed_years(ws)
    return {"year": str(today.year - late)}


def will_roll(ws: Workspace, values: Mapping[str, Any]) -> Message | None:
    """Say how many records the end of a year carries on, puts down anew, closes.

    A year that still runs for more than its last month is said to.
    """
    from civtui.workspace.building.rollover import roll as close

    if values["dry_run"]:
        return None
    rows, today = close(ws, values["year"], dry_run=True).rows, ws.today()
    early = today.year == values["year"] and today.month < DECEMBER
    said = [*_undated(rows)]
    will = msg(
        "verbs/year.will-roll-early" if early else "verbs/year.will-roll",
        day=today.isoformat(),
        year=str(values["year"]),
        carried=sum(row.carried for row in rows),
        renewed=sum(row.renewed for row in rows),
        closed=sum(row.closed for row in rows),
    )
    return msg("verbs/honor.will-with", will=will, terms=said) if said else will


def _undated(rows: Iterable[RolledRow]) -> Iterator[Message]:
    """Say of each register how many records go on without a term, and how they get one."""
    for row in rows:
        if row.undated:
            kind = REGISTERS[row.register]
            verb = f"civtui {kind.group} {kind.id}".replace("  ", " ")
            yield msg("building.carried-undated", what=kind.title, count=row.undated, command=verb)
