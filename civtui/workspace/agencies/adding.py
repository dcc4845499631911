"""An agency or office added by hand, held to all that a row of an imported registry is held to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from civtui.exchange.columns import Header
from civtui.exchange.names import same
from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry_rows import Reader
from civtui.exchange.rows import Row
from civtui.exchange.tables import Sheet
from civtui.ledger import queries
from civtui.model.errors import BadInput, Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import office as find_office
from civtui.workspace.agencies.called import hold_called, hold_full
from civtui.workspace.agencies.registry_records import Records
from civtui.workspace.agencies.rows import AgencyRow, OfficeRow
from civtui.workspace.days import hold_order
from civtui.workspace.files.matching import known
from civtui.workspace.session import Workspace

# field of the file -> field of the verb, where it is called otherwise there
VERB_FIELDS = {"contact": "reporter", "phone": "reporter-phone"}


def add_agency(ws: Workspace, on: date | None, **given: Any) -> AgencyRow:
    """Add an agency and return it.

    Args:
        on: the day since which it is on record; today where None.
        given: fields of a registry's row (`exchange.headers.AGENCY`); None says nothing.

    Raises:
        BadInput: a value is none that an import would take.
        Refused: another agency goes by the name or the code, or the user may not.
    """

    hold_full(given["name"])

    def planned() -> Plan:
        have = known(ws, corrected=False)  # the new one may bear a name that was a mistake
        reader, row = _row(ws, have, "agency", given)
        reader.agency(row)
        _hold_sound(row)
        (found,) = reader.plan.agencies
        hint = msg("building.agency-there")
        there = next((one for one in have.agencies if one.id == found.id), None)
        if there and found.code and there.code == found.code:
            said = msg("exchange.code-of", agency=there.name)
            raise Refused(said, where={"field": "code"}, value=found.code, hint=hint)
        if there:
            former = have.formers.get(given["name"])  # it was called so before a reform
            called = same(there.name) == same(given["name"])
            taken = msg("building.name-taken")
            means = taken if called else msg("building.means-other", agency=there.name)
            said = former.said if former else means
            raise Refused(said, where={"field": "name"}, value=given["name"], hint=hint)
        hold_called(ws, found.id, hint, name=found.name, short=found.short)
        reader.plan.warnings += row.warnings
        return reader.plan

    plan = _write(ws, planned, on)
    return find_agency(ws, plan.agencies[0].id)


def add_office(ws: Workspace, agency: str, on: date | None, **given: Any) -> OfficeRow:
    """Add an office to an agency and return it.

    Args:
        on: the day since which it is on record; today where None.
        given: fields of a registry's row (`exchange.headers.OFFICE`); None says nothing.

    Raises:
        NotFound: no such agency.
        BadInput: a value is none that an import would take.
        Refused: the agency has an office of that name or is not yet on record, or the user may not.
    """
    owner = find_agency(ws, agency)
    hold_full(given["name"])

    def planned() -> Plan:
        (since,) = queries.one(ws.ledger, "agencies", "since", (owner.id,)) or (None,)
        hold_order(on or ws.today(), since, msg("building.basis-agency"))
        have = known(ws)
        # of one agency alone: whose it is, is known
        alone = tuple(one for one in have.agencies if one.id == owner.id)
        values = {**given, "agency": owner.name}
        # who adds one knows that it is another than the one that went by its name
        reader, row = _row(ws, have._replace(agencies=alone, former_offices={}), "office", values)
        reader.office(row)
        _hold_sound(row)
        if not reader.plan.offices:  # 合计
            raise BadInput(msg("exchange.no-name"), where={"field": "name"}, value=given["name"])
        (found,) = reader.plan.offices
        if any(one.id == found.id for one in have.offices):
            raise Refused(
                msg("building.name-taken"),
                where={"field": "name"},
                value=found.name,
                hint=msg("building.office-there"),
            )
        reader.plan.warnings += row.warnings
        return reader.plan

    plan = _write(ws, planned, on)
    return find_office(ws, plan.offices[0].id)


def _row(ws: Workspace, have: Known, kind: str, given: Mapping[str, Any]) -> tuple[Reader, Row]:
    """Return the values as the only row of a registry, and who reads it."""
    columns = {field: place for place, field in enumerate(given)}
    titles = {field: VERB_FIELDS.get(field, field) for field in given}
    cells = [*given.values()]
    header = Header(kind, 0, columns, titles)
    return Reader(have, ws.today()), Row(Sheet("", [cells], {}), header, 1, cells)


def _hold_sound(row: Row) -> None:
    """Refuse what an import would reject.

    Raises:
        BadInput: the first that is wrong, with its field.
    """
    if row.problems:
        wrong = row.problems[0]
        raise BadInput(wrong.reason, where={"field": wrong.column}, value=wrong.value)


def _write(ws: Workspace, planned: Callable[[], Plan], on: date | None) -> Plan:
    """Write what is planned, which is asked for again inside the transaction."""
    ws.require(Right.KEEP)
    plan = planned()
    records = Records(ws, plan)
    ws.asides += (one.reason for one in plan.warnings)  # a twin, a cell of two persons

    def unchanged(_connection: sqlite3.Connection) -> None:
        now = planned()
        if (now.agencies, now.offices) != (plan.agencies, plan.offices):
            raise Refused(msg("exchange.changed-meanwhile"), hint=msg("deeds.look-again"))

    ws.write(
        *records.slices("", ""),
        right=Right.KEEP,
        effective=on,
        persons=list(records.persons.values()),
        check=unchanged,
    )
    return plan
