"""The assessed points of items, to stand beside a self-assessment."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from civtui.model.errors import CivtuiError
from civtui.scoring.trace import Node
from civtui.workspace.results.traces import explain
from civtui.workspace.session import Workspace

Place = tuple[str, str, str]


def assessed(ws: Workspace, places: Iterable[Place]) -> dict[Place, Fraction]:
    """Return (round, subject, item) -> points, of those places that have been assessed."""
    found: dict[Place, Fraction] = {}
    for place in places:
        try:
            node: Node = explain(ws, *place)
        except CivtuiError:  # no such round, subject or item: there is nothing beside it
            continue
        if node.value is not None:
            found[place] = Fraction(node.value)
    return found
