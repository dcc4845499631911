"""What a registry says beside its columns, and by its own shape, is said and not passed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.exchange.plan import Known, KnownAgency, KnownOffice, Plan
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet

KNOWN = Known(
    (KnownAgency("a-1", "市财政局", "财政局", ""), KnownAgency("a-2", "市审计局", "审计局", ""),
     KnownAgency("a-3", "市统计局", "", "")),
    titles=frozenset({("o-1", "civilized-office"), ("o-1", "model-office")}),
)  # fmt: skip
NOBODY = Known()
HEADS: list[Cell] = ["序号", "机关名称", "简称", "现有称号", "命名时间", "备注"]


def read(*rows: list[Cell], known: Known = NOBODY, heads: list[Cell] = HEADS) -> Plan:
    above: list[list[Cell]] = [["市直机关文明单位名册（第1页）"], heads]
    sheet = Sheet("表", [*above, *rows], {})
    return read_registry(Path("a.xlsx"), known, None, [sheet], how=How(today=date(2026, 6, 1)))


def agency(
    name: str, short: str = "", honor: str = "", since: str = "", note: str = ""
) -> list[Cell]:
    return ["1", name, short or None, honor or None, since or None, note or None]


def said(plan: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.reason.key.removeprefix("exchange.")) for one in plan.warnings]


def left(plan: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.why) for one in plan.left if one.row > 2]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("（以下为今年新增）", "note"),
        ("【以下单位待核】", "note"),
        ("以上3家", "total"),
        ("以上共十二个单位", "total"),
        ("市直机关文明单位名册（第2页）", "title"),
        ("市直机关文明单位名册", "title"),
        ("县区文明单位名册", "title"),
    ],
)
def test_a_row_of_words_alone_is_no_agency_and_no_sector(text: str, why: str) -> None:
    plan = read(agency("市财政局", honor="市级"), [None, text], agency("市审计局", honor="市级"))
    assert left(plan) == [(4, why)]
    assert [(one.name, one.sector) for one in plan.agencies] == [
        ("市财政局", None), ("市审计局", None)]  # fmt: skip


def test_a_new_agency_of_which_nothing_but_the_name_is_said_is_doubted() -> None:
    rows = [agency(f"市{n}局", honor="市级") for n in "甲乙丙"]
    plan = read(*rows, [None, "重点创建对象"], agency("市丁局"))
    assert (6, "name-alone") in said(plan)
    assert (7, "name-alone") not in said(plan)


@pytest.mark.parametrize("words", ["已撤并", "2024年并入市财政局", "已撤销"])
def test_a_name_behind_which_its_end_stands_is_refused(words: str) -> None:
    plan = read(agency(f"市审计局（{words}）", honor="市级"))
    assert [(p.row, p.reason.key, p.reason.values["words"]) for p in plan.rejected] == [
        (3, "exchange.name-ended", words)]  # fmt: skip


@pytest.mark.parametrize("remark", ["称号已于2024年撤销", "已摘牌", "拟撤并"])
def test_a_remark_of_an_end_is_said_of_agencies_and_offices(remark: str) -> None:
    plan = read(agency("市审计局", honor="市级", since="2021.3", note=remark))
    assert said(plan) == [(3, "remark-ended")]
    offices: list[Cell] = ["机关", "处室名称", "处室称号", "命名时间", "备注"]
    plan = read(["市审计局", "办公室", "文明处室", "2021.3", remark], known=KNOWN, heads=offices)
    assert (3, "remark-ended") in said(plan)


def test_a_remark_of_anything_else_is_not_said() -> None:
    plan = read(agency("市审计局", honor="市级", since="2021.3", note="2021年首批命名"))
    assert said(plan) == []


def test_what_stands_below_a_sub_head_of_ended_agencies_is_said_once() -> None:
    plan = read([None, "已撤并单位："], agency("市物价局"), agency("市粮食局"))
    assert [one for one in said(plan) if one[1] == "head-ended"] == [(4, "head-ended")]


def test_a_new_agency_in_the_place_of_one_on_record_is_asked_about() -> None:
    plan = read(agency("市财政厅", "财政局"), agency("市审计局"), agency("市统计局"), known=KNOWN)
    assert (3, "renamed-perhaps") in said(plan)
    assert (4, "agencies-gone") in said(plan)


def test_agencies_that_a_whole_list_leaves_out_are_said_once() -> None:
    plan = read(agency("市审计局"), agency("市统计局"), known=KNOWN)
    gone = [one.reason.values["agencies"] for one in plan.warnings]
    assert gone == [["市财政局"]]
    assert said(read(agency("市审计局"), known=KNOWN)) == []  # an addition, or one agency's own


def test_a_rejected_row_of_an_agency_leaves_it_named() -> None:
    plan = read(
        agency("市财政局", honor="没有的"), agency("市审计局"), agency("市统计局"), known=KNOWN
    )
    assert [one for one in said(plan) if one[1] == "agencies-gone"] == []


def test_two_agencies_of_one_short_name_are_said() -> None:
    assert said(read(agency("市委办公厅", "市办"), agency("市政府办公厅", "市办"))) == [
        (4, "short-of")]  # fmt: skip
    assert said(read(agency("市财经局", "财政局"), agency("市财政局", "财政局"), known=KNOWN)) == [
        (3, "short-of")]  # fmt: skip


def test_ticks_below_levels_of_a_group_are_that_level() -> None:
    sheet = Sheet("表", [
        ["序号", "单位", "现有称号", None, None, None],
        [None, None, "省级", "市级", "市直机关", "无"],
        ["1", "市财政局", "√", None, None, None],
        ["2", "市审计局", None, None, "√", None],
        ["3", "市统计局", None, None, None, "√"],
    ], {})  # fmt: skip
    plan = read_registry(Path("a.xlsx"), Known(), None, [sheet])
    assert [(one.holder, one.honor) for one in plan.titles] == [
        ("a-1", "provincial"), ("a-2", "agency-level")]  # fmt: skip
    assert plan.rejected == []


def test_two_titles_with_a_day_each_need_no_sign_between_them() -> None:
    heads: list[Cell] = ["机关", "处室名称", "处室称号"]
    text = "文明处室（2020.3）标兵处室（2022.5）"
    plan = read(["市财政局", "办公室", text], known=KNOWN, heads=heads)
    assert [(one.honor, one.since) for one in plan.titles] == [
        ("civilized-office", date(2020, 3, 1)), ("model-office", date(2022, 5, 1))]  # fmt: skip


def test_the_title_that_came_with_another_is_corrected_with_it() -> None:
    day = (date(2022, 1, 1), None)
    known = KNOWN._replace(
        offices=(KnownOffice("o-1", "a-1", "办公室"),),
        opened={("o-1", "civilized-office"): day, ("o-1", "model-office"): day},
    )
    heads: list[Cell] = ["机关", "处室名称", "处室称号", "命名时间"]
    plan = read(["市财政局", "办公室", "标兵处室", "2022.5"], known=known, heads=heads)
    assert {(one.honor, one.since) for one in plan.corrected} == {
        ("civilized-office", date(2022, 5, 1)), ("model-office", date(2022, 5, 1))}  # fmt: skip
