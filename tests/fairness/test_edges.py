"""Rounds in which there is little or nothing to tell: said, never an error."""

from __future__ import annotations

from typing import Any

import pytest

from civtui.scoring.fairness import agreement_of, calibration_of, habits_of, standings
from civtui.scoring.pipeline import RoundMarks, evaluate
from civtui.scoring.pipeline.marks import Table
from civtui.scoring.robustness import robustness
from tests.fairness.panels import items, standard

FACTS_ONLY = {
    "id": "f",
    "version": "1",
    "title": {"zh": "f"},
    "total": "5",
    "item": [
        {"id": "rank", "title": {"zh": "名次"}, "kind": "rank", "points": "5", "not_last": True},
        {"id": "p", "title": {"zh": "扣分"}, "kind": "penalty", "per": "1"},
        {"id": "v", "title": {"zh": "否决"}, "kind": "veto", "months": 12},
    ],
}
ONE = tuple(("o1", item, "k1", "5") for item in items())
FACTS = tuple(
    (s, i, k, t)
    for s in ("o1", "o2")
    for k in ("k1", "k2")
    for i, t in (("rank", "1/2"), ("p", "0"), ("v", "无"))
)
BARRED = tuple((s, i, k, "有" if (s, i) == ("o2", "v") else t) for s, i, k, t in FACTS)


@pytest.mark.parametrize(
    ("document", "marks"),
    [
        (standard(), RoundMarks(("o1", "o2"), ("k1", "k2"), ())),
        (standard(), RoundMarks((), (), ())),
        (standard(), RoundMarks(("o1",), ("k1",), ONE)),
        (standard(), RoundMarks(("o1", "o2"), ("k1", "k2"), ONE[:7])),
        (FACTS_ONLY, RoundMarks(("o1", "o2"), ("k1", "k2"), FACTS)),
        (FACTS_ONLY, RoundMarks(("o1", "o2"), ("k1", "k2"), BARRED)),
    ],
    ids=["no mark", "nobody", "alone", "begun", "facts only", "one barred"],
)
def test_little_to_tell_is_no_error(document: dict[str, Any], marks: RoundMarks) -> None:
    table = Table(document, marks)
    found = calibration_of(table)
    agreed = agreement_of(table)
    assert all(m.value is not None or m.warnings for m in agreed.whole.measures)
    assert [h.assessor for h in habits_of(table, found, {})] == list(marks.assessors)
    rows = {row.subject: row for row in standings(table, found)}
    plain = {row.subject: row for row in evaluate(document, marks).subjects}
    assert {s: r.raw for s, r in rows.items()} == {s: r.total for s, r in plain.items()}
    assert {s: r.raw_rank for s, r in rows.items()} == {s: r.rank for s, r in plain.items()}
    sure = robustness(document, marks, draws=5, places=1)
    assert {row.subject: row.rank for row in sure.rows} == {s: r.rank for s, r in plain.items()}
    assert found.connected
    assert all(own.error is None for own in found.severity.values())
