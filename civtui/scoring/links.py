"""How the judges of a panel are linked by the subjects they share, told before any mark is given.

Judges can be compared only through subjects that several of them mark; a part of the panel that
shares none with the rest stands alone, and its ranks are not comparable with the others'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

THIN = Fraction(30, 100)


class LinkReport(NamedTuple):
    """What a deal comes to before marking.

    Args:
        level: `disconnected` (no rank across the parts), `bridge` (one subject or judge holds two
            parts together), `thin` (under 30 % of the subjects have two judges), `sound`; of a
            round in which nobody may judge anything, `unjudged`, and where the links would be
            sound but for subjects that nobody may judge, `lacking`.
        parts: the judges of each connected part, the largest first.
        holders: subjects and judges that alone hold parts together.
        crossed, subjects: how many subjects have two judges or more, and how many there are.
        common: (judge, other judge) -> subjects that both have; pairs without any are left out.
    """

    level: str
    parts: tuple[tuple[str, ...], ...]
    holders: tuple[str, ...]
    crossed: int
    subjects: int
    common: dict[tuple[str, str], int]


def link_report(shares: Mapping[str, Iterable[str]]) -> LinkReport:
    """Return how the judges of `shares` (judge -> subjects) are linked."""
    panel = {judge: frozenset(share) for judge, share in shares.items()}
    judges_of = _judges_of(panel)
    crossing = {subject: who for subject, who in judges_of.items() if len(who) > 1}
    parts = _parts(panel, crossing.values())
    holders = () if len(parts) > 1 else _holders(tuple(panel), crossing)
    if len(parts) > 1:
        level = "disconnected"
    elif holders:
        level = "bridge"
    else:
        thin = len(panel) > 1 and len(crossing) < THIN * len(judges_of)
        level = "thin" if thin else "sound"
    common: dict[tuple[str, str], int] = {}
    for one, other in combinations(panel, 2):
        shared = len(panel[one] & panel[other])
        if shared:
            common[one, other] = shared
    return LinkReport(level, parts, holders, len(crossing), len(judges_of), common)


def parts_of(shares: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the connected parts of the judges alone (see `LinkReport`)."""
    return _parts(shares, (who for who in _judges_of(shares).values() if len(who) > 1))


def _judges_of(shares: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for judge, share in shares.items():
        for subject in share:
            found.setdefault(subject, []).append(judge)
    return found


def _parts(judges: Iterable[str], crossing: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the connected parts of the judges, by union-find."""
    above = {judge: judge for judge in judges}

    def root(judge: str) -> str:
        while above[judge] != judge:
            above[judge] = above[above[judge]]
            judge = above[judge]
        return judge

    for first, *others in crossing:
        for other in others:
            above[root(other)] = root(first)
    found: dict[str, list[str]] = {}
    for judge in above:
        found.setdefault(root(judge), []).append(judge)
    return tuple(sorted(map(tuple, found.values()), key=lambda part: (-len(part), part)))


def _holders(judges: Sequence[str], crossing: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the subjects and judges without whom the other judges would fall apart.

    Only a subject in which some judge meets others nowhere else is worth the trial; the same set
    of judges is tried once.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    met: Counter[tuple[str, str]] = Counter()
    for subject, who in crossing.items():
        groups.setdefault(tuple(sorted(who)), []).append(subject)
        met.update(combinations(sorted(who), 2))
    found = []
    for who, subjects in groups.items():
        alone = any(met[pair] == 1 for pair in pairwise(who))
        if alone and len(_parts(judges, [group for group in groups if group != who])) > 1:
            found.append(subjects[0])
    for judge in judges:
        others = [j for j in judges if j != judge]
        left = [[j for j in who if j != judge] for who in groups]
        if len(others) > 1 and len(_parts(others, [who for who in left if len(who) > 1])) > 1:
            found.append(judge)
    return tuple(sorted(found))
