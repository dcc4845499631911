"""A sector that stands on the first row of its group alone is that of the group."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

HEADS: list[Cell] = ["系统", "单位", "处室数"]
PARTY, STATE = "党群系统", "政府系统"


def read(*rows: list[Cell], hidden: frozenset[int] = frozenset()) -> Plan:
    sheet = Sheet("表", [list(row) for row in rows], {}, hidden_rows=hidden)
    return read_registry(Path("a.xlsx"), Known(), None, [sheet])


def sectors(plan: Plan) -> list[str]:
    return [one.sector or "" for one in plan.agencies]


def said(plan: Plan) -> list[tuple[int, str, list[str]]]:
    return [
        (one.row, one.reason.key, one.reason.values["rows"])
        for one in plan.warnings
        if one.reason.key.startswith("exchange.group-")
    ]


GROUPED: list[list[Cell]] = [
    HEADS,
    [PARTY, "市委办公室", 3.0],
    [None, "市总工会", 2.0],
    [STATE, "市财政局", 9.0],
    [None, "市教育局", 8.0],
]


def test_blank_cells_are_of_the_group_above_and_said() -> None:
    plan = read(*GROUPED)
    assert sectors(plan) == [PARTY, PARTY, STATE, STATE]
    assert said(plan) == [(3, "exchange.group-above", ["3", "5"])]


def test_the_first_row_of_a_group_may_be_hidden() -> None:
    plan = read(*GROUPED, hidden=frozenset({4}))
    assert sectors(plan) == [PARTY, PARTY, STATE]


def test_so_it_is_where_agencies_stand_with_their_offices() -> None:
    plan = read(
        ["委口", "单位", "处室"],
        [PARTY, "市委办公室", "秘书处"],
        [None, None, "综合处"],
        [None, "市总工会", "组织处"],
        [STATE, "市财政局", "预算处"],
    )
    assert sectors(plan) == [PARTY, PARTY, STATE]
    assert said(plan) == [(4, "exchange.group-above", ["4"])]


@pytest.mark.parametrize(
    "column", [[PARTY, PARTY, None, STATE], [None, PARTY, None, PARTY], [PARTY, None, None, None]]
)
def test_where_no_group_begins_a_blank_cell_is_in_doubt(column: list[Cell]) -> None:
    names = ["市委办公室", "市总工会", "市财政局", "市教育局"]
    plan = read(HEADS, *([cell, name, 2.0] for cell, name in zip(column, names, strict=True)))
    assert sectors(plan) == [cell or "" for cell in column]
    assert [key for _, key, _ in said(plan)] == ["exchange.group-blank"]


def test_ditto_is_what_stands_above() -> None:
    plan = read(
        HEADS, [PARTY, "市委办公室", 3.0], ["同上", "市总工会", 2.0], [PARTY, "市妇联", 3.0]
    )
    assert (sectors(plan), said(plan)) == ([PARTY] * 3, [])


def test_a_dash_says_that_there_is_none_and_is_filled_nowhere() -> None:
    plan = read(HEADS, [PARTY, "市委办公室", 3.0], ["—", "市总工会", 2.0], [None, "市财政局", 9.0])
    assert sectors(plan) == [PARTY, "", ""]
