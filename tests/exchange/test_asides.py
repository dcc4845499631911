"""What stands in brackets behind 无 or in a sub-head is not dropped without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui import locale
from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet


def read(*rows: list[Cell]) -> Plan:
    width = max(map(len, rows))
    sheet = Sheet("表", [[*row, *[None] * (width - len(row))] for row in rows], {})
    return read_registry(Path("a.xlsx"), Known(), None, [sheet])


def warned(plan: Plan, key: str) -> list[tuple[int, str, str, str]]:
    return [
        (one.row, one.column, one.value, str(one.reason.values["words"]))
        for one in plan.warnings
        if one.reason.key == f"exchange.{key}"
    ]


@pytest.mark.parametrize("head", ["现有称号", "市级文明单位", "命名时间", "处室数"])
@pytest.mark.parametrize("cell", ["无（未申报）", "没有(未申报)", "暂无（未申报）"])
def test_words_behind_none_are_said(head: str, cell: str) -> None:
    plan = read(["机关名称", "简称", head], ["市甲局", "甲局", cell], ["市乙局", "乙局", "无"])
    assert plan.rejected == []
    assert warned(plan, "none-aside") == [(2, head, cell, "未申报")]


@pytest.mark.parametrize("head", ["处室称号", "文明处室", "命名时间"])
def test_words_behind_none_are_said_of_offices(head: str) -> None:
    plan = read(["机关名称", "处室名称", head], ["市甲局", "甲处", "无（未申报）"])
    assert plan.rejected == []
    assert warned(plan, "none-aside") == [(2, head, "无（未申报）", "未申报")]


def test_a_remark_in_a_sub_head_is_said_and_a_count_is_not() -> None:
    plan = read(
        ["机关名称", "简称"],
        ["一、党群口（含群团）"],
        ["市甲局", "甲局"],
        ["二、政府口（12个）"],
        ["市乙局", "乙局"],
    )
    assert [one.sector for one in plan.agencies] == ["党群口", "政府口"]
    assert warned(plan, "head-aside") == [(2, "机关名称", "一、党群口（含群团）", "含群团")]


def test_two_tables_abreast_are_refused_with_both_places() -> None:
    plan = read(
        ["名册"], ["单位", "处室", None, "单位", "处室"], ["市甲局", "甲处", None, "市乙局", "乙处"]
    )
    (refused,) = plan.rejected
    said = locale.render(refused.reason)
    assert "A2" in said
    assert "D2" in said
