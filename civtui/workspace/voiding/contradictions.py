"""What a taking back would contradict: records that point to none, other seats, a place given."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.errors import CivtuiError, Refused
from civtui.model.registers import REGISTERS
from civtui.model.text import msg
from civtui.workspace.building.record_dependents import pointing
from civtui.workspace.session import Workspace
from civtui.workspace.titles.applications import case_row, quota
from civtui.workspace.titles.seats import seat_changes, unsettled
from civtui.workspace.voiding.dependents import payload_of

# register -> its fields that point to records, each with the register of those
POINTS: dict[str, list[tuple[str, str]]] = {}
for _register in REGISTERS:
    for _kind, _field in pointing(_register):
        POINTS.setdefault(_kind, []).append((_field, _register))


def dangling(ws: Workspace, gone: Sequence[Row], along: Collection[int]) -> list[Row]:
    """Return the facts that took out what records would point to once a change of theirs is gone.

    Those have to go first.

    Args:
        gone: facts that stand no more.
        along: the numbers of what goes with them.
    """
    wanted = {
        (part["noun"], part["id"])
        for row in gone
        if row.kind == "recorded"
        for part in payload_of(row)["records"]
        if part["noun"] in POINTS
    }
    if not wanted:
        return []
    given = json.dumps(sorted({*along, *(row.seq for row in gone)}))
    facts = list(map(Row._make, queries.rows(ws.ledger, "voiding", "records-but", (given,))))
    stand: dict[tuple[str, str], dict[str, Any]] = {}
    out: dict[tuple[str, str], Row] = {}
    for row in facts:
        for part in payload_of(row)["records"]:
            key = part["noun"], part["id"]
            stand[key] = part
            if part.get("gone"):
                out[key] = row
            else:
                out.pop(key, None)
    found = (out.get(to) for key in sorted(wanted) for to in _points(stand.get(key)))
    return sorted({row.seq: row for row in found if row}.values(), key=lambda row: row.seq)


def _points(part: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Yield the (register, id) that a record as it would stand points to."""
    if part is not None and not part.get("gone"):
        for field, register in POINTS[part["noun"]]:
            yield register, str(part["values"].get(field, ""))


def seats_turned(ws: Workspace, gone: Sequence[Row], back: Sequence[Row]) -> CivtuiError | None:
    """Return that a sitting that was held would have had other seats.

    Args:
        back: facts that stand again.
    """
    if all(row.kind != "member-set" for row in (*gone, *back)):
        return None
    plus = seat_changes((row, payload_of(row)) for row in back)
    return unsettled(ws, plus=plus, without={row.seq for row in gone})


def places_turned(ws: Workspace, gone: Sequence[Row]) -> CivtuiError | None:
    """Return that a recommendation would use its place again, and others have them all.

    Args:
        gone: facts that stand no more, those by which applications ended among them.
    """
    again = Counter[tuple[str, str]]()
    for row in gone:
        p = payload_of(row)
        if row.kind == "case-closed" or (row.kind, p.get("outcome")) == (
            "result-received",
            "refused",
        ):
            case = case_row(ws, p["case"])
            if case.decided and not case.has_place:
                again[case.honor, case.decided] += 1
    for (honor, day), count in again.items():
        left = quota(ws, honor, date.fromisoformat(day))
        if left is not None and left.left < count:
            given = {"year": day[:4], "used": left.used, "why": left.why}
            said = msg("voiding.no-place", honor=msg(f"rules.honor-{honor}"), **given)
            where = {"rule": "within-quota"}
            return Refused(said, where=where, hint=msg("titles.way-quota-none", honor=honor))
    return None
