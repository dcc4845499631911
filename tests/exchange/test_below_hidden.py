"""Rows below a hidden one that names their agency are never the agency's above it."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.marks import check_marks
from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registers import read_rows
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet
from tests.exchange.books import book as workbook
from tests.exchange.books import edited
from tests.exchange.test_marks import VIEW

KNOWN = Known((KnownAgency("a-1", "市财政局", "", ""), KnownAgency("a-2", "市教育局", "", "")))
NOBODY = Known()


def read(*rows: list[Cell], hidden: set[int], known: Known = NOBODY, choice: bool = False) -> Plan:
    sheet = Sheet("表", [list(row) for row in rows], {}, hidden_rows=frozenset(hidden))
    return read_registry(Path("a.xlsx"), known, None, [sheet], how=How(hidden=choice))


def owners(plan: Plan, known: Known = NOBODY) -> dict[str, str]:
    called = {one.id: one.name for one in (*known.agencies, *plan.agencies)}
    return {office.name: called[office.agency] for office in plan.offices}


ROWS: list[list[Cell]] = [
    ["单位", "处室", "人数"],
    ["市财政局", "办公室", 9.0],
    [None, "预算处", 8.0],
    ["市教育局", "基教处", 7.0],
    [None, "高教处", 6.0],
    ["市商务局", "外贸处", 5.0],
]


@pytest.mark.parametrize("known", [NOBODY, KNOWN])
def test_blank_cells_below_a_hidden_agency_are_that_agencys_and_said(known: Known) -> None:
    plan = read(*ROWS, hidden={4}, known=known)
    assert owners(plan, known)["高教处"] == "市教育局" and "基教处" not in owners(plan, known)
    (said,) = (one for one in plan.warnings if one.reason.key == "exchange.agency-hidden")
    assert (said.row, said.value, said.reason.values["rows"]) == (5, "市教育局", ["5"])


def test_by_choice_nothing_is_hidden() -> None:
    plan = read(*ROWS, hidden={4}, choice=True)
    assert owners(plan)["基教处"] == owners(plan)["高教处"] == "市教育局"
    assert not [one for one in plan.warnings if one.reason.key == "exchange.agency-hidden"]


def test_a_hidden_sum_heads_nothing() -> None:
    rows = [*ROWS[:3], ["小计", None, 17.0], [None, "国库处", 6.0]]
    assert owners(read(*rows, hidden={4}))["国库处"] == "市财政局"


def test_a_hidden_sub_head_is_the_one_of_the_rows_below_it() -> None:
    plan = read(
        ["单位", "处室数"],
        ["一、党群部门", None],
        ["市妇联", 3.0],
        ["二、政府部门", None],
        ["市财政局", 9.0],
        hidden={4},
    )
    assert [(one.name, one.sector) for one in plan.agencies] == [
        ("市妇联", "党群部门"),
        ("市财政局", "政府部门"),
    ]
    assert [one.row for one in plan.warnings if one.reason.key == "exchange.head-hidden"] == [4]


def test_a_hidden_line_begins_the_block_of_its_agency() -> None:
    plan = read(
        ["单位：市财政局"],
        ["处室", "人数"],
        ["办公室", 9.0],
        ["单位：市教育局"],
        ["处室", "人数"],
        ["高教处", 6.0],
        hidden={4},
    )
    assert owners(plan) == {"办公室": "市财政局", "高教处": "市教育局"}


def test_so_it_is_with_activities(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        活动=[
            ["日期", "单位", "活动"],
            ["2026-03-05", "市财政局", "学雷锋"],
            ["2026-03-12", "市教育局", "植树"],
            ["2026-04-01", None, "读书会"],
        ],
    )
    edited(path, "xl/worksheets/sheet1.xml", '<row r="3"', '<row r="3" hidden="1"')
    words = {"on": ("日期",), "agency": ("单位",), "title": ("活动",)}
    found = read_rows(path, words, {"on", "agency", "title"}, kind="activity")
    assert [one.values["agency"] for one in found.given] == ["市财政局", "市教育局"]
    assert [one.reason.key for one in found.warnings] == ["exchange.agency-hidden"]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["机关", "处室", "项目", "考评员", "评分"],
            ["市财政局", "办公室", "study", "k2", 1.0],
            ["市教育局", "基教处", "study", "k2", 2.0],
            [None, "办公室", "study", "k2", 3.0],
        ],
        [
            ["机关", "处室", "考评员", "理论学习", "工作作风"],
            ["市财政局", "办公室", "k2", 1.0, 1.0],
            ["市教育局", "基教处", "k2", 2.0, 2.0],
            [None, "办公室", "k2", 3.0, 3.0],
        ],
    ],
)
def test_so_it_is_with_marks(rows: list[list[Cell]]) -> None:
    found = check_marks([Sheet("表", rows, {}, hidden_rows=frozenset({3}))], VIEW)
    assert {row[0] for row in found.rows} == {"o-1-1", "o-2-1"}
