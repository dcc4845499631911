"""The burden meter: what a standard asks a unit for, and how often for the same thing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from civtui.model.standard import Item, Standard
from civtui.workspace.session import Workspace


class Burden(NamedTuple):
    """What a standard asks of a unit.

    Args:
        papers: pieces of paper asked for, over all items.
        photos: pictures asked for.
        asking: items that ask for anything.
        distinct: different things asked for.
        repeated: what more than one item asks for -> ids of those items; one piece serves them all.
        served: by how many pieces of evidence on record items are served, and how many of those
            serve more than one.
    """

    standard: str
    items: int
    papers: int
    photos: int
    asking: int
    distinct: int
    repeated: dict[str, list[str]]
    kept: int
    shared: int


def burden(ws: Workspace | None, name: str, near: Path) -> Burden:
    """Return what a standard asks of a unit.

    Args:
        ws: where there is one, its activities tell how many pieces serve several items.
        name: a standard of the profile, or a file.
        near: folder in which a bare name is looked for.

    Raises:
        NotFound, BadInput: there is no such standard, or it is not sound.
    """
    from civtui.workspace.rounds.standards import check

    standard, _ = check(name, near)
    leaves = list(leaves_of(standard))
    asks: dict[str, list[str]] = {}
    for item in leaves:
        for what in item.asks:
            asks.setdefault(what, []).append(item.id)
    single = sum(bool(item.evidence or item.photos) and not item.asks for item in leaves)
    kept, shared = _served(ws) if ws else (0, 0)
    return Burden(
        standard=f"{standard.id}@{standard.version}",
        items=len(leaves),
        papers=sum(item.evidence or 0 for item in leaves),
        photos=sum(item.photos or 0 for item in leaves),
        asking=sum(bool(item.evidence or item.photos or item.asks) for item in leaves),
        distinct=len(asks) + single,
        repeated={what: ids for what, ids in asks.items() if len(ids) > 1},
        kept=kept,
        shared=shared,
    )


def leaves_of(node: Standard | Item) -> list[Item]:
    return [leaf for child in node.item for leaf in ([child] if child.kind else leaves_of(child))]


def _served(ws: Workspace) -> tuple[int, int]:
    from civtui.workspace.building.activities import activity_rows

    serves: Counter[str] = Counter()
    for activity in activity_rows(ws, most=1_000_000):
        for digest in activity.evidence:
            serves[digest] += len(activity.items)
    return sum(n > 0 for n in serves.values()), sum(n > 1 for n in serves.values())
