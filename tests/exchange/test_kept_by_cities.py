"""Registries as secretariats keep them: signatures, several names in a cell, a table below one."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.nameless import are_several
from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet
from tests.exchange.test_marks import LONG, check


def read(*rows: list[Cell]) -> Plan:
    width = max(map(len, rows))
    sheet = Sheet("表", [[*row, *[None] * (width - len(row))] for row in rows], {})
    return read_registry(Path("a.xlsx"), Known(), None, [sheet])


def refused(plan: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.reason.key.partition(".")[2]) for one in plan.rejected]


@pytest.mark.parametrize(
    "line",
    [
        ["填表人：甲", None, "审核人：乙", None, "2026年5月1日"],
        ["制表人：", "审核人：", "填报日期：2026.5.1"],
        [None, "填报单位：市直机关工委", "联系人：甲", "联系电话：123456"],
    ],
)
def test_a_line_of_signatures_below_a_table_is_a_note(line: list[Cell]) -> None:
    plan = read(
        ["序号", "单位名称", "第一责任人", "联络员", "备注"],
        [1.0, "市财政局", "张三", "李四"],
        line,
    )
    assert [one.name for one in plan.agencies] == ["市财政局"]
    assert ([(one.row, one.why) for one in plan.left], refused(plan)) == ([(3, "note")], [])


@pytest.mark.parametrize(
    "cell", ["办公室、人事处", "办公室，人事处", "办公室\n人事处", "办公室；人事科；"]
)
def test_several_offices_in_one_cell_are_refused(cell: str) -> None:
    plan = read(["单位", "内设机构"], ["市财政局", cell], ["市教育局", "办公室"])
    assert [one.name for one in plan.offices] == ["办公室"]
    assert refused(plan) == [(2, "several-offices")]


@pytest.mark.parametrize(
    "name", ["政策法规、行政审批处", "人事\n处", "办公室（党办、人事处）", "预算处", "行政、审批处"]
)
def test_one_office_with_a_mark_in_its_name_is_taken(name: str) -> None:
    assert not are_several(name)
    assert len(read(["单位", "内设机构"], ["市财政局", name]).offices) == 1


def test_two_agencies_in_one_cell_are_refused() -> None:
    plan = read(["单位", "简称"], ["市财政局、市教育局", None], ["市民政局", None])
    assert refused(plan) == [(2, "several-names")]


def test_another_table_below_is_refused_once_and_its_rows_are_named() -> None:
    plan = read(
        ["序号", "机关名称", "简称"],
        [1.0, "市财政局", "财政局"],
        [],
        ["二、处室"],
        ["序号", "机关", "处室名称", "负责人"],
        [1.0, "财政局", "办公室", "张三"],
    )
    assert [(one.name, one.short) for one in plan.agencies] == [("市财政局", "财政局")]
    assert refused(plan) == [(5, "head-word")]
    assert [(one.row, one.why) for one in plan.left] == [(4, "sub-head"), (6, "second-table")]


def test_totals_are_no_rows_of_data_in_a_table_of_marks() -> None:
    found = check(LONG, ["基教处", "工作作风", "李芳", "4"], ["合计", None, None, "4"], LONG)
    assert [one.rows for one in found.seen] == [1]
    assert [(one.row, one.why) for one in found.left] == [(3, "total"), (4, "header-again")]


@pytest.mark.parametrize("cell", ["—", "/", "无", "——", " "])
def test_a_day_that_says_there_is_none_is_none(cell: str) -> None:
    plan = read(["单位", "称号", "命名时间"], ["市财政局", "无", cell])
    assert (refused(plan), plan.warnings, plan.titles) == ([], [], [])


def test_persons_on_lines_of_one_cell_are_not_drawn_into_one_name() -> None:
    plan = read(
        ["单位", "联络员", "第一责任人"],
        ["市财政局", "钱七\n孙八", "张\n三"],
        ["市教育局", "李四\n（兼）", "王五"],
    )
    assert [(one.contact, one.chief) for one in plan.agencies] == [
        ("钱七、孙八", "张三"),
        ("李四 （兼）", "王五"),
    ]
    assert [(one.row, one.column, one.reason.key) for one in plan.warnings] == [
        (2, "联络员", "exchange.several-persons")
    ]
