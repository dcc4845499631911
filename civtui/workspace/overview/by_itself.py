"""What the profile's choices did by themselves since a visit, and what they will do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.rules.policies import said

if TYPE_CHECKING:
    from civtui.workspace.automatic.steps import Step
    from civtui.workspace.overview.due_notices import Line
    from civtui.workspace.overview.due_placed import Agendas
    from civtui.workspace.session import Workspace


def unrecorded(ws: Workspace, since: date) -> list[tuple[str, str, int, str, str]]:
    """Return what came about by itself after a day and is not on record yet.

    Returns:
        (kind of fact, `policy:ID`, holders, the newest day, its holder) of each kind and policy.
    """
    from civtui.workspace.automatic.steps import BY

    times: Counter[tuple[str, str]] = Counter()
    newest: dict[tuple[str, str], tuple[str, str]] = {}
    for step in ws.automatic.standing():
        if step.on > since:
            for kind, _, holders in _parts(step):
                times[kind, BY + step.policy] += len(holders)
                newest[kind, BY + step.policy] = (step.on.isoformat(), holders[0])
    return [(*key, count, *newest[key]) for key, count in times.items()]


def _parts(step: Step) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (kind, honor, holders) of each fact of a step; a card has no honor."""
    return [(body.kind, getattr(body, "honor", ""), step.holders) for body in step.bodies]


def foreseen_due(
    ws: Workspace, last: date, agendas: Agendas | None, inside: frozenset[str]
) -> Iterator[Line]:
    """Yield the lines of what the profile's choices will have done up to a day, unless averted.

    Args:
        agendas: those of the day that the answer is as of; None where nobody reads the way on.
        inside: the honors on which party groups decide.
    """
    for step in ws.automatic.foreseen(last):
        for body in step.bodies:
            key = {"withdrawn": "title-ends", "carded": "card-comes"}.get(body.kind, "card-ends")
            honor = getattr(body, "honor", "")
            for holder in step.holders:
                row = queries.one(ws.ledger, "titles", "name-of", {"id": holder})
                name = str(row[0]) if row else holder
                why = msg(
                    f"titles.due-{key}",
                    name=name,
                    on=step.on,
                    honor=msg(f"rules.honor-{honor}") if honor else "",
                    why=step.why,
                    policy=said(step.policy, step.choice),
                    way=_way(ws, step, holder, honor, agendas, inside) if agendas else "",
                )
                yield step.on, "by-itself", holder, name, why


def _way(
    ws: Workspace, step: Step, holder: str, honor: str, agendas: Agendas, inside: frozenset[str]
) -> Message:
    """Return how a title whose term ends is kept, and of all else where its ground is seen."""
    from civtui.workspace.overview.due_placed import of_term, way_of_renewal
    from civtui.workspace.titles.holders import typed

    if step.policy != "term-lapsed":
        return msg("titles.due-way-look", holder=typed(ws, [holder]))
    place = agendas.place(of_term(holder, honor))
    return place or way_of_renewal(ws, holder, honor, inside=honor in inside)
