"""Bare schemes tell what they left out, who is missing and how ties are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from civtui.cli.main import run
from civtui.workspace.results.calculators import agreement, run_scheme

MARKS = {"subjects": ["a", "b"], "assessors": ["j", "k", "l"], "marks": [[1, 2, 9], [4, None, 6]]}


def asked(scheme: str, **document: Any) -> dict[str, Any]:
    return run_scheme(scheme, document)


def test_weighted_sum_names_the_criterion_that_is_missing() -> None:
    criteria = [{"id": i, "weight": 1, "sense": "max"} for i in ("style", "study", "law")]
    found = asked(
        "weighted-sum", subjects=["a", "b"], criteria=criteria, values=[[1, None, None], [1, 2, 3]]
    )
    assert found["warnings"] == ["a 缺 study、law 的值（3 项缺 2 项），不给总分"]
    assert found["details"]["ties"] == "得分相等者名次并列，取靠前的名次"


def test_percentile_names_who_is_missing_and_how_ties_are_read() -> None:
    found = asked("percentile", **MARKS)
    assert "b 缺 k 的评分，按其余人的算" in found["warnings"]
    assert found["details"]["ties"].startswith("同一考评员给的同分，彼此各算一半在下")
    full = asked("percentile", subjects=["a", "b"], marks=[[1, 2], [2, 1]])
    assert full["warnings"] == []


def test_trimmed_mean_tells_each_step() -> None:
    found = asked("trimmed-mean", **MARKS)["details"]
    assert found["steps"] == {
        "a": "去掉最低 1、最高 9，取其余 1 个（共 3 个）的平均",
        "b": "只有 2 个评分，不够去掉，取全部平均",
    }
    assert found["absent"] == {"b": ["k"]}
    assert "absent" not in asked("mean", subjects=["a"], marks=[[1, 2]])["details"]


def test_deduction_tells_where_the_floor_held() -> None:
    found = asked("deduction", subjects=["a"], base=10, findings={"a": [7, 8]})
    assert found["details"]["steps"] == {"a": "扣完为 -5，按下限 0 计"}


def test_the_steps_stand_below_the_table(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "in.json"
    file.write_text('{"subjects": ["a", "b"], "marks": [[1, 2, 9], [4, null, 6]]}', "utf-8")
    assert run(["scheme", "run", "trimmed-mean", "--input", str(file)]) == 0
    said = capsys.readouterr().out
    assert "  a  去掉最低 1、最高 9，取其余 1 个（共 3 个）的平均" in said
    assert "  b  没有这些人的评分：2" in said


@pytest.mark.parametrize(
    ("measure", "ratings", "said"),
    [
        ("krippendorff-interval", [[1, 5, 1, 5], [5, 1, 5, 1]], "分歧比随机评分还大"),
        ("cohen-kappa", [[1, 2, 1, 2], [2, 1, 2, 1]], "分歧比随机评分还大"),
        ("icc-1", [[1, 5, 1, 5], [5, 1, 5, 1]], "大于对象之间的差异"),
    ],
)
def test_a_coefficient_below_nought_says_why(
    measure: str, ratings: list[list[int]], said: str
) -> None:
    found = agreement(measure, {"ratings": ratings})
    assert found["value"] < 0
    assert said in found["warnings"][-1]
    same = agreement(measure, {"ratings": [[1, 2, 1, 3], [1, 2, 1, 3]]})
    assert same["value"] > 0
    assert same["warnings"] == []


def test_weights_that_do_not_add_up_say_what_follows() -> None:
    found = asked(
        "fuzzy-comprehensive",
        grades=["g", "h"],
        factors=["f", "e", "d"],
        weights=["1/3", "1/3", "1/7"],
        membership=[[1, 0]] * 3,
    )
    assert found["warnings"] == ["权重之和为 0.809524，不是 1，隶属度随之放大或缩小"]
