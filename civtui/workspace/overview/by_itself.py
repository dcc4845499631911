"""What the profile's choices have done since a visit, for the first screen."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from civtui.workspace.automatic.steps import Step
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
