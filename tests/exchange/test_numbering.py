"""A running number that begins another agency, and names none, is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

HEADS: list[Cell] = ["序号", "单位", "处室", "人数"]
A, B = "市财政局", "市商务局"
KNOWN = Known((KnownAgency("a-1", A, "", ""), KnownAgency("a-2", B, "", "")))


def read(numbers: list[Cell], owners: list[Cell], known: Known) -> Plan:
    offices: list[Cell] = ["办公室", "预算处", "基教处", "高教处", "外贸处"]
    rows: list[list[Cell]] = [
        [number, owner, office, 5.0]
        for number, owner, office in zip(numbers, owners, offices, strict=True)
    ]
    return read_registry(Path("a.xlsx"), known, None, [Sheet("表", [HEADS, *rows], {})])


@pytest.mark.parametrize("known", [Known(), KNOWN])
@pytest.mark.parametrize("numbers", [[1.0, None, 2.0, None, 3.0], ["1", "1", "2", "2", "3"]])
def test_a_new_number_beside_a_blank_agency_is_refused(numbers: list[Cell], known: Known) -> None:
    plan = read(numbers, [A, None, None, None, B], known)
    assert [(one.row, one.column, one.reason.key) for one in plan.rejected] == [
        (4, "单位", "exchange.number-alone"),
        (5, "单位", "exchange.number-alone"),
    ]
    assert [one.name for one in plan.offices] == ["办公室", "预算处", "外贸处"]


@pytest.mark.parametrize(
    "numbers",
    [
        [1.0, 2.0, 3.0, 4.0, 5.0],
        [1.0, 2.0, 3.0, 4.0, 1.0],
        [1.0, None, None, None, 2.0],
        [None, None, None, None, None],
        [None, 1.0, None, None, None],
    ],
)
def test_numbers_that_count_offices_or_nothing_new_are_no_fault(numbers: list[Cell]) -> None:
    plan = read(numbers, [A, None, None, None, B], KNOWN)
    assert (plan.rejected, len(plan.offices)) == ([], 5)


@pytest.mark.parametrize(("text", "head"), [("高教处", False), ("政府部门", True)])
def test_an_office_beside_a_numeral_is_no_sub_head(text: str, head: bool) -> None:
    rows: list[list[Cell]] = [
        ["序号", "单位", "处室"],
        [1.0, A, "办公室"],
        [2.0, B, "外贸处"],
        ["三", None, text],
        [4.0, "市教育局", "基教处"],
    ]
    plan = read_registry(Path("a.xlsx"), Known(), None, [Sheet("表", rows, {})])
    assert [left.why for left in plan.left] == (["sub-head"] if head else [])
    taken = [*(one.name for one in plan.offices), *(one.row for one in plan.rejected)]
    assert len(taken) == (3 if head else 4)
