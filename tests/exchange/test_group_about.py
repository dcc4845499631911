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
