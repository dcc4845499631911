"""Days of titles from columns of their own, behind ticks, of a year alone, ahead: read or said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from civtui.exchange.plan import Known, KnownAgency, Plan, Problem
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet

KNOWN = Known((KnownAgency("a-1", "市财政局", "财政局", ""),))
TODAY = date(2026, 6, 1)


def read(*rows: list[Cell]) -> Plan:
    width = max(map(len, rows))
    sheet = Sheet("表", [[*row, *[None] * (width - len(row))] for row in rows], {})
    return read_registry(Path("a.xlsx"), KNOWN, None, [sheet], how=How(today=TODAY))


def held(plan: Plan) -> dict[str, str]:
    return {one.honor: str(one.since) for one in plan.titles}


def said(problems: Sequence[Problem]) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.reason.key.partition(".")[2]) for one in problems]


OFFICE: list[Cell] = ["市财政局", "办公室"]


@pytest.mark.parametrize(
    ("heads", "cells", "titles"),
    [
        (["文明处室命名时间"], ["2023.5.6"], {"civilized-office": "2023-05-06"}),
        (["文明处室", "文明处室命名时间"], ["√", "2023.5.6"], {"civilized-office": "2023-05-06"}),
        (
            ["文明处室命名时间", "标兵处室命名时间"],
            ["2021.5.6", "2023.5.6"],
            {"civilized-office": "2021-05-06", "model-office": "2023-05-06"},
        ),
        (
            ["处室称号", "文明处室命名时间", "标兵处室命名时间"],
            ["标兵处室", "2021.5.6", "2023.5.6"],
            {"civilized-office": "2021-05-06", "model-office": "2023-05-06"},
        ),
        (
            ["处室称号", "处室命名时间"],
            ["文明处室", "2023.5.6"],
            {"civilized-office": "2023-05-06"},
        ),
        (
            ["标兵处室时间"],
            ["2023.5.6"],
            {"civilized-office": "2023-05-06", "model-office": "2023-05-06"},
        ),
        (["文明处室"], ["√（2023.5.6）"], {"civilized-office": "2023-05-06"}),
        (["文明处室"], ["√ 2023.5.1"], {"civilized-office": "2023-05-01"}),
        (["文明处室"], ["是（2023年5月6日）"], {"civilized-office": "2023-05-06"}),
        (["文明处室"], ["2023.5.6"], {"civilized-office": "2023-05-06"}),
    ],
)
def test_each_title_has_the_day_of_its_own_column(
    heads: list[Cell], cells: list[Cell], titles: dict[str, str]
) -> None:
    plan = read(["机关名称", "处室名称", *heads], [*OFFICE, *cells])
    assert held(plan) == titles
    assert (said(plan.rejected), said(plan.warnings)) == ([], [])


def test_a_group_of_two_rows_says_whose_day_it_is() -> None:
    plan = read(
        ["机关名称", "处室名称", "文明处室", None, "标兵处室", None],
        ["机关名称", "处室名称", "是否", "命名时间", "是否", "命名时间"],
        [*OFFICE, "√", "2021.5.6", "√", "2023.5.6"],
    )
    assert held(plan) == {"civilized-office": "2021-05-06", "model-office": "2023-05-06"}


def test_an_agencys_titles_have_theirs() -> None:
    plan = read(
        ["机关名称", "市级文明单位", "市级文明单位命名时间", "届满时间"],
        ["市财政局", "√", "2023.5.6", "2026.5.5"],
    )
    assert held(plan) == {"municipal": "2023-05-06"}


def test_a_day_of_a_title_that_is_not_held_is_said() -> None:
    plan = read(["机关名称", "处室名称", "文明处室", "文明处室命名时间"], [*OFFICE, "", "2023.5.6"])
    assert held(plan) == {}
    assert said(plan.warnings) == [(2, "文明处室命名时间", "day-of-no-title")]


def test_a_day_beside_titles_that_have_their_own_is_said() -> None:
    plan = read(
        ["机关名称", "处室名称", "处室称号", "命名时间"],
        [*OFFICE, "文明处室（2021.5.6）、标兵处室（2023.5.6）", "2025.1.1"],
    )
    assert held(plan) == {"civilized-office": "2021-05-06", "model-office": "2023-05-06"}
    assert said(plan.warnings) == [(2, "命名时间", "day-not-used")]
    other = read(
        ["机关名称", "处室名称", "文明处室", "文明处室命名时间"],
        [*OFFICE, "√（2021.5.6）", "2022.5.6"],
    )
    assert held(other) == {"civilized-office": "2021-05-06"}
    assert said(other.warnings) == [(2, "文明处室命名时间", "day-not-used")]


@pytest.mark.parametrize(
    ("head", "cell", "key"),
    [
        ("命名时间", "2023年", "year-alone"),
        ("命名时间", 2023.0, "year-alone"),
        ("处室称号", "文明处室（2023年）", "year-in-cell"),
        ("文明处室", "2023", "year-alone"),
        ("文明处室", "√（2023）", "year-alone"),
        ("文明处室命名时间", "2023年", "year-alone"),
    ],
)
def test_a_year_alone_is_said(head: str, cell: Cell, key: str) -> None:
    heads: list[Cell] = ["机关名称", "处室名称", head]
    row = [*OFFICE, cell]
    if head == "命名时间":
        heads, row = [*heads, "处室称号"], [*row, "文明处室"]
    plan = read(heads, row)
    assert held(plan) == {"civilized-office": "2023-01-01"}
    assert said(plan.warnings) == [(2, head, key)]
    more = read(heads, [f"{one}5月6日" if one == "2023年" else one for one in row])
    assert cell != "2023年" or said(more.warnings) == []


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (["处室称号"], ["文明处室（2027.5.6）"]),
        (["文明处室"], ["2027.5.6"]),
        (["文明处室"], ["√（2027.5.6）"]),
        (["文明处室命名时间"], ["2027.5.6"]),
        (["命名时间", "处室称号"], ["2027.5.6", "文明处室"]),
    ],
)
def test_a_day_ahead_is_refused_at_its_own_cell(heads: list[Cell], cells: list[Cell]) -> None:
    plan = read(["机关名称", "处室名称", *heads], [*OFFICE, *cells])
    assert said(plan.rejected) == [(2, heads[0], "day-ahead")]
    assert plan.rejected[0].value == cells[0]


@pytest.mark.parametrize("cell", ["√", "2023.5.6", "√（2023.5.6）"])
def test_a_cell_of_titles_that_names_none_says_how_to_write_it(cell: str) -> None:
    plan = read(["机关名称", "处室名称", "处室称号"], [*OFFICE, cell])
    assert said(plan.rejected) == [(2, "处室称号", "which-honor")]


# --- a column of inner offices: names, or how many ---


@pytest.mark.parametrize("head", ["内设机构", "处室", "内设科室", "处（科）室"])
def test_numbers_below_inner_offices_count_them(head: str) -> None:
    plan = read(["单位", head], ["市财政局", 8.0], ["市教育局", "12"])
    assert [(one.name, one.offices) for one in plan.agencies] == [("市财政局", 8), ("市教育局", 12)]
    assert plan.offices == []
    assert [(one.title, one.field) for one in plan.seen[0].columns][1] == (head, "offices")


@pytest.mark.parametrize("head", ["内设机构", "处室", "内设科室", "处（科）室"])
def test_names_below_inner_offices_are_offices(head: str) -> None:
    plan = read(["单位", head], ["市财政局", "办公室"], ["市财政局", "12"])
    assert [one.name for one in plan.offices] == ["办公室"]
    assert said(plan.rejected) == [(3, head, "no-name")]


@pytest.mark.parametrize("lower", [["名称", "名称"], ["全称", "名称"]])
@pytest.mark.parametrize("head", ["处（科）室", "处室", "内设机构"])
def test_two_rows_over_agency_and_office(head: str, lower: list[Cell]) -> None:
    plan = read(["单位", head], lower, ["市财政局", "办公室"])
    assert [one.name for one in plan.offices] == ["办公室"]
    assert said(plan.rejected) == []
