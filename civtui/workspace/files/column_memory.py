"""Remembers how a person named the columns of a file, for the next one with the same header."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from civtui.exchange.columns import header_key, read_mapping
from civtui.exchange.headers import LETTERS, Words
from civtui.exchange.plan import Seen
from civtui.model.errors import LedgerGone, Refused
from civtui.model.faults import MachineFault
from civtui.workspace.people import choices
from civtui.workspace.session import Workspace

THING = "columns"
MOST = 40  # headers of a kind that are kept, the newest


def remembered(ws: Workspace, kind: str) -> dict[str, dict[str, str]]:
    """Return, by the key of a header, which title the acting user named for which field."""
    found: dict[str, dict[str, str]] = choices.kept(ws, THING).get(kind, {})
    return found


def remember(
    ws: Workspace, mapping: Path | None, kinds: Mapping[str, Words] | None, seen: Iterable[Seen]
) -> None:
    """Keep what a mapping says of the headers it was used on; without one nothing changes.

    It is a convenience: where the ledger takes nothing now, nothing is kept.
    """
    if mapping is None:
        return
    said = read_mapping(mapping, kinds)
    titles: dict[str, list[str]] = {}
    for one in seen:  # a sheet of agencies and offices is seen twice, and has one header
        titles.setdefault(one.sheet, []).extend(column.title for column in one.columns)
    used = [(one.kind, header_key(titles[one.sheet])) for one in seen]
    # the letters of a column say nothing of the next file, whose columns may stand otherwise
    own = {word for many in titles.values() for word in many}
    said = {
        kind: {f: text for f, text in fields.items() if text in own or not LETTERS.fullmatch(text)}
        for kind, fields in said.items()
    }

    def edit(kept: dict[str, Any]) -> dict[str, Any]:
        for kind, key in used:
            if said.get(kind):
                of_kind = {k: v for k, v in kept.get(kind, {}).items() if k != key}
                kept[kind] = dict([*of_kind.items(), (key, said[kind])][-MOST:])
        return kept

    with suppress(MachineFault, LedgerGone, Refused):
        choices.change(ws, THING, edit)
