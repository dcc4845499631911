"""What comes next by itself: one step after another, out of the tables as they stand."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger.queries import statement
from civtui.model.figures import percent_text, share
from civtui.model.text import Message, msg
from civtui.rules.cards import second_cards
from civtui.rules.terms import after_months
from civtui.workspace.automatic.selections import overtaken
from civtui.workspace.automatic.shares import Fall, falls
from civtui.workspace.automatic.suspended import suspended_on

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body
    from civtui.profile.clock_lengths import Lengths
    from civtui.profile.standing_choices import Automatic

DAY = timedelta(days=1)
BY = "policy:"  # a fact of a policy has `policy:ID` where others have the id of a decision
AGENCY_HONORS = ("agency-level", "municipal", "provincial")
# which comes first on one day; those of one number by the facts that they come of
TURN = {
    "term-lapsed": 0,
    "model-title-term": 1,
    "model-title-when-civilized-lost": 2,
    "share-falls-below": 3,
    "second-card": 3,
}


class Step(NamedTuple):
    """Facts that come about by themselves.

    Args:
        on: the day as of which they hold.
        policy, choice: what the profile chose.
        bodies: the facts.
        holders: whom they are about.
        why: the sentence for a person.
        seq: the fact of that day that it comes of; 0 where the day itself brings it.
    """

    on: date
    policy: str
    choice: str
    bodies: tuple[Body, ...]
    holders: tuple[str, ...]
    why: Message
    seq: int = 0


class Steps:
    """Finds what comes next.

    Args:
        connection: of the ledger; tables that stand in for others are read in their place.
        chosen: the profile's standing choices.
        profile: the lengths and shares of the profile, where they matter.
        day: the last day that counts.
    """

    def __init__(
        self, connection: sqlite3.Connection, chosen: Automatic, profile: Lengths, day: date
    ) -> None:
        self.connection = connection
        self.chosen = chosen
        self.profile = profile
        self.day = day
        self._fallen: list[Fall] | None = None

    def next(self) -> Step | None:
        """Return what comes next, None where all is as it should be.

        Titles of offices first: agencies' shares hang on them, and nothing of offices on agencies.
        Of one day, what ends by its term first (see `TURN`): policies act on those that still hold.
        """
        of_offices = min(self._of_offices(), key=_order, default=None)
        return of_offices or min(self._of_agencies(), key=_order, default=None)

    def _rows(
        self, name: str, given: Sequence[object] | Mapping[str, object] = ()
    ) -> sqlite3.Cursor:
        return self.connection.execute(statement("automatic", name), given)

    def _of_offices(self) -> Iterator[Step]:
        if self.chosen.ends:
            yield from self._run_out(agencies=False)
        if self.chosen.per_round:
            for on, holder in overtaken(self.connection, self.day, self.profile.policies):
                why = msg("automatic.overtaken")
                yield _ended(
                    on, "model-title-term", "per-round", "model-office", [holder], "expired", why
                )
        if self.chosen.falls:
            for day, holder in self._rows("bereft"):
                if day <= self.day.isoformat():
                    why = msg("automatic.bereft", day=day)
                    yield _ended(
                        date.fromisoformat(day),
                        "model-title-when-civilized-lost",
                        "falls-with-it",
                        "model-office",
                        [holder],
                        "withdrawn",
                        why,
                    )

    def _of_agencies(self) -> Iterator[Step]:
        if self.chosen.ends:
            yield from self._run_out(agencies=True)
        if self.chosen.share:
            yield from self._fallen_short(self.profile)
        if self.chosen.delists:
            yield from self._second_cards(self.profile.second_card_years)

    def _run_out(self, *, agencies: bool) -> Iterator[Step]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for until, honor, holder in self._rows("run-out", (self.day.isoformat(),)):
            if (honor in AGENCY_HONORS) is agencies:
                found[until, honor].append(holder)
        for (until, honor), holders in found.items():
            why = msg("automatic.run-out", until=until)
            on = date.fromisoformat(until) + DAY
            yield _ended(on, "term-lapsed", "ends", honor, holders, "expired", why)

    def _fallen_short(self, profile: Lengths) -> Iterator[Step]:
        if self._fallen is None:  # offices are settled by now, and nothing later touches them
            self._fallen = list(falls(self.connection, profile, self.day))
        for agency, honor, since, newest, first, last in self._rows("held"):
            begun = max((since, first), (newest or since, last or first))
            for fall in self._fallen:
                if (fall.agency, fall.honor) != (agency, honor):
                    continue
                if fall.at <= begun:  # it was short already when it was given or kept
                    continue
                step = self._fall(profile, fall)
                if step:
                    yield step
                    break

    def _fall(self, profile: Lengths, fall: Fall) -> Step | None:
        why = msg(
            "automatic.share-fell",
            honor=msg(f"rules.honor-{fall.honor}"),
            part=fall.part,
            whole=fall.whole,
            needs=percent_text(fall.needs),
            share=share(fall.part, fall.whole, Fraction(fall.needs)),
        )
        policy = "share-falls-below"
        if self.chosen.share == "automatic":
            ended = _ended(
                fall.on, policy, "automatic", fall.honor, [fall.agency], "withdrawn", why
            )
            return ended._replace(seq=fall.at[1])
        if self._carded(fall) or self._card_stands(fall):
            return None
        from civtui.locale import render
        from civtui.model.facts.titles import Carded

        body = Carded(
            card=self._free_card(fall.on.year),
            agency=fall.agency,
            decision=BY + policy,
            cause=render(why),
            demands="",
            term_ends=after_months(fall.on, profile.card.months),
        )
        return Step(fall.on, policy, "yellow-card", (body,), (fall.agency,), why, fall.at[1])

    def _card_stands(self, fall: Fall) -> bool:
        """Return whether a card stands on the agency on the day of a fall, suspended ones too."""
        appealed = json.dumps(suspended_on(self.connection, fall.on))
        given = {"agency": fall.agency, "day": fall.on.isoformat(), "suspended": appealed}
        return self._rows("card-of-day", given).fetchone() is not None

    def _carded(self, fall: Fall) -> bool:
        """Return whether a card of that fall is on record: one fall is one card, ended or not.

        An entry about earlier days may let a share fall earlier than its card was issued.
        """
        on = fall.on.isoformat()
        given = {"agency": fall.agency, "day": on, "back": fall.back}
        if self._rows("card-of-fall", given).fetchone():
            return True
        return any((a, o) == (fall.agency, on) for a, _, o, *_ in self._rows("cards"))

    def _free_card(self, year: int) -> str:
        number = int(self._rows("cards-of-year", (str(year),)).fetchone()[0]) + 1
        while self._rows("card", (f"card-{year}-{number}",)).fetchone():
            number += 1
        return f"card-{year}-{number}"

    def _second_cards(self, years: int) -> Iterator[Step]:
        heirs = {
            parent: child
            for parent, child, *_ in self.connection.execute(statement("lineage", "merged"))
        }
        of: dict[str, list[tuple[date, str, str, bool, int]]] = defaultdict(list)
        for agency, card, opened, state, issued_to, seq in self._rows("cards"):
            now = agency
            while now in heirs:
                now = heirs[now]
            of[now].append((date.fromisoformat(opened), card, state, issued_to == now, seq))
        # what was given back by a decision after the card, on its day too, stays
        held: dict[str, list[tuple[str, tuple[str, int]]]] = defaultdict(list)
        for agency, honor, since, newest, first, last in self._rows("held"):
            held[agency].append((honor, max((since, first), (newest or since, last or first))))
        decision = BY + "second-card"
        for agency, cards in of.items():
            cards.sort()
            pairs = second_cards([(on, own) for on, _, _, own, _ in cards], years)
            for (first, *_), (second, card, state, _, seq) in (
                (cards[a], cards[b]) for a, b in pairs
            ):
                if second > self.day:
                    continue
                from civtui.model.facts.titles import CardEnded, Withdrawn

                bodies: list[Body] = [
                    Withdrawn(honor=honor, holders=(agency,), decision=decision, cause="delisted")
                    for honor, since in held[agency]
                    if since < (second.isoformat(), seq)
                ]
                if state == "open":
                    ended = CardEnded(card=card, decision=decision, outcome="delisted")
                    bodies.insert(0, ended)
                if bodies:
                    why = msg("automatic.second-card", second=second, years=years, day=first)
                    delists = (second, "second-card", "delists", tuple(bodies), (agency,), why)
                    yield Step(*delists, seq)


def _order(step: Step) -> tuple[date, int, int, str, tuple[str, ...]]:
    return step.on, TURN[step.policy], step.seq, step.policy, step.holders


def _ended(
    on: date, policy: str, choice: str, honor: str, holders: Sequence[str], cause: str, why: Message
) -> Step:
    from civtui.model.facts.titles import Withdrawn

    body = Withdrawn.model_validate(
        {"honor": honor, "holders": tuple(holders), "decision": BY + policy, "cause": cause}
    )
    return Step(on, policy, choice, (body,), tuple(holders), why)
