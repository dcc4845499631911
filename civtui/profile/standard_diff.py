"""What differs between two versions of a standard, item by item, in words of the standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Document = Mapping[str, Any]
PLACE = "parent"
HEAD = ("title", "total", "cap", "combine", "rounding", "bands")


class Change(NamedTuple):
    """One difference.

    Args:
        kind: `added`, `removed`, `moved` (to another group) or `changed`.
        item: id of the item; empty for what stands at the head of the standard.
        field: what changed; empty for an item that came or went.
        before, after: as the document has them; the item's points where it came or went.
    """

    kind: str
    item: str
    field: str
    before: Any
    after: Any


def diff(old: Document, new: Document) -> list[Change]:
    """Return what differs, in the new standard's order, what went away last.

    Args:
        old, new: canonical documents (`Standard.document`). Items are the same where their ids are.
    """
    changes = [
        Change("changed", "", name, old.get(name), new.get(name))
        for name in HEAD
        if old.get(name) != new.get(name)
    ]
    before, after = dict(_items(old)), dict(_items(new))
    for id_, item in after.items():
        if id_ not in before:
            changes.append(Change("added", id_, "", None, item.get("points")))
            continue
        was = before[id_]
        for name in sorted({*was, *item} - {"id"}):
            if was.get(name) != item.get(name):
                kind = "moved" if name == PLACE else "changed"
                changes.append(Change(kind, id_, name, was.get(name), item.get(name)))
    changes += [
        Change("removed", id_, "", was.get("points"), None)
        for id_, was in before.items()
        if id_ not in after
    ]
    return changes


def _items(node: Document, parent: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every item with its own fields and the group it stands in, the items below apart."""
    for child in node.get("item", ()):
        own = {name: value for name, value in child.items() if name != "item"}
        yield child["id"], {**own, PLACE: parent}
        yield from _items(child, child["id"])
