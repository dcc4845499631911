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


def all_carried(ws: Workspace) -> dict[tuple[str, str], str]:
    """Return the records of all registers that were carried on, by register and id."""
    return {
        (kind.id, id_): on for kind in REGISTERS.values() for id_, on in carried(ws, kind).items()
    }


def _key(kind: Register, values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(values.get(field, "")) for field in kind.key if field != "year")
