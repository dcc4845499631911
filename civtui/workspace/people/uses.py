"""Where a user goes most: counted beside the facts, so that finding begins with it."""

from __future__ import annotations

from civtui.workspace.people import choices
from civtui.workspace.session import Workspace

THING = "found"
KEPT = 100  # places counted for a user; beyond it those that were used least are forgotten


def uses(ws: Workspace) -> dict[str, int]:
    """Return how often the acting user went to each place that is counted (`kind:id`)."""
    found = choices.kept(ws, THING)
    return {place: times for place, times in found.items() if isinstance(times, int)}


def used(ws: Workspace, place: str) -> None:
    """Count that the acting user goes to a place."""
    counted = uses(ws)
    counted[place] = counted.get(place, 0) + 1
    most = sorted(counted, key=lambda one: -counted[one] - (one == place) * KEPT)[:KEPT]
    choices.keep(ws, THING, {one: counted[one] for one in most})
