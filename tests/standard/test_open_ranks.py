"""Whatever marks are missing: each rank and total lies within what they can still make of it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui.scoring.pipeline import RoundMarks, evaluate
from civtui.scoring.pipeline.bounds import bounds
from civtui.scoring.pipeline.by_scheme import (
    OF_TOTALS,
    open_ranks,
    scheme_node,
    sheets_left_out,
)
from civtui.scoring.pipeline.marks import Table

ITEMS = [
    {"id": "a", "title": {"zh": "甲"}, "kind": "points", "points": "4", "step": "1"},
    {"id": "b", "title": {"zh": "乙"}, "kind": "points", "points": "6", "step": "1"},
    {"id": "c", "title": {"zh": "丙"}, "kind": "penalty", "per": "1"},
]
COMBINE: list[dict[str, Any]] = [
    {},
    {"method": "median"},
    {"method": "trimmed-mean", "drop": 1},
    {"method": "trimmed-mean", "drop": 2},
]
SCHEMES: list[tuple[str, dict[str, int | str]]] = [
    ("mean", {}),
    ("median", {}),
    ("trimmed-mean", {"drop": 1}),
    ("trimmed-mean", {"drop": 2}),
    ("trimmed-mean", {"share": "1/4"}),
]
SUBJECTS, PANEL = ("x", "y", "z"), ("p", "q", "r", "s", "t")
CELLS = [(s, i["id"], a) for s in SUBJECTS for i in ITEMS for a in PANEL]
Cell = tuple[str, str, str]


@st.composite
def rounds(draw: st.DrawFn) -> tuple[RoundMarks, RoundMarks]:
    """A round with marks missing, and the same with some of them come; no new penalty is found."""
    panel = PANEL[: draw(st.integers(1, len(PANEL)))]
    pairs = st.sampled_from([(a, s) for a in panel for s in SUBJECTS])
    barred = draw(st.frozensets(pairs, max_size=2))
    now: list[tuple[str, str, str, str]] = []
    later: list[tuple[str, str, str, str]] = []
    cell = st.tuples(st.sampled_from(["now"] * 3 + ["later", "never"]), st.integers(0, 6))
    cells = iter(draw(st.lists(cell, min_size=len(CELLS), max_size=len(CELLS))))
    for subject, item, judge in CELLS:
        if judge not in panel or (judge, subject) in barred:
            continue
        when, points = next(cells)
        text = str(min(points, 4) if item == "a" else points)
        if when == "now":
            now.append((subject, item, judge, text))
        elif when == "later":
            later.append((subject, item, judge, "0" if item == "c" else text))
    made = RoundMarks(SUBJECTS, panel, tuple(now), barred)
    return made, made._replace(marks=(*now, *later))


def ranks(totals: Mapping[str, Fraction | None]) -> dict[str, int]:
    there = {s: total for s, total in totals.items() if total is not None}
    return {s: 1 + sum(other > one for other in there.values()) for s, one in there.items()}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds(), st.sampled_from(COMBINE))
def test_by_the_sum(both: tuple[RoundMarks, RoundMarks], combine: dict[str, Any]) -> None:
    document = {"id": "s", "version": "1", "item": ITEMS, "combine": combine}
    now, later = both
    open_ = {r.subject: r for r in evaluate(document, now).subjects}
    for found in (open_.values(), evaluate(document, later).subjects):
        for row in found:
            if row.total is None or row.rank is None:
                continue
            low, high = bounds(Table(document, now), row.subject)
            assert low <= row.total <= high
            was = open_[row.subject]
            assert was.low is not None and was.high is not None
            assert was.low <= row.rank <= was.high


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds(), st.sampled_from(SCHEMES))
def test_by_the_judges_own_totals(
    both: tuple[RoundMarks, RoundMarks], by: tuple[str, dict[str, int | str]]
) -> None:
    document = {"id": "s", "version": "1", "item": ITEMS}
    now, later = both
    found = open_ranks(document, now, *by)
    assert found is not None
    for marks in (now, later):
        totals = {s: scheme_node(document, marks, s, *by).value for s in SUBJECTS}
        for subject, rank in ranks(totals).items():
            assert found[subject][0] <= rank <= found[subject][1], subject
    for subject, out in sheets_left_out(document, now).items():
        node = scheme_node(document, now, subject, *by)
        begun = [a for a in now.assessors if any(m[::2] == (subject, a) for m in now.marks)]
        assert out == len(begun) - len(node.children)


def test_every_scheme_of_the_judges_totals_is_walked() -> None:
    assert {scheme for scheme, _ in SCHEMES} == set(OF_TOTALS)
