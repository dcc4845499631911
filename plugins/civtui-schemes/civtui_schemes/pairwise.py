"""Condorcet methods and positional votes on ballots: Borda, Copeland, Kemeny, Schulze."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

from civtui.api import Answer, Bilingual, CalculatorInput, bad_input, ranked

MOST_KEMENY = 12
MOST_LISTED = 20
Table = list[list[int]]


def preferences(data: CalculatorInput) -> tuple[tuple[str, ...], Table]:
    """Return the subjects and, row over column, how many voters put the row first."""
    subjects = data.ids()
    place = {subject: n for n, subject in enumerate(subjects)}
    table = [[0] * len(subjects) for _ in subjects]
    for ballot in data.ballots():
        for above, name in enumerate(ballot.order):
            for below in ballot.order[above + 1 :]:
                table[place[name]][place[below]] += ballot.count
    return subjects, table


def details(subjects: Sequence[str], table: Table) -> dict[str, Any]:
    """Return the pairwise counts and the Condorcet winner (None where there is none)."""
    size = range(len(subjects))
    winner = [subjects[a] for a in size if all(table[a][b] > table[b][a] for b in size if b != a)]
    return {
        "pairwise": {
            f"{subjects[a]}>{subjects[b]}": table[a][b] for a in size for b in size if a != b
        },
        "condorcet_winner": winner[0] if winner else None,
    }


def _no_votes(table: Table) -> bool:
    return len(table) > 1 and not any(map(any, table))


NO_VOTES = Bilingual("没有选票，结果无定义", "there is no vote, so the result is undefined")


def borda(data: CalculatorInput) -> Answer:
    """Return Borda scores: n-1 points for the first place down to 0 (or n down to 1).

    Options:
        points: `n-1` or `n`, for the first place.

    Source: J.-C. de Borda, Memoire sur les elections au scrutin, 1781; D. Black, The Theory of
    Committees and Elections, 1958.
    """
    options = data.options(points=("n-1", "n"))
    subjects, table = preferences(data)
    ballots = data.ballots()
    voters = sum(ballot.count for ballot in ballots)
    if not voters:
        return Answer(options, [], {}, [NO_VOTES])
    extra = voters if options["points"] == "n" else 0
    scores = [Fraction(sum(row) + extra) for row in table]
    return Answer(options, ranked(subjects, scores), details(subjects, table))


def copeland(data: CalculatorInput) -> Answer:
    """Return Copeland scores: 1 for each other subject beaten by a majority, 1/2 for a tie.

    Source: A. H. Copeland, A reasonable social welfare function, Univ. of Michigan, 1951.
    """
    options = data.options()
    subjects, table = preferences(data)
    if _no_votes(table):
        return Answer(options, [], {}, [NO_VOTES])
    size = range(len(subjects))
    scores = [
        sum(
            (
                Fraction(1)
                if table[a][b] > table[b][a]
                else Fraction(1, 2)
                if table[a][b] == table[b][a]
                else Fraction(0)
                for b in size
                if b != a
            ),
            Fraction(0),
        )
        for a in size
    ]
    return Answer(options, ranked(subjects, scores), details(subjects, table))


def schulze(data: CalculatorInput) -> Answer:
    """Return how many others each subject beats on the strongest paths (winning votes).

    Source: M. Schulze, Social Choice and Welfare 36 (2011) 267-303.
    """
    options = data.options()
    subjects, table = preferences(data)
    if _no_votes(table):
        return Answer(options, [], {}, [NO_VOTES])
    size = range(len(subjects))
    paths = [[table[a][b] if table[a][b] > table[b][a] else 0 for b in size] for a in size]
    for middle in size:
        for a in size:
            for b in size:
                if a != b:
                    through = min(paths[a][middle], paths[middle][b])
                    paths[a][b] = max(paths[a][b], through)
    scores = [Fraction(sum(paths[a][b] > paths[b][a] for b in size if b != a)) for a in size]
    strongest = {f"{subjects[a]}>{subjects[b]}": paths[a][b] for a in size for b in size if a != b}
    found = {**details(subjects, table), "paths": strongest}
    return Answer(options, ranked(subjects, scores), found)


def kemeny(data: CalculatorInput) -> Answer:
    """Return the order with which the ballots agree most, exact up to 12 subjects.

    Dynamic programming over subsets (R. Bellman 1962; M. Held & R. Karp 1962). Source: J. Kemeny,
    Daedalus 88 (1959) 577-591. Of several best orders none is preferred: the score goes by the best
    place in any of them, `details.orders` lists them (the first twenty, `order` is the first).
    """
    options = data.options()
    subjects, table = preferences(data)
    size = len(subjects)
    if size > MOST_KEMENY:
        raise bad_input(
            Bilingual(
                f"最多 {MOST_KEMENY} 个对象，读到 {size} 个",
                f"at most {MOST_KEMENY} subjects, there are {size}",
            ),
            key="subjects",
        )
    if _no_votes(table):
        return Answer(options, [], {}, [NO_VOTES])
    best, ways = _best_orders(table)
    places = _places(table, best)
    orders = list(islice(_orders(table, best, (1 << size) - 1), MOST_LISTED))
    listed = [[subjects[n] for n in order] for order in orders]
    warnings = []
    if ways[-1] > 1:
        warnings.append(
            Bilingual(
                f"有 {ways[-1]} 个同样好的排序；各对象按其中最靠前的位置计，可互换的并列",
                f"{ways[-1]} orders are equally good; each goes by the best place in them, so "
                "those that can change places are level",
            )
        )
    rows = ranked(subjects, [Fraction(size - 1 - place) for place in places])
    found = {
        **details(subjects, table),
        "order": listed[0],
        "orders": listed,
        "orders_count": ways[-1],
        "support": best[-1],
    }
    return Answer(options, rows, found, warnings)


def _places(table: Table, best: Sequence[int]) -> list[int]:
    """Return the best place that each subject has in any of the best orders, from 0."""
    size = len(table)
    reached = {(1 << size) - 1}
    places = [size] * size
    for place in range(size):
        following = set()
        for left in reached:
            for first in _firsts(table, best, left):
                places[first] = min(places[first], place)
                following.add(left & ~(1 << first))
        reached = following
    return places


def _firsts(table: Table, best: Sequence[int], left: int) -> Iterator[int]:
    """Yield which of the subjects left may stand first in a best order of them."""
    for first in range(len(table)):
        rest = left & ~(1 << first)
        if left >> first & 1 and best[left] == best[rest] + _gain(table, first, rest):
            yield first


def _orders(table: Table, best: Sequence[int], left: int) -> Iterator[list[int]]:
    """Yield the best orders of the subjects left."""
    if not left:
        yield []
    for first in _firsts(table, best, left):
        for rest in _orders(table, best, left & ~(1 << first)):
            yield [first, *rest]


def _gain(table: Table, first: int, rest: int) -> int:
    return sum(table[first][b] for b in range(len(table)) if rest >> b & 1)


def _best_orders(table: Table) -> tuple[list[int], list[int]]:
    """Return the best agreement over orders of each set of subjects, and how many reach it."""
    size = len(table)
    best, ways = [0] * (1 << size), [1] * (1 << size)
    for group in range(1, 1 << size):
        top, count = -1, 0
        for first in range(size):
            if group >> first & 1:
                rest = group & ~(1 << first)
                value = best[rest] + _gain(table, first, rest)
                if value > top:
                    top, count = value, ways[rest]
                elif value == top:
                    count += ways[rest]
        best[group], ways[group] = top, count
    return best, ways
