"""A record before it is written: whose it is, its values checked, its name and its year."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from civtui.model.errors import BadInput
from civtui.model.registers import Register, register_of
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.own_agency import own_agency_only
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building import catalogues
from civtui.workspace.building.exemplars import (
    EXEMPLAR,
    TAKEOVER,
    hold_holder,
    hold_taken_over,
    hold_takeover,
)
from civtui.workspace.building.keys import key_on_record
from civtui.workspace.building.records import SELF
from civtui.workspace.building.self_held import held_self
from civtui.workspace.building.versions import INSTITUTION, hold_version
from civtui.workspace.days import hold_values
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.records import RecordPart

LONGEST_ID = 120


def prepared(
    ws: Workspace,
    register: str,
    agency: str | AgencyRow | None,
    values: Mapping[str, Any],
    number: int = 0,
    once: catalogues.Catalogues | None = None,
    by: str = "",
    stood: Mapping[str, Any] | None = None,
) -> RecordPart:
    """Return a record, checked and named, not yet written.

    Args:
        agency: whose it is, or a name of it; None where the register is the city's.
        number: place in a bulk, so that records without a key differ.
        once: the catalogues read so far in a bulk.
        by: id of the agency that put it down, where it was another one before a reform.
        stood: what the record held before, where it is changed.

    Raises:
        BadInput, NotFound: a value is not what its field takes.
        Refused: it is another agency's, begins a second set of an institution, is an exemplar
            without a title, or takes one over that is its own or not written up yet.
    """
    from civtui.model.facts.records import RecordPart
    from civtui.plugin.forms import checked

    kind = register_of(register)
    holder = None
    if kind.whose == "agency":
        if not agency:
            raise BadInput(msg("building.whose"), where={"register": register})
        holder = find_agency(ws, agency) if isinstance(agency, str) else agency
        own_agency_only(ws, holder.id)
    given = dict(values)
    if kind.field("year") and not given.get("year"):
        given["year"] = ws.today().year
    clean = checked(kind, kind.id, given)
    hold_values(kind.fields, clean, ws.today(), stood or {})
    _hold_term(kind, clean, stood or {})
    for field in kind.fields:
        if field.catalogue and field.id in clean:
            clean[field.id] = catalogues.resolved(ws, field, clean[field.id], holder, once)
    owner = by or (holder.id if holder else "")
    if register == SELF and (not stood or any(clean.get(f) != stood.get(f) for f in clean)):
        clean |= held_self(ws, clean)
    clean |= key_on_record(ws, kind, owner, clean, once.keys if once else {})
    name = _name(ws, kind, owner, clean, number)
    if register == INSTITUTION:
        known = once.versions if once else {}
        if source := hold_version(ws, owner, clean, stood or {}, known):
            clean["revised-from"] = source
    else:
        _hold_spread(ws, register, name, owner, clean, stood or {})
    year = year_of(kind, clean)
    return RecordPart(noun=register, id=name, agency=owner, year=year, values=clean)


def _hold_spread(
    ws: Workspace,
    register: str,
    name: str,
    owner: str,
    values: Mapping[str, Any],
    stood: Mapping[str, Any],
) -> None:
    """Refuse an exemplar, or the taking over of one, that cannot be."""
    if register == EXEMPLAR:
        hold_holder(ws, owner, values, stood)
        hold_taken_over(ws, name, values, stood)
    if register == TAKEOVER:
        hold_takeover(ws, owner, values, stood)


def _hold_term(kind: Register, values: Mapping[str, Any], stood: Mapping[str, Any]) -> None:
    """Refuse what wants an answer and has no day by which: it would never fall due.

    A record of an earlier release without one may stay as it is.

    Raises:
        BadInput: the day is missing.
    """
    field = kind.field(kind.due)
    if not kind.asks[0] or field is None or values.get(kind.due) or not kind.asked(values):
        return
    if not kind.wants(values) or (stood and not stood.get(kind.due)):
        return
    way = msg("building.wants-term-way", field=field.title)
    raise BadInput(msg("building.wants-term"), where={"key": kind.due}, named={"key": ""}, hint=way)


def year_of(kind: Register, values: Mapping[str, Any]) -> int | None:
    """Return the year a record belongs to: its own field, else that of its day; None if it stays.

    What is due in a year belongs to it (see `Register.day`).
    """
    if "year" in values:
        return int(values["year"])
    if kind.rolls == "stay":
        return None
    day = values.get(kind.due) or values.get(kind.day)
    return int(str(day)[:4]) if day else None


def _name(
    ws: Workspace, kind: Register, agency: str, values: Mapping[str, Any], number: int
) -> str:
    if kind.key:
        parts = [agency, *(str(values.get(field, "")) for field in kind.key)]
    else:
        parts = [agency, str(ws.head() + 1), *([str(number)] if number else [])]
    name = "/".join(part for part in parts if part)
    if len(name) <= LONGEST_ID:
        return name
    return f"{agency}/{sha256(name.encode()).hexdigest()[:24]}"
