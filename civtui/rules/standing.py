"""Judges one rule of a gate after another on an agency's facts, noting which policies had a say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from civtui.model.text import Bilingual, Message, msg
from civtui.rules import bars
from civtui.rules.facts import AgencyFacts, OfficeGroup
from civtui.rules.gates import TIERS, Rule
from civtui.rules.terms import after_years

CIVILIZED, MODEL = "civilized-office", "model-office"
Lack = tuple[str, int, Message]


class Judged(NamedTuple):
    """One rule judged; `missing` says what would make it hold."""

    rule: str
    needs: str
    has: str
    holds: bool | None
    why: Message
    wording: Bilingual
    missing: tuple[Lack, ...] = ()


class Situation:
    """An agency before one gate.

    Args:
        facts: what is known of it.
        policies: id -> choice.
        tier: the tier applied for.
    """

    def __init__(self, facts: AgencyFacts, policies: Mapping[str, str], tier: str) -> None:
        self.facts = facts
        self.policies = policies
        self.tier = tier
        self.used: dict[str, str] = {}

    def choice(self, policy: str) -> str | None:
        """Return the choice of `policy` and note that it had a say; None where none is set."""
        found = self.policies.get(policy)
        if found is not None:
            self.used[policy] = found
        return found

    def counted(self) -> list[OfficeGroup]:
        """Return the offices that count: all, or those taking part where the policy says so."""
        groups = list(self.facts.offices)
        idle = any(group.count and not group.taking_part for group in groups)
        if idle and self.choice("denominator") == "taking-part":
            return [group for group in groups if group.taking_part]
        return groups

    def total(self) -> int:
        """Return the number of offices that count."""
        return sum(group.count for group in self.counted())

    def holders(self, honor: str) -> int | None:
        """Return how many offices that count hold `honor`; None where a policy is needed."""
        found = 0
        for group in self.counted():
            if honor not in group.honors or not group.count:
                continue
            if honor == MODEL and CIVILIZED not in group.honors:
                choice = self.choice("model-title-when-civilized-lost")
                if choice is None:
                    return None
                if choice == "falls-with-it":
                    continue
            if honor == MODEL and not group.model_current:
                choice = self.choice("model-title-term")
                if choice is None:
                    return None
                if choice == "per-round":
                    continue
            found += group.count
        return found


def judge(at: Situation, rule: Rule) -> list[Judged]:
    """Return what `rule` comes to; a rule of several parts gives several."""
    return JUDGES[rule.kind](at, rule)


def _runs_program(at: Situation, rule: Rule) -> list[Judged]:
    if not at.total():
        return [_no_offices(at, rule)]
    found = [_running(rule, _declared(at))]
    condition = _conditions(at, rule)
    return [*found, *([condition] if condition else [])]


def _no_offices(at: Situation, rule: Rule) -> Judged:
    choice = at.choice("no-offices")
    holds = None if choice is None else choice == "accept" and at.facts.runs_program is not False
    lack: Lack = ("office", 1, msg("rules.lacks-office"))
    why = msg("rules.no-offices-accepted" if holds else "rules.no-offices")
    return Judged("no-offices", "1", "0", holds, why, rule.wording, () if holds else (lack,))


def _declared(at: Situation) -> bool | None:
    """Return whether the agency runs the program; None where nobody has said."""
    held = any(group.honors and group.count for group in at.facts.offices)
    runs = at.facts.runs_program
    if held and runs is False:
        choice = at.choice("titles-without-program")
        runs = None if choice is None else choice == "titles-prove-it"
    elif held and runs is None:
        runs = True
    return runs


def _running(rule: Rule, runs: bool | None) -> Judged:
    key = {True: "runs", False: "runs-not", None: "runs-unsaid"}[runs]
    lack: Lack = ("program", 1, msg("rules.lacks-program"))
    has = {True: "running", False: "not-running", None: "undeclared"}[runs]
    missing = () if runs else (lack,)
    return Judged(rule.kind, "running", has, runs, msg(f"rules.{key}"), rule.wording, missing)


def _conditions(at: Situation, rule: Rule) -> Judged | None:
    facts = at.facts
    silent = facts.has_conditions is None and facts.conditions_confirmed is None
    if silent and at.policies.get("has-conditions") != "confirmed":
        return None
    choice = at.choice("has-conditions")
    if choice is None:
        holds, has = None, "declared" if facts.has_conditions else "undeclared"
    elif choice == "confirmed":
        holds, has = bool(facts.conditions_confirmed), str(facts.conditions_confirmed)
    else:
        holds, has = facts.has_conditions is not False, "declared"
        if not holds:
            has = "declared-without"
    lack: Lack = ("conditions", 1, msg("rules.lacks-conditions"))
    why = msg("rules.conditions" if holds else "rules.conditions-not")
    needs = choice or "?"
    return Judged("has-conditions", needs, has, holds, why, rule.wording, () if holds else (lack,))


def _share(at: Situation, rule: Rule) -> list[Judged]:
    part, whole = at.holders(rule.honor), at.total()
    top, bottom = rule.at_least
    needs, has = f"{top}/{bottom}", f"{'?' if part is None else part}/{whole}"
    if part is None:
        why = msg("rules.share-open", honor=honor_name(rule.honor))
        lack: Lack = ("policy", 1, msg("rules.lacks-policy"))
        return [Judged(rule.kind, needs, has, None, why, rule.wording, (lack,))]
    holds = whole > 0 and part * bottom >= top * whole
    more = max(0, -(-top * whole // bottom) - part) if whole else 1
    facts = {"part": part, "whole": whole, "top": top, "bottom": bottom, "more": more}
    why = msg(
        "rules.share-holds" if holds else "rules.share-short" if whole else "rules.share-none",
        honor=honor_name(rule.honor),
        **facts,
    )
    lack = (rule.honor, more, msg("rules.lacks-honors", count=more, honor=honor_name(rule.honor)))
    if not whole:
        lack = ("office", 1, msg("rules.lacks-office"))
    return [Judged(rule.kind, needs, has, holds, why, rule.wording, () if holds else (lack,))]


def _count(at: Situation, rule: Rule) -> list[Judged]:
    part, least = at.holders(rule.honor), rule.at_least[0]
    if part is None:
        why = msg("rules.share-open", honor=honor_name(rule.honor))
        lack: Lack = ("policy", 1, msg("rules.lacks-policy"))
        return [Judged(rule.kind, str(least), "?", None, why, rule.wording, (lack,))]
    more = max(0, least - part)
    name = honor_name(rule.honor)
    why = msg("rules.count-short" if more else "rules.count-holds", part=part, least=least,
              honor=name)  # fmt: skip
    lack = (rule.honor, more, msg("rules.lacks-honors", count=more, honor=name))
    return [
        Judged(
            *(rule.kind, str(least), str(part), not more, why, rule.wording),
            (lack,) if more else (),
        )
    ]


def _holds(at: Situation, rule: Rule) -> list[Judged]:
    held = rule.honor in standing_honors(at)
    name = honor_name(rule.honor)
    why = msg("rules.holds" if held else "rules.holds-not", honor=name)
    lack: Lack = (rule.honor, 1, msg("rules.lacks-title", honor=name))
    has = rule.honor if held else "none"
    return [Judged(rule.kind, rule.honor, has, held, why, rule.wording, () if held else (lack,))]


def _held_for(at: Situation, rule: Rule) -> list[Judged]:
    since = dict(at.facts.since).get(rule.honor)
    name = honor_name(rule.honor)
    held = rule.honor in standing_honors(at) and since is not None
    ripe = after_years(since, rule.years) if since else None
    holds = bool(held and ripe and ripe <= at.facts.as_of)
    why = msg("rules.held-for" if holds else "rules.held-for-not", honor=name, years=rule.years)
    lack: Lack = (
        rule.honor, rule.years, msg("rules.lacks-years", honor=name, day=ripe or "—")
    )  # fmt: skip
    needs, has = f"{rule.years} years", str(since or "none")
    return [Judged(rule.kind, needs, has, holds, why, rule.wording, () if holds else (lack,))]


def standing_honors(at: Situation) -> frozenset[str]:
    """Return the honors that count as held: a lapsed term ends them only where the policy says."""
    if at.facts.lapsed and at.choice("term-lapsed") == "ends":
        return at.facts.honors - at.facts.lapsed
    return at.facts.honors


def ladder(at: Situation) -> list[Judged]:
    """Return the rung below that the policy `ladder` may ask for."""
    place = TIERS.index(at.tier) if at.tier in TIERS else 0
    below = TIERS[place - 1] if place else ""
    if not below or at.policies.get("ladder", "any-order") == "any-order":
        return []
    at.choice("ladder")
    held = bool(standing_honors(at) & set(TIERS[place - 1 :]))
    name = honor_name(below)
    why = msg("rules.ladder" if held else "rules.ladder-not", honor=name)
    lack: Lack = (below, 1, msg("rules.lacks-title", honor=name))
    has = ",".join(sorted(at.facts.honors)) or "none"
    return [Judged("ladder", below, has, held, why, Bilingual(""), () if held else (lack,))]


def _score(at: Situation, rule: Rule) -> list[Judged]:
    score = at.facts.score
    holds = None if score is None else Fraction(score) >= Fraction(rule.points)
    why = msg("rules.score" if holds else "rules.score-not", has=score or "—", needs=rule.points)
    lack: Lack = ("score", 1, msg("rules.lacks-score", points=rule.points))
    return [
        Judged(
            *(rule.kind, rule.points, score or "none", holds, why, rule.wording),
            () if holds else (lack,),
        )
    ]


def _quota(at: Situation, rule: Rule) -> list[Judged]:
    left = dict(at.facts.quota_left).get(at.tier)
    holds = left is None or left > 0
    has = "unlimited" if left is None else str(left)
    why = msg("rules.quota" if holds else "rules.quota-not", left=has)
    lack: Lack = ("quota", 1, msg("rules.lacks-quota"))
    return [Judged(rule.kind, "1", has, holds, why, rule.wording, () if holds else (lack,))]


def _group(at: Situation, rule: Rule) -> list[Judged]:
    parts = [one for inner in rule.rules for one in judge(at, inner)]
    if rule.kind == "all":
        return parts
    states = [one.holds for one in parts]
    if rule.kind == "any":
        holds = True if True in states else None if None in states else False
    else:
        holds = None if None in states else not all(states)
    missing = tuple(lack for one in parts if one.holds is not True for lack in one.missing)
    if holds is not True and not missing:
        missing = (("rule", 1, msg("rules.lacks-not", wording=rule.wording)),)
    has = ",".join(one.has for one in parts)
    why = msg(f"rules.{rule.kind}-{'holds' if holds else 'not'}", wording=rule.wording)
    return [Judged(rule.kind, rule.kind, has, holds, why, rule.wording, () if holds else missing)]


def _barred(
    find: Callable[[Situation], list[bars.Bar]],
) -> Callable[[Situation, Rule], list[Judged]]:
    def judged(at: Situation, rule: Rule) -> list[Judged]:
        found = find(at)
        if not found:
            key = f"rules.{rule.kind}-free"
            return [Judged(rule.kind, "none", "none", True, msg(key), rule.wording)]
        return [
            Judged(
                *(rule.kind, "none", bar.has, bar.holds, bar.why, rule.wording),
                () if bar.holds else ((bar.what, 1, bar.lacks),),
            )
            for bar in found
        ]

    return judged


def honor_name(honor: str) -> Message:
    """Return the honor's name as a message."""
    return msg(f"rules.honor-{honor}")


JUDGES: dict[str, Callable[[Situation, Rule], list[Judged]]] = {
    "runs-program": _runs_program,
    "share-of": _share,
    "count-of": _count,
    "holds": _holds,
    "held-for": _held_for,
    "no-card": _barred(lambda at: bars.cards(at.facts, at.policies, at.choice)),
    "not-delisted": _barred(lambda at: bars.delisted(at.facts, at.policies, at.choice)),
    "not-vetoed": _barred(lambda at: bars.vetoes(at.facts, at.choice)),
    "score-at-least": _score,
    "within-quota": _quota,
    "all": _group,
    "any": _group,
    "not": _group,
}
