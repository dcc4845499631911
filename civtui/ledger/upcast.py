"""Reads old facts as today's: one small function a step from version v to v + 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Payload = dict[str, Any]

# (kind, version it reads) -> payload of the next version; the golden ledgers keep these honest
STEPS: dict[tuple[str, int], Callable[[Payload], Payload]] = {
    ("decided", 1): lambda p: {**p, "item": "", "votes": None, "recused": [], "resolution": ""},
    ("workspace-opened", 1): lambda p: {**p, "ledger": ""},
    ("round-opened", 1): lambda p: {**p, "anchors": []},
    # of an older release each mark is a deed of its own: what was stored together isn't on record
    ("marked", 1): lambda p: {**p, "part": 0, "redoes": None},
    ("mark-taken-back", 1): lambda p: {**p, "skip": "", "retyped": False},
    ("skipped", 1): lambda p: {**p, "undoes": None, "redoes": None},
    ("reform-taken-back", 1): lambda p: {**p, "why": ""},
    ("noted", 1): lambda p: {**p, "undoes": None, "redoes": None},
}


def upcast(kind: str, v: int, payload: Payload) -> Payload:
    """Return `payload` of the fact `kind` in version `v` as the newest version has it."""
    while step := STEPS.get((kind, v)):
        payload, v = step(payload), v + 1
    return payload
