"""Looks a profile over: what it names must exist, what it gates must be awarded by somebody."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from civtui.model.errors import near_aside, nearest
from civtui.model.text import Message, msg
from civtui.profile.document import REWARD_INPUTS, Honor, Profile, RuleData
from civtui.rules.case_steps import CITY_TIER
from civtui.rules.facts import AGENCY_HONORS, OFFICE_HONORS
from civtui.rules.gates import TIERS
from civtui.rules.policies import CHOICES, UNNAMED, name_of

# what of a profile is accepted and told, and no fault
WARNINGS = frozenset({"dropped"})
BUILT_BODIES = {"guidance-group", "party-group", "higher-body"}


class Finding(NamedTuple):
    """One thing wrong: a code, where in the document, and what it is."""

    code: str
    where: str
    message: Message

    @property
    def warns(self) -> bool:
        """Whether it is only a warning: nothing of the profile goes wrong by it."""
        return self.code in WARNINGS


def lint(profile: Profile) -> list[Finding]:
    """Return everything that is wrong with `profile`, in the document's order."""
    return [
        *_honors(profile),
        *_policies(profile),
        *_quotas(profile),
        *_rewards(profile),
        *_ids(profile),
    ]


def _honors(profile: Profile) -> list[Finding]:
    found: list[Finding] = []
    honors = {honor.id for honor in profile.honor}
    bodies = {body.id for body in profile.bodies} | BUILT_BODIES
    found += [
        Finding("no-tier", f"honor.{tier}", msg("profile.no-tier", tier=tier))
        for tier in TIERS
        if tier not in honors
    ]
    for honor in profile.honor:
        for key, body in (("awarded_by", honor.awarded_by), ("decided_by", honor.decided_by)):
            if body not in bodies:
                where = f"honor.{honor.id}.{key}"
                found.append(Finding("no-body", where, msg("profile.no-body", body=body)))
        if honor.id in TIERS and not honor.gate:
            where = f"honor.{honor.id}"
            found.append(Finding("no-gate", where, msg("profile.no-gate", honor=honor.id)))
        for number, rule in enumerate(honor.gate):
            found += _rule(rule, honors, f"honor.{honor.id}.gate[{number}]")
        found += _carried_out(honor)
    return found


def _carried_out(honor: Honor) -> Iterator[Finding]:
    """Yield what an honor states and no deed would follow.

    The city grants the agency level and its offices' titles itself; municipal and provincial
    titles are recommended, and come by the higher body's document. The gate to an office's title
    is the line in the round that counted it.
    """
    where = f"honor.{honor.id}"
    if honor.id not in (*AGENCY_HONORS, *OFFICE_HONORS):
        near = near_aside(nearest(honor.id, (*AGENCY_HONORS, *OFFICE_HONORS)))
        yield Finding("no-such", where, msg("profile.honor-unknown", honor=honor.id, near=near))
        return
    above = honor.id in AGENCY_HONORS and honor.id != CITY_TIER
    if honor.recommended_only != above:
        key = "profile.only-recommended" if above else "profile.granted-here"
        yield Finding("not-so", f"{where}.recommended_only", msg(key, honor=honor.id))
    own = honor.awarded_by == honor.decided_by
    if own == above:
        key = "profile.awarded-above" if above else "profile.awarded-here"
        yield Finding("not-so", f"{where}.awarded_by", msg(key, honor=honor.id))
    for number, rule in enumerate(honor.gate):
        if honor.holder == "office" and rule.rule != "score-at-least":
            said = msg("profile.office-gate", rule=rule.rule, honor=honor.id)
            yield Finding("unread", f"{where}.gate[{number}]", said)


def _rule(rule: RuleData, honors: set[str], where: str) -> list[Finding]:
    found = []
    if rule.honor and rule.honor not in honors:
        found.append(Finding("no-honor", where, msg("profile.no-honor", honor=rule.honor)))
    if rule.rule in ("share-of", "count-of", "holds", "held-for") and not rule.honor:
        found.append(Finding("honor-missing", where, msg("profile.honor-missing")))
    if rule.rule == "share-of":
        typed = rule.typed().at_least
        if typed[0] > typed[1]:
            found.append(Finding("unreachable", where, msg("profile.unreachable")))
    for number, inner in enumerate(rule.rules):
        found += _rule(inner, honors, f"{where}.rules[{number}]")
    return found


def _policies(profile: Profile) -> list[Finding]:
    return [
        Finding("policy-unset", f"policy.{id_}", msg("profile.policy-unset", policy=name_of(id_)))
        for id_ in CHOICES
        if id_ not in profile.policy and id_ not in UNNAMED
    ]


def _quotas(profile: Profile) -> list[Finding]:
    honors = {honor.id: honor.holder for honor in profile.honor}
    found = []
    for quota in profile.quota:
        where = f"quota.{quota.honor}"
        if quota.honor not in honors:
            found.append(Finding("no-honor", where, msg("profile.no-honor", honor=quota.honor)))
        elif honors[quota.honor] == "office" and quota.kind not in ("fixed", "unlimited"):
            said = msg("profile.office-quota", kind=quota.kind, honor=quota.honor)
            found.append(Finding("unread", where, said))
    return found


def _rewards(profile: Profile) -> Iterator[Finding]:
    for link in profile.reward:
        if link.input not in REWARD_INPUTS:
            near = near_aside(nearest(link.input, REWARD_INPUTS), REWARD_INPUTS)
            said = msg("profile.no-input", input=link.input, near=near)
            yield Finding("no-input", f"reward.{link.id}.input", said)
        try:
            Fraction(link.at_least)
        except (ValueError, ZeroDivisionError):
            said = msg("profile.no-number", value=link.at_least)
            yield Finding("no-number", f"reward.{link.id}.at_least", said)


def _ids(profile: Profile) -> list[Finding]:
    found = []
    for section in ("bodies", "honor", "duty", "institution", "reward", "plugin"):
        seen: set[str] = set()
        for row in getattr(profile, section):
            if row.id in seen:
                where = f"{section}.{row.id}"
                found.append(Finding("twice", where, msg("profile.twice", id=row.id)))
            seen.add(row.id)
    return found
