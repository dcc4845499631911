"""Self-assessment of a round: the agency's own points, beside the assessed ones and never in them.

A self mark is a record of the register `self`, which has its board, its import and its form.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import BadInput
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline.items import parse_mark
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.agencies.own_agency import own_agency_only
from civtui.workspace.building import registers
from civtui.workspace.building.preparing import prepared
from civtui.workspace.building.self_held import assessed
from civtui.workspace.marks.admission import still_open
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.rounds import RoundRow
from civtui.workspace.session import Workspace


class SelfMark(NamedTuple):
    """One self mark: its text as it was read, and its points as exact text."""

    round: str
    subject: str
    item: str
    value: str
    points: str


def set_self(ws: Workspace, round_id: str, subject: str, item: str, text: str) -> SelfMark:
    """Store the agency's own mark of an item; a later one replaces it.

    Args:
        item: its id, its number on the sheet, or its title.
        text: as an assessor would type it.

    Raises:
        NotFound: round, subject or item is unknown.
        BadInput: the text is no mark of this item, or the item takes no self mark.
        Refused: the round is closed, or a reporter marks another agency's office.
    """
    ws.require(Right.FILE)
    round_ = rounds.round_row(ws, round_id)
    line, spec = assessed(ws, round_, subject, item)
    own_agency_only(ws, line.agency)
    still_open(round_id)(ws.ledger.connection)
    if line.id == line.agency:
        where = {"round": round_id, "item": spec.id}
        raise BadInput(msg("panel.self-office"), where=where, value=text)
    parsed = parse_mark(spec, text)
    points = exact_text(parsed.points)
    values = {"round": round_id, "office": subject, "item": spec.id, "points": points}
    part = prepared(ws, "self", line.agency, values)
    registers.write(ws, [part])
    return SelfMark(round_id, subject, spec.id, parsed.value_text, points)


def self_marks(ws: Workspace, round_: RoundRow) -> dict[tuple[str, str], Fraction]:
    """Return (subject, item) -> the agency's own points, of those that were filed."""
    given = {"register": "self", "agency": None, "year": None, **Lineage(ws).params}
    found = {}
    for row in queries.rows(ws.ledger, "building", "records", given):
        values = json.loads(row[5])
        if values.get("round") == round_.id:
            found[values["office"], values["item"]] = Fraction(values["points"])
    return found
