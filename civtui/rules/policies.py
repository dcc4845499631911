"""The named policies: where the rule is silent, one of these decides, and the answer names it."""

from __future__ import annotations

from collections.abc import Mapping

from civtui.model.digits import digits
from civtui.model.errors import BadInput, nearest
from civtui.model.text import Message, msg

# id -> choices, the default first; an empty tuple means a whole number of years
CHOICES: dict[str, tuple[str, ...]] = {
    "no-offices": ("refuse", "accept"),
    "has-conditions": ("self-declared", "confirmed"),
    "titles-without-program": ("declaration-wins", "titles-prove-it"),
    "model-title-when-civilized-lost": ("falls-with-it", "stays-until-withdrawn"),
    "roster-date": ("application-date", "year-start"),
    "model-title-term": ("no-expiry", "per-round"),
    "open-card": ("barred", "flagged"),
    "second-card": ("flags", "nothing", "delists"),
    "card-without-term": ("profile-term", "open-ended"),
    "reapply-after-years": (),
    "reapply-last-day": ("last-day-still-bars", "corresponding-day-free"),
    "share-falls-below": ("at-renewal", "yellow-card", "automatic"),
    "appeal": ("effective-at-once", "suspended"),
    "merger-titles": ("carry-over", "restart"),
    "merger-delisting": ("guidance-group-decides", "follows", "ends-with-parent"),
    "split-office": ("none", "one", "both"),
    "denominator": ("all-offices", "taking-part"),
    "roster-mismatch": ("refuse", "flag"),
    "ladder": ("any-order", "step-by-step"),
    "term-lapsed": ("flag-until-decided", "ends"),
    "title-needs-result": ("required", "flagged"),
    "one-post-two-duties": ("barred", "flagged"),
    "target-duty": ("barred", "flagged"),
    "reward-links": ("barred", "flagged"),
    "vetoes": ("barred", "flagged"),
}
REAPPLY_YEARS = "1"
# the policies of gates: what a shut gate does to the deeds behind it; a new workspace is strict
GATES = ("title-needs-result", "one-post-two-duties", "target-duty", "reward-links", "vetoes")
# what a profile comes to that was written before there was such a policy, and so does not name it
UNNAMED = {"roster-mismatch": "flag", **dict.fromkeys(GATES, "flagged")}


def defaults() -> dict[str, str]:
    """Return every policy at its default choice."""
    return {id_: choices[0] if choices else REAPPLY_YEARS for id_, choices in CHOICES.items()}


def choice(given: Mapping[str, str], policy: str) -> str:
    """Return the choice of `policy`: as given, else as for profiles older than it, else its first.

    Args:
        given: id -> choice, as a profile names them.

    Raises:
        KeyError: there is no such policy.
    """
    found = given.get(policy) or UNNAMED.get(policy)
    if found:
        return found
    choices = CHOICES[policy]
    return choices[0] if choices else REAPPLY_YEARS


def name_of(policy: str) -> Message | str:
    """Return what people call a policy; its id is for profile files and `--json`.

    One that a ledger names and no release knows stays as it is.
    """
    if policy not in CHOICES:
        return policy
    return msg(f"policies.name-{policy}")


def choice_name(policy: str, chosen: str) -> Message:
    """Return what people call a choice of a policy; where it takes years, how many."""
    if not CHOICES.get(policy):
        return msg("policies.years", years=chosen)
    return msg(f"policies.choice-{policy}-{chosen}")


def said(policy: str, chosen: str) -> Message:
    """Return which policy decided, and by which of its choices, in the words of people."""
    return msg(
        "policies.said",
        policy=name_of(policy),
        choice=choice_name(policy, chosen),
        of=(policy, chosen),
    )


def checked(given: Mapping[str, object], where: Mapping[str, object]) -> dict[str, str]:
    """Return `given` policies as texts.

    Raises:
        BadInput: an unknown policy or choice, with the nearest known one.
    """
    found: dict[str, str] = {}
    for id_, choice in given.items():
        if id_ not in CHOICES:
            raise BadInput(
                msg("rules.no-policy"),
                where={**where, "key": f"policy.{id_}"},
                value=id_,
                allowed=sorted(CHOICES),
                nearest=nearest(id_, CHOICES),
            )
        allowed = CHOICES[id_]
        text = str(choice)
        years = digits(text) and len(text) < 3 and not isinstance(choice, bool)
        if text not in allowed if allowed else not years:
            raise BadInput(
                msg("rules.no-choice", policy=id_),
                where={**where, "key": f"policy.{id_}"},
                value=choice,
                allowed=allowed or msg("rules.whole-years"),
                nearest=nearest(text, allowed) if allowed else None,
            )
        found[id_] = text
    return found
