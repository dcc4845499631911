"""The yellow card as a clock: term, demands, reminders, re-inspection; a decision ends it.

Source: “停滞不前、缺乏进取意识、出现问题苗头”的黄牌警告，“整改后仍无效果的应坚决予以摘牌”.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from civtui.model.text import Message, msg
from civtui.rules.refusal import Refusal
from civtui.rules.terms import after_months, after_years

# what a decision does to a card; without one it stays open, however late it is
OUTCOMES = ("cleared", "prolonged", "delisted")


class CardRule(NamedTuple):
    """The card in the profile.

    Args:
        months: length of the rectification term.
        remind_days: days before the term's end on which a reminder is due.
        prolong_times: how often it may be prolonged; 0 is never.
        prolong_months: by how many months each time.
    """

    months: int = 3
    remind_days: tuple[int, ...] = ()
    prolong_times: int = 1
    prolong_months: int = 1


class CardState(NamedTuple):
    """A card as it stands.

    Args:
        state: `open`, `cleared`, `delisted`, `reform` (its agency is no more).
        term_ends: None where an old card has no term recorded.
        prolonged: how often it has been.
        met: the newest re-inspection's finding; None where there was none since the last term.
        reminded: the days on which its agency was reminded of this term, oldest first.
        began: the day on which its term was prolonged last; None where it was not.
    """

    id: str
    agency: str
    state: str
    issued: date
    term_ends: date | None
    prolonged: int = 0
    met: bool | None = None
    reminded: tuple[date, ...] = ()
    began: date | None = None


class Due(NamedTuple):
    """Something that awaits somebody.

    Args:
        on: the day on which it is due.
        what: what kind of thing, such as `reminder`, `re-inspection`, `card-decision`.
        subject: the holder, notice or sitting it is about.
        why: the sentence for a person; of a card its values name it (`card`).
    """

    on: date
    what: str
    subject: str
    why: Message


def term_of(card: CardState, rule: CardRule, policy: str | None) -> date | None:
    """Return the end of the card's term; an old card without one goes by card-without-term."""
    if card.term_ends is None and policy != "open-ended":
        return after_months(card.issued, rule.months)
    return card.term_ends


def stage(state: str, met: bool | None, term_ends: date | None, today: date) -> str:
    """Return where a card stands: of an open one what its newest re-inspection found.

    Args:
        met: as `CardState.met`.

    Returns:
        Its state where it has ended; `met` or `not-met` where a decision comes next, `lapsed`
        where its term ran out without a re-inspection, else `open`.
    """
    if state != "open":
        return state
    if met is not None:
        return "met" if met else "not-met"
    return "lapsed" if term_ends is not None and term_ends < today else "open"


def refuse_step(
    card: CardState, step: str, on: date, rule: CardRule, policy: str | None = None
) -> Refusal | None:
    """Return why `step` may not be taken on the day `on`, None where it may.

    A card is cleared when a re-inspection found the demands met, prolonged as often as the
    profile allows while they are not, and ends in delisting when the mend had no effect. That a
    decision stands behind it is for `civtui.rules.group` to hold.

    Args:
        policy: the choice of card-without-term.
    """
    if card.state != "open":
        state = msg(f"rules.card-state-{card.state}")
        return Refusal(
            "card-closed", msg("rules.card-closed", state=state), msg("rules.way-new-card")
        )
    if on < card.issued:
        why = msg("rules.card-order", day=card.issued)
        return Refusal("card-order", why, msg("rules.way-later-day"))
    if step == "cleared" and card.met is not True:
        key = "rules.card-not-inspected" if card.met is None else "rules.card-not-met"
        return Refusal("card-re-inspection", msg(key), msg("rules.way-re-inspect"))
    if step == "prolonged" and card.met:
        why = msg("rules.card-met-prolonged")
        return Refusal("card-re-inspection", why, msg("rules.way-met-clear"))
    if step == "prolonged" and card.prolonged >= rule.prolong_times:
        why = msg("rules.card-prolonged", times=rule.prolong_times)
        return Refusal("card-prolonged", why, msg("rules.way-clear-or-delist"))
    return _refuse_delisting(card, on, rule, policy) if step == "delisted" else None


def _refuse_delisting(
    card: CardState, on: date, rule: CardRule, policy: str | None
) -> Refusal | None:
    """Return why a card cannot end in delisting on a day: it is for a mend without effect.

    The newest re-inspection says so, or where there was none, the term that ran out.
    """
    if card.met:
        return Refusal("card-re-inspection", msg("rules.card-met"), msg("rules.way-met-clear"))
    ends = term_of(card, rule, policy)
    if card.met is None and (ends is None or on <= ends):
        key = "rules.card-still-mending" if ends else "rules.card-mending-open"
        key += "-prolonged" if ends and card.prolonged else ""
        return Refusal("card-re-inspection", msg(key, ends=ends), msg("rules.way-not-met-delist"))
    return None


def prolonged_to(card: CardState, rule: CardRule, policy: str | None, on: date) -> date:
    """Return the end of the term after it is prolonged on the day `on`.

    It runs on from its end; one that ran out before begins on the day, or it might be over again.
    """
    return after_months(max(term_of(card, rule, policy) or on, on), rule.prolong_months)


def due(
    cards: Iterable[CardState], first: date, last: date, rule: CardRule, policy: str | None
) -> list[Due]:
    """Return what is due on open cards from `first` to `last`, soonest first.

    A card whose term has run out stays on the list until it is decided, a reminder that was
    missed until it is made up for or the day of the re-inspection has come. Nobody is reminded of
    what a re-inspection found done.
    """
    found: list[Due] = []
    for card in cards:
        ends = term_of(card, rule, policy)
        if card.state != "open" or ends is None:
            continue
        for on in _unreminded(card, ends, rule, first) if not card.met else ():
            if on <= last:
                key = "overdue" if on < first else "due" if on == first else "coming"
                days = (ends - on).days
                why = msg(f"rules.{key}-reminder", days=days, ends=ends, on=on, card=card.id)
                found.append(Due(on, "reminder", card.agency, why))
        if ends <= last:
            what = "re-inspection" if card.met is None else "decision"
            key = f"{'overdue' if ends < first else 'due'}-{what}"
            key += "" if card.met is None else "-met" if card.met else "-not-met"
            found.append(Due(ends, what, card.agency, msg(f"rules.{key}", ends=ends, card=card.id)))
    return sorted(found, key=lambda d: (d.on, d.subject, d.what))


def _unreminded(card: CardState, ends: date, rule: CardRule, first: date) -> list[date]:
    """Return the days of the reminders that are still to be made, oldest first.

    A reminder stands for all that were due by then, or else for the next one. Of several that
    were missed the last stands for the others.
    """
    days = sorted(ends - timedelta(days=before) for before in rule.remind_days)
    open_ = [day for day in days if day >= (card.began or card.issued)]
    for made in card.reminded:
        open_ = [day for day in open_ if day > made] if open_ and open_[0] <= made else open_[1:]
    missed = [day for day in open_ if day < first]
    comes = open_[len(missed) :]
    late = missed[-1:] if first < ends and card.met is None and comes[:1] != [first] else []
    return late + comes


def second_cards(cards: Sequence[tuple[date, bool]], years: int) -> list[tuple[int, int]]:
    """Return the places of each second card and of the one before it.

    The cards of those merged into an agency count before its own; two of theirs are no second
    card of it: each was a first one.

    Args:
        cards: of an agency and of those merged into it, oldest first: its day, and whether it
            was issued to the agency itself.
        years: within so many years another card is a second one.
    """
    return [
        (place, place + 1)
        for place, ((first, _), (second, own)) in enumerate(pairwise(cards))
        if own and second <= after_years(first, years)
    ]
