"""Corrections of wrong facts about agencies and offices: no reform, titles and history stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from civtui.ledger.ledger import Person
from civtui.model.errors import BadInput, Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import office as find_office
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.agencies.called import hold_called, hold_full
from civtui.workspace.agencies.rows import AgencyRow, OfficeRow
from civtui.workspace.session import Workspace


def correct_agency(ws: Workspace, which: str, *, why: str, **given: Any) -> AgencyRow:
    """Correct what the registry says of an agency and return it.

    Args:
        which: the agency.
        why: the reason, in a person's words.
        given: `name`, `short`, `sector`, `code`, `category`, `declared_offices`; None leaves a
            field as it is.

    Raises:
        NotFound: no such agency.
        BadInput: nothing to correct, no reason, or a name that is none.
        Refused: another agency goes by that name or short name, or the user may not.
    """
    from civtui.model.facts.registry import AgencyRecord, Registered

    row = find_agency(ws, which)
    fields = _given(given, why)
    hold_full(fields.get("name"))
    named = {field: fields.get(field) for field in ("name", "short")}

    def held(_: object = None) -> None:
        hold_called(ws, row.id, msg("building.reform-instead"), **named)

    held()
    record = AgencyRecord.model_validate({"id": row.id, "name": row.name, **fields})
    ws.write(Registered(agencies=(record,)), right=Right.KEEP, why=why, check=held)
    return find_agency(ws, row.id)


def correct_office(
    ws: Workspace, which: str, *, why: str, persons: Sequence[Person] = (), **given: Any
) -> OfficeRow:
    """Correct what the registry says of an office and return it (see `correct_agency`).

    Args:
        persons: those whose tokens are given.
    """
    from civtui.model.facts.registry import OfficeRecord, Registered

    row = find_office(ws, which)
    fields = _given(given, why)
    new = fields.get("name")
    hold_full(new)

    def held(_: object = None) -> None:
        if new and any(o.name == new for o in office_rows(ws, row.agency) if o.id != row.id):
            hint = msg("building.reform-instead")
            raise Refused(msg("building.name-taken"), value=new, hint=hint)

    held()
    record = OfficeRecord.model_validate(
        {"id": row.id, "agency": row.agency, "name": row.name, **fields}
    )
    ws.write(Registered(offices=(record,)), right=Right.KEEP, why=why, persons=persons, check=held)
    return find_office(ws, row.id)


def _given(given: dict[str, Any], why: str) -> dict[str, Any]:
    fields = {key: value for key, value in given.items() if value is not None}
    if not fields:
        raise BadInput(msg("building.nothing-given"), allowed=list(given))
    reason(why)
    return fields


def reason(why: str) -> str:
    """Return the reason of a correction.

    Raises:
        BadInput: none is given.
    """
    if not why.strip():
        raise BadInput(msg("building.why-wanted"), where={"key": "why"}, named={"key": ""})
    return why
