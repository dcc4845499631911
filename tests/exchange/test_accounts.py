"""The account of a file: fields by their words, sub-heads by their use, true counts of days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from civtui.workspace.answers.as_read import as_read
from civtui.workspace.building.intake import import_activities
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import ImportAnswer, import_registry
from tests.exchange.books import book
from tests.titles.small import small_city


def test_a_sub_head_of_a_sheet_of_both_is_said_to_be_the_sector(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["机关名称", "现有称号", "处室", "文明处室"],
        ["一、党群口", None, None, None],
        ["市委办", "省级文明单位", "秘书处", "√"],
        ["二、政府口", None, None, None],
        ["市财政局", "市级文明单位", "预算处", "√"],
        ["合计", None, 2, None],
    ]
    ws = init(tmp_path / "w", name="甲市")
    found = import_registry(ws, book(tmp_path / "a.xlsx", 表=rows), dry_run=True)
    assert [(one.row, one.used) for one in found.left] == [(2, "sector"), (4, "sector"), (6, "")]
    said = [*as_read(found)]
    assert "不作数据 1 行：合计（第 6 行）" in said
    assert "用作委口 2 行" in "\n".join(said) and "“一、党群口”" in "\n".join(said)
    ws.close()


def test_a_sub_head_that_is_no_sector_is_not_said_to_be_one(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["机关名称", "委口"], ["一、党群口", None], ["市委办", "党群"]]
    plan = read_registry(book(tmp_path / "a.xlsx", 表=rows), Known())
    assert [(one.row, one.used) for one in plan.left] == [(2, "")]
    said = "\n".join(as_read(ImportAnswer(1, [], [], {}, False, seen=plan.seen, left=plan.left)))
    assert "不作数据 1 行：小标题" in said and "作其下各行的委口" not in said


def test_a_value_of_no_column_is_named_by_its_field(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", name="甲市")
    heads = ["机关名称", "简称"]
    for head in ("一、党群口", "一、综合口"):
        path = book(tmp_path / "a.xlsx", 表=[heads, [head], ["市委办", "委办"], ["市委组织部"]])
        found = import_registry(ws, path)
    assert [(one.field, one.old, one.new) for one in found.cells] == [
        ("原委口", "党群口", "综合口")
    ] * 2
    assert "sector" not in "\n".join(as_read(found))
    ws.close()


def counts(answer: ImportAnswer | Plan) -> list[tuple[int, int, object]]:
    warnings = answer.warnings
    keys = ("exchange.month-alone", "exchange.month-ends")
    found = [one for one in warnings if one.reason.key in keys]
    return [(one.row, one.at, one.reason.values["count"]) for one in found]


def test_months_are_counted_by_column_though_titles_are_alike(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["机关名称", "级别", "命名时间", "处室", "文明处室", "命名时间", "标兵处室", "命名时间"],
        ["市财政局", "省级文明单位", "2018.12", "预算处", "√", "2021.6", "√", "2021.6"],
        [None, None, None, "国库处", "√", "2021.6.1", None, None],
        ["市商务局", "市级文明单位", "2020.6", "外贸处", "√", "2022.1.5", "√", "2023.7"],
    ]
    plan = read_registry(book(tmp_path / "a.xlsx", 表=rows), Known())
    assert plan.rejected == []
    assert sorted(counts(plan)) == [(2, 2, 2), (2, 5, 1), (2, 7, 2)]


def test_two_months_in_one_cell_are_two(tmp_path: Path) -> None:
    held = "市级文明单位（2015.3）、省级文明单位（2018.12）"
    rows: list[list[Any]] = [
        ["机关名称", "称号"],
        ["市财政局", held],
        ["市商务局", "市级文明单位（2020.6）"],
    ]
    plan = read_registry(book(tmp_path / "a.xlsx", 表=rows), Known())
    assert counts(plan) == [(2, 1, 3)]


def test_a_row_that_repeats_another_is_not_counted(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w")
    path = ws.dir / "in.csv"
    row = "市a-1局,读书会,2026.2"
    path.write_text(f"单位,活动名称,活动日期\n{row}\n{row}\n", "utf-8")
    assert [count for _, _, count in counts(import_activities(ws, path, dry_run=True))] == [1]
    ws.close()
