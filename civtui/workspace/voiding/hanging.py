"""What hangs on facts: what came later and needs them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.ledger.upcast import upcast
from civtui.model.text import Message, msg
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.things import Courses, Payload, Things, things


def payload_of(row: Row) -> Payload:
    """Return a fact's payload as this release has it."""
    return upcast(row.kind, row.v, json.loads(row.payload))


def courses(ws: Workspace) -> Courses:
    """Return the courses of titles of which applications are a part."""
    found = queries.rows(ws.ledger, "voiding", "applied")
    return Courses(json.loads(payload) for (payload,) in found)


def things_of(row: Row, known: Courses) -> Things:
    """Return what a fact has to do with, the papers behind it among them."""
    found = things(row.kind, payload_of(row), known)
    papers = frozenset(f"evidence:{sha}" for sha in json.loads(row.evidence))
    return found._replace(names=found.names | papers)


def hanging(ws: Workspace, deed: Sequence[Row]) -> list[Row]:
    """Return the facts after a deed that need it, oldest first.

    Args:
        deed: facts written together, in their order.
    """
    known = courses(ws)
    found = [(row.seq, things_of(row, known)) for row in deed]
    made = {thing: seq for seq, one in found for thing in one.makes if _new(ws, thing, seq, known)}
    about: dict[str, int] = {}
    for seq, one in found:
        about |= dict.fromkeys(one.about, seq)
    own, first = {row.seq for row in deed}, deed[0].seq
    later = queries.rows(ws.ledger, "voiding", "standing-but-marks", {"after": first})
    needing = []
    for row in map(Row._make, later):
        if row.seq in own:
            continue
        theirs = things_of(row, known)
        if any(made.get(thing, row.seq) < row.seq for thing in theirs.all) or any(
            about.get(thing, row.seq) < row.seq for thing in theirs.about
        ):
            needing.append(row)
    return needing


def _new(ws: Workspace, thing: str, seq: int, known: Courses) -> bool:
    """Return whether no fact before `seq` that stands brought a thing into being."""
    id_ = thing.partition(":")[2]
    before = queries.rows(
        ws.ledger, "voiding", "made-before", {"before": seq, "text": json.dumps(id_.split()[0])}
    )
    return not any(
        thing in things(kind, upcast(kind, v, json.loads(payload)), known).makes
        for payload, kind, v in before
    )


def marks_hanging(ws: Workspace, deed: Iterable[Row]) -> Message | None:
    """Return why facts of a panel cannot go: marks were given in what they dealt or opened."""
    for row in deed:
        p = payload_of(row)
        if row.kind in ("round-opened", "dealt"):
            (count,) = queries.rows(ws.ledger, "voiding", "marks-of", (p["round"],))[0]
        elif row.kind == "handed-over":
            given = {"round": p["round"], "assessor": p["to"], "after": row.seq,
                     "subjects": json.dumps(p["subjects"])}  # fmt: skip
            (count,) = queries.rows(ws.ledger, "voiding", "marks-since", given)[0]
        else:
            continue
        if count:
            return msg("voiding.marks-hang", count=count, round=p["round"])
    return None


def shown_again(ws: Workspace, deed: Sequence[Row]) -> Iterator[int]:
    """Yield the marks over an import's that were taken back again, and the taking back.

    Together they do nothing but show the import's mark once more; without it they would put it
    there themselves.
    """
    imported: dict[tuple[Any, ...], str] = {}
    for row in deed:
        if row.kind == "marks-imported":
            imported |= {tuple(mark[:3]): mark[3] for mark in payload_of(row)["rows"]}
    if not imported:
        return
    last = deed[-1]
    given = {"after": last.seq, "round": payload_of(last)["round"]}
    for seq, kind, payload in queries.rows(ws.ledger, "voiding", "marks-after", given):
        p = json.loads(payload)
        cell = (p["subject"], p["item"], p["assessor"])
        again = kind == "mark-taken-back" and p["undoes"] > last.seq
        if again and p["value"] is not None and imported.get(cell) == p["value"]:
            yield from (p["undoes"], seq)
