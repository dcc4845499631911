"""Marks and words for nothing in a register's file are no value, and no name; each is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.workspace.building.activities import activity_rows, log_activity
from civtui.workspace.building.boards import board
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.files.imports import ImportAnswer
from civtui.workspace.session import Workspace
from tests.exchange.books import book
from tests.titles.small import START, small_city

NOTHING = ["×", "✗", "无", "—", "——", "/", "-", "否", "0", "不详", "暂无", "n/a"]
TICKS = ["√", "是", "有", "1", "●"]
LOG = ["单位", "日期", "活动", "地点", "带头领导", "人数"]
DUTY = ["单位", "职责", "年度", "责任人/处室", "目标", "期限", "状态", "备注"]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w", today=START)
    yield made
    made.close()


def log(ws: Workspace, *rows: list[object]) -> ImportAnswer:
    return import_activities(ws, book(ws.dir / "log.xlsx", 活动=[LOG, *rows]))


def duties(ws: Workspace, *rows: list[object]) -> ImportAnswer:
    return import_register(ws, "duty", book(ws.dir / "duty.xlsx", 职责=[DUTY, *rows]))


def said(answer: ImportAnswer) -> list[tuple[int, str, str]]:
    assert all(render(one.reason, "en") for one in answer.warnings)
    return [(one.row, one.column, one.reason.key) for one in answer.warnings]


@pytest.mark.parametrize("mark", [*NOTHING, *TICKS])
def test_a_mark_is_no_leader_and_no_place(ws: Workspace, mark: str) -> None:
    answer = log(ws, ["a-1局", "2026-01-05", "读书会", mark, mark, 12])
    (row,) = activity_rows(ws)
    assert (row.venue, row.leaders, row.people) == ("", "", 12) and not answer.rejected
    who, where = ("names-nobody", "names-no-place") if mark in TICKS else ("read-as-empty",) * 2
    room = "building" if mark in TICKS else "exchange"
    assert said(answer) == [(2, "地点", f"{room}.{where}"), (2, "带头领导", f"{room}.{who}")]
    (own,) = (one for one in board(ws, "leaders", "a-1", 2026).rows)
    assert own.cells[1:5] == (1, 0, "0.0 %", "—")


def test_a_place_may_be_a_number_and_a_person_may_not(ws: Workspace) -> None:
    log(ws, ["a-1局", "2026-01-05", "读书会", 302, 13, None])
    (row,) = activity_rows(ws)
    assert (row.venue, row.leaders) == ("302", "")


def test_what_is_typed_for_nobody_is_counted_as_nobody(ws: Workspace) -> None:
    log_activity(ws, "a-1", "读书会", leaders="无")
    log_activity(ws, "a-1", "植树", leaders="王主任、×")
    assert board(ws, "leaders", "a-1", 2026).rows[0].cells[1:5] == (2, 1, "50.0 %", "王主任 1")


@pytest.mark.parametrize("mark", [*NOTHING, *TICKS, "待定", "空缺"])
def test_a_duty_of_nobody_is_refused(ws: Workspace, mark: str) -> None:
    answer = duties(ws, ["a-1局", "theory", 2026, mark, "12次", None, "进行中", None])
    (wrong,) = answer.rejected
    assert wrong.column == "责任人/处室" and not record_rows(ws, "duty")


def test_texts_and_days_keep_what_says_something(ws: Workspace) -> None:
    answer = duties(ws, ["a-1局", "theory", 2026, "办公室", "无差错", "/", "进行中", "×"])
    (row,) = record_rows(ws, "duty")
    assert row.values["target"] == "无差错" and {"due", "note"}.isdisjoint(row.values)
    assert [one[1] for one in said(answer)] == ["期限", "备注"]
    answer = duties(ws, ["a-1局", "theory", 2026, "办公室", "×", None, "进行中", "√"])
    assert [one.column for one in answer.rejected] == ["目标"]


def test_nobody_empties_what_stood_and_it_is_shown(ws: Workspace) -> None:
    log(ws, ["a-1局", "2026-01-05", "读书会", "三楼", "王主任", 12])
    answer = log(ws, ["a-1局", "2026-01-05", "读书会", "三楼", "×", 12])
    assert [(one.old, one.new) for one in answer.cells] == [("王主任", "")]


def test_ditto_is_what_stands_in_the_row_above(ws: Workspace) -> None:
    first = ["a-1局", "2026-01-05", "读书会", "三楼", "王主任", 12]
    answer = log(
        ws,
        first,
        ["a-2局", "同上", "植树", "同上", "同上", 9],
        ["a-3局", "2026-01-05", "扫雪", "〃", "×", 9],
    )
    assert not answer.rejected
    found = {row.title: (row.held, row.venue, row.leaders) for row in activity_rows(ws)}
    assert found == {
        "读书会": ("2026-01-05", "三楼", "王主任"),
        "植树": ("2026-01-05", "三楼", "王主任"),
        "扫雪": ("2026-01-05", "三楼", ""),
    }
    told = [one for one in answer.warnings if one.reason.key == "exchange.ditto-above"]
    assert sorted((one.column, str(one.reason.values["count"])) for one in told) == [
        ("地点", "2"),
        ("带头领导", "1"),
        ("日期", "1"),
    ]


def test_ditto_below_nothing_is_refused(ws: Workspace) -> None:
    answer = log(
        ws,
        ["a-1局", "2026-01-05", "读书会", "同上", None, 12],
        ["a-2局", "2026-01-05", "植树", "山上", "同上", 9],
    )
    assert [(one.row, one.column) for one in answer.rejected] == [(2, "地点"), (3, "带头领导")]


def test_many_cells_of_one_column_are_said_once(ws: Workspace) -> None:
    rows = [["a-1局", f"2026-01-0{n}", f"活动{n}", "×", None, 1] for n in (1, 2, 3)]
    (told,) = log(ws, *rows).warnings
    assert (told.row, told.column) == (2, "地点")
    assert render(told.reason, "zh") == "不是内容，按没有填算，共 3 行（第 2、3、4 行）"


YES = ["√", "✓", "是", "有"]


@pytest.mark.parametrize("mark", YES)
@pytest.mark.parametrize(
    ("register", "heads", "row", "column", "key"),
    [
        ("together", ["单位", "工作事项", "年度"], ["a-1局", None, 2026], "工作事项", "no-name"),
        (
            "post",
            ["单位", "处室", "年度", "岗位", "业务目标", "业务", "创建目标", "创建"],
            ["a-1局", "办公室", 2026, None, "办文", "达标", "卫生", "达标"],
            "岗位",
            "no-name",
        ),
        ("filing", ["单位", "事项", "期限"], ["a-1局", None, "2026-11-30"], "事项", "no-name"),
        (
            "complaint",
            ["单位", "收到日期", "渠道", "性质", "内容", "答复期限"],
            ["a-1局", "2026-01-01", "来信", "投诉", None, "2026-02-01"],
            "内容",
            "tick-no-words",
        ),
    ],
)
def test_a_tick_is_no_name_and_no_text(
    ws: Workspace,
    mark: str,
    register: str,
    heads: list[str],
    row: list[object],
    column: str,
    key: str,
) -> None:
    cells = [mark if cell is None else cell for cell in row]
    answer = import_register(ws, register, book(ws.dir / "r.xlsx", 表=[heads, cells]))
    told = [(one.row, one.column, one.value, one.reason.key) for one in answer.rejected]
    assert (2, column, mark, f"exchange.{key}") in told and not record_rows(ws, register)


@pytest.mark.parametrize("mark", YES)
def test_a_tick_is_no_activity_and_no_answer(ws: Workspace, mark: str) -> None:
    answer = log(ws, ["a-1局", "2026-01-05", mark, "三楼", None, 12])
    assert [(one.column, one.reason.key) for one in answer.rejected] == [
        ("活动", "exchange.no-name")
    ]
    answer = duties(ws, ["a-1局", "theory", 2026, "办公室", "12次", None, "进行中", mark])
    assert said(answer) == [(2, "备注", "exchange.read-as-empty")] and not answer.rejected
    assert "note" not in record_rows(ws, "duty")[0].values


@pytest.mark.parametrize("text", ["第一季度小计", "1季度小计", "2026年上半年合计"])
def test_a_sum_of_a_time_in_a_log_is_a_total_and_said(ws: Workspace, text: str) -> None:
    answer = log(ws, ["a-1局", START, "读书会", "三楼", "", 8], [text, "", "", "", "", 8])
    assert answer.rejected == [] and [row.title for row in activity_rows(ws)] == ["读书会"]
    assert [(one.row, one.why, one.text) for one in answer.left] == [(3, "total", f"{text} 8")]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("长文\n两行", "长文 两行"),
        ("长文。\r\n两行", "长文。 两行"),
        ("two\nlines", "two lines"),
        ("长 文\n\n 两行\n", "长文 两行"),
    ],
)
def test_the_lines_of_a_text_stay_apart(ws: Workspace, cell: str, kept: str) -> None:
    for _ in range(2):
        answer = duties(
            ws, ["a-1局", "青年文明号", 2026, "张三", cell, "2026-12-01", "计划中", cell]
        )
        assert answer.rejected == []
    assert answer.same == 1
    ((said, note),) = [
        (one.values["target"], one.values["note"]) for one in record_rows(ws, "duty")
    ]
    assert said == note == kept


def test_the_lines_of_a_name_are_one(ws: Workspace) -> None:
    log(ws, ["a-1\n局", START, "读书\n分享会", "三楼", "张三\n李四", 8])
    ((title, leaders),) = [(row.title, row.leaders) for row in activity_rows(ws)]
    assert (title, leaders) == ("读书分享会", "张三 李四")


@pytest.mark.parametrize(
    "heads",
    [
        ["机关", "类别", "年度", "计划", "实际", "计量单位"],
        ["机关", "类别", "年度", "计划", "实际", "单位"],
        ["单位名称", "类别", "年度", "计划", "实际", "单位（元、人）"],
        ["单位", "类别", "年度", "计划", "实际", "计量单位"],
        ["所属单位", "类别", "年度", "计划", "实际", "计量单位"],
    ],
)
def test_the_unit_of_a_guarantee_is_read_beside_its_agency(ws: Workspace, heads: list[str]) -> None:
    path = book(ws.dir / "g.xlsx", 保障=[heads, ["a-1局", "经费", 2026, 3, 2, "万元"]])
    answer = import_register(ws, "guarantee", path)
    assert answer.rejected == answer.warnings == []
    (row,) = record_rows(ws, "guarantee")
    assert (row.agency, row.values["unit"]) == ("a-1", "万元")
