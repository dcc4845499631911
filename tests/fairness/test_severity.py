"""Severity in a round: five points found exactly and the true order with them, or refused."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.scoring.calibration import calibrate
from civtui.scoring.fairness import calibration_of, standings
from civtui.scoring.pipeline import RoundMarks
from civtui.scoring.pipeline.marks import Table
from tests.fairness.panels import items, sheets, standard

# what each of a dozen offices is worth on every one of 25 items
TRUE = {f"o{n}": Fraction(60 + n, 10) for n in range(12)}
FIVE = Fraction(5, 25)


def divided(common: int) -> dict[str, dict[str, Fraction]]:
    """Return a panel in which one gives 5 points less and judges mostly other offices."""
    first, second = list(TRUE)[:6], list(TRUE)[6 - common :]
    return {
        "mild": {s: TRUE[s] for s in first},
        "fair": {s: TRUE[s] for s in first},
        "severe": {s: TRUE[s] - FIVE for s in second},
    }


def test_five_points_of_severity_are_found_and_the_true_order_with_them() -> None:
    table = sheets(divided(3))
    found = calibration_of(table)
    assert found.connected
    gap = found.severity["severe"].points - found.severity["mild"].points
    assert gap == 5
    rows = standings(table, found)
    true = sorted(TRUE, key=lambda s: -TRUE[s])
    assert sorted(TRUE, key=lambda s: next(r.rank or 0 for r in rows if r.subject == s)) == true
    raw = sorted(TRUE, key=lambda s: next(r.raw_rank or 0 for r in rows if r.subject == s))
    assert raw != true


def test_with_none_in_common_the_two_parts_are_not_compared() -> None:
    table = sheets(divided(0))
    found = calibration_of(table)
    assert not found.connected
    assert [part.subjects for part in found.parts] == [list(TRUE)[:6], list(TRUE)[6:]]
    assert [part.assessors for part in found.parts] == [["mild", "fair"], ["severe"]]
    rows = standings(table, found)
    assert sorted(r.rank or 0 for r in rows if r.part == 0) == [1, 2, 3, 4, 5, 6]
    assert sorted(r.rank or 0 for r in rows if r.part == 1) == [1, 2, 3, 4, 5, 6]


def test_who_divides_the_items_among_them_is_compared_all_the_same() -> None:
    # one judges the papers of every office, the other visits them: severity cannot turn the order
    rows = tuple(
        (f"o{n}", item, "papers" if place % 2 else "visits", f"{n % 7 + 2}")
        for n in range(8)
        for place, item in enumerate(items())
    )
    given = RoundMarks(tuple(f"o{n}" for n in range(8)), ("papers", "visits"), rows)
    found = calibration_of(Table(standard(), given))
    assert found.connected
    assert found.severity["papers"].points == 0


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_complete_sheets_come_to_the_additive_model_on_the_totals(seed: int) -> None:
    rng = Random(seed)
    panel = [f"k{n}" for n in range(4)]
    rows = []
    for n in range(8):
        for assessor in {panel[n % 4], *rng.sample(panel, 2)}:
            rows += [(f"o{n}", i, assessor, f"{rng.randint(0, 100) / 10:g}") for i in items()]
    given = RoundMarks(tuple(f"o{n}" for n in range(8)), tuple(panel), tuple(rows))
    found = calibration_of(Table(standard(), given))
    totals: dict[tuple[str, str], Fraction] = {}
    for subject, _, assessor, text in rows:
        totals[assessor, subject] = totals.get((assessor, subject), Fraction(0)) + Fraction(text)
    bare: dict[str, Any] = calibrate({"marks": [[a, s, str(v)] for (a, s), v in totals.items()]})
    if not bare["connected"]:
        return
    for row in bare["assessors"]:
        own = found.severity[row["id"]]
        assert own.points == Fraction(row["exact"])
        if row["standard_error"] is not None:
            assert own.error == pytest.approx(row["standard_error"], abs=1e-9)
    exact = {row["id"]: Fraction(row["exact"]) for row in bare["subjects"]}
    assert {r.subject: r.calibrated for r in standings(Table(standard(), given), found)} == exact


def test_a_tenth_of_the_marks_missing_still_finds_the_severe_one() -> None:
    rng = Random(4)
    panel = {"a": 0.0, "b": 0.5, "c": -0.5}
    rows = tuple(
        (f"o{n}", item, assessor, f"{round(5 + n / 10 - less + rng.uniform(-0.5, 0.5), 1):g}")
        for n in range(30)
        for item in items()
        for assessor, less in panel.items()
        if rng.random() > 0.1
    )
    given = RoundMarks(tuple(f"o{n}" for n in range(30)), tuple(panel), rows)
    found = calibration_of(Table(standard(), given))
    for assessor, less in panel.items():
        own = found.severity[assessor]
        assert own.error is not None and own.error < 1
        assert abs(float(own.points) - 25 * less) < 4 * own.error


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_subjects_assessors_and_marks_changes_nothing(rng: Random) -> None:
    table = sheets(divided(3))
    given = table.given
    rows, subjects, judges = list(given.marks), list(given.subjects), list(given.assessors)
    for one in (rows, subjects, judges):
        rng.shuffle(one)
    turned = calibration_of(
        Table(standard(), RoundMarks(tuple(subjects), tuple(judges), tuple(rows)))
    )
    straight = calibration_of(table)
    assert {a: s.points for a, s in turned.severity.items()} == {
        a: s.points for a, s in straight.severity.items()
    }
