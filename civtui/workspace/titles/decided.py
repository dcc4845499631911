"""Decisions as they stand on record, and how one is written under an id of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.kept import kept
from civtui.workspace.session import Workspace
from civtui.workspace.titles import ids
from civtui.workspace.titles.cards_named import ENDS_OF_CARDS, of_decisions

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body


class DecisionRow(NamedTuple):
    """A decision; `votes` is None for consensus.

    Args:
        title: what it is about, where it names no holder.
        cards: the yellow cards that it ends or prolongs.
    """

    id: str
    body: str
    agency: str | None
    matter: str
    honor: str | None
    subjects: tuple[str, ...]
    outcome: str
    session: str
    decided: str
    item: str
    votes: dict[str, int] | None
    recused: tuple[str, ...]
    resolution: str
    seq: int
    title: str = ""
    cards: tuple[str, ...] = ()


def _row(row: tuple[Any, ...], cards: Mapping[str, tuple[str, ...]]) -> DecisionRow:
    values = list(row)
    values[5], values[11] = tuple(json.loads(row[5])), tuple(json.loads(row[11]))
    values[10] = json.loads(row[10]) if row[10] else None
    return DecisionRow._make([*values, cards.get(row[0], ())])


def decision_rows(ws: Workspace) -> list[DecisionRow]:
    """Return the decisions, newest first."""

    def read() -> tuple[DecisionRow, ...]:
        cards = of_decisions(ws)
        return tuple(_row(row, cards) for row in queries.rows(ws.ledger, "titles", "decisions"))

    return [*kept(ws, "decisions", read)]


def decision_row(ws: Workspace, decision: str) -> DecisionRow:
    """Return the decision `decision`.

    Raises:
        Refused: there is none; what asks for it may not be done without.
    """
    row = queries.one(ws.ledger, "titles", "decision", (decision,))
    if row is None:
        raise _none(ws, decision)
    return _row(row, of_decisions(ws) if row[3] in ENDS_OF_CARDS else {})


def _none(ws: Workspace, decision: str) -> Refused:
    """Return the refusal of an id that no decision has; of a sitting's it names its decisions."""
    if not ids.taken(ws, "sitting", decision):
        return Refused(
            msg("titles.no-decision"),
            where={"rule": "decision"},
            value=decision,
            nearest=nearest(decision, [row.id for row in decision_rows(ws)]),
            hint=msg("titles.way-decide"),
        )
    own = [row for row in reversed(decision_rows(ws)) if row.session == decision]
    return Refused(
        msg("titles.id-of-sitting"),
        where={"rule": "decision"},
        value=decision,
        allowed=[row.id for row in own],
        told=[
            msg("titles.decision-of", id=row.id, matter=msg(f"titles.matter-{row.matter}"))
            for row in own
        ],
        hint=None if own else msg("titles.way-on-agenda", sitting=decision),
    )


def record(
    ws: Workspace,
    decision: str | None,
    free: Callable[[], str],
    body: Callable[[str], Body],
    allowed: Callable[[], None],
    right: Right,
    day: date,
) -> DecisionRow:
    """Write a decision under an id that is not taken, and return it.

    Args:
        decision: the id that was given, None where one is made.
        free: makes one.
        body: returns the fact of a decision of this id.
        allowed: holds inside the transaction whatever the decision rests on.

    Raises:
        Refused: the id is taken, or as `allowed`.
    """

    def write(made: str) -> None:
        def held(_: object) -> None:
            ids.refuse_taken(ws, "decision", made)
            allowed()

        ws.write(body(made), right=right, effective=day, check=held)

    return decision_row(ws, ids.written(decision, free, write))
