"""A step that the rules do not allow: which rule, why, and the way out."""

from __future__ import annotations

from typing import NamedTuple

from civtui.model.text import Message


class Refusal(NamedTuple):
    """Why a step is not taken.

    Args:
        rule: id of the rule or policy that says no.
        why: the reason.
        way_out: what would make it possible.
    """

    rule: str
    why: Message
    way_out: Message
