"""A blank agency below a hidden row that names another one is nobody's until somebody says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registers import read_rows
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet
from civtui.model.registers import ACTIVITY
from civtui.workspace.building.intake import columns_of, needed_of
from tests.exchange.books import book, edited

ROWS: list[list[Cell]] = [
    ["单位", "处室", "人数"],
    ["市财政局", "办公室", "9"],
    [None, "预算处", "8"],
    ["市教育局", "基教处", "7"],
    [None, "高教处", "6"],
    ["市商务局", "外贸处", "5"],
    [None, "外资处", "4"],
]


def read(*hidden: int, taken: bool = False) -> Plan:
    sheet = Sheet("册", ROWS, {}, frozenset(hidden))
    how = How(hidden=taken, today=date(2026, 6, 1))
    return read_registry(Path("a.xlsx"), Known(), None, [sheet], how=how)


def offices(plan: Plan) -> list[tuple[str, str]]:
    called = {one.id: one.name for one in plan.agencies}
    return [(called[one.agency], one.name) for one in plan.offices]


def test_an_office_below_a_hidden_agency_is_refused() -> None:
    plan = read(4)
    assert [(one.row, one.reason.key) for one in plan.rejected] == [(5, "exchange.hidden-owner")]
    assert ("市财政局", "高教处") not in offices(plan)
    assert ("市商务局", "外资处") in offices(plan)


def test_a_hidden_row_of_the_same_agency_hides_nobody() -> None:
    assert read(3).rejected == []
    assert ("市教育局", "高教处") in offices(read(4, taken=True))


def test_a_row_of_a_register_below_a_hidden_agency_is_nobody_s(tmp_path: Path) -> None:
    rows = [["单位", "日期", "活动"], ["市财政局", "2026-1-5", "植树"],
            ["市教育局", "2026-1-6", "读书"], [None, "2026-1-7", "宣讲"]]  # fmt: skip
    path = edited(book(tmp_path / "a.xlsx", 活动=rows), "xl/worksheets/sheet1.xml",
                  '<row r="3"', '<row r="3" hidden="1"')  # fmt: skip
    found = read_rows(path, columns_of(ACTIVITY), needed_of(ACTIVITY), kind="activity")
    assert [one.values.get("agency") for one in found.given] == ["市财政局", None]
