"""What a registry says beside its columns, and by its own shape, is said and not passed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.exchange import doubts
from civtui.exchange.plan import Known, KnownAgency, KnownOffice, Plan
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet
from civtui.locale import render
from civtui.model.text import Message

KNOWN = Known(
    (
        KnownAgency("a-1", "市财政局", "财政局", ""),
        KnownAgency("a-2", "市审计局", "审计局", ""),
        KnownAgency("a-3", "市统计局", "", ""),
    ),
    titles=frozenset({("o-1", "civilized-office"), ("o-1", "model-office")}),
)
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
        ("第2页 共2页", "note"),
        ("以下空白", "note"),
        ("——以下为二类单位——", "note"),
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
        ("市财政局", None),
        ("市审计局", None),
    ]


def test_a_new_agency_of_which_nothing_but_the_name_is_said_is_doubted() -> None:
    rows = [agency(f"市{n}局", honor="市级") for n in "甲乙丙"]
    plan = read(*rows, [None, "重点创建对象"], agency("市丁局"))
    assert (6, "name-alone") in said(plan)
    assert (7, "name-alone") not in said(plan)


@pytest.mark.parametrize("words", ["已撤并", "2024年并入市财政局", "已撤销"])
def test_a_name_behind_which_its_end_stands_is_refused(words: str) -> None:
    plan = read(agency(f"市审计局（{words}）", honor="市级"))
    assert [(p.row, p.reason.key, p.reason.values["words"]) for p in plan.rejected] == [
        (3, "exchange.name-ended", words)
    ]


@pytest.mark.parametrize("remark", ["称号已于2024年撤销", "已摘牌", "拟撤并"])
def test_a_remark_of_an_end_is_said_of_agencies_and_offices(remark: str) -> None:
    plan = read(agency("市审计局", honor="市级", since="2021.3.1", note=remark))
    assert said(plan) == [(3, "remark-ended")]
    offices: list[Cell] = ["机关", "处室名称", "处室称号", "命名时间", "备注"]
    plan = read(["市审计局", "办公室", "文明处室", "2021.3.1", remark], known=KNOWN, heads=offices)
    assert (3, "remark-ended") in said(plan)


@pytest.mark.parametrize(
    ("title", "cell", "told"),
    [
        ("是否保留", "否", True),
        ("是否保留", "保留", False),
        ("是否保留", "是", False),
        ("摘牌时间", "2020年6月", True),
        ("撤销日期", "2022.1", True),
        ("摘牌时间", "无", False),
        ("是否撤销", "否", False),
        ("是否撤销", "√", True),
        ("联系地址", "否", False),
    ],
)
def test_a_cell_below_words_of_an_end_is_said_of_its_row(title: str, cell: str, told: bool) -> None:
    heads = [*HEADS[:5], title]
    plan = read(
        agency("市财政局", honor="市级", since="2021.3.1"),
        agency("市审计局", honor="市级", since="2021.3.1", note=cell),
        heads=heads,
    )
    found = [w.row for w in plan.warnings if w.reason.key == "exchange.remark-ended"]
    assert found == ([4] if told else [])


def test_a_remark_of_anything_else_is_not_said() -> None:
    plan = read(agency("市审计局", honor="市级", since="2021.3.1", note="2021年首批命名"))
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
        (4, "short-twice")
    ]
    assert said(read(agency("市财经局", "财政局"), agency("市财政局", "财政局"), known=KNOWN)) == [
        (3, "short-of")
    ]


def test_ticks_below_levels_of_a_group_are_that_level() -> None:
    sheet = Sheet(
        "表",
        [
            ["序号", "单位", "现有称号", None, None, None],
            [None, None, "省级", "市级", "市直机关", "无"],
            ["1", "市财政局", "√", None, None, None],
            ["2", "市审计局", None, None, "√", None],
            ["3", "市统计局", None, None, None, "√"],
        ],
        {},
    )
    plan = read_registry(Path("a.xlsx"), Known(), None, [sheet])
    assert [(one.holder, one.honor) for one in plan.titles] == [
        ("a-1", "provincial"),
        ("a-2", "agency-level"),
    ]
    assert plan.rejected == []


def test_two_titles_with_a_day_each_need_no_sign_between_them() -> None:
    heads: list[Cell] = ["机关", "处室名称", "处室称号"]
    text = "文明处室（2020.3）标兵处室（2022.5）"
    plan = read(["市财政局", "办公室", text], known=KNOWN, heads=heads)
    assert [(one.honor, one.since) for one in plan.titles] == [
        ("civilized-office", date(2020, 3, 1)),
        ("model-office", date(2022, 5, 1)),
    ]


def test_the_title_that_came_with_another_is_corrected_with_it() -> None:
    day = (date(2022, 1, 1), None)
    known = KNOWN._replace(
        offices=(KnownOffice("o-1", "a-1", "办公室"),),
        opened={("o-1", "civilized-office"): day, ("o-1", "model-office"): day},
    )
    heads: list[Cell] = ["机关", "处室名称", "处室称号", "命名时间"]
    plan = read(["市财政局", "办公室", "标兵处室", "2022.5"], known=known, heads=heads)
    assert {(one.honor, one.since) for one in plan.corrected} == {
        ("civilized-office", date(2022, 5, 1)),
        ("model-office", date(2022, 5, 1)),
    }


def test_sub_heads_of_titles_give_the_title_and_no_sector() -> None:
    sheet = Sheet(
        "表",
        [
            ["序号", "单位名称"],
            ["一、省级文明单位（2个）"],
            ["1", "市财政局"],
            ["2", "市审计局"],
            ["二、未获称号单位"],
            ["1", "市教育局"],
        ],
        {},
    )
    plan = read_registry(Path("a.xlsx"), Known(), None, [sheet])
    assert [(one.holder, one.honor) for one in plan.titles] == [
        ("a-1", "provincial"),
        ("a-2", "provincial"),
    ]
    assert [one.sector for one in plan.agencies] == [None] * 3
    assert (3, "head-honors") in said(plan) and (6, "head-no-honor") in said(plan)


def test_where_a_column_says_the_titles_a_sub_head_gives_none() -> None:
    plan = read([None, "一、省级文明单位"], agency("市财政局"), agency("市审计局", honor="市级"))
    assert [(one.holder, one.honor) for one in plan.titles] == [("a-2", "municipal")]
    assert (4, "head-no-honor") in said(plan)


@pytest.mark.parametrize(("name", "twin"), [("市发改委", "市发展和改革委员会")])
def test_a_short_way_to_write_a_name_is_said_to_be_like_it(name: str, twin: str) -> None:
    known = Known(
        (
            KnownAgency("a-1", "市财政局", "财政", ""),
            KnownAgency("a-2", "市审计局", "审计", ""),
            KnownAgency("a-3", "市发展和改革委员会", "", ""),
        )
    )
    plan = read(agency(name, note="x"), known=known)
    assert [one.reason.values for one in plan.warnings if one.reason.key == "exchange.twin"] == [
        {"twin": twin}
    ]
    (one,) = read(agency("市审计", note="x"), known=known).agencies
    assert one.id == "a-2"  # its short name, and 市


def test_a_name_says_nothing_of_what_it_was_before() -> None:
    plan = read(agency("市发改委（原市计委）", honor="市级"))
    assert [one.name for one in plan.agencies] == ["市发改委"]
    assert (3, "bare-name") in said(plan)


@pytest.mark.parametrize(
    ("text", "alone"),
    [("2021年3月（第二批）", True), ("2021年03月05日（市文明委〔2021〕3号）", False)],
)
def test_a_day_may_have_a_remark_behind_it(text: str, alone: bool) -> None:
    plan = read(agency("市审计局", honor="市级", since=text))
    assert [one.since.month for one in plan.titles if one.since] == [3]
    assert said(plan) == [(3, "day-remark"), *([(3, "month-alone")] if alone else [])]


def test_a_day_by_which_a_title_ended_is_refused() -> None:
    plan = read(agency("市审计局", honor="市级", since="2021年3月（2024年撤销）"))
    assert [one.reason.key for one in plan.rejected] == ["exchange.no-date"]


def test_a_telephone_that_a_spreadsheet_spoilt_is_not_taken() -> None:
    heads: list[Cell] = ["机关名称", "联络员", "联系电话"]
    plan = read(["市审计局", "兼", "1.39E+10"], heads=heads)
    assert not plan.agencies[0].contact and not plan.agencies[0].phone
    assert {(3, "phone-as-number"), (3, "no-person")} <= set(said(plan))


@pytest.mark.parametrize(
    "name",
    [
        "原市档案局",
        "市文旅局（停）",
        "市侨办——见统战部",
        "市民政局（筹）",
        "甲乙丙丁",
        "重点名单外",
    ],
)
def test_a_name_that_no_body_has_is_taken_and_doubted(name: str) -> None:
    plan = read(agency(name, honor="市级", since="2021.3.1"))
    assert [one.name for one in plan.agencies] == [name]
    assert (3, "odd-name") in said(plan)
    heads: list[Cell] = ["机关", "处室名称", "负责人"]
    assert (3, "odd-name") in said(read(["市财政局", name, "王芳"], known=KNOWN, heads=heads))


@pytest.mark.parametrize(
    "name",
    [
        "市人力资源和社会保障局（市公务员局）",
        "市妇联",
        "市科协",
        "市人大",
        "12345热线中心",
        "合作指导处",
        "注册处",
        "工青妇办",
        "市纪委监委",
        "总师办",
        "Finance Bureau",
        "海关",
    ],
)
def test_names_of_bodies_are_not_doubted(name: str) -> None:
    assert said(read(agency(name, honor="市级", since="2021.3.1"))) == []


def test_an_odd_name_on_record_is_doubted_no_more() -> None:
    known = Known((KnownAgency("a-1", "原市档案局", "", ""),))
    assert said(read(agency("原市档案局", honor="市级", since="2021.3.1"), known=known)) == []


@pytest.mark.parametrize("text", ["省级文明单位：", "省级文明单位", "已撤并单位"])
def test_one_text_below_a_header_is_a_sub_head_and_no_second_header(text: str) -> None:
    sheet = Sheet(
        "表",
        [
            ["序号", "单位名称", "命名时间"],
            [text],
            ["1", "市财政局", "2021.3.1"],
            ["2", "市审计局", None],
        ],
        {},
    )
    plan = read_registry(Path("a.xlsx"), Known(), None, [sheet])
    assert [one.why for one in plan.left] == ["sub-head"]
    assert [one.name for one in plan.agencies] == ["市财政局", "市审计局"]
    assert {one.honor for one in plan.titles} == ({"provincial"} if "省级" in text else set())


@pytest.mark.parametrize(("phone", "keys"), [("1390000111", ["phone-digits"]), ("13900001111", [])])
def test_a_mobile_number_has_eleven_digits(phone: str, keys: list[str]) -> None:
    plan = read(["市审计局", "王芳", phone], heads=["机关名称", "联络员", "联系电话"])
    assert [key for _, key in said(plan)] == keys


def test_a_short_name_that_is_another_ones_full_name_is_said() -> None:
    assert said(read(agency("市审计局"), agency("市司法局", "市审计局"))) == [(4, "short-twice")]
    assert (3, "short-twice") in said(read(agency("市司法局", "市审计局"), agency("市审计局")))


def test_several_short_names_in_one_cell_are_refused() -> None:
    plan = read(agency("市统计局", "统计局、调查队"))
    assert [one.reason.key for one in plan.rejected] == ["exchange.several-names"]


@pytest.mark.parametrize(
    "head", [["单位", "市审计局"], ["单位 市审计局"], ["所属单位", "市审计局"]]
)
def test_a_block_may_be_headed_by_two_cells(head: list[Cell]) -> None:
    sheet = Sheet(
        "表",
        [
            ["单位", "市财政局"],
            ["处室", "负责人"],
            ["办公室", "张一"],
            head,
            ["处室", "负责人"],
            ["经责处", "张二"],
        ],
        {},
    )
    plan = read_registry(Path("a.xlsx"), Known(), None, [sheet])
    owner = {one.id: one.name for one in plan.agencies}
    assert [(owner[one.agency], one.name) for one in plan.offices] == [
        ("市财政局", "办公室"),
        ("市审计局", "经责处"),
    ]


def test_an_agency_alone_among_offices_is_doubted_as_one() -> None:
    heads: list[Cell] = ["机关", "处室名称", "负责人", "人数"]
    plan = read(
        ["市财政局", "办公室", "张一", "3"],
        ["市财政局", "法规处", "张二", "3"],
        ["市财政局", "审计局", None, None],
        known=KNOWN,
        heads=heads,
    )
    assert [row for row, key in said(plan) if key == "office-alone"] == [5]


def test_a_count_that_is_one_for_all_is_that_of_whom_it_stands_behind() -> None:
    sheet = Sheet(
        "表",
        [
            ["单位", "科室", "人数", "科长"],
            ["市财政局", "办公室", "5", "张一"],
            ["市财政局", "预算科", "5", "张二"],
            ["市审计局", "办公室", "5", "张三"],
            ["市审计局", "经责科", "5", "张四"],
        ],
        {},
    )
    plan = read_registry(Path("a.xlsx"), Known(), None, [sheet])
    assert [one.staff for one in plan.offices] == [5] * 4
    assert [one.staff for one in plan.agencies] == [None] * 2


def test_a_cell_that_ends_a_row_is_said_with_the_signs_of_the_language() -> None:
    said = doubts._ended("是否保留", "否")
    assert isinstance(said, Message)
    assert (render(said, "zh"), render(said, "en")) == ("是否保留：否", "是否保留: 否")
