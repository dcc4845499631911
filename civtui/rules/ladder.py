"""What the gate does not say: the rung below, and the title that the applicant holds already."""

from __future__ import annotations

from collections.abc import Iterable

from civtui.model.figures import percent_text, share_text
from civtui.model.text import Bilingual, msg
from civtui.rules.gates import TIERS, Gate
from civtui.rules.situation import Judged, Lack, Situation, honor_name


def higher_held(honor: str, held: Iterable[str]) -> str | None:
    """Return the highest title held that is above `honor`; None where `honor` may be given.

    Tiers are rungs of one ladder: who stands on a higher one is given no lower one. One that is
    held beside it (a merger brought both) is kept and renewed as any other.
    """
    own = set(held)
    if honor not in TIERS or honor in own:
        return None
    above = [tier for tier in TIERS[TIERS.index(honor) + 1 :] if tier in own]
    return above[-1] if above else None


def ladder(at: Situation, gate: Gate) -> list[Judged]:
    """Return the rung below that the policy `ladder` may ask for.

    Said only where it matters: a rung is skipped, or the policy asks for it.
    """
    place = TIERS.index(at.tier) if at.tier in TIERS else 0
    if not place:
        return []
    below = TIERS[place - 1]
    if at.policies.get("ladder") == "any-order" and at.facts.honors & set(TIERS[place - 1 :]):
        return []
    held = at.holds_one_of(TIERS[place - 1 :])
    if held and at.policies.get("ladder") is None:
        return []
    choice = at.choice("ladder")
    holds = held if choice == "step-by-step" else True if choice else None
    name = honor_name(below)
    key = "ladder" if held else "ladder-free" if choice == "any-order" else "ladder-not"
    lack: Lack = (below, 1, msg("rules.lacks-title", honor=name))
    has = ",".join(sorted(at.facts.honors)) or "none"
    needs = below if choice != "any-order" else "any-order"
    missing = (lack,) if holds is False else ()
    return [
        Judged("ladder", needs, has, holds, msg(f"rules.{key}", honor=name), _source(gate), missing)
    ]


def holding(at: Situation, gate: Gate, judged: Iterable[Judged]) -> list[Judged]:
    """Return what is to be said of a holder that applies for what it holds; none of it bars.

    Its term may have run out (policy term-lapsed), its share sunk under the gate (policy
    share-falls-below); otherwise the application is its renewal.
    """
    if at.tier not in at.facts.honors:
        return []
    name, wording = honor_name(at.tier), _source(gate)
    found = []
    if at.tier in at.facts.lapsed:
        choice = at.choice("term-lapsed")
        why = msg("rules.lapsed-ended" if choice == "ends" else "rules.lapsed-flagged", honor=name)
        found.append(Judged("term-lapsed", "decision", "lapsed", True, why, wording))
    else:
        why = msg("rules.held-already", honor=name)
        found.append(Judged("held-already", "any", at.tier, True, why, wording))
    short = [one for one in judged if one.rule == "share-of" and one.holds is False]
    if short:
        choice = at.choice("share-falls-below")
        has, needs = short[0].has, short[0].needs
        why = msg(
            f"rules.share-below-{choice or 'open'}",
            honor=name,
            has=share_text(has, needs),
            needs=percent_text(needs),
        )
        found.append(Judged("share-falls-below", needs, has, True, why, wording))
    return found


def _source(gate: Gate) -> Bilingual:
    """Return the wording of the gate's first rule, which every other condition hangs on."""
    return gate.rules[0].wording if gate.rules else gate.title
