"""What rests on a record: other records that point to it, and keep it from being taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.registers import REGISTERS
from civtui.model.text import msg
from civtui.workspace.building.catalogues import Catalogues
from civtui.workspace.building.records import stored
from civtui.workspace.building.versions import INSTITUTION
from civtui.workspace.session import Workspace

# a register whose records stand in a catalogue of another name
LISTED_IN = {"own": INSTITUTION}
# registers that share their name with a list of the profile, which is what their catalogue holds
PROFILE = ("duty", INSTITUTION)


def pointing(register: str) -> Iterator[tuple[str, str]]:
    """Yield (register, field) of whatever may point to a record of a register."""
    wanted = LISTED_IN.get(register, register)
    if register in PROFILE:
        return  # versions of an institution are asked for apart
    for kind in REGISTERS.values():
        for field in kind.fields:
            if field.catalogue == wanted:
                yield kind.id, field.id


def resting_on(
    ws: Workspace, register: str, id_: str, agency: str, values: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Return (register, id) of the records that point to a record, the newest last.

    Args:
        agency: id of the agency that put it down.
        values: what it holds.
    """
    given = {"fields": json.dumps(list(pointing(register))), "id": id_}
    found = queries.rows(ws.ledger, "building", "resting", given)
    if register == INSTITUTION:
        revised = {
            "agency": agency,
            "id": id_,
            "institution": values[INSTITUTION],
            "version": values["version"],
        }
        found = queries.rows(ws.ledger, "building", "revised-from", revised)
    return [(str(kind), str(record)) for kind, record in found]


def hold_rested(
    ws: Workspace, register: str, id_: str, agency: str, values: Mapping[str, Any]
) -> None:
    """Refuse to take out a record that others point to: they would point to nothing.

    Args:
        agency, values: as of `resting_on`.

    Raises:
        Refused: it names how many there are, the newest, and the command that takes it out.
    """
    found = resting_on(ws, register, id_, agency, values)
    if found:
        kind, latest = found[-1]
        noun = f"{REGISTERS[kind].group} {kind}".strip()
        raise Refused(
            msg(
                "building.rested-on",
                count=len(found),
                latest=Catalogues(ws).name_of(REGISTERS[kind], stored(ws, kind, latest)),
                register=REGISTERS[kind].title,
            ),
            where={"rule": "resting", "register": register},
            value=id_,
            hint=msg("building.rested-first", noun=noun, latest=latest),
        )
