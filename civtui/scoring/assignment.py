"""Deals the subjects of a round to its judges: balanced, free of conflicts, mixed, connected.

The panel is mixed over the sectors because that, more than any formula, makes marks comparable:
where each sector is judged by its own people, no calibration can tell severity from quality.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import product, zip_longest
from typing import NamedTuple

from civtui.scoring.links import parts_of

Pair = tuple[str, str]


class Proposal(NamedTuple):
    """Who judges what.

    Args:
        shares: judge -> subjects, in the round's order.
        short: subject -> judges it got, where conflicts leave fewer than were asked for.
    """

    shares: dict[str, tuple[str, ...]]
    short: dict[str, int]


def propose(
    subjects: Mapping[str, str],
    judges: Sequence[str],
    *,
    per_subject: int,
    barred: Collection[Pair] = (),
    fixed: Collection[Pair] = (),
    anchors: Collection[str] = (),
) -> Proposal:
    """Return a deal; the same input gives the same deal.

    Subject by subject, sectors taking turns, the judges are taken who have least to do; among
    those, who shares least with the judges already chosen there, then who has seen the sector
    least. Then parts that hang apart are joined by exchanging two subjects.

    Args:
        subjects: id -> sector, in the round's order.
        judges: ids in the panel's order.
        per_subject: judges for each subject.
        barred: (judge, subject) pairs with a conflict of interest.
        fixed: (judge, subject) pairs that stay, for marks were given there.
        anchors: subjects that every judge without a conflict gets.
    """
    dealer = _Dealer(subjects, judges, frozenset(barred))
    for subject in subjects:
        if subject in anchors:
            dealer.give(subject, [j for j in judges if (j, subject) not in dealer.barred])
    for judge, subject in sorted(fixed):
        if subject in dealer.chosen and (judge, subject) not in dealer.barred:
            dealer.give(subject, [judge])
    rest = [subject for subject in _mixed(subjects) if subject not in anchors]
    for subject in rest:
        dealer.fill(subject, per_subject)
    dealer.join(rest, frozenset(fixed))
    short = {
        subject: len(who)
        for subject, who in dealer.chosen.items()
        if len(who) < per_subject and subject not in anchors
    }
    shares = {j: tuple(s for s in subjects if j in dealer.chosen[s]) for j in judges}
    return Proposal(shares, short)


def _mixed(subjects: Mapping[str, str]) -> list[str]:
    """Return the subjects with the sectors taking turns."""
    by_sector: dict[str, list[str]] = {}
    for subject, sector in subjects.items():
        by_sector.setdefault(sector, []).append(subject)
    turns = zip_longest(*by_sector.values())
    return [subject for turn in turns for subject in turn if subject is not None]


class _Dealer:
    """The deal as it grows.

    Args:
        sectors: subject -> sector.
        judges: the panel in its order.
        barred: pairs with a conflict.
    """

    def __init__(
        self, sectors: Mapping[str, str], judges: Sequence[str], barred: frozenset[Pair]
    ) -> None:
        self.sectors, self.judges, self.barred = sectors, judges, barred
        self.place = {judge: n for n, judge in enumerate(judges)}
        self.chosen: dict[str, list[str]] = {subject: [] for subject in sectors}
        self.load: Counter[str] = Counter()
        self.seen: Counter[Pair] = Counter()
        self.common: Counter[Pair] = Counter()

    def give(self, subject: str, who: Sequence[str]) -> None:
        """Deal `subject` to judges who do not have it yet."""
        for judge in who:
            if judge in self.chosen[subject]:
                continue
            for other in self.chosen[subject]:
                self.common[judge, other] += 1
                self.common[other, judge] += 1
            self.chosen[subject].append(judge)
            self.load[judge] += 1
            self.seen[judge, self.sectors[subject]] += 1

    def fill(self, subject: str, wanted: int) -> None:
        """Deal `subject` until `wanted` judges have it, or nobody without a conflict is left."""
        there = self.chosen[subject]
        while len(there) < wanted:
            free = [
                judge
                for judge in self.judges
                if judge not in there and (judge, subject) not in self.barred
            ]
            if not free:
                return
            self.give(subject, [min(free, key=lambda judge: self._wish(judge, subject))])

    def _wish(self, judge: str, subject: str) -> tuple[int, int, int, int]:
        shared = sum(self.common[judge, other] for other in self.chosen[subject])
        seen = self.seen[judge, self.sectors[subject]]
        return self.load[judge], shared, seen, self.place[judge]

    def shares(self) -> dict[str, list[str]]:
        """Return judge -> subjects."""
        found: dict[str, list[str]] = {judge: [] for judge in self.judges}
        for subject, who in self.chosen.items():
            for judge in who:
                found[judge].append(subject)
        return found

    def join(self, subjects: Sequence[str], fixed: frozenset[Pair]) -> None:
        """Exchange subjects between parts that hang apart, as long as that joins any."""
        while len(parts := parts_of(self.shares())) > 1:
            if not any(
                self._exchange(subjects, fixed, parts[0], part, len(parts)) for part in parts[1:]
            ):
                return

    def _exchange(
        self,
        subjects: Sequence[str],
        fixed: frozenset[Pair],
        one: Sequence[str],
        other: Sequence[str],
        parts: int,
    ) -> bool:
        def of(part: Sequence[str]) -> list[Pair]:
            """Return (judge, subject) of subjects that keep a judge of the part behind."""
            return [
                (judge, subject)
                for subject in subjects
                if len(self.chosen[subject]) > 1
                for judge in self.chosen[subject]
                if judge in part and (judge, subject) not in fixed
            ]

        for (judge, first), (mate, second) in product(of(one), of(other)):
            if (judge, second) in self.barred or (mate, first) in self.barred:
                continue
            self._swap(first, second, judge, mate)
            if len(parts_of(self.shares())) < parts:
                return True
            self._swap(first, second, mate, judge)
        # no two can be exchanged: let one subject go, at the price of an even load
        moves = [*product(of(one), other), *product(of(other), one)]
        for (judge, subject), mate in moves:
            if (mate, subject) not in self.barred:
                self._replace(subject, judge, mate)
                if len(parts_of(self.shares())) < parts:
                    return True
                self._replace(subject, mate, judge)
        return False

    def _swap(self, first: str, second: str, judge: str, mate: str) -> None:
        self._replace(first, judge, mate)
        self._replace(second, mate, judge)

    def _replace(self, subject: str, judge: str, mate: str) -> None:
        self.chosen[subject] = [mate if j == judge else j for j in self.chosen[subject]]
