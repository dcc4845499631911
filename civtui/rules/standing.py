"""Judges one rule of a gate after another on an agency's facts, noting which policies had a say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from civtui.model.figures import percent, share
from civtui.model.text import msg
from civtui.rules import bars
from civtui.rules.gates import Rule
from civtui.rules.policies import said
from civtui.rules.situation import Judged, Lack, Situation, honor_name
from civtui.rules.terms import after_years


def judge(at: Situation, rule: Rule) -> list[Judged]:
    """Return what `rule` comes to; a rule of several parts gives several."""
    return JUDGES[rule.kind](at, rule)


def _runs_program(at: Situation, rule: Rule) -> list[Judged]:
    found = []
    total = at.total()
    if total is None:
        why = msg("rules.roster-open")
        found.append(Judged("no-offices", "1", "?", None, why, rule.wording))
    elif not total:
        choice = at.choice("no-offices")
        holds = None if choice is None else choice == "accept"
        lack: Lack = ("office", 1, msg("rules.lacks-office"))
        why = msg("rules.no-offices-accepted" if holds else "rules.no-offices")
        found.append(Judged("no-offices", "1", "0", holds, why, rule.wording, _unless(holds, lack)))
    runs = _running(at, rule)
    found.append(runs)
    condition = _conditions(at, rule, runs.holds)
    return [*found, *([condition] if condition else [])]


def _running(at: Situation, rule: Rule) -> Judged:
    """Judge whether the agency runs the program; titles speak where it has not declared."""
    held = any(group.honors and group.count for group in at.facts.offices)
    runs: bool | None = at.facts.runs_program
    key = "running" if runs else "undeclared" if runs is None else "not-running"
    if held and runs is False:
        choice = at.choice("titles-without-program")
        runs = None if choice is None else choice == "titles-prove-it"
    elif runs is None:
        runs = held
    unsaid = key == "undeclared"
    said = (
        ("runs-by-titles" if unsaid else "runs")
        if runs
        else "runs-unsaid"
        if unsaid
        else "runs-not"
    )
    formerly = at.facts.program_of if not unsaid else ""
    of = "-formerly" if formerly and said in ("runs", "runs-not") else ""
    why = msg(f"rules.{said}{of}", **({"agency": formerly} if of else {}))
    lack: Lack = ("program", 1, msg(f"rules.lacks-program{'-unsaid' if unsaid else ''}"))
    return Judged(rule.kind, "running", key, runs, why, rule.wording, _unless(runs, lack))


def _conditions(at: Situation, rule: Rule, runs: bool | None) -> Judged | None:
    """Judge 有条件 (policy has-conditions); who runs the program declares to have them."""
    facts = at.facts
    if facts.has_conditions is None and facts.conditions_confirmed is None and not runs:
        return None
    declared = facts.has_conditions is not False
    confirmed = facts.conditions_confirmed is True
    choice = at.choice("has-conditions")
    if choice is None:
        holds = declared if declared == confirmed else None
    else:
        holds = confirmed if choice == "confirmed" else declared
    unsaid = facts.has_conditions is None and not confirmed
    has = "confirmed" if confirmed else "declared" if declared else "declared-without"
    if unsaid:
        has = "undeclared"
    aside = "-unsaid" if unsaid else ""
    lack: Lack = ("conditions", 1, msg(f"rules.lacks-conditions{aside}"))
    why = msg(f"rules.conditions{aside}" if holds else f"rules.conditions{aside}-not")
    needs = choice or "has-conditions"
    return Judged("has-conditions", needs, has, holds, why, rule.wording, _unless(holds, lack))


def _unless(holds: bool | None, lack: Lack) -> tuple[Lack, ...]:
    return () if holds is not False else (lack,)


def _share(at: Situation, rule: Rule) -> list[Judged]:
    part, whole = at.holders(rule.honor), at.total()
    top, bottom = rule.at_least
    needs = f"{top}/{bottom}"
    if part is None or whole is None:
        has = f"{_shown(part)}/{_shown(whole)}"
        why = msg("rules.share-open", honor=honor_name(rule.honor))
        return [Judged(rule.kind, needs, has, None, why, rule.wording)]
    holds = whole > 0 and part * bottom >= top * whole
    more = max(0, -(-top * whole // bottom) - part)
    why = msg(
        "rules.share-holds" if holds else "rules.share-short" if whole else "rules.share-none",
        honor=honor_name(rule.honor),
        **{"part": part, "whole": whole, "needs": percent(top, bottom), "more": more},
        share=share(part, whole, Fraction(top, bottom)),
    )
    lack: Lack = (
        rule.honor,
        more,
        msg("rules.lacks-honors", count=more, honor=why.values["honor"]),
    )
    if not whole:
        lack = ("office", 1, msg("rules.lacks-office"))
    judged = [
        Judged(rule.kind, needs, f"{part}/{whole}", holds, why, rule.wording, _unless(holds, lack))
    ]
    judged += [*_start(at, rule), *_aside(at, rule), *_run_out(at, rule)]
    if holds and (stated := at.facts.offices_declared):
        listed = sum(group.count for group in at.facts.offices)  # whoever of them counts
        if part * bottom < top * (whole + max(0, stated - listed)):
            judged.append(_mismatch(at, rule, listed, stated))
    return judged


def _start(at: Situation, rule: Rule) -> list[Judged]:
    """Say of what day the roster counts, where that of the day or of 1 January is not known."""
    policy, chosen = "roster-date", "year-start"
    if at.facts.roster_of is not None:
        why = msg("rules.roster-later", day=at.facts.as_of, since=at.facts.roster_of)
        return [Judged(policy, "day", "unknown", True, why, rule.wording)]
    if not at.facts.start_unknown or at.policies.get(policy) != chosen:
        return []
    why = msg("rules.roster-unknown", policy=said(policy, chosen))
    return [Judged(policy, chosen, "unknown", True, why, rule.wording)]


def _aside(at: Situation, rule: Rule) -> list[Judged]:
    """Say how many offices take no part in the building, and whether they count all the same."""
    count = sum(g.count for g in at.facts.offices if not g.taking_part)
    choice = at.used.get("denominator") if count else None
    if choice is None:
        return []
    why = msg(f"rules.denominator-{choice}", count=count)
    return [Judged("denominator", choice, f"idle {count}", True, why, rule.wording)]


def _run_out(at: Situation, rule: Rule) -> list[Judged]:
    """Say of how many offices that count, or no longer do, the title's term has run out."""
    count = sum(g.count for g in at.counted() or () if rule.honor in g.honors & g.lapsed)
    choice = at.choice("term-lapsed") if count else None
    if choice is None:
        return []
    key = "rules.share-ended" if choice == "ends" else "rules.share-lapsed"
    why = msg(key, count=count, honor=honor_name(rule.honor))
    return [Judged("term-lapsed", "decision", f"lapsed {count}", True, why, rule.wording)]


def _mismatch(at: Situation, rule: Rule, listed: int, stated: int) -> Judged:
    """Judge a share that holds of the offices listed, and not of as many as the registry states."""
    policy = "roster-mismatch"
    holds = at.choice(policy) != "refuse"
    why = msg(f"rules.roster-{'flagged' if holds else 'held'}", listed=listed, stated=stated)
    lack: Lack = (
        policy,
        abs(stated - listed),
        msg("rules.lacks-roster", stated=stated, listed=listed),
    )
    return Judged(policy, str(stated), str(listed), holds, why, rule.wording, _unless(holds, lack))


def _shown(count: int | None) -> str:
    return "?" if count is None else str(count)


def _count(at: Situation, rule: Rule) -> list[Judged]:
    part, least = at.holders(rule.honor), rule.at_least[0]
    name = honor_name(rule.honor)
    if part is None:
        why = msg("rules.share-open", honor=name)
        return [Judged(rule.kind, str(least), "?", None, why, rule.wording)]
    more = max(0, least - part)
    why = msg(
        "rules.count-short" if more else "rules.count-holds", part=part, least=least, honor=name
    )
    lack: Lack = (rule.honor, more, msg("rules.lacks-honors", count=more, honor=name))
    missing = _unless(not more, lack)
    return [Judged(rule.kind, str(least), str(part), not more, why, rule.wording, missing)]


def _holds(at: Situation, rule: Rule) -> list[Judged]:
    held = at.holds_one_of((rule.honor,))
    name = honor_name(rule.honor)
    why = msg("rules.holds" if held else "rules.holds-not", honor=name)
    lack: Lack = (rule.honor, 1, msg("rules.lacks-title", honor=name))
    has = rule.honor if rule.honor in at.facts.honors else "none"
    return [Judged(rule.kind, rule.honor, has, held, why, rule.wording, _unless(held, lack))]


def _held_for(at: Situation, rule: Rule) -> list[Judged]:
    since = dict(at.facts.since).get(rule.honor)
    name = honor_name(rule.honor)
    ripe = after_years(since, rule.years) if since else None
    holds: bool | None = False
    if ripe and ripe <= at.facts.as_of:
        holds = at.holds_one_of((rule.honor,))
    why = msg("rules.held-for" if holds else "rules.held-for-not", honor=name, years=rule.years)
    day: date | str = ripe or "—"
    lack: Lack = (rule.honor, 1, msg("rules.lacks-years", honor=name, day=day))
    needs, has = f"{rule.years} years", str(since or "none")
    return [Judged(rule.kind, needs, has, holds, why, rule.wording, _unless(holds, lack))]


def _score(at: Situation, rule: Rule) -> list[Judged]:
    score = at.facts.score
    holds = score is not None and Fraction(score) >= Fraction(rule.points)
    why = msg(
        "rules.score" if holds else "rules.score-not",
        has=Fraction(score) if score else "—",
        needs=rule.points,
    )
    lack: Lack = ("score", 1, msg("rules.lacks-score", points=rule.points))
    missing = _unless(holds, lack)
    return [Judged(rule.kind, rule.points, score or "none", holds, why, rule.wording, missing)]


def _quota(at: Situation, rule: Rule) -> list[Judged]:
    left = dict(at.facts.quota_left).get(at.tier)
    holds = left is None or left > 0
    has = "unlimited" if left is None else str(left)
    why = msg("rules.quota" if holds else "rules.quota-not", left=has)
    lack: Lack = ("quota", 1, msg("rules.lacks-quota"))
    return [Judged(rule.kind, "1", has, holds, why, rule.wording, _unless(holds, lack))]


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
    if holds:
        missing = ()
    return [Judged(rule.kind, rule.kind, has, holds, why, rule.wording, missing)]


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
                _unless(bar.holds, (bar.what, 1, bar.lacks)),
                bar.policy,
            )
            for bar in found
        ]

    return judged


def or_undecided(at: Situation, judged: Judged) -> list[Judged]:
    """Return what was judged; of no delisting, those that the guidance group is to decide on.

    They are said after the answer was found: none of them bars.
    """
    found = bars.undecided(at) if (judged.rule, judged.has) == ("not-delisted", "none") else []
    return [judged._replace(has=one.has, holds=None, why=one.why) for one in found] or [judged]


JUDGES: dict[str, Callable[[Situation, Rule], list[Judged]]] = {
    "runs-program": _runs_program,
    "share-of": _share,
    "count-of": _count,
    "holds": _holds,
    "held-for": _held_for,
    "no-card": _barred(bars.cards),
    "not-delisted": _barred(bars.delisted),
    "not-vetoed": _barred(bars.vetoes),
    "score-at-least": _score,
    "within-quota": _quota,
    "all": _group,
    "any": _group,
    "not": _group,
}
