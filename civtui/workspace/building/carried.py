"""Which records of a closed year go on in the next one: there they want something, not here.

Nothing is stored of it: a record is carried where its year is closed, it was left open, and the
next year has one that says the same. So with the closing taken back it is open again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from civtui.ledger import queries
from civtui.model.registers import REGISTERS, Register
from civtui.workspace.session import Workspace


def carried(ws: Workspace, kind: Register) -> dict[str, str]:
    """Return the records of a register that were carried on: id -> id of the one that goes on."""
    if kind.rolls != "carry":
        return {}
    rows = [
        (str(id_), agency, int(year), json.loads(content), bool(closed))
        for id_, agency, year, content, closed in queries.rows(
            ws.ledger, "building", "about-closed-years", (kind.id,)
        )
    ]
    there = {(agency, year, _key(kind, values)): id_ for id_, agency, year, values, _ in rows}
    return {
        id_: on
        for id_, agency, year, values, closed in rows
        if closed
        and kind.wants(values)
        and (on := there.get((agency, year + 1, _key(kind, values))))
    }


def old_terms(ws: Workspace, kind: Register) -> dict[str, str]:
    """Return the terms of records that go on and have none of their own yet: id -> ISO date.

    It is the one that the record had in the year from which it was carried.
    """
    if kind.rolls != "carry" or not kind.due:
        return {}
    rows = queries.rows(ws.ledger, "building", "about-closed-years", (kind.id,))
    known = {id_: str(json.loads(content).get(kind.due) or "") for id_, _, _, content, _ in rows}
    year, on = {id_: int(row_year) for id_, _, row_year, _, _ in rows}, carried(ws, kind)
    found: dict[str, str] = {}
    for id_ in sorted(on, key=year.__getitem__):
        if not known[on[id_]] and (term := known[id_] or found.get(id_)):
            found[on[id_]] = term
    return found


def term_of(kind: Register, terms: Mapping[str, str], id_: str, values: Mapping[str, Any]) -> str:
    """Return the day (ISO) by which a record wants something; empty where it has none.

    Args:
        terms: of its register (see `old_terms`).
    """
    return str(values.get(kind.due) or terms.get(id_, "")) if kind.due else ""


def all_carried(ws: Workspace) -> dict[tuple[str, str], str]:
    """Return the records of all registers that were carried on, by register and id."""
    return {
        (kind.id, id_): on for kind in REGISTERS.values() for id_, on in carried(ws, kind).items()
    }


def _key(kind: Register, values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(values.get(field, "")) for field in kind.key if field != "year")
