"""What a piece of evidence serves, put right: a wrong link taken off, or moved to another thing.

A link is part of what it serves: an activity, a record of a register. So taking it off corrects
those, and one that is moved corrects both in one deed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.model.errors import BadInput, NotFound, Refused, nearest
from civtui.model.registers import REGISTERS
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.corrections import reason
from civtui.workspace.agencies.own_agency import own_agency_only
from civtui.workspace.building import registers
from civtui.workspace.building.activities import activity
from civtui.workspace.building.activity_corrections import correction, hold_logged
from civtui.workspace.building.evidence import CARD, ENTRY, EvidenceRow, evidence_row
from civtui.workspace.building.records import record
from civtui.workspace.marks.admission import Check
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body
    from civtui.model.facts.records import RecordPart

ACTIVITY = "activity"
# registers whose records may name evidence
SERVED = tuple(id_ for id_, kind in REGISTERS.items() if kind.field("evidence"))


class Use(NamedTuple):
    """Something that evidence serves: an activity, or a record of a register."""

    register: str
    id: str

    @property
    def name(self) -> str:
        """How a reference writes it."""
        return f"{self.register}:{self.id}"


def use_of(name: str) -> Use:
    """Return the use that a reference means: `activity:act-3-a-1`, `duty:a-1/archive/2026`."""
    register, _, id_ = name.partition(":")
    return Use(register, id_)


def unlink(ws: Workspace, evidence: str, use: str, *, why: str) -> EvidenceRow:
    """Take a piece of evidence off something that it does not belong to, and return it.

    Args:
        evidence: the beginning of its hash.
        use: what it serves by mistake, `register:id`, or the id alone where that is enough.
        why: the reason, in a person's words.

    Raises:
        NotFound: there is no such evidence, or it does not serve that.
        Refused: it is another agency's than the reporter's, changed meanwhile, or an entry of a
            culture program names it.
    """
    piece = evidence_row(ws, evidence)
    _write(ws, [(_served(piece, use), [piece.sha256], [])], why)
    return evidence_row(ws, piece.sha256)


def move(ws: Workspace, evidence: str, use: str, to: str, *, why: str) -> EvidenceRow:
    """Take a piece of evidence off one thing and let it serve another, and return it.

    Args:
        to: what it serves in truth, as `use`.

    Raises:
        NotFound, Refused: as `unlink`.
        BadInput: it serves that already, or the other has as many pieces as are taken.
    """
    piece = evidence_row(ws, evidence)
    target = use_of(to)
    if target.register not in (ACTIVITY, *SERVED):
        raise NotFound(msg("building.no-use"), value=to, allowed=[ACTIVITY, *SERVED])
    if tuple(target) in piece.uses:
        raise BadInput(msg("building.served-already"), value=to)
    changes = [(_served(piece, use), [piece.sha256], []), (target, [], [piece.sha256])]
    _write(ws, changes, why)
    return evidence_row(ws, piece.sha256)


def _served(piece: EvidenceRow, name: str) -> Use:
    """Return what a piece of evidence serves under a name."""
    uses = [Use(*use) for use in piece.uses]
    found = [use for use in uses if name in (use.name, use.id)]
    if len(found) != 1:
        known = [use.name for use in uses]
        raise NotFound(
            msg("building.serves-not"), value=name, allowed=known, nearest=nearest(name, known)
        )
    if found[0].register == ENTRY:
        way = msg("building.way-entry-serves", entry=found[0].id)
        raise Refused(msg("building.entry-serves"), value=name, hint=way)
    if found[0].register == CARD:
        raise Refused(msg("building.card-serves"), value=name, hint=msg("building.way-card-serves"))
    return found[0]


def _write(ws: Workspace, changes: Sequence[tuple[Use, list[str], list[str]]], why: str) -> None:
    """Correct what evidence serves as one deed.

    Args:
        changes: (what, pieces that go, pieces that come).
    """
    from civtui.model.facts.records import Recorded

    ws.require(Right.FILE)
    bodies: list[Body] = []
    checks: list[Check] = []
    parts: list[RecordPart] = []
    for use, gone, come in changes:
        if use.register == ACTIVITY:
            before = activity(ws, use.id)
            own_agency_only(ws, before.agency)
            hold_logged(before)
            body, check = correction(
                ws, before, {"evidence": tuple(_pieces(ws, before.evidence, gone, come))}
            )
            bodies.append(body)
        else:
            held = record(ws, use.register, use.id).values.get("evidence", ())
            values: dict[str, Any] = {"evidence": _pieces(ws, held, gone, come)}
            part, check = registers.changed(ws, use.register, use.id, values)
            parts.append(part)
        checks.append(check)
    bodies += [Recorded(records=(part,)) for part in parts]
    checks.append(registers.open_years(ws, parts, why))

    def held_all(connection: sqlite3.Connection) -> None:
        for check in checks:
            check(connection)

    ws.write(*bodies, right=registers.right_of(parts), why=reason(why), check=held_all)


def _pieces(
    ws: Workspace, held: Sequence[str], gone: Sequence[str], come: Sequence[str]
) -> list[str]:
    found = [*(sha for sha in held if sha not in gone), *come]
    most = ws.profile().evidence.most
    if come and len(found) > most:
        raise BadInput(msg("building.too-many"), value=len(found), allowed=f"≤ {most}")
    return found


def serves_nothing(ws: Workspace, evidence: str) -> None:
    """Refuse to take a link off a piece of evidence that has none.

    Raises:
        NotFound: there is no such evidence.
        Refused: it serves nothing.
    """
    if not evidence_row(ws, evidence).uses:
        raise Refused(msg("building.unused"), value=evidence[:12])
