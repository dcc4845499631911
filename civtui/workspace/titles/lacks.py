"""What a gate is asked of, and what it answers with: see `titles/gates.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from civtui.model.text import Message
from civtui.workspace.session import Workspace


class Asked(NamedTuple):
    """What the gates are asked of."""

    ws: Workspace
    holders: Sequence[str]
    honor: str
    day: date
    deed: str


class Lack(NamedTuple):
    """What shuts a gate to somebody.

    Args:
        noted: it is only noted, whatever the policy says.
        policy: the one that says whether it bars, where that is not the gate's.
    """

    gate: str
    holder: str
    why: Message
    way: Message
    noted: bool = False
    policy: str = ""


Found = Iterator[Lack]
