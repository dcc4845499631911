"""Turns a rule's refusal into the error that both faces show: rule, reason, way out, exit 3."""

from __future__ import annotations

from civtui.model.errors import Refused
from civtui.rules.refusal import Refusal


def hold(refusal: Refusal | None) -> None:
    """Raise `Refused` where there is a refusal.

    Raises:
        Refused: names the rule, the reason and the way out.
    """
    if refusal is not None:
        raise Refused(refusal.why, where={"rule": refusal.rule}, hint=refusal.way_out)
