"""What files said of activities and records before somebody corrected it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from civtui.exchange.names import saying
from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.text import Message
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.agencies.taken_out import Out
from civtui.workspace.agencies.trail import Trail, correction_of, said_of
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.dependents import payload_of

WHOSE = ("agency", "on", "title")  # of an activity: what it is known by


class Corrected:
    """What corrections overturned since a file last had a word in it.

    Args:
        trail: by (id, field).
    """

    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def before(self, id_: str, field: str) -> frozenset[Any]:
        """Return what a field said before it was corrected."""
        return self._trail.before((id_, field))

    def held(self, id_: str, field: str, value: Any) -> bool:
        """Return whether a field said this before it was corrected."""
        return _plain(value) in self.before(id_, field)

    def said(self, id_: str, field: str, now: str) -> Message:
        """Return that a field stays as it was corrected.

        Args:
            now: what it says, in words.
        """
        return said_of(self._trail.corrected((id_, field)), now)

    def former(self, ws: Workspace) -> dict[tuple[str, str, str], str]:
        """Return agency, day and what the title says of activities before a correction -> id."""
        line, found = Lineage(ws), dict[tuple[str, str, str], str]()
        changed = {id_ for id_, field in self._trail.now if self.before(id_, field)}
        for id_ in sorted(changed):
            owners, days, titles = (
                {self._trail.now[id_, one], *self.before(id_, one)} for one in WHOSE
            )
            for owner, day, title in product(owners, days, titles):
                found.setdefault((line.now(owner), day, saying(title)), id_)
        return found


def activities_corrected(ws: Workspace) -> Corrected:
    """Return what was corrected of activities."""
    trail = Trail()
    rows = [*map(Row._make, queries.rows(ws.ledger, "voiding", "activities-said"))]
    for row in rows if any(row.kind == "activity-corrected" for row in rows) else ():
        p = payload_of(row)
        if row.kind == "activities-logged":
            for one in p["activities"]:
                for field, value in one.items():
                    trail.say((one["id"], field), _plain(value))
            continue
        by = correction_of(row) if row.why else None  # a file gives no reason
        for change in p["changes"]:
            trail.say((p["activity"], change["field"]), _plain(change["now"]), by)
    return Corrected(trail)


def records_corrected(ws: Workspace, register: str) -> Corrected:
    """Return what was changed of a register's records, other than by a file."""
    trail, known = Trail(), dict[str, set[str]]()
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "records-but", ("[]",))):
        p = payload_of(row)
        by = None if p.get("source") or row.kind == "year-rolled" else correction_of(row)
        for part in p["records"]:
            if part["noun"] == register:
                _say(trail, known, part, by)
    return Corrected(trail)


def _say(trail: Trail, known: dict[str, set[str]], part: Mapping[str, Any], by: Out | None) -> None:
    """Note every field of a record; what it does not say is empty.

    Args:
        known: the fields of each record that there is.
    """
    id_, values = part["id"], part["values"]
    if part.get("gone"):
        for field in known.pop(id_, ()):
            trail.drop((id_, field))
        return
    for field in values if id_ in known else ():
        trail.now.setdefault((id_, field), "")
    fields = known.setdefault(id_, set())
    fields |= {*values}
    for field in fields:
        trail.say((id_, field), _plain(values.get(field, "")), by)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
