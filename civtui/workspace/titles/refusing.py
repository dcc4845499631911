"""Turns a rule's refusal into the error that both faces show: rule, reason, way out, exit 3."""

from __future__ import annotations

from collections.abc import Mapping

from civtui.model.errors import Refused
from civtui.rules.refusal import Refusal


def hold(refusal: Refusal | None, fields: Mapping[str, str] | None = None) -> None:
    """Raise `Refused` where there is a refusal.

    Args:
        fields: rule -> the field of the verb that says what the rule refuses.

    Raises:
        Refused: names the rule, the reason and the way out.
    """
    if refusal is not None:
        fault = Refused(refusal.why, where={"rule": refusal.rule}, hint=refusal.way_out)
        fault.field = (fields or {}).get(refusal.rule, "")
        raise fault
