"""Whether facts that were taken back may stand again: all that they touch stands as it did then.

What their verbs asked (one card an agency, one decision an item, a re-inspection that met the
demands) was asked of what stood when they were written, and the rule of what hangs on what kept it
until they were taken back. So it holds again as long as the same facts stand as stood then.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from civtui.exchange.names import saying
from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.ledger.projections.voiding import dead, taken_by, takings_of, turns
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import Message, msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.courses import Things
from civtui.workspace.voiding.dependents import courses, marks_on, payload_of, things_of

# whether a sheet or a round takes marks is asked as it is now
OF_STATE = frozenset({"sheet-submitted", "sheet-unlocked", "round-closed"})


class Difference(NamedTuple):
    """A fact that stands otherwise than when facts that touch the same things were taken back.

    Args:
        row: the fact.
        by: the taking back that has to be undone first, None where the fact itself has to go.
        again: it was void then and stands again; else it is later than they.
    """

    row: Row
    by: int | None
    again: bool


def undoing(ws: Workspace, deed: Sequence[Row], along: Collection[int] = ()) -> tuple[int, str]:
    """Return the taking back of a deed as `dead` has it, with a number behind all others."""
    facts = sorted({*along, *(row.seq for row in deed)})
    return deed[-1].seq + ws.head(), json.dumps({"facts": facts})


def difference(
    ws: Workspace, deed: Sequence[Row], back: Sequence[Row], along: Collection[int] = ()
) -> Difference | None:
    """Return what stands otherwise than it did when facts were taken back, the latest change.

    Who undoes that, and asks again, comes to the state of then.

    Args:
        deed: the taking back that is taken back.
        back: the facts that would stand again.
        along: the numbers of facts that go with the deed.
    """
    takings = list(takings_of(ws.ledger.connection))
    turned, after = turns(takings), dead([undoing(ws, deed, along), *takings])
    known = courses(ws, ever=True)
    together: dict[int, Things] = {}  # when they were taken back -> what those facts touch
    for row in back:
        moment = turned[row.seq]
        together[moment] = together.get(moment, Things()) | things_of(row, known)
    found: list[tuple[int, Difference]] = []
    for moment, touched in together.items():
        then = dead(taking for taking in takings if taking[0] < moment)
        for row in _otherwise(ws, moment, then, after, {row.seq for row in back}):
            if things_of(row, known).touches(touched):
                again = row.seq < moment
                one = Difference(row, taken_by(row.seq, after, turned), again)
                found.append((turned.get(row.seq, row.seq), one))
    return max(found, key=lambda one: (one[0], one[1].row.seq))[1] if found else None


def _otherwise(
    ws: Workspace,
    moment: int,
    then: Mapping[int, int],
    after: Mapping[int, int],
    own: Collection[int],
) -> Iterator[Row]:
    """Yield the facts, but marks, that stand otherwise than just before a moment.

    Only what changed is read: what was written since, and what takings since turned.

    Args:
        then: the facts that did not stand before the moment.
        after: those that would not stand now.
        own: the facts that are asked about.
    """
    changed = json.dumps(sorted(seq for seq in then.keys() ^ after.keys() if seq < moment))
    yield from (
        row
        for row in (
            *map(Row._make, queries.rows(ws.ledger, "voiding", "facts-but-marks", (changed,))),
            *(
                row
                for row in map(
                    Row._make,
                    queries.rows(ws.ledger, "voiding", "standing-but-marks", {"after": moment}),
                )
                if row.seq not in after
            ),
        )
        if row.kind not in OF_STATE and row.seq not in own
    )


def called_alike(ws: Workspace, back: Sequence[Row], since: int) -> Iterator[str]:
    """Yield names that agencies or offices would bear again, and that others were given since.

    Args:
        since: the fact that took them back.
    """
    for row in back:
        p = payload_of(row) if row.kind == "registered" else {"agencies": (), "offices": ()}
        for record in (*p["agencies"], *p["offices"]):
            for name in (record["name"], record.get("short")):
                if name and _given(ws, record.get("agency"), record["id"], name, since):
                    yield str(name)


def called_again(ws: Workspace, gone: Sequence[Row]) -> CivtuiError | None:
    """Return that an agency or office would go by a name again that another one has now.

    Args:
        gone: facts that stand no more: those that took one out, or gave it another name.
    """
    for row in gone:
        for agency, id_, name in _names_again(ws, row, {one.seq for one in gone}):
            if _given(ws, agency, id_, name, row.seq):
                said = msg("voiding.called-alike", name=name)
                return Refused(said, where={"fact": row.seq}, hint=msg("voiding.alike-way"))
    return None


def _names_again(
    ws: Workspace, row: Row, gone: Collection[int]
) -> Iterator[tuple[str | None, str, str]]:
    """Yield the names that come back without a fact: whose office, its id, and the name."""
    p = payload_of(row)
    if row.kind == "body-removed":
        yield p["agency"], p["holder"], p["name"]
    if row.kind != "registered":
        return
    records = {record["id"]: record for record in (*p["agencies"], *p["offices"])}
    stays: dict[str, tuple[Any, ...]] = {}  # what is said last of each without those facts
    given = {"ids": json.dumps([*records])}
    for id_, *said in queries.rows(ws.ledger, "voiding", "said-of-names", given):
        if said[0] not in gone:
            stays[id_] = tuple(said)
    for id_, (seq, name, short, agency) in stays.items():
        record = records[id_] if seq < row.seq else {"name": name, "short": short}
        for one in (name, short):
            if one and one not in (record["name"], record.get("short")):
                yield agency, id_, one


def _given(ws: Workspace, agency: str | None, id_: str, name: str, since: int) -> bool:
    """Return whether another agency, or another office of an agency, was given a name since.

    Two that stood beside each other before, as after a merger, may do so again.
    """
    if agency:
        row = queries.one(ws.ledger, "agencies", "holder", {"id": id_})
        given = (row[0] if row else agency, name, id_)
        others = queries.rows(ws.ledger, "voiding", "office-called", given)
    else:
        others = queries.rows(ws.ledger, "voiding", "agency-called", {"id": id_, "name": name})
    for (other,) in others:
        quoted = {"quoted": json.dumps(other, ensure_ascii=False)}
        newest = queries.one(ws.ledger, "voiding", "named-by", quoted)
        if newest and (newest[0] or 0) > since:
            return True
    return False


def marks_since(ws: Workspace, back: Sequence[Row], since: int) -> tuple[Message, int] | None:
    """Return that marks were given since in a round whose deal would be another one again.

    Returns:
        What is said, and the fact of the newest mark.
    """
    for row in back:
        if row.kind in ("dealt", "handed-over", "recused"):
            p = payload_of(row)
            given = (p["round"], since)
            count, newest = queries.rows(ws.ledger, "voiding", "marks-after-all", given)[0]
            if count:
                return marks_on(ws, p["round"], count), newest
    return None


def logged_since(
    ws: Workspace, deed: Sequence[Row], gone: Sequence[Row], back: Sequence[Row]
) -> tuple[Message, int] | None:
    """Return that an activity which would stand again, or as it was, is there anew since.

    Two that stood beside each other before may do so again.

    Returns:
        What is said, and the fact that logged the other one.
    """
    takings, moment = list(takings_of(ws.ledger.connection)), deed[0].seq
    removals = queries.rows(ws.ledger, "voiding", "activities-removed")
    now = dead(takings)
    again = {payload_of(row)["activity"] for row in gone if row.kind == "activity-removed"}
    batch = {
        one["id"]
        for row in back
        if row.kind == "activities-logged"
        for one in payload_of(row)["activities"]
    }
    batch |= {payload_of(row)["activity"] for row in (*gone, *back) if _renames(row)}
    if batch:
        batch -= {id_ for id_, seq in removals if seq not in now} - again
    wanted = json.dumps(sorted(again | batch))
    logged = queries.rows(ws.ledger, "voiding", "activities-of", (wanted,))
    if not logged:
        return None
    changed: dict[str, dict[str, Any]] = {}
    left = {row.seq for row in gone}
    for seq, id_, field, value in queries.rows(ws.ledger, "voiding", "activity-changes"):
        if seq not in left:
            changed.setdefault(id_, {})[field] = value
    for row in (row for row in back if row.kind == "activity-corrected"):
        p = payload_of(row)
        changed.setdefault(p["activity"], {}).update((c["field"], c["now"]) for c in p["changes"])
    line, then = Lineage(ws), dead(taking for taking in takings if taking[0] < moment)
    out = {id_ for id_, seq in removals if seq < moment and seq not in then}
    for id_, *said in logged:
        one = {**dict(zip(("agency", "on", "title"), said, strict=True)), **changed.get(id_, {})}
        given = {
            "agencies": json.dumps(line.owned(line.now(one["agency"]))),
            "day": one["on"],
            "id": id_,
        }
        for other, seq, title in queries.rows(ws.ledger, "voiding", "activities-alike", given):
            if saying(title) != saying(one["title"]):
                continue
            if seq > moment or seq in then or other in out:
                return msg("voiding.logged-since", title=one["title"], day=one["on"]), seq
    return None


def _renames(row: Row) -> bool:
    """Return whether a fact makes an activity another one: whose, on which day, which title."""
    if row.kind != "activity-corrected":
        return False
    return any(c["field"] in ("agency", "on", "title") for c in payload_of(row)["changes"])
