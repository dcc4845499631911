"""What waits for a body's decision: applications, cards, appeals, titles whose term ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import CivtuiError
from civtui.rules.case_steps import CITY_TIER
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, card_steps, group
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.cards_named import ENDS_OF_CARDS, agencies_of
from civtui.workspace.titles.carrying_out import appeals_open, undone
from civtui.workspace.titles.holders import agency_of
from civtui.workspace.titles.sittings import sitting_rows

TERM_DAYS = 90  # titles whose term ends within these may be put before their body
PARTY_GROUP = "party-group"


class Awaiting(NamedTuple):
    """A matter that may be put on an agenda, and all holders, or their cards, that wait for it."""

    matter: str
    honor: str | None
    holders: tuple[str, ...]
    cards: tuple[str, ...] = ()


def awaiting(ws: Workspace, agency: str = "") -> list[Awaiting]:
    """Return what a body has to decide and what stands on no agenda of a called sitting yet.

    Left out is what was decided and waits to be carried out, and what the rules refuse today.

    Args:
        agency: whose party group decides; the guidance group where empty.
    """
    stands = {
        (item.matter, item.honor, holder)
        for sitting in sitting_rows(ws)
        if sitting.state == "called" and sitting.agency == agency
        for item in sitting.agenda
        for holder in item.about
    }
    found: dict[tuple[str, str | None], list[str]] = {}
    for matter, honor, holder in dict.fromkeys(_waiting(ws, agency)):
        if (matter, honor, holder) not in stands and _doable(ws, matter, honor, holder):
            found.setdefault((matter, honor), []).append(holder)
    return [
        Awaiting(*key, agencies_of(ws, about), tuple(about))
        if key[0] in ENDS_OF_CARDS
        else Awaiting(*key, tuple(about))
        for key, about in found.items()
    ]


def _waiting(ws: Workspace, agency: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield what waits, as matter, honor and holder; of the end of a card the card."""
    if not agency:
        for case in applications.case_rows(ws):
            if case.state == "checked":
                matter = "grant" if case.honor == CITY_TIER else "recommend"
                yield matter, case.honor, case.agency
        yield from _cards(ws)
        for appeal in appeals_open(ws):
            if not appeal.answer:
                yield "appeal", appeal.honor, appeal.agency
    yield from _terms(ws, agency)


def _cards(ws: Workspace) -> Iterator[tuple[str, str | None, str]]:
    """Yield how the open cards may end; of one on whose end was decided already nothing."""
    decided = {card for one in undone(ws, date.max) if one.ends_card for card in one.cases}
    for card in card_rows(ws, open_only=True):
        for outcome, matter in card_steps.MATTER.items():
            if card.id not in decided and not card_steps.refused_step(ws, card.id, outcome):
                yield matter, None, card.id


def _terms(ws: Workspace, agency: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield the titles whose term ends: kept after a review, or ended once it has run out."""
    theirs = {one.id for one in ws.profile().honor if one.decided_by == PARTY_GROUP}
    decided = {(h, one.honor) for one in undone(ws, date.max) for h in one.holders}
    today = ws.today()
    given = {"first": today.isoformat(), "last": (today + timedelta(TERM_DAYS)).isoformat()}
    for holder, _, honor, until in queries.rows(ws.ledger, "due", "terms", given):
        own = honor in theirs
        if own != bool(agency) or (own and agency_of(ws, holder) != agency):
            continue
        if (holder, honor) not in decided:
            yield "renew", honor, holder
            if until < today.isoformat():
                yield "expire", honor, holder


def _doable(ws: Workspace, matter: str, honor: str | None, holder: str) -> bool:
    cards = (holder,) if matter in ENDS_OF_CARDS else ()
    whom = agencies_of(ws, cards) if cards else (holder,)
    try:
        group.hold_doable(ws, matter, honor, whom, ws.today(), cards=cards)
    except CivtuiError:
        return False
    return True
