"""What the profile's choices have done since a visit, and will do soon: for the first screen."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.workspace.day import AHEAD_DAYS, Deadline, days_to

if TYPE_CHECKING:
    from civtui.workspace.automatic.steps import Step
    from civtui.workspace.session import Workspace


def coming(ws: Workspace) -> list[Deadline]:
    """Return what comes about by itself in the days ahead, unless somebody averts it.

    Alike titles that end on one day are one line; the due board has them one by one.
    """
    last = ws.today() + timedelta(days=AHEAD_DAYS)
    return [
        _deadline(ws, step, kind, honor, holders)
        for step in ws.automatic.foreseen(last)
        for kind, honor, holders in _parts(step)
    ]


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


def _deadline(
    ws: Workspace, step: Step, kind: str, honor: str, holders: tuple[str, ...]
) -> Deadline:
    row = queries.one(ws.ledger, "titles", "name-of", {"id": holders[0]})
    name, on = str(row[0]) if row else holders[0], step.on.isoformat()
    said = _said(kind, honor, name, len(holders))
    return Deadline(on, "by-itself", holders[0], name, len(holders), days_to(ws, on), said)


def _said(kind: str, honor: str, name: str, count: int) -> Message:
    if kind != "withdrawn":
        key = "home.due-card-comes" if kind == "carded" else "home.due-card-ends"
        return msg(key, name=name)
    key = "home.due-title-ends" if count == 1 else "home.due-titles-end"
    return msg(key, name=name, honor=msg(f"rules.honor-{honor}"), count=count)
