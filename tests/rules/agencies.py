"""Puts agencies before the standard programme's gates."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from civtui.profile.document import Profile
from civtui.profile.read import load_profile
from civtui.rules.eligibility import AgencyFacts, Event, OfficeGroup, TierAnswer, assess

DAY = date(2026, 6, 30)
CIVILIZED = frozenset({"civilized-office"})
MODEL = frozenset({"civilized-office", "model-office"})


@cache
def programme() -> Profile:
    """Return the standard programme."""
    return load_profile("standard")


def offices(plain: int = 0, civilized: int = 0, model: int = 0) -> tuple[OfficeGroup, ...]:
    """Return a roster: `plain` offices without, `civilized` and `model` offices with a title."""
    return (OfficeGroup(plain), OfficeGroup(civilized, CIVILIZED), OfficeGroup(model, MODEL))


def event(on: str, kind: str, months: int | None = None) -> Event:
    """Return what happened on the ISO day `on`."""
    return Event(date.fromisoformat(on), kind, months)


def agency(**known: Any) -> AgencyFacts:
    """Return an agency that runs the program and of which `known` is known."""
    return AgencyFacts(**{"agency": "市贸发局", "as_of": DAY, "runs_program": True, **known})


def apply_for(
    tier: str, facts: AgencyFacts, *, unset: tuple[str, ...] = (), **chosen: str
) -> TierAnswer:
    """Return the answer for one tier.

    Args:
        unset: policies that the profile does not set.
        chosen: policy (with `_` for `-`) -> choice.
    """
    policies = {**programme().policies, **{k.replace("_", "-"): v for k, v in chosen.items()}}
    for policy in unset:
        policies.pop(policy, None)
    found = assess(facts, programme().gates(), policies, programme().periods())
    return next(answer for answer in found.tiers if answer.tier == tier)


def named(answer: TierAnswer) -> Mapping[str, str]:
    """Return the policies that the answer names."""
    return {policy.id: policy.choice for policy in answer.policies}


def rule(answer: TierAnswer, name: str) -> tuple[str, str, bool | None]:
    """Return (needs, has, holds) of the answer's only reason of that rule."""
    (found,) = [reason for reason in answer.reasons if reason.rule == name]
    return found.needs, found.has, found.holds


def lacking(answer: TierAnswer) -> dict[str, int]:
    """Return what is missing -> how many."""
    return {one.what: one.count for one in answer.missing}
