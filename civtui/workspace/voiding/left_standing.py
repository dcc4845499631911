"""What is left of facts of many things, of which some were taken out one by one since.

Those hold nothing any more: not the agency that they were of.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Any

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.errors import CivtuiError, Refused
from civtui.model.registers import register_of
from civtui.model.text import Message, msg
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.courses import Payload, texts_of
from civtui.workspace.voiding.dependents import courses, facts_of, payload_of, things_of

# kind of fact -> the key under which its many things stand
PARTS = {"recorded": "records", "year-rolled": "records", "activities-logged": "activities"}
OF_ONE = frozenset({"activity-corrected", "activity-removed"})


class Left:
    """What stands of the registers and the log.

    Args:
        ws: the workspace.
    """

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws

    @cached_property
    def _records(self) -> set[tuple[str, str]]:
        return {(noun, id_) for noun, id_ in queries.rows(self.ws.ledger, "voiding", "records-now")}

    @cached_property
    def _activities(self) -> set[str]:
        return {id_ for (id_,) in queries.rows(self.ws.ledger, "voiding", "activities-now")}

    def __call__(self, row: Row) -> Row | None:
        """Return a fact with what stands of it, None where it tells of nothing that does."""
        p = payload_of(row)
        if row.kind in OF_ONE:
            return row if p["activity"] in self._activities else None
        if row.kind not in PARTS:
            return row
        stands = [one for one in p[PARTS[row.kind]] if self._stands(row, one)]
        return _with(row, p, stands) if stands or row.kind == "year-rolled" else None

    def _stands(self, row: Row, part: Payload) -> bool:
        if row.kind == "activities-logged":
            return part["id"] in self._activities
        return not part.get("gone") and (part["noun"], part["id"]) in self._records

    def way(self, row: Row, bodies: Collection[str]) -> Message | None:
        """Return how what a fact says of agencies or offices goes, where it tells of others too.

        Args:
            bodies: their ids.
        """
        stands = self(row) if row.kind in PARTS and row.kind != "year-rolled" else None
        if stands is None:
            return None
        key, known = PARTS[row.kind], courses(self.ws)
        names = {f"body:{id_}" for id_ in bodies}
        parts = payload_of(stands)[key]
        own = [
            one for one in parts if names & things_of(_with(row, payload_of(row), [one]), known).all
        ]
        if not own or len(own) == len(payload_of(row)[key]):
            return None
        remove = "activity void"
        if key == "records":
            noun = own[0]["noun"]
            remove = f"{register_of(noun).group} {noun} remove".strip()
        id_ = own[0]["id"]
        return msg("voiding.own-first", seq=row.seq, count=len(own), remove=remove, id=id_)


def _with(row: Row, payload: Payload, parts: Sequence[Payload]) -> Row:
    """Return a fact of which only some parts are told."""
    told: dict[str, Any] = {**payload, PARTS[row.kind]: list(parts)}
    return row._replace(payload=json.dumps(told, ensure_ascii=False))


def brought(deed: Sequence[Row]) -> set[str]:
    """Return the ids of the agencies and offices that facts of a registry brought."""
    told = [payload_of(row) for row in deed if row.kind == "registered"]
    return {one["id"] for p in told for one in (*p["agencies"], *p["offices"])}


def bodies_out(ws: Workspace) -> dict[str, int]:
    """Return the agencies and offices that were taken out alone, each with the fact of it."""
    found: dict[str, int] = {}
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "bodies-out")):
        p = payload_of(row)
        found |= dict.fromkeys([p["holder"], *p["offices"]], row.seq)
    return found


def of_one_out(ws: Workspace, deed: Sequence[Row], gone: Sequence[Row]) -> CivtuiError | None:
    """Return that what was taken out would be there again of an agency or office that is out.

    Args:
        deed: what is taken back.
        gone: facts that stand no more, removals among them.
    """
    if all(row.kind not in ("recorded", "activity-removed") for row in gone):
        return None
    out = dict(queries.rows(ws.ledger, "voiding", "registered-out")) | bodies_out(ws)
    of = next((one for one in _named(ws, gone) if one in out), None) if out else None
    if of is None:
        return None
    by = out[of]
    (fact,) = facts_of(ws, [by])
    said = msg("voiding.of-one-out", name=Names(ws).holder(of), by=by, who=fact.who)
    hint = msg("voiding.restore-first", by=by)
    return Refused(said, where={"fact": deed[0].seq}, hint=hint)


def _named(ws: Workspace, gone: Sequence[Row]) -> Iterator[str]:
    """Yield whose the things are that facts took out, and what they name."""
    keys = set[tuple[str, str]]()
    for row in gone:
        p = payload_of(row)
        if row.kind == "activity-removed":
            yield p["agency"]
        for one in p["records"] if row.kind == "recorded" else ():
            keys |= {(one["noun"], one["id"])} if one.get("gone") else set()
    if not keys:
        return
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "records-ever")):
        for one in payload_of(row)["records"]:
            if (one["noun"], one["id"]) in keys:
                yield one["agency"]
                yield from texts_of(one["values"])
