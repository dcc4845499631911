"""The ledger as people read it: newest facts, one fact, and whether all still adds up."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import GENESIS
from civtui.ledger.ledger import Head
from civtui.ledger.soundness import Fault
from civtui.ledger.verify import verify as verify_ledger
from civtui.model.errors import UnsoundLedger
from civtui.model.faults import Damaged
from civtui.model.roles import Role
from civtui.workspace.session import Workspace


class FactRow(NamedTuple):
    """One fact as the log shows it; `payload` is its canonical JSON."""

    seq: int
    kind: str
    who: str
    recorded: str
    effective: str
    why: str
    payload: str


# facts that say how a judge marks
OF_JUDGES = frozenset({"marked", "mark-taken-back", "marks-imported", "noted", "skipped"})


def reader(ws: Workspace) -> Callable[[tuple[Any, ...]], FactRow]:
    """Return what makes a row of the log of a row of the ledger.

    A judge of a round that is marked blind reads there, while it is open, that others marked but
    not what.
    """
    blind = set()
    if ws.role == Role.ASSESSOR:
        found = queries.rows(ws.ledger, "rounds", "list")
        blind = {row[0] for row in found if row[9] == "blind" and row[10] == "open"}
    if not blind:
        return lambda row: FactRow(*row)
    user = queries.one(ws.ledger, "places", "user", (ws.user,))
    own = (user[2] if user else None) or ws.user

    def read(row: tuple[Any, ...]) -> FactRow:
        fact = FactRow(*row)
        if fact.kind in OF_JUDGES:
            body = json.loads(fact.payload)
            if body.get("round") in blind and body.get("assessor") != own:
                veiled = {"blind": True, "round": body["round"]}
                return fact._replace(payload=json.dumps(veiled), why="")
        return fact

    return read


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


def verify(ws: Workspace) -> list[Fault]:
    """Return every fault of the ledger: the database, the chain, the schema, each table."""
    return verify_ledger(ws.ledger)


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
