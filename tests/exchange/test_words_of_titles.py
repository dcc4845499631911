"""Words for titles and their days that people use beside the usual ones, and whose a day is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet


def read(*rows: list[Cell], name: str = "表") -> Plan:
    sheet = Sheet(name, list(rows), {})
    return read_registry(Path("a.xlsx"), Known(), None, [sheet], how=How(today=date(2026, 6, 1)))


def titles(plan: Plan) -> list[tuple[str, str, date | None]]:
    called = {one.id: one.name for one in (*plan.agencies, *plan.offices)}
    return [(called[one.holder], one.honor, one.since) for one in plan.titles]


def said(plan: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.reason.key.removeprefix("exchange.")) for one in plan.warnings]


@pytest.mark.parametrize(
    ("head", "honor"),
    [
        ("二、市级文明机关（2个）", "municipal"),
        ("省级文明机关", "provincial"),
        ("（一）市直文明机关", "agency-level"),
    ],
)
def test_a_sub_head_of_civilized_organs_gives_the_title(head: str, honor: str) -> None:
    plan = read(
        ["序号", "单位", "命名年月"],
        [head],
        ["1", "市民政局", "2021年3月"],
        ["2", "市司法局", "2021年3月"],
    )
    day = date(2021, 3, 1)
    assert titles(plan) == [("市民政局", honor, day), ("市司法局", honor, day)]
    assert [one.sector for one in plan.agencies] == [None, None]


def test_a_sub_head_of_another_title_is_no_sector_and_said() -> None:
    plan = read(["序号", "单位"], ["全国文明机关"], ["1", "市民政局"], ["2", "市司法局"])
    assert [one.sector for one in plan.agencies] == [None, None]
    assert (3, "head-no-honor") in said(plan)


def test_a_column_of_civilized_titles_is_read() -> None:
    plan = read(
        ["单位名称", "文明称号", "命名年月"],
        ["市民政局", "市级文明机关", "2021年3月"],
        ["市司法局", "无称号", None],
    )
    assert plan.rejected == []
    assert titles(plan) == [("市民政局", "municipal", date(2021, 3, 1))]


def test_a_day_behind_an_agency_s_title_is_that_title_s() -> None:
    plan = read(
        ["单位", "处室", "人数", "称号", "命名时间"],
        ["市财政局", "办公室", "10", "市级文明单位", "2021/7"],
        [None, "预算处", "12"],
        ["市商务局", "外贸处", "9"],
    )
    assert titles(plan) == [("市财政局", "municipal", date(2021, 7, 1))]
    assert not {"from-today", "day-of-no-title"} & {key for _, key in said(plan)}


def test_a_day_behind_ticks_of_offices_is_theirs_though_all_are_the_same() -> None:
    day = "2025年12月"
    plan = read(
        ["单位", "处室", "人数", "评选结果", None, "命名日期"],
        [None, None, None, "文明处室", "标兵处室", None],
        ["市财政局", "办公室", "9", "√", None, day],
        ["市财政局", "预算处", "12", None, "√", day],
        ["市商务局", "办公室", "6", None, None, None],
        ["市商务局", "外贸处", "6", "√", None, day],
    )
    assert {(name, since) for name, _, since in titles(plan)} == {
        ("办公室", date(2025, 12, 1)),
        ("预算处", date(2025, 12, 1)),
        ("外贸处", date(2025, 12, 1)),
    }
    assert not {"from-today", "day-of-no-title"} & {key for _, key in said(plan)}


@pytest.mark.parametrize(
    ("tab", "title", "told"),
    [
        ("市财政局", "市商务局内设处室一览表", "of-one-unsure"),
        ("财政局", "2026年市商务局各处室名册", "of-one-unsure"),
        ("财政局", "市财政局内设处室一览表", "of-one-sheet"),
        ("市财政局", "财政局处室名册", "of-one-sheet"),
        ("市财政局", "市直机关内设处室名册", "of-one-sheet"),
        ("市财政局", "市直各部委办局处室名册", "of-one-sheet"),
        ("市财政局", "处室一览表", "of-one-sheet"),
    ],
)
def test_a_tab_and_a_title_that_name_two_agencies_are_said(tab: str, title: str, told: str) -> None:
    plan = read([title], ["序号", "处室", "人数"], ["1", "外贸处", "8"], name=tab)
    assert [key for _, key in said(plan) if key.startswith("of-one")] == [told]
