"""Rank intervals: sure where nothing can change, wide where it can, the same for one seed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.scoring.pipeline import RoundMarks, evaluate
from civtui.scoring.robustness import robustness
from tests.demos import demo
from tests.titles.city import City

ITEMS = ("a", "b")


def table(method: str = "mean") -> dict[str, Any]:
    """Return a standard of two criteria with one item each."""
    return {
        "id": "s",
        "version": "1",
        "title": {"zh": "s"},
        "total": "20",
        "combine": {"method": method},
        "item": [
            {
                "id": f"g{i}",
                "title": {"zh": i},
                "item": [
                    {"id": i, "title": {"zh": i}, "kind": "points", "points": "10", "step": "0.5"}
                ],
            }
            for i in ITEMS
        ],
    }


def panel(*rows: tuple[str, dict[str, tuple[int, int]]]) -> RoundMarks:
    """Return marks: subject -> assessor -> (points on a, points on b)."""
    marks = tuple(
        (subject, item, assessor, str(points))
        for subject, by in rows
        for assessor, both in by.items()
        for item, points in zip(ITEMS, both, strict=True)
    )
    return RoundMarks(tuple(s for s, _ in rows), ("k1", "k2", "k3"), marks)


def agreed(*points: int) -> RoundMarks:
    """Return a panel of three that gives each subject the same."""
    return panel(
        *((f"s{n}", dict.fromkeys(("k1", "k2", "k3"), (p, p))) for n, p in enumerate(points))
    )


def test_where_all_agree_and_lie_apart_a_rank_is_sure() -> None:
    done = robustness(table(), agreed(9, 6, 3), places=1)
    assert [(r.subject, r.rank, r.low, r.high, r.passes) for r in done.rows] == [
        ("s0", 1, 1, 1, 1.0),
        ("s1", 2, 2, 2, 0.0),
        ("s2", 3, 3, 3, 0.0),
    ]
    assert done.cut == {"both": 0.0, "assessors": 0.0, "weights": 0.0}


def test_one_assessor_decides_and_the_interval_says_so() -> None:
    marks = panel(
        ("x", {"k1": (10, 10), "k2": (5, 5), "k3": (5, 5)}),
        ("y", {"k1": (5, 5), "k2": (7, 7), "k3": (7, 7)}),
    )
    done = robustness(table(), marks, draws=400, places=1)
    assert [(r.low, r.high) for r in done.rows] == [(1, 2), (1, 2)]
    # x is ahead wherever k1 is drawn at all: 1 - (2/3)^3 = 19/27
    share = next(r.passes for r in done.rows if r.subject == "x")
    assert share is not None
    assert abs(share - 19 / 27) < 0.08
    assert abs(done.cut["assessors"] - 8 / 27) < 0.08
    assert done.cut["weights"] == 0.0


def test_weights_alone_can_turn_a_close_order() -> None:
    marks = panel(
        ("x", dict.fromkeys(("k1", "k2", "k3"), (10, 6))),
        ("y", dict.fromkeys(("k1", "k2", "k3"), (6, 10))),
    )
    done = robustness(table(), marks, draws=300, places=1)
    assert done.cut["assessors"] == 0.0  # both share the first place, whoever is drawn
    assert 0.9 < done.cut["weights"] <= 1.0


def test_the_same_seed_gives_the_same_and_another_one_another() -> None:
    marks = panel(
        *((f"s{n}", {"k1": (n, 9 - n), "k2": (5, n), "k3": (9 - n, 4)}) for n in range(8))
    )
    one = robustness(table(), marks, places=3, seed=7)
    assert one == robustness(table(), marks, places=3, seed=7)
    assert one != robustness(table(), marks, places=3, seed=8)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(0, 10)] * 6), min_size=1, max_size=6),
    st.sampled_from(["mean", "median", "trimmed-mean"]),
)
def test_the_rank_as_it_is_is_that_of_the_pipeline(
    rows: list[tuple[int, int, int, int, int, int]], method: str
) -> None:
    marks = panel(
        *(
            (f"s{n}", {"k1": (a, b), "k2": (c, d), "k3": (e, f)})
            for n, (a, b, c, d, e, f) in enumerate(rows)
        )
    )
    ranks = {r.subject: r.rank for r in evaluate(table(method), marks).subjects}
    done = robustness(table(method), marks, draws=20, places=2)
    assert {r.subject: r.rank for r in done.rows} == ranks
    for row in done.rows:
        assert row.low is not None and row.high is not None
        assert 1 <= row.low <= row.high <= len(rows)


def test_the_command_gives_it_beside_the_results(tmp_path: Path) -> None:
    demo(tmp_path / "city").close()
    city = City(tmp_path / "city")
    plain = city.do("results", "city-2026")
    assert "robustness" not in plain
    found = city.do("results", "city-2026", "--draws", "50", "--places", "10")
    assert found["results"] == plain["results"]
    card = found["robustness"]
    assert (card["draws"], card["seed"], card["places"]) == (50, 1, 10)
    assert len(card["rows"]) == len(found["results"])
    again = city.do("results", "city-2026", "--draws", "50", "--places", "10")
    assert json.dumps(again) == json.dumps(found)
    status, said = city.run("results", "city-2026", "--draws", "0")
    assert status == 2, said
