"""What a cell of the column of offices names: one office, or none that can be taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, KnownAgency, KnownOffice, Plan
from civtui.exchange.registry import read_registry
from tests.exchange.books import book


def read(folder: Path, *rows: list[str | int | None]) -> Plan:
    heads = ["机关名称", "处室名称", "人数"]
    return read_registry(book(folder / "a.xlsx", 处室=[heads, *rows]), Known())


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("外经处、", "外经处"),
        ("外经处/", "外经处"),
        ("1.国库处", "国库处"),
        ("2、国库处", "国库处"),
        ("（二）预算处", "预算处"),
        ("三、预算处", "预算处"),
    ],
)
def test_what_stands_around_an_office_in_a_list_is_none_of_its_name(
    tmp_path: Path, cell: str, name: str
) -> None:
    plan = read(tmp_path, ["市财政局", cell, 3])
    assert [one.name for one in plan.offices] == [name]
    assert [one.reason.key for one in plan.warnings if one.row == 2] == ["exchange.bare-name"]


@pytest.mark.parametrize(
    "cell",
    [
        "法规处/经贸处",
        "国库处和预算处",
        "国库处、预算处",
        "法规处及信访室",
        "办公室与人事科",
        "1、办公室/2、人事处",
    ],
)
def test_two_offices_in_a_cell_are_refused_by_name(tmp_path: Path, cell: str) -> None:
    plan = read(tmp_path, ["市财政局", "办公厅", 3], ["市财政局", cell, 3])
    assert [one.name for one in plan.offices] == ["办公厅"]
    (refused,) = plan.rejected
    assert (refused.row, refused.reason.key) == (3, "exchange.several-offices")
    offices = refused.reason.values["offices"]
    assert isinstance(offices, list)
    assert len(offices) == 2


@pytest.mark.parametrize(
    "cell", ["政策研究与法规处", "财务和资产管理处", "组织、人事处", "计划/财务处", "办公室"]
)
def test_an_office_of_a_long_name_is_one(tmp_path: Path, cell: str) -> None:
    plan = read(tmp_path, ["市财政局", cell, 3])
    assert ([one.name for one in plan.offices], plan.rejected) == ([cell], [])


@pytest.mark.parametrize("cell", ["合计", "总计", "小计", "合　计", "小计（个）"])
def test_a_sum_is_no_office(tmp_path: Path, cell: str) -> None:
    """Of the agency that it names are the rows below that name none."""
    plan = read(
        tmp_path,
        ["市审计局", "法规处", 3],
        ["市财政局", cell, 7],
        [None, "预算处", 3],
        [None, "国库处", 4],
        [None, cell, 7],
    )
    owner = {one.id: one.name for one in plan.agencies}
    assert [(owner[one.agency], one.name) for one in plan.offices] == [
        ("市审计局", "法规处"),
        ("市财政局", "预算处"),
        ("市财政局", "国库处"),
    ]
    assert [(one.row, one.why) for one in plan.left] == [(3, "total"), (6, "total")]
    assert plan.rejected == []


def test_an_office_that_adds_up_is_one(tmp_path: Path) -> None:
    assert [one.name for one in read(tmp_path, ["市财政局", "汇总处", 3]).offices] == ["汇总处"]


def test_an_office_known_by_its_number_in_a_list_loses_it_and_stays_the_same(
    tmp_path: Path,
) -> None:
    known = Known(
        (KnownAgency("a-1", "市财政局", "", ""),), (KnownOffice("o-1-1", "a-1", "1.国库处"),)
    )
    rows = [["机关名称", "处室名称", "人数"], ["市财政局", "1.国库处", 3]]
    plan = read_registry(book(tmp_path / "a.xlsx", 处室=rows), known)
    assert [(one.id, one.name) for one in plan.offices] == [("o-1-1", "国库处")]


NUMBERED = [
    "1.市财政局",
    "（一）市财政局",
    "3、市财政局",
    "03市财政局",
    "二、市财政局",
    "市财政局、",
]


@pytest.mark.parametrize("cell", NUMBERED)
@pytest.mark.parametrize("heads", [["机关名称", "处室名称"], ["机关名称", "简称"]])
@pytest.mark.parametrize("stored", ["", "市财政局", "written"])
def test_what_stands_around_an_agency_in_a_list_is_none_of_its_name(
    tmp_path: Path, cell: str, heads: list[str], stored: str
) -> None:
    stored = cell if stored == "written" else stored
    known = Known((KnownAgency("a-1", stored, "", ""),) if stored else ())
    rows = [heads, [cell, "甲处"], [cell if heads[1] == "处室名称" else "市商务局", "乙处"]]
    plan = read_registry(book(tmp_path / "a.xlsx", 名册=rows), known)
    assert plan.rejected == []
    agencies = {one.id: one.name for one in plan.agencies}
    assert agencies.get("a-1", "市财政局") == "市财政局"
    if heads[1] == "处室名称":
        assert [(one.agency, one.name) for one in plan.offices] == [
            ("a-1", "甲处"),
            ("a-1", "乙处"),
        ]
    else:
        assert len(agencies) == 2
    assert [one.reason.key for one in plan.warnings].count("exchange.bare-name") >= 1


@pytest.mark.parametrize("name", ["12345热线中心", "110指挥中心", "一中心"])
def test_a_number_of_the_name_of_an_agency_stays(tmp_path: Path, name: str) -> None:
    rows = [["机关名称", "处室名称"], [name, "甲处"]]
    plan = read_registry(book(tmp_path / "a.xlsx", 名册=rows), Known())
    assert [one.name for one in plan.agencies] == [name]
