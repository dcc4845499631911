"""The ledger as people read it: newest facts, one fact, and whether all still adds up."""

from __future__ import annotations

from typing import NamedTuple

from civtui.ledger import queries
from civtui.ledger.verify import Fault
from civtui.ledger.verify import verify as verify_ledger
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
    return [FactRow(*row) for row in found]


def kinds(ws: Workspace) -> list[str]:
    """Return the kinds of fact that the ledger holds."""
    return [row[0] for row in queries.rows(ws.ledger, "history", "kinds")]


def verify(ws: Workspace) -> list[Fault]:
    """Return every fault of the ledger: chain first, then each table that the facts deny."""
    return verify_ledger(ws.ledger)
