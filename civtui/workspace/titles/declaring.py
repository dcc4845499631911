"""What an agency declares of its building, what is confirmed, which of its offices take part."""

from __future__ import annotations

from datetime import date

from civtui.ledger import queries
from civtui.model.roles import Right
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import office as find_office
from civtui.workspace.agencies.rows import AgencyRow, OfficeRow
from civtui.workspace.session import Workspace


def declare(
    ws: Workspace,
    name: str,
    *,
    runs_program: bool | None = None,
    has_conditions: bool | None = None,
    conditions_confirmed: bool | None = None,
    stage: str | None = None,
    on: date | None = None,
) -> AgencyRow:
    """Record what an agency declares, and return the agency; None leaves a thing as it is.

    Args:
        conditions_confirmed: the secretariat says whether the agency has the conditions.
        stage: how far the roll-out has come there.
    """
    from civtui.model.facts.registry import Declared

    owner = find_agency(ws, name)
    body = Declared(
        agency=owner.id,
        runs_program=runs_program,
        has_conditions=has_conditions,
        conditions_confirmed=conditions_confirmed,
        stage=stage,
    )
    ws.write(body, right=Right.KEEP, effective=on)
    return find_agency(ws, owner.id)


def record_part(
    ws: Workspace, name: str, *, takes: bool, on: date | None = None, why: str = ""
) -> tuple[OfficeRow, date]:
    """Record that an office takes part in the building from a day on, or takes no part.

    Returns:
        The office, and since when that holds.
    """
    from civtui.model.facts.registry import TookPart

    row, day = find_office(ws, name), on or ws.today()
    ws.write(TookPart(office=row.id, takes=takes), right=Right.KEEP, effective=day, why=why)
    return row, day


def idle_since(ws: Workspace, office: str) -> str | None:
    """Return since when an office takes no part in the building; None where it takes part."""
    given = {"office": office, "today": ws.today().isoformat()}
    row = queries.one(ws.ledger, "agencies", "part-of", given)
    return None if row is None or row[0] else str(row[1])
