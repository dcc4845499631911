"""同上 below a title, or its day, is what stands in the row above."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet


def read(*rows: list[Cell]) -> Plan:
    sheet = Sheet("表", list(rows), {})
    return read_registry(Path("a.xlsx"), Known(), None, [sheet], how=How(today=date(2026, 6, 1)))


def titles(plan: Plan) -> list[tuple[str, str]]:
    return sorted((one.honor, str(one.since)) for one in plan.titles)


@pytest.mark.parametrize("ditto", ["同上", "〃"])
def test_titles_and_days_of_agencies_are_carried_down(ditto: str) -> None:
    plan = read(
        ["单位", "称号", "命名时间"],
        ["甲局", "市级", date(2022, 6, 1)],
        ["乙局", ditto, ditto],
        ["丙局", "省级", ditto],
    )
    assert plan.rejected == []
    day = "2022-06-01"
    assert titles(plan) == [("municipal", day), ("municipal", day), ("provincial", day)]
    said = [one for one in plan.warnings if one.reason.key == "exchange.ditto-above"]
    assert [(one.column, one.row, one.value) for one in said] == [
        ("称号", 3, "市级"),
        ("命名时间", 3, "2022-06-01"),
    ]
    assert [one.reason.values["count"] for one in said] == [1, 2]


def test_so_are_those_of_agencies_and_offices_on_one_sheet() -> None:
    plan = read(
        ["单位", "处室", "文明处室", "命名时间", "级别"],
        ["甲局", "一处", "√", "2022-06-01", "市级"],
        ["甲局", "二处", "同上", "同上", "同上"],
    )
    assert plan.rejected == []
    assert {one.honor for one in plan.titles} == {"municipal", "civilized-office"}
    assert len(plan.titles) == 3


@pytest.mark.parametrize("above", [None, "同上"])
def test_what_has_nothing_above_is_refused(above: str | None) -> None:
    plan = read(["单位", "称号"], ["甲局", above], ["乙局", "同上"], ["丙局", "市级"])
    assert [one.row for one in plan.rejected] == ([3] if above is None else [2, 3])


def test_no_sector_is_called_as_above() -> None:
    plan = read(["单位", "委口"], ["甲局", "科教"], ["乙局", "同上"], ["丙局", "政法"])
    assert [one.sector for one in plan.agencies] == ["科教", "科教", "政法"]
