"""A row of agencies that gives the short name of one on record is that agency's."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, KnownAgency, KnownOffice, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

CODE = "91110000600037341L"
KNOWN = Known(
    (KnownAgency("a-1", "市贸易发展局", "贸发局", ""), KnownAgency("a-2", "市水务局", "水务局", ""))
)
HEADS: list[Cell] = ["单位", "现有称号"]


def read(*rows: list[Cell], known: Known = KNOWN) -> Plan:
    sheet = Sheet("表", [HEADS, *map(list, rows)], {})
    return read_registry(Path("a.xlsx"), known, None, [sheet])


def test_it_is_taken_for_that_one_and_said() -> None:
    plan = read(["贸发局", "市直机关文明单位(2023-01-10)"], ["水务局", None])
    assert [(one.id, one.name) for one in plan.agencies] == [
        ("a-1", "市贸易发展局"),
        ("a-2", "市水务局"),
    ]
    assert [title.holder for title in plan.titles] == ["a-1"]
    said = [(one.row, one.reason.key) for one in plan.warnings if "short" in one.reason.key]
    assert said == [(2, "exchange.by-short"), (3, "exchange.by-short")]
    assert plan.rejected == []


@pytest.mark.parametrize("rows", [("贸发局", "市贸易发展局"), ("市贸易发展局", "贸发局")])
def test_in_one_file_it_is_there_once(rows: tuple[str, str]) -> None:
    plan = read(*([name, None] for name in rows))
    assert [(one.row, one.reason.key) for one in plan.rejected] == [(3, "exchange.twice")]


def test_a_short_name_of_two_is_asked_about() -> None:
    both = Known((*KNOWN.agencies, KnownAgency("a-3", "市贸易发展促进局", "贸发局", "")))
    plan = read(["贸发局", None], known=both)
    assert plan.agencies == [] and doubts(plan) == [["市贸易发展局", "市贸易发展促进局"]]


def doubts(plan: Plan) -> list[object]:
    return [
        one.reason.values["agencies"] for one in plan.rejected if "same-perhaps" in one.reason.key
    ]


CITY = Known(
    (
        KnownAgency("a-1", "滨海市审计局", "", ""),
        KnownAgency("a-2", "滨海市发展和改革委员会", "市发改委", ""),
        KnownAgency("a-3", "中共滨海市委办公室", "", ""),
        KnownAgency("a-4", "园林局", "", ""),
        KnownAgency("a-5", "中共滨海市委组织部", "", ""),
        KnownAgency("a-6", "滨海市林业局", "", ""),
    ),
    city="滨海市",
)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("审计局", "a-1"),
        ("市审计局", "a-1"),
        ("滨海市发改委", "a-2"),
        ("发改委", "a-2"),
        ("市委办公室", "a-3"),
        ("滨海市委办公室", "a-3"),
        ("市委办", "a-3"),
        ("滨海市园林局", "a-4"),
        ("市园林局", "a-4"),
        ("组织部", "a-5"),
        ("市委组织部", "a-5"),
        ("滨海市林业局（与农业局合署）", "a-6"),
    ],
)
def test_what_people_leave_out_of_a_name_makes_no_second_agency(name: str, id_: str) -> None:
    plan = read([name, None], known=CITY)
    (one,), called = plan.agencies, {known.id: known.name for known in CITY.agencies}
    assert (one.id, one.name) == (id_, called[id_])
    assert [w.reason.values for w in plan.warnings if w.reason.key == "exchange.by-body"] == [
        {"agency": called[id_]}
    ]
    heads: list[Cell] = ["单位", "处室名称", "负责人"]
    offices = Sheet("处室", [heads, [name, "一处", "甲"], [name, "二处", "乙"]], {})
    plan = read_registry(Path("a.xlsx"), CITY, None, [offices])
    assert {office.agency for office in plan.offices} == {id_}
    assert [w.row for w in plan.warnings if w.reason.key == "exchange.by-body"] == [2]


@pytest.mark.parametrize("name", ["市政府办公室", "滨海区审计局", "城建局", "市委老干部局"])
def test_another_name_is_another_agency(name: str) -> None:
    (one,) = read([name, None], known=CITY).agencies
    assert one.name == name and one.id not in {known.id for known in CITY.agencies}


def test_one_that_has_ended_by_its_remark_is_asked_about() -> None:
    plan = read(["滨海市林业局（撤销）", None], known=CITY)
    assert plan.agencies == [] and doubts(plan) == [["滨海市林业局"]]


def test_two_new_rows_of_one_name_are_asked_about() -> None:
    plan = read(["滨海市海洋局", None], ["海洋局", None], ["市海洋局", None], known=CITY)
    assert [one.name for one in plan.agencies] == ["滨海市海洋局"]
    assert [(one.row, one.reason.values["row"]) for one in plan.rejected] == [(3, 2), (4, 2)]
    assert doubts(plan) == [["滨海市海洋局"]] * 2


def test_by_its_code_an_agency_takes_a_new_name() -> None:
    known = Known((KnownAgency("a-1", "滨海市审计局", "", CODE),), city="滨海市")
    sheet = Sheet("表", [["单位", "统一社会信用代码"], ["审计局", CODE]], {})
    (one,) = read_registry(Path("a.xlsx"), known, None, [sheet]).agencies
    assert (one.id, one.name) == ("a-1", "审计局")


def test_a_sheet_of_both_names_all_that_are_new() -> None:
    heads: list[Cell] = ["单位", "处室名称", "文明处室"]
    rows: list[list[Cell]] = [[f"{n}局", "一处", "√"] for n in "甲乙丙"]
    plan = read_registry(Path("a.xlsx"), CITY, None, [Sheet("表", [heads, *rows], {})])
    (said,) = [one.reason for one in plan.warnings if one.reason.key == "exchange.read-as-both"]
    assert said.values["agencies"] == ["甲局", "乙局", "丙局"]


def test_an_agency_whose_offices_are_all_rejected_is_said_to_have_none() -> None:
    heads: list[Cell] = ["单位", "处室名称", "文明处室"]
    rows: list[list[Cell]] = [
        ["甲局", "一处", "√"],
        ["乙局", "一处", "待定"],
        ["乙局", "二处", "?"],
    ]
    plan = read_registry(Path("a.xlsx"), CITY, None, [Sheet("表", [heads, *rows], {})])
    said = [
        (one.row, one.reason.values)
        for one in plan.warnings
        if one.reason.key == "exchange.no-office-left"
    ]
    assert said == [(3, {"count": 2})]


def test_offices_of_the_ledger_are_told_from_those_of_the_file() -> None:
    known = CITY._replace(offices=(KnownOffice("o-1-1", "a-1", "人事处"),))
    agencies = Sheet("机关", [["机关名称", "处室数"], ["滨海市审计局", 1.0]], {})
    offices = Sheet("处室", [["单位", "处室名称"], ["滨海市审计局", "法规处"]], {})
    plan = read_registry(Path("a.xlsx"), known, None, [agencies, offices])
    (said,) = [one.reason for one in plan.warnings if "roster-mismatch" in one.reason.key]
    assert (said.key, said.values) == (
        "exchange.roster-mismatch-kept",
        {"declared": 1, "listed": 2, "own": 1},
    )


@pytest.mark.parametrize("name", ["市发改委", "发改委", "滨海发改委"])
def test_what_shortens_a_name_with_its_city_is_warned_of(name: str) -> None:
    known = Known((KnownAgency("a-1", "滨海市发展和改革委员会", "", ""),), city="滨海市")
    plan = read([name, None], known=known)
    assert [w.reason.values for w in plan.warnings if w.reason.key == "exchange.twin"] == [
        {"twin": "滨海市发展和改革委员会"}
    ]


@pytest.mark.parametrize(
    ("name", "id_"), [("县教育局", "a-1"), ("教育局", "a-1"), ("中共临江县委办公室", "a-2")]
)
def test_a_county_is_left_out_as_a_city_is(name: str, id_: str) -> None:
    known = Known(
        (KnownAgency("a-1", "临江县教育局", "", ""), KnownAgency("a-2", "县委办公室", "", "")),
        city="临江县",
    )
    plan = read([name, None], known=known)
    assert [one.id for one in plan.agencies] == [id_]
    assert [w.row for w in plan.warnings if w.reason.key == "exchange.by-body"] == [2]
