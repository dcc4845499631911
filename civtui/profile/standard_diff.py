"""What differs between two versions of a standard, item by item, in words of the standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Document = Mapping[str, Any]
Items = Mapping[str, Document]
# lists whose parts have a name of their own
NAMED = {"bands": "name", "grades": "label", "thresholds": "at_least", "rounding": "stage"}
PLACE = "parent"
HEAD = ("title", "total", "cap", "combine", "rounding", "bands")


class Change(NamedTuple):
    """One difference.

    Args:
        kind: `added`, `removed`, `renamed` (a new id, the same title in the same group), `moved`
            (to another group) or `changed`.
        item: id of the item, the new one; empty for what stands at the head of the standard.
        field: what changed; empty for an item that came or went. One band, grade or threshold by
            its name, as in `bands[优秀].min`.
        before, after: as the document has them; the item's points where it came or went, its ids
            where it was renamed.
    """

    kind: str
    item: str
    field: str
    before: Any
    after: Any


def diff(old: Document, new: Document) -> list[Change]:
    """Return what differs, in the new standard's order, what went away last.

    Args:
        old, new: canonical documents (`Standard.document`). Items are the same where their ids are,
            or where one went and one came with the same title in the same group.
    """
    changes = list(_fields("", {n: old.get(n) for n in HEAD}, {n: new.get(n) for n in HEAD}))
    before, after = dict(_items(old)), dict(_items(new))
    names = _renamed(before, after)
    for id_, item in after.items():
        was = before.get(id_) or before.get(names.get(id_, ""))
        if was is None:
            changes.append(Change("added", id_, "", None, item.get("points")))
            continue
        if id_ in names:
            changes.append(Change("renamed", id_, "id", names[id_], id_))
        there = {**was, PLACE: _new_id(names, was[PLACE])}
        changes += _fields(id_, there, item)
    gone = set(before) - set(after) - set(names.values())
    changes += [
        Change("removed", id_, "", was.get("points"), None)
        for id_, was in before.items()
        if id_ in gone
    ]
    return changes


def _renamed(before: Items, after: Items) -> dict[str, str]:
    """Return new id -> old id of items that kept title and group; only where that leaves no doubt.

    Groups come before what is below them, so that an item is found below a group of another id.
    """

    def place(item: Document, names: Mapping[str, str]) -> tuple[str, str]:
        return item["title"]["zh"], _new_id(names, item[PLACE])

    found: dict[str, str] = {}
    for id_, item in after.items():
        if id_ in before:
            continue
        here = place(item, {})
        olds = [o for o, was in before.items() if o not in after and place(was, found) == here]
        news = [n for n, other in after.items() if n not in before and place(other, {}) == here]
        if len(olds) == len(news) == 1:
            found[id_] = olds[0]
    return found


def _new_id(names: Mapping[str, str], id_: str) -> str:
    return next((new for new, old in names.items() if old == id_), id_)


def _fields(id_: str, was: Document, now: Document) -> Iterator[Change]:
    """Yield the fields that differ; of a list of named parts each part apart."""
    for name in [n for n in dict.fromkeys((*was, *now)) if n != "id"]:
        one, other = was.get(name), now.get(name)
        if one == other:
            continue
        parts, others = _parts(name, one), _parts(name, other)
        if parts is None or others is None:
            yield Change("moved" if name == PLACE else "changed", id_, name, one, other)
            continue
        for part in dict.fromkeys((*parts, *others)):
            mine, theirs = parts.get(part, {}), others.get(part, {})
            for key in dict.fromkeys((*mine, *theirs)):
                if mine.get(key) != theirs.get(key):
                    at = f"{name}[{part}].{key}"
                    yield Change("changed", id_, at, mine.get(key), theirs.get(key))
        if list(parts) != [p for p in others if p in parts]:
            yield Change("changed", id_, f"{name}[]", list(parts), list(others))


def _parts(name: str, value: Any) -> dict[str, dict[str, Any]] | None:
    """Return the parts of a list by their names; None where it is no such list, or names repeat."""
    key = NAMED.get(name)
    if key is None:
        return None
    made = {}
    for part in value or ():
        own = {k: v for k, v in part.items() if k != key}
        made[part[key]["zh"] if isinstance(part[key], dict) else part[key]] = own
    return made if len(made) == len(value or ()) else None


def _items(node: Document, parent: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every item with its own fields and the group it stands in, the items below apart."""
    for child in node.get("item", ()):
        own = {name: value for name, value in child.items() if name != "item"}
        yield child["id"], {**own, PLACE: parent}
        yield from _items(child, child["id"])
