"""Facts of a deed that mean nothing alone: what one gives up another takes up.

A paper that goes from one activity to another is written as a correction of each. Taken back for
one of them alone, it would serve both, or none.
"""

from __future__ import annotations

from collections.abc import Sequence

from civtui.ledger.chain import Row
from civtui.workspace.voiding.dependents import payload_of

CORRECTS = "activity-corrected"  # the one kind that is written several times in such a deed


def with_halves(deed: Sequence[Row], own: Sequence[Row]) -> tuple[Row, ...]:
    """Return some facts of a deed with those that are one step with them, in their order.

    Args:
        deed: facts written together.
        own: some of them.
    """
    papers = {row.seq: _papers(row) for row in deed if row.kind == CORRECTS}
    found = {row.seq for row in own}
    while True:
        held = [papers[seq] for seq in found & papers.keys()]
        taken = {paper for gone, _come in held for paper in gone}
        put = {paper for _gone, come in held for paper in come}
        halves = {seq for seq, (gone, come) in papers.items() if taken & come or put & gone}
        if halves <= found:
            return tuple(row for row in deed if row.seq in found)
        found |= halves


def _papers(row: Row) -> tuple[set[str], set[str]]:
    """Return which papers a correction takes off an activity, and which it puts to it."""
    change = next((one for one in payload_of(row)["changes"] if one["field"] == "evidence"), None)
    was, now = (set(change[side]) if change else set() for side in ("was", "now"))
    return was - now, now - was
