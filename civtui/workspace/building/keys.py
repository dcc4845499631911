"""Texts that name a record within its agency: one that is only written otherwise is the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from civtui.ledger import queries
from civtui.model.registers import Register
from civtui.workspace.building.sameness import plain
from civtui.workspace.session import Workspace

Key = tuple[str, ...]
# register and agency -> what a key says -> that key as each record writes it
Keys = dict[tuple[str, str], dict[Key, list[Key]]]


def key_on_record(
    ws: Workspace, kind: Register, agency: str, values: Mapping[str, Any], known: Keys
) -> dict[str, Any]:
    """Return the texts of a record's key as they are written on record, where they say the same.

    `2026 版` is `2026版`; one that stands to the letter is that one.

    Args:
        agency: id of the agency that puts it down.
        values: the record, as it is stored.
        known: keys by register and agency, as a bulk has seen them so far.
    """
    texts = {f.id for f in kind.fields if f.id in kind.key and f.type == "text" and not f.catalogue}
    if not texts:
        return {}
    place = kind.id, agency
    if place not in known:
        known[place] = {}
        for (content,) in queries.rows(ws.ledger, "building", "contents", place):
            other = _key(kind, json.loads(content))
            known[place].setdefault(tuple(map(plain, other)), []).append(other)
    own = _key(kind, values)
    there = known[place].setdefault(tuple(map(plain, own)), [own])
    written = own if own in there else there[0]
    return {id_: text for id_, text in zip(kind.key, written, strict=True) if id_ in texts}


def _key(kind: Register, values: Mapping[str, Any]) -> Key:
    return tuple(str(values.get(field, "")) for field in kind.key)
