"""Places for recommendation: how many there are, who takes them, and a tie at the line shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from civtui.model.figures import percent
from civtui.model.text import Message, msg


class QuotaRule(NamedTuple):
    """How the places for an honor are found.

    Args:
        kind: `fixed` (so many places), `one-for-one` (as many as titles ended),
            `renewal-share` (a share of the titles that come up for renewal).
        places: for fixed.
        share: (numerator, denominator), for renewal-share.
    """

    honor: str
    kind: str
    places: int = 0
    share: tuple[int, int] = (0, 1)


class Candidate(NamedTuple):
    """Who is ranked city-wide; `score` is exact, higher is better."""

    id: str
    score: Fraction


class Places(NamedTuple):
    """Places of a round: in all, used already, left, and how that was found."""

    honor: str
    total: int
    used: int
    left: int
    why: Message


class Selection(NamedTuple):
    """Who stands where against the places left.

    Args:
        within: those that surely have a place, best first.
        tied: those equal at the line, of whom only `tied_places` can have one; never broken here.
        beyond: those below the line.
        ranks: id -> rank, equal scores share the smaller.
    """

    within: tuple[str, ...]
    tied: tuple[str, ...]
    tied_places: int
    beyond: tuple[str, ...]
    ranks: dict[str, int]
    why: Message


def places(rule: QuotaRule, *, ended: int = 0, renewing: int = 0, used: int = 0) -> Places:
    """Return the places of a round.

    Args:
        ended: titles of this honor that ended since the last round (for one-for-one).
        renewing: titles that come up for renewal (for renewal-share; part places are not given).
        used: recommendations of this round that stand, or led to a title.
    """
    if rule.kind == "one-for-one":
        total, why = ended, msg("rules.quota-one-for-one", ended=ended)
    elif rule.kind == "renewal-share":
        top, bottom = rule.share
        total = renewing * top // bottom
        why = msg(
            "rules.quota-renewal-share", needs=percent(top, bottom), renewing=renewing, total=total
        )
    else:
        total, why = rule.places, msg("rules.quota-fixed", total=rule.places)
    return Places(rule.honor, total, used, max(0, total - used), why)


def select(candidates: Iterable[Candidate], left: int) -> Selection:
    """Return who of the city-wide ranked `candidates` has one of the `left` places.

    Candidates with equal scores who do not all fit are shown as tied: a body decides between
    them, not the order of a list.
    """
    ranked = sorted(candidates, key=lambda one: (-one.score, one.id))
    ranks = _ranks(ranked)
    line = ranked[left - 1].score if 0 < left < len(ranked) else None
    if line is None or ranked[left].score != line:
        within, tied, free = ranked[:left], [], 0
        beyond = ranked[left:]
    else:
        within = [one for one in ranked if one.score > line]
        tied = [one for one in ranked if one.score == line]
        beyond = [one for one in ranked if one.score < line]
        free = left - len(within)
    why = (
        msg("rules.quota-tied", places=free, tied=len(tied))
        if tied
        else msg("rules.quota-selected", within=len(within), left=left)
    )
    return Selection(_ids(within), _ids(tied), free, _ids(beyond), ranks, why)


def _ids(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(one.id for one in candidates)


def _ranks(ranked: Sequence[Candidate]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, one in enumerate(ranked, 1):
        above = ranked[place - 2] if place > 1 else None
        found[one.id] = found[above.id] if above and above.score == one.score else place
    return found
