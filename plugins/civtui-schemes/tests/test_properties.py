"""What each scheme declares of itself: raised marks, changed orders, exact figures."""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from civtui_schemes.plugin import METHODS, Method
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from civtui.api import Answer, CalculatorInput

CLOSE = 1e-9
# what is raised: a value of a criterion, an assessor's mark, a place on a ballot, a win
READS = {
    "rank-sum": "marks",
    "z-score": "marks",
    "percentile": "marks",
    "borda": "ballots",
    "copeland": "ballots",
    "kemeny": "ballots",
    "schulze": "ballots",
    "entropy-weights": "values",
    "topsis": "values",
    "grey-relational": "values",
    "bradley-terry": "wins",
}
IN_ROUNDS = [method for method in METHODS if method.id in READS]


def function(method: Method) -> Callable[[CalculatorInput], Answer]:
    module, _, name = method.entry.partition(":")
    found: Callable[[CalculatorInput], Answer] = getattr(
        importlib.import_module(f"civtui_schemes.{module}"), name
    )
    return found


def inputs(method: Method, rng: random.Random) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Return an input, the same with one subject's mark raised, and the place of that subject."""
    size = rng.randint(2, 5)
    subjects = [f"s{n}" for n in range(size)]
    chosen, what = rng.randrange(size), READS[method.id]
    document: dict[str, Any] = {"subjects": subjects}
    if what == "ballots":
        document["ballots"] = [
            {"order": rng.sample(subjects, size), "count": rng.randint(1, 4)}
            for _ in range(rng.randint(1, 5))
        ]
        raised = deepcopy(document)
        order = rng.choice(raised["ballots"])["order"]
        place = order.index(subjects[chosen])
        order.insert(rng.randint(0, place), order.pop(place))
        return document, raised, chosen
    width = size if what == "wins" else rng.randint(1, 4)
    document[what] = [[rng.randint(0, 10) for _ in range(width)] for _ in subjects]
    if what == "values":
        document["criteria"] = [{"id": f"c{n}", "weight": rng.randint(1, 3)} for n in range(width)]
    column = rng.randrange(width)
    if what == "wins":
        for n in range(size):
            document["wins"][n][n] = 0
        column = (chosen + 1) % size
    raised = deepcopy(document)
    raised[what][chosen][column] += rng.choice((1, 2, 4, 10, 40))
    return document, raised, chosen


@pytest.mark.parametrize("method", IN_ROUNDS, ids=lambda method: method.id)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(seed=st.integers(0, 10**9))
def test_raising_a_mark_lowers_neither_score_nor_place_unless_declared(
    method: Method, seed: int
) -> None:
    document, raised, chosen = inputs(method, random.Random(seed))
    if method.id == "entropy-weights":
        assume(all(any(column) for column in zip(*document["values"], strict=True)))
    run = function(method)
    before, after = run(CalculatorInput(document)), run(CalculatorInput(raised))
    assume(before.results and after.results)
    old, new = before.results[chosen], after.results[chosen]
    assume(old.score is not None and new.score is not None)
    sign = -1 if method.id == "rank-sum" else 1  # the smallest sum is best
    if "not-monotone" not in method.properties:
        slack = 0 if method.exact else CLOSE
        assert sign * new.score >= sign * old.score - slack  # type: ignore[operator]  # all are scored
    if not {"not-monotone", "place-not-monotone"} & set(method.properties):
        assert new.rank <= old.rank  # type: ignore[operator]  # and ranked
    if method.exact:
        assert all(
            isinstance(row.score, Fraction) for row in after.results if row.score is not None
        )


def test_what_is_declared_does_happen() -> None:
    by_id = {method.id: method for method in METHODS}
    entropy, z = function(by_id["entropy-weights"]), function(by_id["z-score"])
    criteria = [{"id": "x"}, {"id": "y"}]
    before, after = (
        entropy(CalculatorInput({"subjects": ["a", "b"], "criteria": criteria, "values": values}))
        for values in ([[1, 1], [2, 4]], [[2, 1], [2, 4]])
    )
    assert before.results[0].score > after.results[0].score == 0.2  # type: ignore[operator]  # all are scored
    before, after = (
        z(CalculatorInput({"subjects": list("abcd"), "marks": [[mark, 0], [0, 6], [0, 5], [3, 6]]}))
        for mark in (6, 26)
    )
    assert (before.results[0].rank, after.results[0].rank) == (2, 3)


@pytest.mark.parametrize("method", IN_ROUNDS, ids=lambda method: method.id)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_the_order_of_subjects_and_judges_changes_nothing(method: Method, seed: int) -> None:
    rng = random.Random(seed)
    document, _, _ = inputs(method, rng)
    if method.id == "entropy-weights":
        assume(all(any(column) for column in zip(*document["values"], strict=True)))
    size = len(document["subjects"])
    turned = rng.sample(range(size), size)
    other = {**document, "subjects": [document["subjects"][n] for n in turned]}
    what = READS[method.id]
    if what == "ballots":
        other["ballots"] = rng.sample(document["ballots"], len(document["ballots"]))
    else:
        rows = [document[what][n] for n in turned]
        width = len(rows[0])
        columns = turned if what == "wins" else rng.sample(range(width), width)
        other[what] = [[row[n] for n in columns] for row in rows]
        if what == "values":
            other["criteria"] = [document["criteria"][n] for n in columns]
    run = function(method)
    straight = {row.subject: row for row in run(CalculatorInput(document)).results}
    mixed = {row.subject: row for row in run(CalculatorInput(other)).results}
    assert straight.keys() == mixed.keys()
    for subject, row in straight.items():
        if method.id == "kemeny":  # of several best orders the first in the input's order is given
            continue
        assert row.rank == mixed[subject].rank
        if row.score is not None:
            assert float(mixed[subject].score or 0) == pytest.approx(float(row.score), abs=CLOSE)
