"""The catalogue's words for what a fact holds by an id, and the clauses of its sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from civtui.locale import pattern
from civtui.model.text import Message, msg
from civtui.rules.policies import name_of
from civtui.workspace.reading.names import BY_POLICY, Said

# key of a payload -> the catalogue's words for its values
WORDS = {
    "profile": "facts.profile",
    "role": "verbs/user.role",
    "stage": "tui.stage",
    "outcome": "facts.outcome",
    "organizer": "facts.organizer",
    "visibility": "facts.visibility",
    "scope": "verbs/round.scope",
    "counting": "wording.count",
    "step": "cli_titles.step",
    "state": "cli.state",
}

# kind of fact that is of several sorts -> the key of its payload that tells which
SORTS = {"withdrawn": "cause", "card-ended": "outcome"}


def word(key: str, id_: Any) -> Said:
    """Return the catalogue's word for an id, the id itself where there is none."""
    return msg(key) if pattern(key, "zh") else str(id_)


def counts(**numbers: int) -> list[Message]:
    """Return how many of each there are, those left out of which there are none."""
    return [msg(f"facts.count-{key}", count=n) for key, n in numbers.items() if n]


def more(said: Said, *tails: object) -> Said:
    """Return a sentence with clauses behind it, those left out that are empty."""
    for tail in tails:
        if tail:
            said = msg("facts.more", said=said, more=tail)
    return said


def aside(said: Said, *parts: object) -> Said:
    """Return a sentence with parts in brackets behind it, those left out that are empty."""
    kept = [part for part in parts if part]
    return msg("facts.aside", said=said, aside=kept) if kept else said


def by_decision(id_: str | None) -> Said:
    """Return by which decision something is done, or policy of the profile; empty without one."""
    if id_ and id_.startswith(BY_POLICY):
        return msg("facts.by-policy", policy=name_of(id_.removeprefix(BY_POLICY)))
    return msg("facts.by-decision", decision=id_) if id_ else ""


def kind_of(kind: str, payload: str = "") -> Message:
    """Return what a kind of fact is called, and of a fact of several sorts what its sort is.

    Args:
        payload: of the fact, its JSON; the kind alone is named where empty.
    """
    detail = json.loads(payload).get(SORTS[kind]) if payload and kind in SORTS else None
    return msg(f"tui.fact-{kind}-{detail}" if detail else f"tui.fact-{kind}")


def kinds_of(facts: Iterable[tuple[str, str]]) -> list[Message]:
    """Return what facts of (kind, payload) are called, each kind and sort once."""
    found = (kind_of(kind, payload) for kind, payload in facts)
    return list({one.key: one for one in found}.values())
