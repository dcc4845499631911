"""An agency before one gate: which offices count, what stands, and which policies had a say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from civtui.model.text import Bilingual, Message, msg
from civtui.rules.facts import AgencyFacts, OfficeGroup
from civtui.rules.policies import UNNAMED
from civtui.rules.terms import Periods

CIVILIZED, MODEL = "civilized-office", "model-office"
Lack = tuple[str, int, Message]


class Judged(NamedTuple):
    """One rule judged; `missing` says what would make it hold, `policy` as of a `Bar`."""

    rule: str
    needs: str
    has: str
    holds: bool | None
    why: Message
    wording: Bilingual
    missing: tuple[Lack, ...] = ()
    policy: str = ""


class Situation:
    """An agency before one gate.

    Args:
        facts: what is known of it.
        policies: id -> choice.
        tier: the tier applied for.
        periods: the profile's periods, where a fact states none of its own.
    """

    def __init__(
        self,
        facts: AgencyFacts,
        policies: Mapping[str, str],
        tier: str,
        periods: Periods | None = None,
    ) -> None:
        self.facts = facts
        self.policies = policies
        self.tier = tier
        self.periods = periods or Periods()
        self.used: dict[str, str] = {}
        self.unset: dict[str, None] = {}

    def choice(self, policy: str) -> str | None:
        """Return the choice of `policy` and note that it had a say; None where none is set.

        One that is younger than the profile leaves nothing open, and is not named.
        """
        found = self.policies.get(policy)
        if found is not None:
            self.used[policy] = found
        elif policy not in UNNAMED:
            self.unset[policy] = None
        return found or UNNAMED.get(policy)

    def recorded(self, policy: str, choice: str) -> str:
        """Return a choice of `policy` that a deed put on record, and note that it had a say."""
        self.used[policy] = choice
        return choice

    def counted(self) -> list[OfficeGroup] | None:
        """Return the offices that count (policies roster-date, denominator); None where open."""
        groups = list(self.facts.offices)
        start = self.facts.offices_at_year_start
        if start is not None and _roster(start) != _roster(groups):
            day = self.choice("roster-date")
            if day is None:
                return None
            groups = list(start) if day == "year-start" else groups
        if any(group.count and not group.taking_part for group in groups):
            counting = self.choice("denominator")
            if counting is None:
                return None
            if counting == "taking-part":
                return [group for group in groups if group.taking_part]
        return groups

    def total(self) -> int | None:
        """Return the number of offices that count; None where a policy is needed."""
        groups = self.counted()
        return None if groups is None else sum(group.count for group in groups)

    def holders(self, honor: str) -> int | None:
        """Return how many offices that count hold `honor`; None where a policy is needed."""
        groups = self.counted()
        if groups is None:
            return None
        found = 0
        for group in groups:
            if honor not in group.honors or not group.count:
                continue
            stands = self._model_stands(group) if honor == MODEL else True
            if stands and honor in group.lapsed:
                lapsed = self.choice("term-lapsed")
                stands = None if lapsed is None else lapsed != "ends"
            if stands is None:
                return None
            found += group.count if stands else 0
        return found

    def _model_stands(self, group: OfficeGroup) -> bool | None:
        if CIVILIZED not in group.honors:
            lost = self.choice("model-title-when-civilized-lost")
            if lost != "stays-until-withdrawn":
                return None if lost is None else False
        if not group.model_current:
            term = self.choice("model-title-term")
            return None if term is None else term == "no-expiry"
        return True

    def holds_one_of(self, honors: Iterable[str]) -> bool | None:
        """Return whether one of `honors` stands; a lapsed term is for the policy to judge."""
        held = self.facts.honors & set(honors)
        if held - self.facts.lapsed or not held:
            return bool(held)
        lapsed = self.choice("term-lapsed")
        return None if lapsed is None else lapsed != "ends"


def honor_name(honor: str) -> Message:
    """Return the honor's name as a message."""
    return msg(f"rules.honor-{honor}")


def _roster(
    groups: Iterable[OfficeGroup],
) -> Counter[tuple[frozenset[str], bool, bool, frozenset[str]]]:
    """Return how many offices are alike; two rosters are the same where these counts are."""
    found: Counter[tuple[frozenset[str], bool, bool, frozenset[str]]] = Counter()
    for group in groups:
        if group.count:
            found[group.honors, group.taking_part, group.model_current, group.lapsed] += group.count
    return found
