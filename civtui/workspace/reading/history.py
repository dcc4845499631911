"""The ledger as people read it: newest facts, one fact, and whether all still adds up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import GENESIS, canonical
from civtui.ledger.ledger import Head
from civtui.ledger.projections.voiding import KIND as VOIDED
from civtui.ledger.soundness import Fault
from civtui.ledger.verify import verify as verify_ledger
from civtui.model.errors import CivtuiError, UnsoundLedger
from civtui.model.faults import Damaged
from civtui.model.text import msg
from civtui.workspace.rounds.seeing import (
    OF_MARKS,
    OF_NOTES,
    OF_PANEL,
    Relation,
    Sight,
    What,
    own_judge,
    sights,
)
from civtui.workspace.session import Workspace


class FactRow(NamedTuple):
    """One fact as the log shows it.

    Args:
        payload: its canonical JSON, written by the version `v` of its kind.
        evidence: content addresses of the papers behind it, as JSON.
        taken_back_by: the fact that took it back; None while it stands.
    """

    seq: int
    kind: str
    who: str
    recorded: str
    effective: str
    why: str
    payload: str
    v: int
    evidence: str
    taken_back_by: int | None


# of a kind of fact, what has to be seen of its round for the whole of it to be seen
NEEDS = {
    **dict.fromkeys(OF_MARKS, (What.MARKS, What.PANEL)),
    **dict.fromkeys(OF_NOTES, (What.NOTES, What.PANEL)),
    **dict.fromkeys(OF_PANEL, (What.PANEL,)),
    "recorded": (What.SELF,),
}
# tables in which that stands
OF_TABLES = frozenset(
    {
        "round_assessor",
        "round_share",
        "mark",
        "mark_skip",
        "mark_note",
        "deed",
        "deed_step",
        "cell_emptied",
        "record",
    }
)
SALT = ',"salt":"'
DIGITS = 32  # of a salt


def reader(ws: Workspace) -> Callable[[tuple[Any, ...]], FactRow]:
    """Return what makes a row of the log of a row of the ledger, as the acting user sees it.

    Of a round that hides something from the user it is told that something was written, in which
    round and when, but not what; nor by whom, where the user may not know who judges. A fact that
    takes others back is seen as they are.
    """
    views = {view.round: view for view in sights(ws)}
    own = own_judge(ws) if views else ""
    veiled = {
        kind
        for kind, needs in NEEDS.items()
        if any(not view.sees(what) for view in views.values() for what in needs)
    }

    def read(row: tuple[Any, ...]) -> FactRow:
        fact = FactRow(*row)
        if fact.kind in NEEDS:
            fact = fact._replace(payload=_unsalted(fact.payload))
        if fact.kind == VOIDED and veiled:
            return _about_others(fact, subjects(fact.payload))
        if fact.kind not in veiled:
            return fact
        if fact.kind == "marks-imported":  # thousands of rows, of which the round alone is asked
            body = {"round": json.JSONDecoder().raw_decode(fact.payload, len('{"round":'))[0]}
        else:
            body = json.loads(fact.payload)
        if fact.kind == "recorded":
            return _without_selves(fact, body, views)
        view = views.get(body["round"])
        return fact if view is None else _veiled(fact, body, view, own)

    def subjects(payload: str) -> Iterator[tuple[FactRow, FactRow]]:
        """Yield each fact that is taken back, as it is and as it is seen."""
        given = {"facts": payload, "kinds": json.dumps(sorted(veiled))}
        for row in queries.rows(ws.ledger, "history", "taken-back", given):
            raw = FactRow(*row)
            yield raw._replace(payload=_unsalted(raw.payload)), read(row)

    return read


def _about_others(fact: FactRow, others: Iterable[tuple[FactRow, FactRow]]) -> FactRow:
    """Return a fact about others without what is hidden of one of them."""
    for raw, shown in others:
        if shown.who != raw.who:
            fact = fact._replace(who="")
        if shown.payload != raw.payload:
            fact = fact._replace(why="", evidence="[]")
            if json.loads(shown.payload).get("blind") is True:
                return fact._replace(payload=shown.payload)
    return fact


def _unsalted(payload: str) -> str:
    """Return a fact's canonical JSON without its salt, which is there for the hash alone."""
    place = payload.rfind(SALT)  # inside a text its quotes would be escaped
    end = place + len(SALT) + DIGITS + 1
    return payload if place < 0 else payload[:place] + payload[end:]


def _veiled(fact: FactRow, body: dict[str, Any], view: Sight, own: str) -> FactRow:
    """Return a fact of a round without what is hidden of it."""
    judge = view.relation == Relation.JUDGE and body.get("assessor") == own
    if not view.sees(What.PANEL):
        fact = fact._replace(who="")
    if fact.kind in OF_PANEL:
        if view.sees(What.PANEL):
            return fact
        if fact.kind == "round-opened":
            return fact._replace(payload=canonical({**body, "assessors": []}))
    elif judge or view.sees(What.NOTES if fact.kind in OF_NOTES else What.MARKS):
        return fact
    veiled = {"blind": True, "round": body["round"]}
    return fact._replace(payload=json.dumps(veiled), why="", evidence="[]")


def _without_selves(fact: FactRow, body: dict[str, Any], views: Mapping[str, Sight]) -> FactRow:
    """Return records without the self-assessment of rounds that hide it."""

    def shown(record: dict[str, Any]) -> bool:
        view = views.get(record["values"].get("round", "")) if record["noun"] == "self" else None
        return view is None or view.sees(What.SELF)

    kept = [record for record in body["records"] if shown(record)]
    if len(kept) == len(body["records"]):
        return fact
    return fact._replace(payload=canonical({**body, "records": kept}), why="")


def fact_rows(
    ws: Workspace, before: int | None = None, limit: int = 200, kind: str | None = None
) -> list[FactRow]:
    """Return facts, newest first.

    Args:
        before: only facts with a smaller number; for paging.
        limit: at most this many.
        kind: only facts of this kind.
    """
    edge = before or ws.head() + 1
    if kind:
        found = queries.rows(ws.ledger, "history", "of-kind", (kind, edge, limit))
    else:
        found = queries.rows(ws.ledger, "history", "newest", (edge, limit))
    return [*map(reader(ws), found)]


def kinds(ws: Workspace) -> list[str]:
    """Return the kinds of fact that the ledger holds."""
    return [row[0] for row in queries.rows(ws.ledger, "history", "kinds")]


def newest_of(ws: Workspace, since: int) -> int | None:
    """Return the newest fact of the acting user behind the fact `since`, None without one."""
    newest = queries.one(ws.ledger, "history", "newest-of", (since, ws.user))
    return newest[0] if newest else None


def verify(ws: Workspace) -> list[Fault]:
    """Return every fault of the ledger: the database, the chain, the schema, each table."""
    found = verify_ledger(ws.ledger)
    return [_untold(one) for one in found] if found and _hides(ws) else found


def _hides(ws: Workspace) -> bool:
    """Return whether a round hides something from the acting user, or that cannot be told."""
    try:
        return next(sights(ws), None) is not None
    except CivtuiError:  # of a ledger that is damaged, too
        return True


def _untold(fault: Fault) -> Fault:
    """Return a fault of a table of rounds without the row and the values that it names."""
    if fault.table not in OF_TABLES:
        return fault
    said = fault.message
    if said.key == "ledger.value-differs":
        said = msg(said.key, column=said.values["column"], live="…", facts="…")
    return fault._replace(row="…", message=said)


def verify_at(opening: Callable[[], Workspace]) -> tuple[Head, list[Fault]]:
    """Return head and faults of the ledger of a workspace that may not even open.

    Args:
        opening: opens the workspace.
    """
    try:
        ws = opening()
        head = ws.ledger.head()
    except (UnsoundLedger, Damaged) as error:
        return Head(0, GENESIS), [Fault("database", "", error.message)]
    return head, verify(ws)
