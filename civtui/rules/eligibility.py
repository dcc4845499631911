"""Who may apply for which agency honor, with every reason, what is missing, and who decided.

Thresholds are decided in whole numbers (`has * q >= p * whole`); 以上 includes the number itself.
The answer is three-valued: None where only a policy could say and none is set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from civtui import locale
from civtui.model.text import Bilingual, Message, msg
from civtui.rules import standing
from civtui.rules.facts import AgencyFacts, Event, OfficeGroup
from civtui.rules.gates import Gate
from civtui.rules.ladder import holding, ladder
from civtui.rules.policies import name_of
from civtui.rules.situation import Judged, Situation
from civtui.rules.terms import Periods

__all__ = [
    "AgencyAnswer",
    "AgencyFacts",
    "Event",
    "Missing",
    "OfficeGroup",
    "Periods",
    "PolicyUsed",
    "Reason",
    "TierAnswer",
    "assess",
]


class Reason(NamedTuple):
    """One rule, what it needs, what there is, and whether it holds (None: nobody can say).

    Args:
        needs, has: exact and unreduced, such as `30/100` and `29/97`.
        why: the sentence for a person; `wording` the rule's own.
        policy: the one that says so, where that is not the one of the rule's gate.
    """

    rule: str
    needs: str
    has: str
    holds: bool | None
    why: Message
    wording: Bilingual
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What would have to come: `count` of `what`."""

    what: str
    count: int
    text: Message


class PolicyUsed(NamedTuple):
    """A policy that had a say in the answer."""

    id: str
    choice: str


class TierAnswer(NamedTuple):
    """Whether an agency may apply for one tier."""

    tier: str
    eligible: bool | None
    reasons: tuple[Reason, ...]
    missing: tuple[Missing, ...]
    policies: tuple[PolicyUsed, ...]

    def document(self) -> dict[str, Any]:
        """Return the tier as `eligibility --json` prints it."""
        return {
            "tier": self.tier,
            "eligible": self.eligible,
            "reasons": [
                {
                    "rule": r.rule,
                    "needs": r.needs,
                    "has": r.has,
                    "holds": r.holds,
                    "why": locale.render(r.why),
                    "wording": r.wording.zh,
                }
                for r in self.reasons
            ],
            "missing": [
                {"what": m.what, "count": m.count, "text": locale.render(m.text)}
                for m in self.missing
            ],
            "policies": [p._asdict() for p in self.policies],
        }


class AgencyAnswer(NamedTuple):
    """What an agency may apply for on a day."""

    agency: str
    as_of: date
    tiers: tuple[TierAnswer, ...]

    def document(self) -> dict[str, Any]:
        """Return the answer as `eligibility --json` prints it."""
        return {
            "agency": self.agency,
            "as_of": self.as_of.isoformat(),
            "tiers": [tier.document() for tier in self.tiers],
        }


def assess(
    facts: AgencyFacts,
    gates: Sequence[Gate],
    policies: Mapping[str, str],
    periods: Periods | None = None,
) -> AgencyAnswer:
    """Return which tiers the agency may apply for, and why.

    May apply is a right to apply, no award; quota and decision are said separately. An honor
    that is held already does not bar the application (renewal goes the same way).

    Args:
        facts: what is known; events after `facts.as_of` change nothing.
        gates: the profile's gates, one a tier.
        policies: id -> choice; one that is missing leaves open what only it could say.
        periods: the profile's periods, where a fact states none; the standard ones where None.
    """
    tiers = (_tier(Situation(facts, policies, gate.tier, periods), gate) for gate in gates)
    return AgencyAnswer(facts.agency, facts.as_of, tuple(tiers))


def _tier(at: Situation, gate: Gate) -> TierAnswer:
    judged: list[Judged] = []
    for rule in gate.rules:
        judged += standing.judge(at, rule)
    judged += ladder(at, gate)
    eligible = _all([one.holds for one in judged])
    judged = [one for had in judged for one in standing.or_undecided(at, had)]
    judged += holding(at, gate, judged)
    reasons = tuple(
        Reason(one.rule, one.needs, one.has, one.holds, one.why, one.wording, one.policy)
        for one in judged
    )
    missing = [
        Missing(what, count, text)
        for one in judged
        if one.holds is False
        for what, count, text in one.missing
    ]
    if None in [one.holds for one in judged]:
        missing += [
            Missing("policy", 1, msg("rules.lacks-policy", policy=name_of(policy)))
            for policy in at.unset
        ]
    used = tuple(PolicyUsed(id_, choice) for id_, choice in at.used.items())
    return TierAnswer(at.tier, eligible, reasons, tuple(missing) if not eligible else (), used)


def _all(holds: Sequence[bool | None]) -> bool | None:
    if False in holds:
        return False
    return None if None in holds else True
