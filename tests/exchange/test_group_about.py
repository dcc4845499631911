"""单位情况 and 处室情况 over columns say whose those are, as 单位 and 处室 do."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known
from civtui.exchange.registry import read_registry
from tests.exchange.books import book

Row = list[str | None]


@pytest.mark.parametrize("about", ["情况", "基本情况", "信息"])
@pytest.mark.parametrize("heads", [["单位名称", "处室名称"], ["名称", "名称"]])
def test_a_group_tells_whose_the_columns_below_are(
    tmp_path: Path, about: str, heads: list[str]
) -> None:
    rows: list[Row] = [
        [f"单位{about}", None, f"处室{about}", None],
        [heads[0], "负责人", heads[1], "负责人"],
        ["市财政局", "甲", "预算处", "乙"],
        ["市财政局", "甲", "国库处", "丙"],
    ]
    plan = read_registry(book(tmp_path / "a.xlsx", 名册=rows), Known())
    assert [(one.name, one.chief) for one in plan.agencies] == [("市财政局", "甲")]
    assert [(one.name, one.head) for one in plan.offices] == [("预算处", "乙"), ("国库处", "丙")]
    assert plan.rejected == []


def test_offices_that_the_lower_row_alone_names(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["机关名称", "处室情况", None, None],
        [None, "处室名称", "负责人", "人数"],
        ["市财政局", "预算处", "乙", "3"],
        ["市财政局", "国库处", "丙", "4"],
    ]
    plan = read_registry(book(tmp_path / "a.xlsx", 名册=rows), Known())
    assert [(one.name, one.head) for one in plan.offices] == [("预算处", "乙"), ("国库处", "丙")]
    assert (plan.left, plan.rejected) == ([], [])


def test_a_group_of_counts_is_of_agencies(tmp_path: Path) -> None:
    rows = [["单位名称", "处室情况", None], [None, "数量", "人数"], ["市财政局", 4, 30]]
    plan = read_registry(book(tmp_path / "a.xlsx", 名册=rows), Known())
    assert ([one.offices for one in plan.agencies], plan.offices) == ([4], [])


@pytest.mark.parametrize("about", ["情况", "基本情况", "信息"])
def test_the_only_group_over_columns_is_no_title_of_the_table(tmp_path: Path, about: str) -> None:
    rows: list[Row] = [
        ["名册"],
        [f"单位{about}"],
        ["单位名称", "负责人", "电话", "简称"],
        ["市财政局", "甲", "138000000", "财政局"],
    ]
    plan = read_registry(book(tmp_path / "a.xlsx", 名册=rows), Known())
    said = [(one.name, one.chief, one.chief_phone) for one in plan.agencies]
    assert said == [("市财政局", "甲", "138000000")]
    assert [(one.row, one.why) for one in plan.left] == [(1, "title")]
    assert (plan.warnings, plan.rejected) == ([], [])


def test_a_group_of_agencies_ends_before_their_offices(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["单位情况"],
        ["单位名称", "处室名称", "负责人"],
        ["市财政局", "预算处", "甲"],
    ]
    plan = read_registry(book(tmp_path / "a.xlsx", 名册=rows), Known())
    assert [(one.name, one.head) for one in plan.offices] == [("预算处", "甲")]
    assert [one.chief for one in plan.agencies] == [""]


@pytest.mark.parametrize(
    "heads",
    [
        [["机关名称", "处室情况", None], ["机关名称", "处室名称", "负责人"]],
        [[None, "处室情况", None], ["机关名称", "名称", "负责人"]],
        [["机关情况", "处室情况", None], ["机关名称", "处室名称", "负责人"]],
    ],
)
def test_the_row_of_a_group_is_none_of_the_titles(tmp_path: Path, heads: list[Row]) -> None:
    rows: list[Row] = [*heads, ["市财政局", "预算处", "甲"]]
    plan = read_registry(book(tmp_path / "a.xlsx", 名册=rows), Known())
    assert [(one.name, one.head) for one in plan.offices] == [("预算处", "甲")]
    assert (plan.left, plan.rejected) == ([], [])
