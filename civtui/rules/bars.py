"""What stands in the way of an application: open cards, a delisting, a veto; until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from civtui.model.text import Message, msg
from civtui.rules.facts import AgencyFacts, Event
from civtui.rules.terms import after_months, after_years, still_bars

CARD_MONTHS = 3
SECOND_CARD_YEARS = 3
Choose = Callable[[str], str | None]


class Bar(NamedTuple):
    """One thing in the way; `holds` True means that the policy only flags it."""

    what: str
    has: str
    holds: bool | None
    why: Message
    lacks: Message


def past(facts: AgencyFacts, *kinds: str) -> list[Event]:
    """Return the events of these kinds up to the day in question, oldest first."""
    found = [e for e in facts.events if e.kind in kinds and e.on <= facts.as_of]
    return sorted(found, key=lambda e: e.on)


def open_cards(facts: AgencyFacts) -> list[Event]:
    """Return the yellow cards open on the day: a card ends by a decision alone, never by itself."""
    standing: list[Event] = []
    for event in past(facts, "yellow-card", "card-cleared", "delisted"):
        if event.kind == "yellow-card":
            standing.append(event)
        else:
            standing.clear()
    return standing


def cards(facts: AgencyFacts, policies: Mapping[str, str], choose: Choose) -> list[Bar]:
    """Return the bars of yellow cards (policies open-card, card-without-term, second-card)."""
    found: list[Bar] = []
    for card in open_cards(facts):
        choice = choose("open-card")
        ends = _term(card, choose)
        holds = None if choice is None else choice == "flagged"
        why = msg("rules.card-flagged" if holds else "rules.card-open", day=card.on, ends=ends)
        found.append(
            Bar("card-cleared", f"yellow-card {card.on}", holds, why, msg("rules.lacks-clearing"))
        )
    second = second_card(facts)
    if second and policies.get("second-card") == "flags":
        choose("second-card")
        why = msg("rules.second-card", first=second[0].on, second=second[1].on)
        found.append(Bar("card", f"yellow-card {second[1].on}", True, why, why))
    return found


def _term(card: Event, choose: Choose) -> date | Message:
    if card.months is not None:
        return after_months(card.on, card.months)
    if choose("card-without-term") == "open-ended":
        return msg("rules.no-term")
    return after_months(card.on, CARD_MONTHS)


def second_card(facts: AgencyFacts) -> tuple[Event, Event] | None:
    """Return the newest two cards where they lie within the years that count, else None."""
    given = past(facts, "yellow-card")[-2:]
    if len(given) < 2 or given[1].on > after_years(given[0].on, SECOND_CARD_YEARS):
        return None
    return given[0], given[1]


def delisted(facts: AgencyFacts, policies: Mapping[str, str], choose: Choose) -> list[Bar]:
    """Return the bar that a delisting makes (policies reapply-after-years, -last-day, appeal)."""
    when = _delisting(facts, policies, choose)
    if when is None:
        return []
    years = choose("reapply-after-years")
    last = choose("reapply-last-day")
    lacks = msg("rules.lacks-policy")
    if years is None or last is None:
        return [
            Bar("policy", f"delisted {when}", None, msg("rules.delisted-open", day=when), lacks)
        ]
    ends = after_years(when, int(years))
    if not still_bars(ends, facts.as_of, last == "last-day-still-bars"):
        return []
    why = msg("rules.delisted", day=when, years=years, ends=ends)
    free = msg("rules.lacks-waiting", day=ends)
    return [Bar("waiting-period", f"delisted {when}", False, why, free)]


def _delisting(facts: AgencyFacts, policies: Mapping[str, str], choose: Choose) -> date | None:
    """Return the day of the delisting that counts, None where there is none."""
    when: date | None = None
    for event in past(facts, "delisted", "restored", "appeal", "appeal-rejected"):
        if event.kind == "delisted":
            when = event.on
        elif event.kind == "restored":
            when = None
        elif event.kind == "appeal" and when and choose("appeal") == "suspended":
            rejected = [e for e in past(facts, "appeal-rejected") if e.on >= event.on]
            when = when if rejected else None
    second = second_card(facts)
    if second and policies.get("second-card") == "delists":
        choose("second-card")
        when = max(when, second[1].on) if when else second[1].on
    return when


def vetoes(facts: AgencyFacts, choose: Choose) -> list[Bar]:
    """Return the bars that vetoes make while their window of months is open."""
    found = []
    for event in past(facts, "veto"):
        ends = after_months(event.on, event.months or 12)
        if facts.as_of > ends:
            continue
        if facts.as_of == ends and choose("reapply-last-day") == "corresponding-day-free":
            continue
        why = msg("rules.vetoed", day=event.on, ends=ends)
        found.append(Bar("veto-window", f"veto {event.on}", False, why,
                         msg("rules.lacks-waiting", day=ends)))  # fmt: skip
    return found
