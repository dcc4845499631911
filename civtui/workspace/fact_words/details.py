"""What a fact holds besides its sentence, field by field, in words where there are words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from civtui.ledger.upcast import upcast
from civtui.locale import pattern, render, t
from civtui.workspace.fact_words.values import WAYS, Payload, pairs
from civtui.workspace.reading.history import FactRow
from civtui.workspace.reading.names import Names

LONGEST = 400  # characters of one value
# what is there for the machine, or told by another field
UNTOLD = frozenset(
    (
        "salt",
        "entry",
        "id",
        "undoes",
        "redoes",
        "retyped",
        "person",
        "points",
        "profile_sha256",
        "source_sha256",
        "standard_sha256",
        "plugin",
        "plugin_version",
        "ledger",
    )
)


def details(names: Names, fact: FactRow) -> Iterator[tuple[str, str]]:
    """Yield (what it is, value) of every field that a fact holds, as text in the language in use.

    A field that has no word of its own goes by the name that the ledger gives it.
    """
    payload = json.loads(fact.payload)
    if payload.get("blind") is True:
        return
    names, p = names.of(fact), upcast(fact.kind, fact.v, payload)
    for key, value in p.items():
        if (
            key in UNTOLD
            or value is None
            or value in ("", [], {})
            or (key == "part" and "item" in p)
        ):
            continue
        if key == "part" and isinstance(value, int):  # a mark's place in a block
            continue
        label = f"facts.key-{key}"
        yield t(label) if pattern(label, "zh") else key, _told(names, p, key, value)


def _told(names: Names, p: Payload, key: str, value: Any) -> str:
    way = WAYS.get(key)
    if way is not None:
        found = render(way(names, p, value))
    elif isinstance(value, bool):
        found = t("reading.yes" if value else "reading.no")
    elif isinstance(value, dict):
        found = pairs(value)
    elif isinstance(value, list):
        found = render([one if isinstance(one, str) else pairs(one) for one in value])
    else:
        found = str(value)
    line = " ".join(found.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
