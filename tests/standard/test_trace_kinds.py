"""Every kind of mark, under caps, bests, rounding and gaps: each value of the trace re-added."""

from __future__ import annotations

import json
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.scoring.pipeline import RoundMarks, calculator_sheet, evaluate, explain
from civtui.scoring.robustness import robustness
from tests.standard.test_trace import checked, recomputed

ASSESSORS = ("k1", "k2", "k3", "k4")
SUBJECTS = ("o1", "o2", "o3")

# kind -> what its item says, what an assessor may type
KINDS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "points": ({"points": "10", "step": "0.25"}, ("0", "3.25", "7.5", "10", "８．５")),
    "grades": (
        {
            "points": "8",
            "grades": [
                {"label": {"zh": "优"}, "points": "8"},
                {"label": {"zh": "良"}, "points": "6.5"},
                {"label": {"zh": "差"}, "points": "1"},
            ],
        },
        ("优", "2", "C"),
    ),
    "yes-no": ({"points": "5"}, ("是", "否", "y", "0")),
    "count": ({"points": "6", "per": "1.5", "floor": "2"}, ("0", "1", "2", "9")),
    "ratio": (
        {
            "points": "7",
            "thresholds": [{"at_least": "0.3", "points": "3"}, {"at_least": "1/2", "points": "7"}],
        },
        ("29/97", "30%", "0.5", "1/7"),
    ),
    "rank": ({"points": "4", "not_last": True, "at_most": 3}, ("1/9", "3/3", "4/9")),
    "vote": (
        {"points": "9", "per_blank": "0.5", "void_blank": "1/2", "void_against": "1/2"},
        ("7/2/1", "1/8/0", "2/1/9", "3/0/0"),
    ),
    "bonus": ({"points": "3", "step": "0.5"}, ("0", "1.5", "3")),
    "penalty": ({"per": "2", "hidden_factor": 2}, ("0", "1", "2瞒", "1h")),
    "veto": ({"months": 12}, ("无", "无", "有")),
}


def leaf(number: int, kind: str) -> dict[str, Any]:
    # every third one is held to less than it may be marked with
    return {
        "id": f"{kind}.{number}",
        "title": {"zh": f"{kind}{number}"},
        "kind": kind,
        **KINDS[kind][0],
        **({} if number % 3 else {"cap": "2.5"}),
    }


nodes = st.recursive(
    st.sampled_from(sorted(KINDS)),
    lambda inner: st.tuples(
        st.lists(inner, min_size=1, max_size=4),
        st.sampled_from(["sum", "max"]),
        st.none() | st.sampled_from(["2", "7.5", "40"]),
        st.none() | st.sampled_from(["0.2", "1/3"]),
    ),
    max_leaves=12,
)


def standard(shapes: list[Any], combine: dict[str, Any], rounding: list[Any]) -> dict[str, Any]:
    """Return the document of a standard of these shapes, ids by place."""
    count = iter(range(1000))

    def built(shape: Any) -> dict[str, Any]:
        if isinstance(shape, str):
            return leaf(next(count), shape)
        children, aggregate, cap, weight = shape
        made: dict[str, Any] = {
            "id": f"g{next(count)}",
            "title": {"zh": "组"},
            "item": [built(child) for child in children],
        }
        made |= {"cap": cap} if cap else {}
        return made | {"aggregate": aggregate} | ({"weight": weight} if weight else {})

    return {
        "id": "s",
        "version": "1",
        "title": {"zh": "s"},
        "total": "100",
        "combine": combine,
        "rounding": rounding,
        "item": [built(shape) for shape in shapes],
    }


def leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    if "kind" in node:
        return [node]
    return [found for child in node["item"] for found in leaves(child)]


@settings(max_examples=120, deadline=None)
@given(
    st.lists(nodes, min_size=1, max_size=4),
    st.sampled_from(["mean", "median", "trimmed-mean"]),
    st.sampled_from(
        [
            [],
            [{"stage": "item", "places": 2}],
            [{"stage": "total", "places": 1, "mode": "half-even"}],
            [
                {"stage": "item", "places": 1, "mode": "up"},
                {"stage": "total", "places": 0, "mode": "down"},
            ],
        ]
    ),
    st.none() | st.sampled_from(["1", "12.5"]),
    st.integers(0, 10**6),
)
def test_every_value_of_a_trace_follows_from_its_leaves(
    shapes: list[Any], method: str, rounding: list[Any], cap: str | None, seed: int
) -> None:
    rng = Random(seed)
    document = standard(shapes, {"method": method}, rounding) | ({"cap": cap} if cap else {})
    items = [found for node in document["item"] for found in leaves(node)]
    marks = tuple(
        (subject, item["id"], assessor, rng.choice(KINDS[item["kind"]][1]))
        for subject in SUBJECTS
        for item in items
        for assessor in ASSESSORS
        if rng.random() > 0.1
    )
    given_ = RoundMarks(SUBJECTS, ASSESSORS, marks)
    found = {r.subject: r for r in evaluate(document, given_).subjects}
    for subject in SUBJECTS:
        tree = explain(document, given_, subject).document()
        checked(tree)
        assert recomputed(tree) == found[subject].total
        total = found[subject].total
        assert total is None or isinstance(total, Fraction)
        assert total is None or cap is None or total <= (13 if rounding else Fraction(cap))
        vetoed = any(
            s == subject and text == "有" and item.startswith("veto") for s, item, _, text in marks
        )
        assert found[subject].vetoed == vetoed
        assert not vetoed or found[subject].rank is None
        again = explain(document, given_, subject).document()
        assert json.dumps(tree) == json.dumps(again)


def test_caps_hold_at_a_leaf_and_at_the_total_wherever_they_are_counted() -> None:
    def item(id_: str, kind: str, points: str, **more: str) -> dict[str, Any]:
        return {"id": id_, "title": {"zh": id_}, "kind": kind, "points": points, **more}

    document = {
        "id": "s",
        "version": "1",
        "title": {"zh": "s"},
        "total": "10",
        "cap": "11",
        "item": [item("a", "points", "10"), item("b", "bonus", "5", cap="2")],
    }
    rows = {"x": ("10", "5"), "y": ("10", "1"), "z": ("8", "4"), "w": ("8", None)}
    given_ = RoundMarks(
        tuple(rows),
        ("k",),
        tuple(
            (s, i, "k", text)
            for s, own in rows.items()
            for i, text in zip("ab", own, strict=True)
            if text
        ),
    )
    found = {r.subject: r for r in evaluate(document, given_).subjects}
    assert {s: r.total for s, r in found.items()} == {"x": 11, "y": 11, "z": 10, "w": None}
    assert (found["w"].low, found["w"].high) == (3, 4)  # 8 to 10
    sheet = calculator_sheet(document, given_)
    assert sheet["marks"] == [["11"], ["11"], ["10"], [None]]
    assert sheet["criteria"][-1]["id"] == "adjustment"
    ranks = {r.subject: r.rank for r in robustness(document, given_, draws=3).rows}
    assert ranks == {"x": 1, "y": 1, "z": 3, "w": None}


def test_a_group_opens_to_the_same_tree_as_in_the_total() -> None:
    inner = {
        "id": "in",
        "title": {"zh": "内"},
        "aggregate": "max",
        "cap": "6",
        "item": [leaf(1, "points"), leaf(2, "count")],
    }
    outer = {"id": "out", "title": {"zh": "外"}, "weight": "0.5", "item": [inner, leaf(4, "bonus")]}
    document = {"id": "s", "version": "1", "title": {"zh": "s"}, "total": "100", "item": [outer]}
    rows = (("o", "points.1", "k", "7.5"), ("o", "count.2", "k", "1"), ("o", "bonus.4", "k", "1.5"))
    given_ = RoundMarks(("o",), ("k",), rows)
    total = explain(document, given_, "o").document()
    assert total["exact"] == "3.75"
    whole = explain(document, given_, "o", "out").document()
    assert total["children"][0]["children"] == [whole]  # before its weight
    assert whole["children"][0] == explain(document, given_, "o", "in").document()
    assert (whole["exact"], whole["children"][0]["how"]) == ("7.5", "cap(6)")
    assert checked(whole)


def test_two_items_of_one_title_are_told_apart() -> None:
    items = [{"id": id_, "title": {"zh": "同名"}, "kind": "points", "points": "9"} for id_ in "ab"]
    document = {"id": "s", "version": "1", "title": {"zh": "s"}, "total": "18", "item": items}
    marks = RoundMarks(("o",), ("k",), (("o", "a", "k", "3"), ("o", "b", "k", "7")))
    assert [explain(document, marks, "o", item).value for item in "ab"] == [3, 7]
