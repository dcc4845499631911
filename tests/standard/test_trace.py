"""Every value of a trace recomputed by an evaluator that knows nothing but operation names."""

from __future__ import annotations

import json
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from random import Random
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.scoring.pipeline import RoundMarks, evaluate, explain

MODES = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}
ITEMS, SUBJECTS, ASSESSORS = 30, 40, 5


def recomputed(node: dict[str, Any]) -> Fraction | None:
    """Return a node's value from its children alone, by the name of its operation."""
    how, _, rest = node["how"].partition("(")
    words = rest.rstrip(")").split(",") if rest else []
    if how in ("mark", "veto", "severity"):
        return Fraction(node["exact"])
    parts = [recomputed(child) for child in node["children"]]
    if how == "missing" or any(part is None for part in parts):
        return None
    values = [part for part in parts if part is not None]
    if how == "sum":
        return sum(values, Fraction(0))
    if how == "max":
        return max(values)
    if how == "mean":
        return sum(values, Fraction(0)) / len(values)
    if how == "median":
        return Fraction(median(values))
    if how == "trimmed-mean":
        drop = int(words[0])
        kept = sorted(values)[drop:-drop] if len(values) > 2 * drop else values
        return sum(kept, Fraction(0)) / len(kept)
    if how == "times":
        return values[0] * Fraction(words[0])
    if how == "cap":
        return min(values[0], Fraction(words[0]))
    assert how == "round", how
    # exact enough: no value here has a denominator beyond 10^30 places
    places, mode = int(words[0]), MODES[words[1]]
    exact = Decimal(values[0].numerator) / Decimal(values[0].denominator)
    return Fraction(exact.quantize(Decimal(1).scaleb(-places), mode))


def checked(node: dict[str, Any]) -> int:
    """Hold every node of a tree to its children; return how many there were."""
    value = recomputed(node)
    assert node["exact"] == (None if value is None else node["exact"])
    assert value is None or Fraction(node["exact"]) == value, node["label"]
    return 1 + sum(map(checked, node["children"]))


def table(method: str, rounding: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a standard of six criteria with five items each, one under a cap, one best-of."""
    groups = []
    for g in range(6):
        items = [
            {
                "id": f"g{g}.{n}",
                "title": {"zh": f"项目{g}{n}"},
                "kind": "points",
                "points": "10",
                "step": "0.5",
            }
            for n in range(5)
        ]
        group: dict[str, Any] = {"id": f"g{g}", "title": {"zh": f"标准{g}"}, "item": items}
        groups.append(group | ({"cap": "30"} if g == 1 else {"aggregate": "max"} if g == 2 else {}))
    return {
        "id": "s",
        "version": "1",
        "title": {"zh": "s"},
        "total": "300",
        "combine": {"method": method, "drop": 1},
        "rounding": rounding,
        "item": groups,
    }


def a_round(seed: int, missing: float) -> RoundMarks:
    """Return 5 assessors x 40 offices x 30 items, a share of the marks missing."""
    rng = Random(seed)
    subjects = tuple(f"o{n}" for n in range(SUBJECTS))
    assessors = tuple(f"k{n}" for n in range(ASSESSORS))
    marks = tuple(
        (s, f"g{g}.{n}", k, f"{rng.randint(0, 20) / 2:g}")
        for s in subjects
        for g in range(6)
        for n in range(5)
        for k in assessors
        if rng.random() >= missing
    )
    return RoundMarks(subjects, assessors, marks)


@pytest.mark.parametrize("method", ["mean", "median", "trimmed-mean"])
@pytest.mark.parametrize(
    "rounding",
    [
        [],
        [{"stage": "item", "places": 2, "mode": "half-up"}],
        [{"stage": "total", "places": 1, "mode": "half-even"}],
    ],
)
def test_a_round_with_a_tenth_of_its_marks_missing(
    method: str, rounding: list[dict[str, Any]]
) -> None:
    document, marks = table(method, rounding), a_round(3, 0.1)
    found = evaluate(document, marks)
    assert len(found.subjects) == SUBJECTS
    assert sum(r.given + r.missing for r in found.subjects) == ITEMS * SUBJECTS * ASSESSORS
    for result in found.subjects[:6]:
        tree = explain(document, marks, result.subject).document()
        assert checked(tree) > ITEMS * 4
        assert recomputed(tree) == result.total
        assert result.low is not None and result.low <= (result.rank or 0) <= (result.high or 0)


def test_twice_the_same_bytes() -> None:
    document, marks = table("mean", []), a_round(5, 0.1)
    runs = [
        json.dumps([r._asdict() for r in evaluate(document, marks).subjects], default=str)
        for _ in range(2)
    ]
    trees = [json.dumps(explain(document, marks, "o3").document()) for _ in range(2)]
    assert runs[0] == runs[1]
    assert trees[0] == trees[1]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_permuting_assessors_and_subjects_changes_nothing(seed: int) -> None:
    rng = Random(seed + 1)
    document, marks = table("trimmed-mean", []), a_round(seed, 0.2)
    mixed = list(marks.marks)
    rng.shuffle(mixed)
    assessors, subjects = list(marks.assessors), list(marks.subjects)
    rng.shuffle(assessors)
    rng.shuffle(subjects)
    other = RoundMarks(tuple(subjects), tuple(assessors), tuple(mixed))
    before = {r.subject: r for r in evaluate(document, marks).subjects}
    after = {r.subject: r for r in evaluate(document, other).subjects}
    assert before == after


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["mean", "median", "trimmed-mean"]))
def test_raising_one_mark_lowers_no_total_and_totals_stay_within_bounds(
    seed: int, method: str
) -> None:
    document, marks = table(method, []), a_round(seed, 0.1)
    rows = list(marks.marks)
    place = next(n for n, row in enumerate(rows) if float(row[3]) <= 9)
    subject, item, assessor, text = rows[place]
    rows[place] = (subject, item, assessor, f"{float(text) + 1:g}")
    before = {r.subject: r.total for r in evaluate(document, marks).subjects}
    after = {r.subject: r.total for r in evaluate(document, marks._replace(marks=rows)).subjects}
    for one, total in before.items():
        new = after[one]
        assert (total is None) == (new is None)
        if total is not None and new is not None:
            assert isinstance(total, Fraction)
            assert 0 <= total <= new if one == subject else total == new
            assert new <= 300
