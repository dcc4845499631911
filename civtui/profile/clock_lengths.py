"""What a profile says of clocks and shares, read without making a document of it.

The first screen and `status` ask it; reading the whole profile would cost them a tenth of a second.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from civtui.files import parsed
from civtui.model.errors import BadInput
from civtui.profile.merging import merge
from civtui.profile.standing_choices import chain, choices_of
from civtui.rules.cards import CardRule
from civtui.rules.gates import TIERS


class Share(NamedTuple):
    """A share of offices with an honor that the gate of an agency's honor asks for.

    Args:
        at_least: (part, whole), unreduced.
    """

    tier: str
    honor: str
    at_least: tuple[int, int]


class Lengths(NamedTuple):
    """How long cards and waiting periods last, and the shares that gates ask for.

    Args:
        policies: id -> choice, as the profile names them.
        inside: the honors on which party groups decide.
    """

    card: CardRule = CardRule()
    second_card_years: int = 3
    policies: Mapping[str, str] = {}
    shares: tuple[Share, ...] = ()
    inside: frozenset[str] = frozenset()


def lengths(path: Path) -> Lengths:
    """Return the lengths of the profile at `path`.

    One that cannot be read has those that hold where a profile says nothing; whoever needs it as a
    whole says what is wrong with it.
    """
    document: dict[str, Any] = {}
    try:
        for _, text in chain(path):
            document = merge(parsed(text, exact=False), document)
        card = document.get("card", {})
        days = tuple(int(day) for day in card.get("remind_days", ()))
        numbers = {
            key: int(card[key])
            for key in ("months", "prolong_times", "prolong_months")
            if key in card
        }
        rule = CardRule(remind_days=days, **numbers)
        years = int(card.get("second_within_years", 3))
        inside = frozenset(
            str(honor["id"])
            for honor in document.get("honor", ())
            if honor.get("decided_by") == "party-group"
        )
        return Lengths(rule, years, choices_of(document), tuple(_shares(document)), inside)
    except (BadInput, tomllib.TOMLDecodeError, OSError, TypeError, ValueError, AttributeError):
        return Lengths()


def _shares(document: dict[str, Any]) -> list[Share]:
    found = []
    for honor in document.get("honor", ()):
        for rule in honor.get("gate", ()) if honor["id"] in TIERS else ():
            if rule.get("rule") == "share-of":
                part, _, whole = str(rule.get("at_least", "0/1")).partition("/")
                share = int(part), int(whole or "1")
                found.append(Share(honor["id"], rule["honor"], share))
    return found
