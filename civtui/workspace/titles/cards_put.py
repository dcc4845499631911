"""Which card is put on an agenda: the one that is named, or the only one it can be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from civtui.model.errors import BadInput, Refused
from civtui.model.text import Message, msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps
from civtui.workspace.titles.cards_named import ENDS_OF_CARDS, agency_of_card, cards_of, open_on
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.sittings import Item

# matter -> what it does to a card
OF_CARDS = {matter: outcome for outcome, matter in card_steps.MATTER.items()}


def cards_meant(
    ws: Workspace, matter: str, holders: Sequence[str], named: Sequence[str], day: date
) -> tuple[str, ...]:
    """Return the cards that a matter about agencies is about.

    Args:
        named: ids of those that are named; of an agency of which none is, the only one that is
            open, or that the matter can be about.
        day: of the sitting.

    Raises:
        BadInput: several may be meant, or one that is named is not of an agency that is.
        NotFound: there is no such card.
        Refused: the matter is about no card.
    """
    if matter not in ENDS_OF_CARDS:
        if named:
            raise Refused(
                msg("titles.no-card-matter", matter=msg(f"titles.matter-{matter}")),
                where={"rule": "agenda"},
                value=named[0],
                hint=msg("titles.way-no-card-matter"),
            )
        return ()
    found: list[str] = []
    for holder in holders:
        own = cards_of(ws, holder, named)
        found += own or _only(ws, matter, holder, day)
    for card in named:
        if card not in found:
            _refuse_other(ws, card, holders)
    return tuple(dict.fromkeys(found))


def fitting(ws: Workspace, matter: str, agency: str, day: date) -> list[str]:
    """Return the open cards of an agency that a matter can be about on a day.

    A card whose re-inspection is still to come may wait for the sitting.
    """
    return [
        card
        for card in open_on(ws, agency)
        if to_come(ws, matter, card) or not card_steps.refusal_of(ws, card, OF_CARDS[matter], day)
    ]


def to_come(ws: Workspace, matter: str, card: str) -> bool:
    """Return whether what a matter does to a card asks for a re-inspection that is to come."""
    return matter == "clear-card" and card_steps.card_detail(ws, card).state.met is None


def card_said(ws: Workspace, card: str) -> Message:
    """Return what people call a card: its id, whose it was, and its term."""
    found = card_steps.card_detail(ws, card)
    return msg(
        "titles.card-said",
        card=card,
        name=found.former or found.name,
        cause=found.cause,
        ends=found.state.term_ends or "—",
    )


def with_cards(
    ws: Workspace, items: Sequence[Item], stood: Sequence[Item], day: date
) -> list[Item]:
    """Return items with the cards they are about; what stood on the agenda keeps its own.

    Raises:
        BadInput: as `cards_meant`.
    """
    found = []
    for item in items:
        if item.matter in ENDS_OF_CARDS:
            old = [one for one in stood if one.matter == item.matter]
            there = {subject for one in old for subject in one.subjects}
            cards = list(item.cards)
            for subject in item.subjects:
                if cards_of(ws, subject, item.cards):
                    continue
                if subject in there:
                    cards += cards_of(ws, subject, [c for one in old for c in one.cards])
                else:
                    cards += cards_meant(ws, item.matter, [subject], (), day)
            item = item._replace(cards=tuple(dict.fromkeys(cards)))
        found.append(item)
    return found


def _only(ws: Workspace, matter: str, holder: str, day: date) -> tuple[str, ...]:
    """Return the card of an agency that a matter is about where none is named."""
    every = open_on(ws, holder)
    fit = fitting(ws, matter, holder, day) if len(every) > 1 else list(every)
    if len(fit) > 1:
        fault = BadInput(
            msg("titles.which-card", name=names_of(ws, [holder])[0]),
            allowed=fit,
            told=[card_said(ws, card) for card in fit],
            hint=msg("titles.way-which-card", matter=matter, card=fit[0]),
        )
        fault.field = "card"
        raise fault
    return tuple(fit)  # none where each is refused: the deed says why


def _refuse_other(ws: Workspace, card: str, holders: Sequence[str]) -> None:
    """Refuse a card that none of the agencies has."""
    card_steps.card_detail(ws, card)  # there is one
    whose = agency_of_card(ws, card)
    fault = BadInput(
        msg("titles.card-of-other", card=card, name=names_of(ws, [whose])[0]),
        value=card,
        allowed=[one for holder in holders for one in open_on(ws, holder)] or None,
    )
    fault.field = "card"
    raise fault
