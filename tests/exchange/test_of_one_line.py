"""A line above a table says whose its rows are: of which agency, by which assessor."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.headers import OF_REGISTERS, folded
from civtui.exchange.marks_plan import MarksPlan
from civtui.exchange.registers import Rows, read_rows
from civtui.model.registers import ACTIVITY, REGISTERS, Register
from civtui.workspace.building.intake import columns_of, needed_of
from tests.exchange.books import book
from tests.exchange.test_marks import VIEW, check, reasons

LINES = [["2026年三季度活动登记表"], ["填报单位：市财政局"]]
HEADS = ["序号", "活动时间", "活动名称", "活动地点", "参加人数"]


def read(path: Path, *rows: list[object]) -> Rows:
    made = book(path / "a.xlsx", 活动=rows)
    return read_rows(made, columns_of(ACTIVITY), needed_of(ACTIVITY), kind="activity")


def test_rows_of_a_register_are_those_of_the_agency_above_them(tmp_path: Path) -> None:
    found = read(tmp_path, *LINES, HEADS, [1, "2026-7-1", "主题党日", "会议室", 45], ["合计", 1])
    assert [(one.values["agency"], one.values["title"]) for one in found.given] == [
        ("市财政局", "主题党日")
    ]
    assert [one.reason.key for one in found.warnings] == ["exchange.of-one"]


def test_a_row_of_words_in_no_column_that_is_read_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, *LINES, HEADS, ["2026年"], [1, "2026-7-1", "主题党日", "会议室", 45])
    assert len(found.given) == 1
    assert [(one.row, one.why, one.text) for one in found.left if one.row == 4] == [
        (4, "note", "2026年")
    ]


def test_a_column_of_agencies_comes_before_the_line(tmp_path: Path) -> None:
    heads = [*HEADS, "单位"]
    found = read(tmp_path, *LINES, heads, [1, "2026-7-1", "主题党日", "会议室", 45, "市审计局"])
    assert [one.values["agency"] for one in found.given] == ["市审计局"]
    assert found.warnings == []


@pytest.mark.parametrize("kind", [ACTIVITY, *REGISTERS.values()], ids=lambda kind: kind.id)
def test_no_more_word_of_a_field_is_another_fields(kind: Register) -> None:
    assert OF_REGISTERS.keys() <= {ACTIVITY.id, *REGISTERS}
    words = {field: folded(tuple(many)) for field, many in columns_of(kind).items()}
    for field in (one for one in kind.fields if one.id in words):  # evidence stands in no column
        own = folded((field.name.zh, field.name.en, field.id))
        others = [one for other, many in words.items() if other != field.id for one in many]
        assert (words[field.id] - own).isdisjoint(others)


def marks(*above: list[object], assessor: str | None = None) -> MarksPlan:
    rows = [*above, ["处室", "工作作风"], ["市财政局/办公室", "5"], ["基教处", "4"]]
    return check(*rows, view=VIEW._replace(assessor=assessor))


def said(plan: MarksPlan) -> list[str]:
    return [one.reason.key.removeprefix("exchange.") for one in plan.warnings]


def test_marks_are_those_of_the_assessor_above_them() -> None:
    plan = marks(["考评员：李芳", None, "日期：2026年10月28日"])
    assert [row[2] for row in plan.rows] == ["k2", "k2"]
    assert said(plan) == ["of-one-judge"]


def test_the_assessor_that_is_chosen_comes_before_the_line_and_another_is_said() -> None:
    plan = marks(["考评员：李芳"], assessor="k3")
    assert [row[2] for row in plan.rows] == ["k3", "k3"]
    assert said(plan) == ["other-judge"]
    assert said(marks(["考评员：李芳"], assessor="k2")) == []


def test_a_title_that_names_another_judge_than_the_chosen_one_is_said() -> None:
    assert said(marks(["李芳评分表"], assessor="k3")) == ["other-judge"]
    assert said(marks(["李芳评分表"], assessor="k2")) == []
    assert said(marks(["评分表"], assessor="k3")) == []


def test_marks_of_nobody_are_refused_once_with_what_to_write() -> None:
    plan = marks()
    assert plan.rows == []
    assert reasons(plan) == [(1, "", "whose-marks")]


@pytest.mark.parametrize(
    "line", ["评委：李芳 2026年10月20日", "考评员：李芳　日期：2026年10月20日"]
)
def test_the_day_behind_an_assessor_is_no_part_of_the_name(line: str) -> None:
    assert [row[2] for row in marks([line]).rows] == ["k2", "k2"]


def test_an_assessor_above_who_is_not_of_the_panel_is_said_once_with_who_is() -> None:
    plan = marks(["考评员：王五"])
    assert reasons(plan) == [(2, "", "judge-above")]
    assert plan.rejected[0].reason.values["panel"] == ["王伟", "李芳", "同名", "同名"]
