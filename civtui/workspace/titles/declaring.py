"""What an agency declares of its civilized-office building, and the secretariat confirms."""

from __future__ import annotations

from datetime import date

from civtui.model.roles import Right
from civtui.workspace.agencies import AgencyRow
from civtui.workspace.agencies import agency as find_agency
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
