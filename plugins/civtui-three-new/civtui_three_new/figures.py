"""The project's figures: how far each strand is, and whether it is shown by evidence."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from civtui_three_new.forms import STRANDS

Payload = dict[str, Any]
Values = dict[str, Any]


def of_form(payload: Payload, form: str) -> list[Values]:
    """Return the values of an agency's entries in a form, oldest first."""
    return [entry["values"] for entry in payload["entries"] if entry["form"] == form]


def strand_done(measures: list[Values], strand: str) -> Fraction:
    """Return how far a strand is, 0 to 100: the mean of its measures, 0 without any."""
    parts = [Fraction(str(m["done"])) for m in measures if m.get("strand") == strand]
    return sum(parts, Fraction(0)) / len(parts) if parts else Fraction(0)


def achievement(payload: Payload) -> Fraction:
    """Return the project's achievement, 0 to 100: three strands of equal weight."""
    measures = of_form(payload, "measure")
    parts = [strand_done(measures, strand) for strand in STRANDS]
    return sum(parts, Fraction(0)) / len(parts)


def evidenced(payload: Payload) -> Fraction:
    """Return the share of finished measures that show the state after, 0 to 100."""
    finished = [m for m in of_form(payload, "measure") if Fraction(str(m["done"])) >= 100]
    shown = [m for m in finished if m.get("after")]
    return Fraction(100 * len(shown), len(finished)) if finished else Fraction(0)
