"""What a body cannot decide since its deed would be refused on that day.

Asked when an agenda is drawn up and when an item is decided, by the rules that the deed asks: an
approved decision that nobody can carry out would stand for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.rules.case_steps import CITY_TIER
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps
from civtui.workspace.titles.appeals import hold_about, hold_which, may_appeal, never_delisted
from civtui.workspace.titles.cards_named import cards_of, open_on
from civtui.workspace.titles.cards_put import OF_CARDS, to_come
from civtui.workspace.titles.cases import settled_by_case
from civtui.workspace.titles.endings import hold_lost, refuse_running
from civtui.workspace.titles.grants import hold_free, hold_held, hold_unsuspended
from civtui.workspace.titles.holders import AGENCY_HONORS, hold_any, names_of
from civtui.workspace.titles.late_renewals import ended_in_between
from civtui.workspace.titles.needed_decision import refuse_model, refuse_unchecked
from civtui.workspace.titles.next_steps import next_step
from civtui.workspace.titles.refusing import hold


def refuse_undoable(
    ws: Workspace,
    matter: str,
    honor: str | None,
    holders: Sequence[str],
    day: date,
    *,
    decided: bool = True,
    cards: Sequence[str] = (),
) -> None:
    """Refuse a matter whose deed the rules refuse on the day of the sitting.

    Args:
        decided: whether it is decided now; on an agenda a card whose re-inspection is still to
            come may wait for the sitting.
        cards: which of the holders' cards it is about; of one that none of them is, any.

    Raises:
        Refused: as the deed itself: of a card that is not to end so, or where one is open, of a
            title that is not held, or is held and to be given back, or whose term has not run
            out, or whose application did not pass its check, of an office that was not selected,
            of an appeal where nothing was ever taken away.
    """
    for holder in holders:
        if matter in OF_CARDS:
            _hold_card(ws, matter, holder, day, cards, decided=decided)
        if matter == "card":
            card_steps.hold_no_card(ws, holder)
        if matter == "appeal":
            _hold_delisted(ws, holder)
            if honor:
                hold_about(ws, holder, honor)
            elif not decided:
                hold_which(ws, holder)
    if matter in ("grant", "recommend") and honor in AGENCY_HONORS:
        for holder in holders:
            refuse_unchecked(ws, holder, honor, day)
    if (matter, honor) == ("grant", "model-office"):
        for holder in holders:
            refuse_model(ws, holder)
    if honor and matter == "restore":
        hold_lost(ws, honor, holders)
    if honor and honor != CITY_TIER and matter == "grant":  # a holder's application is its renewal
        for holder in holders:
            hold_free(ws, honor, holder, day)
    if honor and matter == "renew":
        late = ended_in_between(ws, honor, holders, day)
        hold_held(ws, honor, [holder for holder in holders if holder not in late])
        hold_unsuspended(ws, honor, holders)
        for holder in holders:
            _hold_not_applied(ws, honor, holder)
    if honor and matter in ("expire", "withdraw", "delist"):
        hold_held(ws, honor, holders)
    if matter == "delist" and not honor:
        hold_any(ws, holders)
    if honor and matter == "expire":
        refuse_running(ws, honor, holders, day)


def _hold_card(
    ws: Workspace, matter: str, holder: str, day: date, cards: Sequence[str], *, decided: bool
) -> None:
    """Hold that a card of a holder can end so, or be prolonged.

    Args:
        cards, decided: as of `refuse_undoable`.

    Raises:
        Refused: none of those that are meant can.
    """
    named = cards_of(ws, holder, cards)
    every = named or _open_cards(ws, holder)
    asked = [card for card in every if decided or not to_come(ws, matter, card)]
    found = [card_steps.refusal_of(ws, card, OF_CARDS[matter], day) for card in asked]
    if named:
        hold(next((one for one in found if one), None))
    elif found and None not in found:
        hold(found[-1])


def _hold_not_applied(ws: Workspace, honor: str, holder: str) -> None:
    """Hold that no application of a holder is on its way, past its check: it is the renewal.

    Raises:
        Refused: one is.
    """
    row = settled_by_case(ws, honor, holder)
    if row is None:
        return
    raise Refused(
        msg("titles.renewed-by-case", name=names_of(ws, [holder])[0], case=row.id),
        where={"rule": "application"},
        value=names_of(ws, [holder])[0],
        hint=msg("titles.way-renewed-by-case", step=next_step(ws, row)),
    )


def _open_cards(ws: Workspace, agency: str) -> tuple[str, ...]:
    """Return the cards that are open on an agency: one, or those that a merger brought together.

    Raises:
        Refused: none is.
    """
    found = open_on(ws, agency)
    if not found:
        raise Refused(
            msg("titles.no-open-card"),
            where={"rule": "one-card"},
            value=names_of(ws, [agency])[0],
            hint=msg("titles.way-list-cards"),
        )
    return found


def _hold_delisted(ws: Workspace, agency: str) -> None:
    """Hold that something was taken from an agency; its appeal may be put down after the sitting.

    Raises:
        Refused: nothing ever was.
    """
    if may_appeal(ws, agency) is not None:
        raise never_delisted(ws, agency)
