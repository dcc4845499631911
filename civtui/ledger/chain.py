"""The hash chain: each row's SHA-256 covers the row before it and its own canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

GENESIS = "0" * 64


class Row(NamedTuple):
    """A row of the table `fact`, as it stands in the file."""

    seq: int
    kind: str
    v: int
    who: str
    recorded: str
    effective: str
    why: str
    evidence: str
    payload: str
    hash: str


def canonical(value: Any) -> str:
    """Return `value` as canonical JSON: sorted keys, no spaces, characters as themselves."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(previous: str, row: Row) -> str:
    """Return the hash of `row` (its own `hash` field left out) after a row hashed `previous`."""
    from hashlib import sha256  # the library behind it is not on the way to the first screen

    content = json.dumps(row[:9], ensure_ascii=False, separators=(",", ":"))
    return sha256(f"{previous}\n{content}".encode("utf-8", "surrogatepass")).hexdigest()


def first_break(rows: Iterable[Row]) -> tuple[int, str] | None:
    """Return (seq, `gap` | `hash` | `payload`) of the first row that breaks the chain, or None."""
    previous, expected = GENESIS, 1
    for row in rows:
        if row.seq != expected:
            return expected, "gap"
        try:
            linked = link(previous, row)
        except (TypeError, ValueError):  # a damaged cell is no text any more
            linked = ""
        if linked != row.hash:
            return row.seq, "hash"
        previous, expected = row.hash, row.seq + 1
    return None
