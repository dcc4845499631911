"""One agency or office of a batch taken out alone, with what the registry says of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.errors import NotFound, Refused
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.workspace.agencies.corrections import reason
from civtui.workspace.fact_words.corrections import going_along
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles.opening_titles import opened_titles
from civtui.workspace.voiding.dependents import facts_of, needing, payload_of
from civtui.workspace.voiding.doing import deed_of
from civtui.workspace.voiding.left_standing import Left, bodies_out
from civtui.workspace.voiding.said import resting


class Going(NamedTuple):
    """An agency or office that is taken out alone.

    Args:
        body: its id, `name` what it is called, `agency` whose office it is, empty of an agency.
        offices: of an agency, its offices, those taken out before it among them.
        honors: holder and honor of each opening title that goes with it.
        seq: the fact that brought it.
        others: how many agencies and offices that are not out the same deed brought.
        refusal: why it stays, None where it can go.
    """

    body: str
    name: str
    agency: str
    offices: tuple[str, ...]
    honors: tuple[tuple[str, str], ...]
    seq: int
    others: int
    refusal: Refused | None

    def told(self) -> dict[str, Any]:
        """Return what the fact of it holds."""
        return {
            "holder": self.body,
            "name": self.name,
            "agency": self.agency,
            "offices": self.offices,
            "titles": [{"holder": one, "honor": honor} for one, honor in self.honors],
        }

    def said(self, names: Names) -> Message:
        """Return what goes, in words."""
        called = names.holder(self.body)
        along = going_along(names.ws, self.told(), names.ws.head() + 1)
        if not along:
            return msg("voiding.body", name=called)
        return msg("voiding.body-along", name=called, along=along)


def brought_with_others(ws: Workspace, id_: str, row: Row) -> bool:
    """Return whether a fact of an agency or office is the one that brought it, and others too.

    One that only changed it leaves it on record: it is corrected. Others are also told of where a
    later fact gave it titles beside them.
    """
    if row.kind != "registered":
        return False
    brought, *later = _registered(ws, [id_])
    whole = deed_of(ws, row.seq)
    own = {one.seq for one in whole}
    beside = any(one.seq not in own for one in later)
    return brought.seq in own and (beside or len(_bodies(whole)) > 1)


def going(ws: Workspace, id_: str) -> Going:
    """Return what taking an agency or office out comes to.

    Raises:
        NotFound: there is no such agency or office.
    """
    found = queries.one(ws.ledger, "voiding", "body", {"id": id_})
    if found is None:
        raise NotFound(msg("voiding.no-body"), value=id_)
    name, agency = found
    given = {"id": id_}
    offices = [str(one) for (one,) in queries.rows(ws.ledger, "voiding", "offices-ever-of", given)]
    ids = [id_, *offices]
    rows = _registered(ws, ids)
    own = {row.seq for row in rows}
    own |= {seq for (seq,) in queries.rows(ws.ledger, "voiding", "offices-out-of", given)}
    own |= _corrected_alone(ws, ids)
    whole = deed_of(ws, rows[0].seq)
    honors = {(one, title.honor) for one in ids for title in opened_titles(ws, one)}
    return Going(
        id_,
        name,
        agency,
        tuple(offices),
        tuple(sorted(honors)),
        rows[0].seq,
        len(_bodies(whole) - {*ids} - bodies_out(ws).keys()),
        _needed(ws, rows, own, ids),
    )


def _corrected_alone(ws: Workspace, ids: list[str]) -> set[int]:
    """Return the corrections of titles of some agencies and offices, and of nobody else's."""
    found = set()
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "titles-corrected")):
        states = (change[side] for change in payload_of(row)["changes"] for side in ("was", "now"))
        if all(state["holder"] in ids for state in states if state):
            found.add(row.seq)
    return found


def _bodies(rows: tuple[Row, ...]) -> set[str]:
    """Return the agencies and offices that facts of a registry tell of."""
    found = (p for row in rows if row.kind == "registered" for p in [payload_of(row)])
    return {one["id"] for p in found for one in (*p["agencies"], *p["offices"])}


def _registered(ws: Workspace, ids: list[str]) -> list[Row]:
    """Return what stands of the registry on some agencies and offices, and that alone."""
    wanted, found = {*ids}, []
    rows = queries.rows(ws.ledger, "voiding", "registered-of", {"ids": json.dumps(ids)})
    for row in map(Row._make, rows):
        p = payload_of(row)
        part: Mapping[str, Any] = {
            **p,
            "agencies": [one for one in p["agencies"] if one["id"] in wanted],
            "offices": [one for one in p["offices"] if one["id"] in wanted],
            "titles": [one for one in p["titles"] if one["holder"] in wanted],
        }
        found.append(row._replace(payload=json.dumps(part, ensure_ascii=False)))
    return found


def _needed(ws: Workspace, rows: list[Row], own: set[int], ids: list[str]) -> Refused | None:
    """Return that later facts rest on what goes, the latest named: it has to go first.

    Of one that tells of others too, what it says of these agencies and offices.
    """
    left = Left(ws)
    later = needing(ws, rows, own, left=left)
    if not later:
        return None
    (last,) = facts_of(ws, [later[-1].seq])
    latest, way = resting(ws, last)
    said = msg("voiding.hangs", count=len(later), seq=last.seq, latest=latest)
    return Refused(said, where={"fact": rows[0].seq}, hint=left.way(last, ids) or way)


def remove_body(ws: Workspace, id_: str, *, why: str) -> tuple[Going, int]:
    """Take an agency or office out that was taken in together with others.

    Its offices and opening titles go with it; everything else stays. Taking the fact back puts all
    of it again.

    Returns:
        What went, and the number of the fact that says so.

    Raises:
        NotFound: there is no such agency or office.
        BadInput: no reason is given.
        Refused: later facts rest on it, or it was changed meanwhile.
    """
    from civtui.model.facts.registry import BodyRemoved

    ws.require(Right.KEEP)
    found = going(ws, id_)
    if found.refusal is not None:
        raise found.refusal

    def unchanged(_connection: sqlite3.Connection) -> None:
        now = going(ws, id_)
        if now.refusal is not None:
            raise now.refusal
        if now != found:
            raise Refused(msg("voiding.overtaken"), value=id_, hint=msg("deeds.look-again"))

    body = BodyRemoved.model_validate(found.told())
    (written,) = ws.write(body, right=Right.KEEP, why=reason(why), check=unchanged)
    return found, written
