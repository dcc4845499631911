"""`group put`: what its form asks for, and what it proposes once the matter is known."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from civtui.model.errors import CivtuiError
from civtui.rules.group import ABOUT_AN_HONOR
from civtui.workspace.session import Workspace
from civtui.workspace.titles.cards_named import ENDS_OF_CARDS
from civtui.workspace.titles.cards_put import cards_meant
from civtui.workspace.titles.holders import honor_at_stake

OF_HELD = ("delist", "renew", "withdraw", "expire")  # matters about an honor that is held


def asks_honor(given: Mapping[str, Any]) -> bool:
    """Return whether a form that puts something on an agenda asks for an honor.

    It does not where the matter stands already and is about none, as the end of a card.
    """
    matter = given.get("matter")
    return not matter or matter in (*ABOUT_AN_HONOR, *OF_HELD)


def honor_put(ws: Workspace, values: Mapping[str, Any]) -> str | None:
    """Return the honor that a matter about what is held is about where holders have one alone."""
    if values["matter"] not in OF_HELD or values["honor"] or not values["holders"]:
        return None
    with suppress(CivtuiError):
        return honor_at_stake(ws, values["holders"])
    return None


def asks_card(given: Mapping[str, Any]) -> bool:
    """Return whether a form that puts something on an agenda asks for a card."""
    matter = given.get("matter")
    return not matter or matter in ENDS_OF_CARDS


def card_put(ws: Workspace, values: Mapping[str, Any]) -> list[str] | None:
    """Return the card that a matter is about where it can be one alone."""
    if values["matter"] not in ENDS_OF_CARDS or values["card"] or not values["holders"]:
        return None
    with suppress(CivtuiError):
        return [*cards_meant(ws, values["matter"], values["holders"], (), ws.today())]
    return None
