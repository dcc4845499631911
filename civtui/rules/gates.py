"""The gates to the honors as data: a small typed vocabulary, each rule with its wording."""

from __future__ import annotations

from typing import NamedTuple

from civtui.model.text import Bilingual

TIERS = ("agency-level", "municipal", "provincial")
# what a rule's kind needs beside its wording
VOCABULARY: dict[str, tuple[str, ...]] = {
    "runs-program": (),
    "share-of": ("honor", "at_least"),
    "count-of": ("honor", "at_least"),
    "holds": ("honor",),
    "held-for": ("honor", "years"),
    "no-card": (),
    "not-delisted": (),
    "not-vetoed": (),
    "score-at-least": ("points",),
    "within-quota": (),
    "all": ("rules",),
    "any": ("rules",),
    "not": ("rules",),
}


class Rule(NamedTuple):
    """One rule of a gate.

    Args:
        kind: a word of `VOCABULARY`.
        wording: the sentence of the requirement it comes from.
        honor: what is counted or held (share-of, count-of, holds, held-for).
        at_least: (numerator, denominator) as written, unreduced; a count is over 1.
        years: for held-for.
        points: exact text, for score-at-least.
        rules: the rules below all, any, not.
    """

    kind: str
    wording: Bilingual
    honor: str = ""
    at_least: tuple[int, int] = (0, 1)
    years: int = 0
    points: str = "0"
    rules: tuple[Rule, ...] = ()


class Gate(NamedTuple):
    """What the applicant for a tier must meet; every rule must hold."""

    tier: str
    title: Bilingual
    rules: tuple[Rule, ...]
