"""Registries as people lay them out: persons with numbers, counts, crosses, tables abreast."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.nameless import are_several
from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet
from civtui.model.errors import BadInput


def sheet(*rows: list[Cell], name: str = "表") -> Sheet:
    width = max(map(len, rows))
    return Sheet(name, [[*row, *[None] * (width - len(row))] for row in rows], {})


def read(*rows: list[Cell], name: str = "表", known: Known | None = None) -> Plan:
    return read_registry(Path("a.xlsx"), known or Known(), None, [sheet(*rows, name=name)])


def keys(plan: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.reason.key.partition(".")[2]) for one in plan.warnings]


def refused(plan: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.reason.key.partition(".")[2]) for one in plan.rejected]


def reached(plan: Plan) -> tuple[str, str, str, str]:
    one = plan.agencies[0]
    return one.chief, one.chief_phone, one.contact, one.phone


def test_two_telephones_behind_two_persons_are_theirs_in_turn() -> None:
    plan = read(
        ["单位名称", "第一责任人", "联系人", "联系电话", "联系电话"],
        ["贸发局", "李明", "张三", "85911111", "13800000001"],
    )
    assert reached(plan) == ("李明", "85911111", "张三", "13800000001")
    assert keys(plan) == [(1, "whose-phone"), (1, "whose-phone")]


def test_telephones_that_may_stand_before_their_persons_are_all_unsure() -> None:
    plan = read(
        ["单位", "联系电话", "第一责任人", "联系电话", "联系人"],
        ["贸发局", "111111", "李明", "222222", "张三"],
    )
    assert keys(plan) == [(1, "whose-phone"), (1, "whose-phone")]


@pytest.mark.parametrize(
    "cell", ["李明 85911111", "李明（85911111）", "李明85911111", "李明，电话：85911111"]
)
def test_a_name_and_a_telephone_in_one_cell_are_parted(cell: str) -> None:
    plan = read(["单位", "第一责任人"], ["贸发局", cell])
    assert reached(plan)[:2] == ("李明", "85911111")
    assert keys(plan) == [(2, "phone-in-name")]


def test_a_telephone_that_has_a_column_is_not_written_over() -> None:
    plan = read(["单位", "第一责任人", "电话"], ["贸发局", "李明 85911111", "85922222"])
    assert reached(plan)[:2] == ("李明", "85922222")
    assert keys(plan) == [(2, "phone-beside")]


def test_an_offices_head_with_a_telephone_is_parted_too() -> None:
    plan = read(["单位", "处室", "负责人"], ["贸发局", "办公室", "李明 85911111"])
    assert plan.offices[0].head == "李明" and (2, "phone-not-kept") in keys(plan)


def test_persons_with_a_telephone_each_are_taken_together_and_said() -> None:
    plan = read(["单位", "第一责任人"], ["贸发局", "李明 85911111、王强 85922222"])
    assert reached(plan)[:2] == ("李明、王强", "85911111、85922222")
    assert keys(plan) == [(2, "phone-in-name"), (2, "several-persons")]


def test_a_group_of_person_and_telephone_says_whose_both_are() -> None:
    plan = read(
        ["单位", "第一责任人及电话", None, "联络员及电话", None],
        ["单位", "姓名", "电话", "姓名", "电话"],
        ["贸发局", "李明", "85911111", "张三", "13800000001"],
    )
    assert reached(plan) == ("李明", "85911111", "张三", "13800000001")


def test_counts_with_words_and_none_count_offices() -> None:
    plan = read(
        ["单位", "级别", "命名时间", "内设机构"],
        ["财政局", "省级文明单位", "2018年12月", 4.0],
        ["审计局", "市级", "2020.3.1", "12个"],
        ["物价局", "/", None, "无"],
        ["教育局", None, None, "0"],
    )
    assert refused(plan) == []
    assert [one.offices for one in plan.agencies] == [4, 12, 0, 0]
    assert [(one.honor, str(one.since)) for one in plan.titles] == [
        ("provincial", "2018-12-01"),
        ("municipal", "2020-03-01"),
    ]


def test_a_rank_is_no_title() -> None:
    plan = read(["单位", "级别", "简称"], ["财政局", "正处级", "财政"])
    assert (refused(plan), plan.titles, keys(plan)) == ([], [], [(1, "unused-near")])


@pytest.mark.parametrize("cell", ["法规处 经贸处", "法规处　经贸处", "办公室 人事科 财务科"])
def test_offices_with_a_blank_between_are_several(cell: str) -> None:
    assert refused(read(["单位", "处室"], ["财政局", cell])) == [(2, "several-names")]


@pytest.mark.parametrize("name", ["办 公 室", "办公 室", "政策 法规处", "机关 党委"])
def test_a_blank_inside_one_name_is_none(name: str) -> None:
    assert not are_several(name)


def test_a_cross_is_no_and_said_once_and_a_ring_is_refused() -> None:
    plan = read(
        ["单位", "处室", "文明处室"],
        ["财政局", "办公室", "×"],
        ["财政局", "预算处", "×"],
        ["财政局", "国库处", "√"],
        ["财政局", "人事处", "○"],
    )
    assert refused(plan) == [(5, "no-tick")]
    said = [one for one in plan.warnings if one.reason.key == "exchange.crosses"]
    assert [(one.row, one.reason.values["count"]) for one in said] == [(2, 2)]
    assert len(plan.titles) == 1


def test_a_year_gives_way_to_the_day_beside_it() -> None:
    plan = read(
        ["单位", "处室", "处室称号", "处室命名时间"],
        ["财政局", "采购处", "文明处室（2023）", "2023.5.6"],
        ["财政局", "预算处", "文明处室（2022）", "2023.5.6"],
    )
    assert [str(one.since) for one in plan.titles] == ["2023-05-06", "2022-01-01"]
    assert [key for row, key in keys(plan) if row > 1] == ["year-in-cell", "day-not-used"]


def test_a_year_that_is_not_read_is_said_once() -> None:
    plan = read(["单位", "称号", "命名时间"], ["财政局", "无", "2016"])
    assert keys(plan) == [(2, "day-of-no-title")]


def test_tables_abreast_are_refused_in_one_sentence() -> None:
    plan = read(
        ["机关", "处室", "称号", None, "机关", "处室", "称号"],
        ["财政局", "办公室", "文明处室(2023.5)", None, "审计局", "法规处", "√"],
        [None, "国库处", None, None, "贸发局", "外贸处", None],
    )
    assert refused(plan) == [(1, "abreast")]
    assert [one.name for one in plan.offices] == ["办公室", "国库处"]
    assert [str(one.since) for one in plan.titles] == ["2023-05-01"]


HEADS: list[Cell] = ["序号", "处室名称", "现有称号", "命名时间", "负责人", "编制"]
FIRST: list[Cell] = [1.0, "办公室", "文明处室", "2023.5.6", "张三", 6.0]
SECOND: list[Cell] = [2.0, "预算处", None, None, "李四", 7.0]


@pytest.mark.parametrize("line", ["单位：财政局", "填报单位：财政局", "单位名称: 财政局"])
def test_a_line_above_says_whose_the_offices_are(line: str) -> None:
    plan = read([line, None, None, "第一责任人：周一"], HEADS, FIRST, SECOND, ["合计", 2.0])
    assert [one.name for one in plan.agencies] == ["财政局"]
    assert [(one.name, one.head, one.staff) for one in plan.offices] == [
        ("办公室", "张三", 6),
        ("预算处", "李四", 7),
    ]
    assert [str(one.since) for one in plan.titles] == ["2023-05-06"]
    assert refused(plan) == [] and (2, "of-one-line") in keys(plan)


def test_the_sheets_name_says_whose_the_offices_are() -> None:
    plan = read(HEADS, FIRST, SECOND, name="财政局")
    assert [one.name for one in plan.agencies] == ["财政局"]
    assert (1, "of-one-sheet") in keys(plan)
    known = Known((KnownAgency("a-1", "市烟草专卖", "烟草", ""),))
    assert [one.agency for one in read(HEADS, FIRST, name="烟草", known=known).offices] == ["a-1"]


@pytest.mark.parametrize("name", ["Sheet1", "处室", "花名册"])
def test_offices_of_nobody_are_refused_with_what_is_missing(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(HEADS, FIRST, SECOND, name=name)
    assert caught.value.message.key == "exchange.no-agency-column"
