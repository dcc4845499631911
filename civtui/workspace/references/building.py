"""What a reference may point to in the building year: records, activities, evidence."""

from __future__ import annotations

from collections.abc import Collection
from weakref import WeakKeyDictionary

from civtui.locale import current, render
from civtui.model.errors import NotFound
from civtui.model.fields import Field
from civtui.model.text import msg
from civtui.workspace.finding.places import Place
from civtui.workspace.references import units
from civtui.workspace.references.units import Values
from civtui.workspace.session import Workspace

NEWEST, EVERY = 1000, 1_000_000  # activities that are listed
MOST_NAMED = 5


def records(register: str, ws: Workspace, values: Values) -> list[Place]:
    """Return the records of a register that the acting user sees, named by their first fields."""
    from civtui.model.registers import REGISTERS
    from civtui.workspace.building.catalogues import Catalogues
    from civtui.workspace.building.records import record_rows

    kind, once = REGISTERS[register], Catalogues(ws)
    return [
        Place("record", r.id, once.name_of(kind, r), (r.id,), str(r.year or r.day))
        for r in record_rows(ws, register)
    ]


def activities(ws: Workspace, values: Values) -> list[Place]:
    return _log(ws, NEWEST)


def _log(ws: Workspace, most: int) -> list[Place]:
    from civtui.workspace.building.activities import activity_rows

    return [
        Place("activity", a.id, a.title, (), f"{a.held} {a.agency_name}")
        for a in activity_rows(ws, most=most)
    ]


def titled(ws: Workspace, text: str) -> str:
    """Return the id of the activity that a text names by its id, or by a title of one alone.

    Raises:
        NotFound: several have that title; some are named.
    """
    from civtui.ledger import queries
    from civtui.workspace.agencies.lineage import Lineage

    given = {"id": text, **Lineage(ws).params}
    if queries.one(ws.ledger, "building", "activity", given) is not None:
        return text
    found = [place for place in _log(ws, EVERY) if place.name == text]
    if len(found) > 1:
        allowed = [f"{place.id} {place.under}" for place in found[:MOST_NAMED]]
        raise NotFound(msg("verbs.several"), value=text, allowed=allowed)
    return found[0].id if found else text


def entries(ws: Workspace, values: Values) -> list[Place]:
    """Return the entries of culture programs that tell of something that was done."""
    from civtui.ledger import queries
    from civtui.workspace.agencies.lineage import Lineage

    names, line = {place.id: place.name for place in units.agencies(ws, values)}, Lineage(ws)
    return [
        Place("entry", id_, title, (), f"{day} {names.get(line.now(agency), agency)}")
        for id_, agency, _, title, day in queries.rows(ws.ledger, "culture", "dated-entries")
    ]


def evidence(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.building.evidence import evidence_rows

    return [Place("evidence", e.sha256, e.name, (), e.taken) for e in evidence_rows(ws)]


def evidence_uses(ws: Workspace, values: Values) -> list[Place]:
    """Return what the piece of evidence that is named serves."""
    from civtui.workspace.building.evidence import evidence_rows

    named = str(values.get("evidence") or "").lower()
    if not named:
        return []
    uses = {f"{register}:{id_}" for row in evidence_rows(ws, named) for register, id_ in row.uses}
    return [
        place for place in _served(ws, {use.partition(":")[0] for use in uses}) if place.id in uses
    ]


# what evidence may serve, as it was listed last: it is asked for at every key that is typed
LISTED: WeakKeyDictionary[Workspace, tuple[object, list[Place]]] = WeakKeyDictionary()


def evidence_served(ws: Workspace, values: Values) -> list[Place]:
    """Return everything that evidence may serve: activities, records of some registers."""
    from civtui.workspace.building.evidence_links import ACTIVITY, SERVED

    of, known = (ws.head(), ws.user, current()), LISTED.get(ws)
    if known is None or known[0] != of:
        known = LISTED[ws] = of, _served(ws, {ACTIVITY, *SERVED})
    return known[1]


def _served(ws: Workspace, registers: Collection[str]) -> list[Place]:
    from civtui.model.registers import ACTIVITY as LOG
    from civtui.model.registers import REGISTERS

    found: list[Place] = []
    for register in (LOG.id, *REGISTERS):
        if register in registers:
            kind = REGISTERS.get(register, LOG)
            own = _log(ws, EVERY) if kind is LOG else records(register, ws, {})
            found += [
                Place(
                    "served",
                    f"{register}:{p.id}",
                    f"{render(kind.title)} {p.name}",
                    (p.id,),
                    p.under,
                )
                for p in own
            ]
    return found


def programs(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.building.culture import programs

    return [
        Place("program", p.id, render(p.record.title), (p.id.rpartition(":")[2],), p.version)
        for p in programs(ws)
    ]


def entrants(ws: Workspace, values: Values) -> list[Place]:
    """Return the agencies, and those of the past that have entries in a program."""
    from civtui.workspace.building.culture import participations

    known = units.agencies(ws, values)
    past = {p.agency for p in participations(ws)} - {place.id for place in known}
    return [*known, *(Place("agency", id_, id_) for id_ in sorted(past))]


def catalogued(catalogue: str, ws: Workspace, values: Values) -> list[Place]:
    """Return what a field of a register may hold, of the agency that is named or of the record's.

    The id of a record begins with its agency.
    """
    from civtui.workspace.building.catalogues import catalogue as held

    agency = values.get("agency") or str(values.get("record") or "").partition("/")[0]
    field = Field(catalogue, catalogue=catalogue)
    found = held(ws, field, agency or None)
    return [Place(catalogue, id_, render(title)) for id_, title in found.items()]
