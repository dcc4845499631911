"""A trace tells what its figure leaves out: marks dropped or set aside, points lost to a cap."""

from __future__ import annotations

from typing import Any

import pytest

from civtui.model.text import msg
from civtui.scoring.pipeline import RoundMarks, explain
from civtui.workspace.results.trace_text import named, nameless, told_below

JUDGES = ("k1", "k2", "k3", "k4", "k5")


def standard(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "s", "version": "1", "item": list(items), **more}


def leaf(id_: str = "a", kind: str = "points", **more: Any) -> dict[str, Any]:
    return {"id": id_, "title": {"zh": id_}, "kind": kind, "points": "10", **more}


def trace(
    document: dict[str, Any], marks: list[tuple[str, str, str]], item: str | None = "a", **more: Any
) -> dict[str, Any]:
    given = [("o", item, judge, text) for item, judge, text in marks]
    rows = RoundMarks(("o",), JUDGES, given, **more)
    return explain(document, rows, "o", item).document()


def told(node: dict[str, Any]) -> list[str]:
    """Return everything a trace says beside its figures, in its order."""
    return [*told_below(node), *(one for child in node["children"] for one in told(child))]


TRIMMED = {"combine": {"method": "trimmed-mean", "drop": 1}}


def test_the_marks_that_a_trimmed_mean_leaves_out_are_named() -> None:
    marks = [("a", judge, text) for judge, text in zip(JUDGES, "82957", strict=True)]
    node = trace(standard(leaf(), **TRIMMED), marks)
    assert node["how"] == "trimmed-mean(1)"
    assert node["said"] == ["去掉最高 9、最低 2，取其余 3 个（共 5 个）的平均"]
    said = {child["label"]: child.get("said") for child in node["children"]}
    assert said == {
        "考评员 k1": None,
        "考评员 k2": ["最低分，已去掉"],
        "考评员 k3": ["最高分，已去掉"],
        "考评员 k4": None,
        "考评员 k5": None,
    }


def test_of_equal_marks_none_is_singled_out() -> None:
    marks = [("a", judge, text) for judge, text in zip(JUDGES, "99521", strict=True)]
    node = trace(standard(leaf(), **TRIMMED), marks)
    assert [child.get("said") for child in node["children"]] == [
        ["2 个同分中去掉 1 个作最高分"],
        ["2 个同分中去掉 1 个作最高分"],
        None,
        None,
        ["最低分，已去掉"],
    ]


def test_too_few_marks_to_trim_are_said_with_what_was_done_instead() -> None:
    node = trace(standard(leaf(), **TRIMMED), [("a", "k1", "4"), ("a", "k2", "7")])
    assert (node["how"], node["exact"]) == ("mean", "5.5")
    assert node["said"] == [
        "应有 5 个评分，只到 2 个，按已有的算",
        "只有 2 个评分，不够去掉最高、最低各 1 个，改取全部平均",
    ]


def test_a_mark_that_is_set_aside_stays_in_the_trace_with_its_reason() -> None:
    why = {("k2", "o"): msg("pipeline.aside-recused", why="亲属在此")}
    marks = [("a", "k1", "4"), ("a", "k2", "9")]
    given = RoundMarks(
        ("o",), ("k1", "k2"), [("o", *mark) for mark in marks], frozenset(why), why=why
    )
    node = explain(standard(leaf()), given, "o", "a")
    found = node.document()
    assert (found["exact"], len(found["children"])) == ("4", 1)
    (aside,) = found["set_aside"]
    assert (aside["exact"], aside["how"]) == ("9", "set-aside")
    assert told(found) == ["考评员 k2  评分 9  不计入：已回避（亲属在此）"]
    assert told(named(node, {"k2": "钱"}).document()) == [
        "考评员 钱 k2  评分 9  不计入：已回避（亲属在此）"
    ]
    # who may not know who judges, reads that there is one, not whose, what or why
    assert told(nameless(node).document()) == ["另有 1 个评分不计入"]
    alone = explain(standard(leaf()), given._replace(marks=[("o", "a", "k2", "9")]), "o", "a")
    assert (alone.how, told(alone.document())) == (
        "missing",
        ["考评员 k2  评分 9  不计入：已回避（亲属在此）"],
    )


@pytest.mark.parametrize(
    ("item", "text", "points", "said"),
    [
        (leaf(kind="vote", void_blank="1/3"), "30/5/20", "0", "作废：空白票 20/55，超过 33.33%"),
        (leaf(kind="vote", void_against="1/2"), "3/9/0", "0", "不得分：不同意票 9/12，超过 50%"),
        (leaf(kind="vote", per_blank="3"), "3/1/6", "0", "扣到 -15，不低于 0"),
        (leaf(kind="count", per="3", floor="2"), "4", "2", "扣到 -2，不低于 2"),
        (leaf(kind="penalty", per="2"), "1瞒", "-4", "隐瞒不报，按 2 倍扣"),
        (leaf(cap="6"), "9", "6", "得 9，封顶 6，超出的 3 不计"),
    ],
)
def test_what_cost_points_is_said(item: dict[str, Any], text: str, points: str, said: str) -> None:
    node = trace(standard(item), [("a", judge, text) for judge in JUDGES])
    assert node["exact"] == points
    assert said in told(node)


def test_lost_to_a_cap_not_counted_in_a_best_of_and_barred_are_said_of_the_total() -> None:
    best = {"id": "g", "title": {"zh": "群"}, "aggregate": "max", "item": [leaf("x"), leaf("y")]}
    veto = leaf("v", "veto", months=12)
    document = standard(best, leaf("z"), veto, cap="12")
    texts = {"x": "8", "y": "5", "z": "7", "v": "有"}
    node = trace(document, [(i, j, text) for i, text in texts.items() for j in JUDGES], None)
    assert node["exact"] == "12"
    assert [one for one in told(node) if "个评分" not in one] == [
        "得 15，封顶 12，超出的 3 不计",
        "被一票否决，不排名次：v",
        "只取最高一项，未计：y 5",
    ]


def test_nothing_is_said_where_nothing_is_left_out() -> None:
    node = trace(standard(leaf(), **TRIMMED), [("a", judge, "7") for judge in JUDGES])
    assert told(node)  # five equal ones, two of them left out
    plain = trace(standard(leaf()), [("a", judge, "7") for judge in JUDGES])
    assert not told(plain)
    assert "said" not in plain
    assert "set_aside" not in plain
