"""The end of a building year: carries what must go on, puts down anew what comes every year."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.registers import REGISTERS, Register
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building.catalogues import Catalogues
from civtui.workspace.building.preparing import prepared
from civtui.workspace.building.records import RecordRow, is_open, record_rows
from civtui.workspace.building.registers import closed_years
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.records import RecordPart

# what a renewed record begins the next year with
ANEW = {"post": {"business-met": "open", "building-met": "open", "evidence": ""}}


class RolledRow(NamedTuple):
    """What the end of a year does with one register: how many of its records it does each to.

    Args:
        undated: how many of the carried have no term in the next year, and want one.
    """

    register: str
    carried: int
    renewed: int
    closed: int
    staying: int
    undated: int = 0


class Rollover(NamedTuple):
    """What the end of a year does; `written` says whether it was done or only shown."""

    year: int
    rows: list[RolledRow]
    written: bool


def roll(ws: Workspace, year: int, *, dry_run: bool = False) -> Rollover:
    """Close a building year.

    Open duties and work items are carried into the next year, posts are put down anew with their
    targets unjudged; institutions, lead departments, findings and exemplars belong to no year and
    stay as they are; everything else of the year is closed. A correction in a closed year needs a
    reason.

    Args:
        year: the year to close.
        dry_run: only say what would be done.

    Raises:
        Refused: the user may not, the year is closed already, or it lies ahead.
    """
    from civtui.model.facts.records import YearRolled

    ws.require(Right.MANAGE)
    if year in closed_years(ws):
        raise Refused(
            msg("building.closed-already"),
            where={"rule": "year-closed"},
            value=year,
            hint=msg("building.way-closed", seq=str(_closing(ws, year))),
        )
    if year > ws.today().year:
        raise Refused(
            msg("building.year-ahead"),
            where={"rule": "year-ahead"},
            value=year,
            hint=msg("building.wait"),
        )
    agencies, once = {row.id: row for row in agency_rows(ws)}, Catalogues(ws)
    rows: list[RolledRow] = []
    parts: list[RecordPart] = []
    for kind in REGISTERS.values():
        if kind.rolls == "stay":
            rows.append(RolledRow(kind.id, 0, 0, 0, len(record_rows(ws, kind.id))))
            continue
        own = record_rows(ws, kind.id, year=year)
        on = [row for row in own if _goes_on(kind, row)]
        there = {row.id for row in record_rows(ws, kind.id, year=year + 1)}
        made = [
            part
            for row in on
            if (part := _next(ws, kind, row, year + 1, agencies, once)).id not in there
        ]
        parts += made
        carried = len(made) if kind.rolls == "carry" else 0
        renewed = len(made) if kind.rolls == "renew" else 0
        undated = sum(not part.values.get(kind.due) for part in made) if carried and kind.due else 0
        rows.append(RolledRow(kind.id, carried, renewed, len(own) - len(on), 0, undated))
    if not dry_run:

        def still_open(connection: sqlite3.Connection) -> None:
            if connection.execute("SELECT 1 FROM year_closed WHERE year = ?", (year,)).fetchone():
                raise Refused(msg("building.closed-already"), value=year)

        ws.write(YearRolled(year=year, records=tuple(parts)), right=Right.MANAGE, check=still_open)
    return Rollover(year, rows, not dry_run)


def _closing(ws: Workspace, year: int) -> int:
    """Return the number of the fact that closed a year."""
    found = queries.rows(ws.ledger, "building", "closed-by", (year,))
    return int(found[0][0])


def _goes_on(kind: Register, row: RecordRow) -> bool:
    return kind.rolls == "renew" or (kind.rolls == "carry" and is_open(kind, row))


def _next(
    ws: Workspace,
    kind: Register,
    row: RecordRow,
    year: int,
    agencies: Mapping[str, AgencyRow],
    once: Catalogues,
) -> RecordPart:
    """Return a record as it goes on in the next year."""
    values = {**row.values, **ANEW.get(kind.id, {}), "year": year}
    if kind.rolls == "carry" and kind.due and str(values.get(kind.due, "")) < f"{year}-01-01":
        values.pop(kind.due, None)  # a term of the old year is none of the new one
    return prepared(ws, kind.id, agencies.get(row.agency, row.agency), values, once=once, by=row.by)
