"""A sheet of offices without a column of agencies: whose they are, or that nothing says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known
from civtui.exchange.registry import read_registry
from civtui.workspace.answers.as_read import as_read
from civtui.workspace.files.imports import ImportAnswer
from tests.exchange.books import book

AGENCIES = [["机关名称", "简称"], ["市财政局", None], ["市统计局", "统计局"]]
OFFICES = [["处室名称", "负责人"], ["综合处", "甲"]]


def test_offices_of_nobody_are_not_said_to_be_without_a_header(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 机关=AGENCIES, Sheet2=[["某某"], *OFFICES], 说明=[["填表"]])
    plan = read_registry(path, Known())
    said = "\n".join(as_read(ImportAnswer(1, [], [], {}, written=False, seen=plan.seen)))
    assert "没有读入的工作表（没有表头）：说明" in said
    assert "不知道是哪个机关的处室，没有读入的工作表：Sheet2" in said
    assert "单位：机关名称" in said
    assert "--map" in said


@pytest.mark.parametrize("name", ["3.统计局", "03统计局", "（三）统计局", "三、统计局"])
def test_a_number_before_the_name_of_a_sheet_is_none_of_it(tmp_path: Path, name: str) -> None:
    path = book(tmp_path / "a.xlsx", **{"机关": AGENCIES, name: OFFICES})
    plan = read_registry(path, Known())
    assert ([one.name for one in plan.offices], plan.rejected) == (["综合处"], [])
    alone = read_registry(book(tmp_path / "b.xlsx", **{name: OFFICES}), Known())
    assert [one.name for one in alone.agencies] == ["统计局"]


def test_what_the_file_itself_calls_an_agency_tells_whose_the_offices_are(tmp_path: Path) -> None:
    """外侨组 looks like no agency, and 市财政局 alone in a line like a title."""
    agencies = [*AGENCIES, ["市外事侨务组", "外侨组"]]
    path = book(tmp_path / "a.xlsx", 机关=agencies, 外侨组=OFFICES, Sheet3=[["市财政局"], *OFFICES])
    plan = read_registry(path, Known())
    owner = {one.id: one.name for one in plan.agencies}
    assert [owner[one.agency] for one in plan.offices] == ["市外事侨务组", "市财政局"]
    assert [one.reason.key for one in plan.warnings] == [
        "exchange.of-one-sheet",
        "exchange.of-one-line",
    ]


@pytest.mark.parametrize("name", ["12345热线中心", "110指挥中心", "一中心"])
def test_a_number_in_the_name_of_a_sheet_stays(tmp_path: Path, name: str) -> None:
    plan = read_registry(book(tmp_path / "a.xlsx", **{name: OFFICES}), Known())
    assert [one.name for one in plan.agencies] == [name]


def test_a_later_sheet_brings_no_agency_that_an_earlier_one_brought(tmp_path: Path) -> None:
    both = [
        ["单位", "称号", "处室"],
        ["市统计局", "省级文明单位", "核算处"],
        ["市商务局", "市级文明单位", "外贸处"],
    ]
    path = book(tmp_path / "a.xlsx", **{"名册": both, "3.统计局": OFFICES})
    plan = read_registry(path, Known())
    assert [one.name for one in plan.agencies] == ["市统计局", "市商务局"]
    assert {one.name: one.agency for one in plan.offices}["综合处"] == plan.agencies[0].id
    new = [one.sheet for one in plan.warnings if one.reason.key == "exchange.read-as-both"]
    assert new == ["名册"]
    assert [one.kind for one in plan.seen if one.sheet == "3.统计局"] == ["office"]
