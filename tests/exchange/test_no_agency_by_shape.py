"""Sums of one agency, sub-heads that say when, and titles of a table again are no agencies."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.by_words import passed_over
from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.sums import is_total, totalled
from civtui.exchange.tables import Cell, Sheet

HEADS: list[Cell] = ["单位", "处室", "人数"]


def read(*rows: list[Cell]) -> Plan:
    sheet = Sheet("表", [list(row) for row in rows], {})
    return read_registry(Path("a.xlsx"), Known(), None, [sheet])


def owners(plan: Plan) -> dict[str, str]:
    called = {one.id: one.name for one in plan.agencies}
    return {office.name: called[office.agency] for office in plan.offices}


@pytest.mark.parametrize("text", ["市财政局小计", "市教育局合计", "市教育局合计：", "办公室小计"])
def test_a_name_with_a_word_for_sums_is_a_sum(text: str) -> None:
    assert passed_over([text, 17.0]) == "total"


@pytest.mark.parametrize("text", ["市合计局", "总计财务科", "统计合计处"])
def test_a_body_with_such_a_word_inside_is_none(text: str) -> None:
    assert passed_over([text, 17.0]) is None


@pytest.mark.parametrize(
    "cells",
    [
        ["被评单位（章）", None, "评委签字："],
        ["被评单位（盖章）：财政局", "评委签字：", "日期：2026年11月"],
        ["考评组长：（签章）", None, None, "2026年11月"],
        ["考评员签字：王芳", "2026年11月3日"],
        ["单位公章：", "负责人：", "年　月　日"],
        ["考评组签名："],
        ["市财政局（印章）", None],
    ],
)
def test_a_line_for_seals_and_signatures_is_a_note(cells: list[Cell]) -> None:
    assert passed_over(cells) == "note"


@pytest.mark.parametrize(
    "cells",
    [
        ["签章处", "王芳"],
        ["印章科"],
        ["市财政局", "评委签字："],
        ["预算处", 4.0],
        ["公章管理处", 4.0],
        ["文章"],
    ],
)
def test_a_name_with_such_a_word_is_none(cells: list[Cell]) -> None:
    assert passed_over(cells) is None


def test_rows_below_a_sum_are_the_agencys_that_it_names() -> None:
    plan = read(
        HEADS,
        ["市财政局", "办公室", 9.0],
        [None, "预算处", 8.0],
        ["市财政局小计", None, 17.0],
        [None, "国库处", 4.0],
        ["市教育局合计", 2.0, 13.0],
        [None, "基教处", 7.0],
    )
    assert owners(plan) == {
        "办公室": "市财政局",
        "预算处": "市财政局",
        "国库处": "市财政局",
        "基教处": "市教育局",
    }
    assert plan.rejected == []
    (said,) = (one for one in plan.warnings if one.reason.key == "exchange.agency-total")
    assert (said.row, said.value) == (7, "市教育局")


@pytest.mark.parametrize("text", ["2021年", "2023年度", "第六届", "2019-2021年度", "第三批"])
@pytest.mark.parametrize("width", [1, 3])
def test_a_sub_head_that_says_when_is_no_agency_and_no_sector(text: str, width: int) -> None:
    plan = read(
        ["单位", "现有称号", "命名时间"],
        [text] * width + [None] * (3 - width),
        ["市财政局", "市级文明单位", "2021-07-01"],
    )
    assert [(one.name, one.sector) for one in plan.agencies] == [("市财政局", None)]
    assert [one.row for one in plan.warnings if one.reason.key == "exchange.head-period"] == [2]


def test_offices_below_such_a_sub_head_are_of_nobody_where_none_is_named() -> None:
    plan = read(
        HEADS,
        ["市财政局", "办公室", 9.0],
        ["2021年", None, None],
        [None, "预算处", 8.0],
        ["市教育局", "基教处", 7.0],
    )
    assert owners(plan) == {"办公室": "市财政局", "基教处": "市教育局"}
    assert [(one.row, one.reason.key) for one in plan.rejected] == [(4, "exchange.whose")]
    assert not any(one.sector for one in plan.agencies)


@pytest.mark.parametrize("text", ["名册（续）", "续表", "（续上表）", "接上页"])
def test_a_title_again_is_no_agency(text: str) -> None:
    plan = read(["名册"], HEADS, ["市财政局", "办公室", 9.0], [text], HEADS, [None, "国库处", 7.0])
    assert owners(plan) == {"办公室": "市财政局", "国库处": "市财政局"}
    assert plan.rejected == []


@pytest.mark.parametrize(
    "text", ["机关合计", "单位小计", "部门总计", "处室合计", "行政处室小计", "党群部门合计"]
)
def test_a_sum_of_bodies_of_a_kind_is_nobodys(text: str) -> None:
    assert is_total(text) and totalled(text) == ""


@pytest.mark.parametrize("word", ["小计", "合计", "总计", "合计：", "小计（次）"])
@pytest.mark.parametrize(
    "span",
    [
        "第一季度",
        "1季度",
        "2026年",
        "2026年度",
        "上半年",
        "2026年上半年",
        "3月",
        "1-6月",
        "三月份",
        "本月",
    ],
)
def test_a_sum_of_a_time_is_nobodys(span: str, word: str) -> None:
    assert is_total(span + word) and totalled(span + word) == ""


@pytest.mark.parametrize("text", ["Q1 total", "March subtotal", "First quarter total"])
def test_a_sum_of_a_time_in_english_is_nobodys(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize("text", ["市第一医院", "三月三公司", "Marketing", "一局", "月季研究所"])
def test_a_name_that_begins_like_a_time_is_a_name(text: str) -> None:
    assert not is_total(text)


@pytest.mark.parametrize("again", ["文明处室申报", "文明处室申报（第2页）"])
def test_a_title_above_the_table_is_known_again_by_its_own_words(again: str) -> None:
    plan = read(
        ["文明处室申报", None, None],
        HEADS,
        ["市财政局", "办公室", 9.0],
        [again, None, None],
        [None, "预算处", 8.0],
    )
    assert owners(plan) == {"办公室": "市财政局", "预算处": "市财政局"}
