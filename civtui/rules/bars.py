"""What stands in the way of an application: open cards, a delisting, a veto; until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from civtui.model.text import Message, msg
from civtui.rules.cards import second_cards as second_cards_in
from civtui.rules.facts import AgencyFacts, Event
from civtui.rules.policies import CHOICES
from civtui.rules.situation import Situation
from civtui.rules.terms import after_months, after_years, last_barred, still_bars

LONGEST_YEARS = 99
DAY = timedelta(days=1)
FREE = "corresponding-day-free"  # of reapply-last-day
UNDECIDED = "guidance-group-decides"  # of merger-delisting
SUSPENDED = "suspended"  # of appeal
SECOND_CARD = "policy:second-card"  # the act of that policy
TITLE_EVENTS = ("yellow-card", "delisted", "restored", "appeal", "appeal-rejected")


class Bar(NamedTuple):
    """One thing in the way; `holds` True means that the policy only flags it.

    Args:
        policy: the one that has it in the way, where that is not the one of its rule's gate.
    """

    what: str
    has: str
    holds: bool | None
    why: Message
    lacks: Message
    policy: str = ""


def past(facts: AgencyFacts, *kinds: str) -> list[Event]:
    """Return the events of these kinds up to the day in question, oldest first."""
    found = [e for e in facts.events if e.kind in kinds and e.on <= facts.as_of]
    return sorted(found, key=lambda e: e.on)


def open_cards(at: Situation) -> list[Event]:
    """Return the yellow cards open on the day: a card ends by a decision alone, never by itself.

    A card on record is open until it has an end of its own; facts that name no card end those
    before them together. What an appeal suspends (policy appeal) is as it was before: so is the
    card whose end it is.
    """
    facts = at.facts
    ends = past(facts, "card-cleared", "delisted")
    held = _suspended_ends(at)
    ended = {end.card for end in ends if end.card and end not in held}
    standing: list[Event] = []
    for event in past(facts, "yellow-card", "card-cleared", "delisted"):
        if event.kind == "yellow-card":
            standing += [event] if event.card not in ended else []
        elif not event.card:
            standing = [card for card in standing if card.card]
    return standing


def _suspended_ends(at: Situation) -> set[Event]:
    """Return the delistings in which a card ended, that an appeal suspends until it is answered."""
    waiting = {(one.on, one.act): one for one in _delistings_of(at.facts) if one.waits}
    ends = past(at.facts, "delisted")
    ended_so = [end for end in ends if end.card and (end.on, end.act) in waiting]
    return {end for end in ended_so if _by_appeal(at, waiting[end.on, end.act]) == SUSPENDED}


def cards(at: Situation) -> list[Bar]:
    """Return the bars of yellow cards (policies open-card, card-without-term, second-card)."""
    found: list[Bar] = []
    appealed = {end.card: end.on for end in _suspended_ends(at)}
    for card in open_cards(at):
        choice = at.choice("open-card")
        holds = None if choice is None else choice == "flagged"
        why = msg(
            "rules.card-flagged" if holds else "rules.card-open", day=card.on, ends=_term(at, card)
        )
        lacks = msg("rules.lacks-clearing")
        if card.card and (ended := appealed.get(card.card)):
            key = "rules.card-appealed-flagged" if holds else "rules.card-appealed"
            why, lacks = msg(key, day=card.on, ended=ended), msg("rules.lacks-answer")
        found.append(Bar("card-cleared", f"yellow-card {card.on}", holds, why, lacks))
    for first, second in second_cards(at):
        if at.facts.as_of > after_years(second.on, at.periods.second_card_years):
            continue
        if at.choice("second-card") == "flags":
            why = msg("rules.second-card", first=first.on, second=second.on)
            has = f"yellow-card {second.on}"
            found.append(Bar("card", has, True, why, why, "second-card"))
    return found


def _term(at: Situation, card: Event) -> date | Message:
    if card.ends is not None:
        return card.ends
    if card.months is not None:
        return after_months(card.on, card.months)
    if at.choice("card-without-term") == "profile-term":
        return after_months(card.on, at.periods.card_months)
    return msg("rules.no-term")


def second_cards(at: Situation) -> list[tuple[Event, Event]]:
    """Return each card that follows another within the years that count, with the one before.

    See `rules.cards.second_cards` for those of agencies that a reform merged.
    """
    cards = past(at.facts, "yellow-card", "former-card")
    found = second_cards_in([(c.on, not c.of) for c in cards], at.periods.second_card_years)
    return [(cards[first], cards[second]) for first, second in found]


def delisted(at: Situation) -> list[Bar]:
    """Return the bar that a delisting makes.

    The policies second-card and appeal say whether there is one, reapply-after-years and
    reapply-last-day how long it bars. Where one of them is not set, the answer is open only if
    its choices would differ in what they lead to.
    """
    days = set(_delistings(at))
    if days <= {None}:
        return []
    years = _worlds(at, "reapply-after-years")
    lasts = _worlds(at, "reapply-last-day")
    ways = []
    for day, wait, last in product(days, years, lasts):
        ends = after_years(day, int(wait)) if day else None
        barred = bool(ends and still_bars(ends, at.facts.as_of, last == "last-day-still-bars"))
        ways.append((barred, day, wait, ends))
    barring = [way for way in ways if way[0]]
    if not barring:
        return []
    _, day, wait, ends = barring[0]
    has = f"delisted {day}"
    if len(barring) < len(ways):
        why = msg("rules.delisted-open", day=day)
        return [Bar("policy", has, None, why, why)]
    choice = at.policies.get("reapply-last-day")
    last_day = last_barred(ends or at.facts.as_of, choice != FREE)
    why = msg("rules.delisted", day=day, years=wait, ends=last_day)
    lacks = _waiting(ends or at.facts.as_of, choice)
    return [Bar("waiting-period", has, False, why, lacks)]


def undecided(at: Situation) -> list[Bar]:
    """Return the delistings that a merger brought and of which the guidance group is to say.

    Whether they bar the successor it decides with its decision on an honor (policy
    merger-delisting, as chosen when they were merged): until then they bar no application, and it
    is open whether they will.
    """
    if not at.facts.merged_delisted:
        return []
    at.recorded("merger-delisting", UNDECIDED)
    wait = max(map(int, _worlds(at, "reapply-after-years")))
    last_bars = at.choice("reapply-last-day") != FREE
    found = []
    for name, day in at.facts.merged_delisted:
        ends = after_years(day, wait)
        if still_bars(ends, at.facts.as_of, last_bars):
            last = last_barred(ends, last_bars)
            why = msg("rules.delisted-undecided", agency=name, day=day, ends=last)
            found.append(Bar("decision", f"delisted {day}", None, why, why))
    return found


def _waiting(ends: date, last: str | None) -> Message:
    """Return what a bar that ends on the corresponding day `ends` asks for: the first free day."""
    barred = last_barred(ends, last != FREE)
    free = barred if barred == date.max else barred + DAY
    return msg("rules.lacks-waiting", day=barred, free=free)


def _worlds(at: Situation, policy: str) -> tuple[str, ...]:
    """Return the choice of `policy`, or every choice where none is set."""
    choice = at.choice(policy)
    if choice is not None:
        return (choice,)
    return CHOICES[policy] or ("0", str(LONGEST_YEARS))


def _delistings(at: Situation) -> Iterator[date | None]:
    """Return the day of the delisting that counts, in each way that the policies leave open."""
    seconds: frozenset[Event] = frozenset(second for _, second in second_cards(at))
    ways = _worlds(at, "second-card") if seconds else ("nothing",)
    for way in ways:
        delisting = seconds if way == "delists" else frozenset[Event]()
        found = _delistings_of(at.facts, delisting)
        open_ = [one for one in found if one.waits and one.suspends is None]
        told = [one for one in found if one not in open_]
        standing = [one for one in told if not one.waits or _by_appeal(at, one) != SUSPENDED]
        suspended = max((one.on for one in standing), default=None)
        at_once = max((one.on for one in (*standing, *open_)), default=None)
        # an appeal that was answered, or that a later delisting overtook, leaves nothing to choose
        appeals = _worlds(at, "appeal") if at_once != suspended else ("effective-at-once",)
        for appeal in appeals:
            yield suspended if appeal == SUSPENDED else at_once


def _by_appeal(at: Situation, one: Delisting) -> str | None:
    """Return what the appeal against a delisting does: by the choice on record, or of today."""
    if one.suspends is None:
        return at.choice("appeal")
    return at.recorded("appeal", SUSPENDED if one.suspends else "effective-at-once")


class Delisting(NamedTuple):
    """A delisting that stands.

    Args:
        act: as `Event.act`.
        waits: an appeal against it awaits its answer.
        suspends: as `Event.suspends` of that appeal.
    """

    on: date
    act: str
    waits: bool = False
    suspends: bool | None = None


def _delistings_of(facts: AgencyFacts, seconds: frozenset[Event] = frozenset()) -> list[Delisting]:
    """Return the delistings that stand, in the order in which they came.

    An appeal, and its answer, are about the delistings by the act that they name: others bar on.
    An appeal that names none is against the last one; what gives back without naming one (a
    decision to restore) ends them all.

    Args:
        seconds: cards that delist, since they follow another too soon.
    """
    found: list[Delisting] = []
    for event in past(facts, *TITLE_EVENTS):
        if event.kind == "delisted" or event in seconds:
            act = event.act if event.kind == "delisted" else SECOND_CARD
            found.append(Delisting(event.on, act))
            continue
        about = _about(found, event)
        if event.kind == "restored":
            found = [one for one in found if one not in about]
        elif event.kind in ("appeal", "appeal-rejected"):
            waits = event.kind == "appeal"
            now = [one._replace(waits=waits, suspends=event.suspends) for one in found]
            found = [new if one in about else one for one, new in zip(found, now, strict=True)]
    return found


def _about(found: Sequence[Delisting], event: Event) -> list[Delisting]:
    """Return which delistings an appeal, its answer, or what gives back, is about."""
    if event.act:
        return [one for one in found if one.act == event.act] or [o for o in found if not o.act]
    if event.kind == "appeal":
        return [one for one in found if one.on == found[-1].on]
    return [one for one in found if event.kind == "restored" or one.waits]


def vetoes(at: Situation) -> list[Bar]:
    """Return the bars that vetoes make; a window of months ends on the corresponding day.

    Whether that day itself still bars is what `reapply-last-day` says of every waiting term. A
    profile that names the policy vetoes may let a veto be flagged alone; one that does not goes by
    the rule as it was before there was such a policy: a veto bars.
    """
    found = []
    named = "vetoes" in at.policies
    for event in past(at.facts, "veto"):
        months = at.periods.veto_months if event.months is None else event.months
        ends = after_months(event.on, months)
        last = at.choice("reapply-last-day") if at.facts.as_of == ends else "last-day-still-bars"
        if last and not still_bars(ends, at.facts.as_of, last == "last-day-still-bars"):
            continue
        flagged = named and at.choice("vetoes") == "flagged"
        why = msg("rules.veto-flagged" if flagged else "rules.vetoed", day=event.on, ends=ends)
        lacks = _waiting(ends, at.policies.get("reapply-last-day"))
        holds = flagged or (False if last else None)
        found.append(Bar("veto-window", f"veto {event.on}", holds, why, lacks))
    return found
