"""Looks a profile over: what it names must exist, what it gates must be awarded by somebody."""

from __future__ import annotations

from typing import NamedTuple

from civtui.model.text import Message, msg
from civtui.profile.document import Profile, RuleData
from civtui.rules.gates import TIERS
from civtui.rules.policies import CHOICES, UNNAMED

BUILT_BODIES = {"guidance-group", "party-group", "higher-body"}


class Finding(NamedTuple):
    """One thing wrong: a code, where in the document, and what it is."""

    code: str
    where: str
    message: Message


def lint(profile: Profile) -> list[Finding]:
    """Return everything that is wrong with `profile`, in the document's order."""
    return [*_honors(profile), *_policies(profile), *_quotas(profile), *_ids(profile)]


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
    return found


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
        Finding("policy-unset", f"policy.{id_}", msg("profile.policy-unset", policy=id_))
        for id_ in CHOICES
        if id_ not in profile.policy and id_ not in UNNAMED
    ]


def _quotas(profile: Profile) -> list[Finding]:
    honors = {honor.id for honor in profile.honor}
    return [
        Finding("no-honor", f"quota.{quota.honor}", msg("profile.no-honor", honor=quota.honor))
        for quota in profile.quota
        if quota.honor not in honors
    ]


def _ids(profile: Profile) -> list[Finding]:
    found = []
    for section in ("bodies", "honor", "duty", "institution", "reward", "campaign", "plugin"):
        seen: set[str] = set()
        for row in getattr(profile, section):
            if row.id in seen:
                where = f"{section}.{row.id}"
                found.append(Finding("twice", where, msg("profile.twice", id=row.id)))
            seen.add(row.id)
    return found
