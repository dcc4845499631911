"""In a sheet of agencies and offices a column belongs to whom it stands behind, or it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

DOUBT = ("whose-by-cells", "whose-by-place", "whose-phone")


def read(*rows: list[Cell], mapping: Path | None = None, known: Known | None = None) -> Plan:
    width = max(map(len, rows))
    sheet = Sheet("表", [[*row, *[None] * (width - len(row))] for row in rows], {})
    return read_registry(Path("a.xlsx"), known or Known(), mapping, [sheet])


def held(plan: Plan) -> dict[str, tuple[str, str]]:
    names = {one.id: one.name for one in (*plan.agencies, *plan.offices)}
    return {names[one.holder]: (one.honor, str(one.since)) for one in plan.titles
            if not one.brought}  # fmt: skip


def unsure(plan: Plan) -> list[str]:
    return [one.column for one in plan.warnings if one.reason.key.partition(".")[2] in DOUBT]


FINANCE = {"市财政局": ("provincial", "2018-12-01"), "预算处": ("civilized-office", "None"),
           "国库处": ("model-office", "None")}  # fmt: skip
DATED = FINANCE | {"预算处": ("civilized-office", "2023-05-06"),
                   "国库处": ("model-office", "2024-05-06")}  # fmt: skip
MERGED = [["市财政局", "省级文明单位", "2018年12月"]] * 2
FIRST = [MERGED[0], [None, None, None]]


@pytest.mark.parametrize("own", [MERGED, FIRST, [MERGED[0], ["市财政局", None, None]]])
def test_a_day_behind_the_agencys_title_is_the_agencys(own: list[list[Cell]]) -> None:
    plan = read(["单位", "称号", "命名时间", "内设机构", "处室称号"],
                [*own[0], "预算处", "文明处室"], [*own[1], "国库处", "标兵处室"])  # fmt: skip
    assert (plan.rejected, held(plan), unsure(plan)) == ([], FINANCE, [])


@pytest.mark.parametrize("own", [MERGED, FIRST])
@pytest.mark.parametrize("word", ["单位称号", "机关称号", "称号", "级别", "单位级别"])
def test_each_of_two_columns_of_days_belongs_to_its_own(own: list[list[Cell]], word: str) -> None:
    plan = read(["单位", word, "命名时间", "处室", "处室称号", "命名时间"],
                [*own[0], "预算处", "文明处室", "2023.5.6"],
                [*own[1], "国库处", "标兵处室", "2024.5.6"])  # fmt: skip
    assert (plan.rejected, held(plan), unsure(plan)) == ([], DATED, [])


def test_a_known_agencys_title_is_corrected_from_such_a_sheet() -> None:
    known = Known((KnownAgency("a-1", "市财政局", "", ""),))
    plan = read(["单位", "称号", "命名时间", "处室", "称号", "命名时间"],
                [*MERGED[0], "预算处", "文明处室", "2023.5.6"],
                [*MERGED[1], "国库处", "标兵处室", "2024.5.6"], known=known)  # fmt: skip
    assert held(plan) == DATED
