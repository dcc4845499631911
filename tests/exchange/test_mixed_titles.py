"""A column of titles of agencies and of offices: each cell goes to whose title it names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet
from civtui.locale import render

HEADS: list[Cell] = ["机关名称", "处室", "文明处室", "级别", "命名时间"]


def read(*rows: list[Cell]) -> Plan:
    sheet = Sheet("表", list(rows), {})
    return read_registry(Path("a.xlsx"), Known(), None, [sheet], how=How(today=date(2026, 6, 1)))


def titles(plan: Plan) -> set[tuple[str, str, str]]:
    called = {one.id: one.name for one in (*plan.agencies, *plan.offices)}
    return {(called[one.holder], one.honor, str(one.since)) for one in plan.titles}


@pytest.mark.parametrize("word", ["级别", "称号"])
def test_each_cell_is_read_by_the_title_it_names(word: str) -> None:
    plan = read(
        [*HEADS[:3], word, HEADS[4]],
        ["甲局", "一处", "√", "标兵处室", "2022-06-01"],
        ["甲局", "二处", "√", "市级", "2023-06-01"],
        ["甲局", "三处", None, "市级", None],
        ["乙局", "一处", "√", None, "2021-06-01"],
    )
    assert plan.rejected == []
    assert titles(plan) == {
        ("甲局", "municipal", "2023-06-01"),
        ("一处", "civilized-office", "2022-06-01"),
        ("一处", "model-office", "2022-06-01"),
        ("二处", "civilized-office", "None"),
        ("一处", "civilized-office", "2021-06-01"),
    }
    assert [one.column for one in plan.warnings if "mixed-titles" in one.reason.key] == [word]
    (bare,) = [one for one in plan.warnings if "from-today" in one.reason.key]
    assert "“命名时间”列" not in render(bare.reason, "zh")


def test_a_title_that_no_catalogue_has_is_refused_at_its_cell() -> None:
    plan = read(
        HEADS,
        ["甲局", "一处", "√", "标兵处室", "2022-06-01"],
        ["甲局", "二处", "√", "市级", "2023-06-01"],
        ["甲局", "三处", None, "国家级", None],
    )
    assert [(one.row, one.column) for one in plan.rejected] == [(4, "级别")]
    allowed = plan.rejected[0].reason.values["allowed"]
    assert {"市级文明单位", "文明处室"} <= set(allowed) if isinstance(allowed, list) else False


def test_so_are_those_below_rows_of_agencies_themselves() -> None:
    plan = read(
        HEADS,
        ["甲局", None, None, "市级", "2019-05-01"],
        ["甲局", "一处", "√", "标兵处室", "2023-06-01"],
        ["乙局", "一处", "√", "省级", "2020-06-01"],
    )
    assert plan.rejected == []
    assert titles(plan) == {
        ("甲局", "municipal", "2019-05-01"),
        ("一处", "civilized-office", "2023-06-01"),
        ("一处", "model-office", "2023-06-01"),
        ("一处", "civilized-office", "None"),
        ("乙局", "provincial", "2020-06-01"),
    }
