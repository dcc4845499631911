"""Rows and cells of a registry that name nobody are read as what they are, or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from civtui.exchange.nameless import are_heads, is_no_name
from civtui.exchange.plan import Known, KnownAgency, KnownOffice, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.answers.as_read import as_read
from civtui.workspace.building.intake import import_activities
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import import_registry
from tests.exchange.books import book

BOTH: list[Cell] = ["机关名称", "处室名称"]
FINANCE = Known((KnownAgency("a-1", "市财政局", "财政局", ""),))


def read(*rows: list[Cell], known: Known | None = None, **formulas: str) -> Plan:
    """Read one sheet; `formulas` are those without a value by their place, as B4."""
    width = max(map(len, rows))
    places = {(int(at[1:]), ord(at[0]) - ord("A")): text for at, text in formulas.items()}
    sheet = Sheet("表", [[*row, *[None] * (width - len(row))] for row in rows], places)
    return read_registry(Path("a.xlsx"), known or Known(), None, [sheet])


def taken(found: Plan) -> list[str]:
    """Return what was taken: an agency by its name, an office after its agency's."""
    names = {one.id: one.name for one in found.agencies}
    own = [f"{names.get(one.agency, one.agency)}/{one.name}" for one in found.offices]
    return [*names.values(), *own]


def refused(found: Plan) -> list[tuple[int, str, str, str]]:
    return [
        (one.row, one.column, one.value, one.reason.key.partition(".")[2]) for one in found.rejected
    ]


def left(found: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.why) for one in found.left]


# --- a second row of a header ---


@pytest.mark.parametrize(
    "heads",
    [
        [["序号", "机关", "处室"], [None, "名称", "名称"]],
        [["序号", "机关", None, "处室"], [None, "名称", "简称", "名称"]],
        [["序号", "机关", "机关", "处室", "处室"], ["序号", "名称", "简称", "名称", "负责人"]],
        [["序号", "单位", None, "科室", None], [None, "全称", "简称", "名称", "人数"]],
        [["序号", "机关", "处室"], [None, "名称", None]],
    ],
)
def test_a_second_row_of_words_of_a_header_is_of_the_header(heads: list[list[Cell]]) -> None:
    row: list[Cell] = [None] * len(heads[0])
    own = heads[0].index("处室" if "处室" in heads[0] else "科室")
    row[0], row[1], row[own] = 1.0, "市委办公厅", "综合处"
    found = read(*heads, row, [], [*heads[1]], [2.0, *row[1:own], "秘书处"])
    assert taken(found) == ["市委办公厅", "市委办公厅/综合处", "市委办公厅/秘书处"]
    assert refused(found) == []
    assert {one.header for one in found.seen} == {2}
    assert left(found) == [(5, "header-again")]


def test_merged_groups_over_names_are_read(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ["市直机关名册"],
        ["序号", "机关", None, "处室", None],
        [None, "名称", "简称", "名称", "负责人"],
        [1, "市委办公厅", "市委办", "综合处", "王伟"],
    ]
    for row in rows:
        sheet.append(row)
    for merged in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(merged)
    made.save(tmp_path / "a.xlsx")
    found = read_registry(tmp_path / "a.xlsx", Known())
    assert taken(found) == ["市委办公厅", "市委办公厅/综合处"]
    assert (found.agencies[0].short, found.offices[0].head) == ("市委办", "王伟")
    assert left(found) == [(1, "title")] and found.rejected == []


@pytest.mark.parametrize(
    ("below", "column", "value"),
    [(["类别", "名称"], "机关", "类别"), (["简称", "负责人"], "机关", "简称")],
)
def test_a_second_row_that_names_no_column_is_refused(
    below: list[Cell], column: str, value: str
) -> None:
    found = read(["机关", "处室"], below, ["市委办", "综合处"])
    assert refused(found) == [(2, column, value, "head-word")]
    assert taken(found) == ["市委办", "市委办/综合处"]


def test_words_of_a_header_further_down_are_refused() -> None:
    found = read(BOTH, ["市委办", "综合处"], ["市委办", "处室名称"], ["单位", "科室"])
    assert refused(found) == [
        (3, "处室名称", "处室名称", "head-word"),
        (4, "机关名称", "单位", "head-word"),
    ]
    agencies = read(["机关名称", "简称"], ["市委办", "市委办"], ["单位名称", "单位简称"])
    assert refused(agencies) == [(3, "机关名称", "单位名称", "head-word")]
    assert are_heads(["单位", "名称"]) and not are_heads(["单位", "综合处"]) and not are_heads([])


# --- sub-heads ---


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、党委机关", "二、政府机关"),
        ("（一）党群", "（二）政府"),
        ("1.党群", "2.政府"),
        ("1、党群口", "（2）政府口"),
        ("党群部门", "政府部门"),
        ("第一部分 党群", "第二部分 政府"),
    ],
)
def test_a_sub_head_in_the_agencies_column_makes_nothing(
    first: str, second: str, merged: bool
) -> None:
    def over(text: str) -> list[Cell]:
        return [text, text if merged else None]

    found = read(BOTH, over(first), ["市委办", "综合处"], over(second), ["市财政局", "国库处"])
    assert taken(found) == ["市委办", "市财政局", "市委办/综合处", "市财政局/国库处"]
    assert left(found) == [(2, "sub-head"), (4, "sub-head")] and found.rejected == []


def test_a_sub_head_whose_number_stands_in_the_column_of_numbers() -> None:
    found = read(
        ["序号", *BOTH],
        ["一", "党委机关"],
        [1.0, "市委办", "综合处"],
        ["（二）", "群团"],
        [2.0, "市总工会", "办公室"],
        ["三、政府", "三、政府", "三、政府"],
        [3.0, "市府办", "秘书处"],
    )
    assert taken(found) == [
        "市委办",
        "市总工会",
        "市府办",
        "市委办/综合处",
        "市总工会/办公室",
        "市府办/秘书处",
    ]
    assert left(found) == [(2, "sub-head"), (4, "sub-head"), (6, "sub-head")]
    spelled = read(["序号", "机关名称", "简称"], ["一", "市财政局"], ["二", "市教育局"])
    assert taken(spelled) == ["市财政局", "市教育局"]  # all are numbered so


def test_a_numbered_sub_head_with_sums_beside_it_is_one() -> None:
    heads: list[Cell] = [*BOTH, "在编人数"]
    rows: list[list[Cell]] = [["一、群团", None, 46.0], ["市委办", "综合处", 3.0]]
    found = read(heads, *rows, ["（二）政府机关", None, "共12人"], [None, "预算处", 2.0])
    assert taken(found) == ["市委办", "市委办/综合处"]
    assert left(found) == [(2, "sub-head"), (4, "sub-head")]
    assert refused(found) == [(5, "机关名称", "", "whose")]
    own: list[Cell] = ["市委办", "办", 3.0]
    agencies = read(["机关名称", "简称", "处室数"], ["一、党委机关", None, "12"], own)
    assert taken(agencies) == ["市委办"] and left(agencies) == [(2, "sub-head")]


def test_a_sub_head_over_offices_leaves_them_their_agency() -> None:
    rows: list[list[Cell]] = [["市财政局", "办公室"], [None, "一、业务处室"], [None, "预算处"]]
    found = read(BOTH, *rows)
    assert taken(found) == ["市财政局", "市财政局/办公室", "市财政局/预算处"]
    assert left(found) == [(3, "sub-head")] and found.rejected == []
    assert found.agencies[0].sector is None


@pytest.mark.parametrize("text", ["一、党委机关", "（三）群团", "1.党委", "2、政府口"])
def test_a_sub_head_in_the_name_s_column_of_agencies(text: str) -> None:
    found = read(
        ["机关名称", "简称"], [text], ["市委办", "市委办"], [text, text], ["市府办", "府办"]
    )
    assert taken(found) == ["市委办", "市府办"]
    assert left(found) == [(2, "sub-head"), (4, "sub-head")]


def test_agencies_that_look_like_sub_heads_stay_agencies() -> None:
    rows: list[list[Cell]] = [["市人大机关"], ["市政协机关", "办公室"], ["一局", "一处"]]
    assert taken(read(BOTH, *rows)) == [
        "市人大机关",
        "市政协机关",
        "一局",
        "市政协机关/办公室",
        "一局/一处",
    ]
    listed = read(["机关名称", "简称"], ["1.市财政局"], ["2.市教育局"], ["市甲局", "甲局"])
    assert taken(listed)[0] == "市财政局"  # one of a list: its number is no sub-head's


# --- offices whose agency is left blank ---


@pytest.mark.parametrize("head", ["二、政府", "（二）政府", "政府部门", "2.政府"])
def test_an_office_without_an_agency_below_a_sub_head_is_refused(head: str) -> None:
    for blank in (None, "同上"):
        found = read(BOTH, ["市委办", "综合处"], [head], [blank, "预算处"], [None, "国库处"])
        assert taken(found) == ["市委办", "市委办/综合处"]
        assert refused(found) == [(4, "机关名称", "", "whose"), (5, "机关名称", "", "whose")]
        assert left(found) == [(3, "sub-head")]
    numbered = read(["序号", *BOTH], [1.0, "市委办", "综合处"], ["政府"], [2.0, None, "预算处"])
    assert refused(numbered) == [(4, "机关名称", "", "whose")]


def test_a_blank_agency_is_the_one_above_and_that_is_said() -> None:
    found = read(BOTH, ["市委办", "综合处"], [None, "秘书处"], ["同上", "机要处"])
    assert taken(found) == ["市委办", "市委办/综合处", "市委办/秘书处", "市委办/机要处"]
    (said,) = (one for one in found.warnings if one.reason.key == "exchange.agency-above")
    assert (said.row, said.column, said.value) == (3, "机关名称", "市委办")
    assert said.reason.values == {"count": 1, "rows": ["3"]}


@pytest.mark.parametrize("number", ["", "一、", "（一）", "1."])
def test_an_agency_in_a_row_of_its_own_is_said_to_be_one(number: str) -> None:
    rows: list[list[Cell]] = [[f"{number}市财政局"], [None, "办公室"], [None, "人事处"]]
    found = read(BOTH, *rows)
    assert taken(found) == ["市财政局", "市财政局/办公室", "市财政局/人事处"]
    assert left(found) == [(2, "agency-head")] and found.rejected == []
    known = read(BOTH, [f"{number}财政局"], *rows[1:], known=FINANCE)
    assert [one.agency for one in known.offices] == ["a-1", "a-1"] and known.rejected == []
    assert left(known) == [(2, "sub-head")] and known.agencies == []


# --- cells that are no names ---

NONE = [
    "√",
    "✓",
    "-",
    "——",
    "/",
    "×",
    "x",
    "无",
    "是",
    "否",
    "同上",
    "〃",
    "3",
    "３",
    "2026.3",
    "（空）",
    "空",
    "略",
    "三",
    "5个",
    "N/A",
    "待定",
    "无处室",
    "（无）",
    "①",
    "…",
]


@pytest.mark.parametrize("text", NONE)
def test_a_cell_that_is_no_name_is_refused(text: str) -> None:
    found = read(BOTH, ["市气象局", "办公室"], ["市地震局", text])
    assert refused(found) == [(3, "处室名称", text, "no-name")]
    assert taken(found) == ["市气象局", "市地震局", "市气象局/办公室"]
    agencies = read(["机关名称", "简称"], ["市气象局", "气象局"], [text, "甲"])
    assert refused(agencies) == [(3, "机关名称", text, "no-name")]
    if text not in ("同上", "〃"):  # in the column of agencies they mean the one above
        of = read(BOTH, ["市气象局", "办公室"], [text, "人事处"])
        assert refused(of) == [(3, "机关名称", text, "no-name")]
        assert taken(of) == ["市气象局", "市气象局/办公室"]


def test_a_number_that_is_no_text_is_no_name() -> None:
    assert refused(read(BOTH, ["市气象局", 3.0])) == [(2, "处室名称", "3", "no-name")]


@pytest.mark.parametrize(
    "name",
    [
        "一局",
        "第一中学",
        "12345热线中心",
        "八一中学",
        "三处",
        "无线电管理处",
        "空管处",
        "是非处",
        "A区管委会",
        "IT",
        "同安区",
        "略阳县",
        "无障碍办",
        "1号院",
        "机关党委",
    ],
)
def test_names_with_numbers_and_odd_beginnings_are_names(name: str) -> None:
    assert not is_no_name(name)
    assert taken(read(BOTH, ["市气象局", name])) == ["市气象局", f"市气象局/{name}"]
    assert taken(read(BOTH, [name, "办公室"])) == [name, f"{name}/办公室"]


@pytest.mark.parametrize("text", ["甲", "A", "处"])
def test_one_sign_is_no_full_name_of_somebody_new(text: str) -> None:
    found = read(BOTH, ["市气象局", "办公室"], ["市地震局", text])
    assert refused(found) == [(3, "处室名称", text, "no-full-name")]
    agencies = read(["机关名称", "简称"], ["市气象局", "气象局"], [text, "甲乙"])
    assert refused(agencies) == [(3, "机关名称", text, "no-full-name")]
    of = read(BOTH, ["市气象局", "办公室"], [text, "人事处"])
    assert refused(of) == [(3, "机关名称", text, "no-full-name")]


def test_one_sign_by_which_somebody_on_record_goes_names_them() -> None:
    known = Known(
        (KnownAgency("a-1", "甲", "", ""), KnownAgency("a-2", "市财政局", "财", "")),
        (KnownOffice("o-1-1", "a-1", "乙"),),
    )
    found = read(BOTH, ["甲", "乙"], ["甲", "人事处"], ["财", "国库处"], known=known)
    assert [(one.id, one.agency) for one in found.offices] == [
        ("o-1-1", "a-1"),
        ("o-1-2", "a-1"),
        ("o-2-1", "a-2"),
    ]
    assert refused(found) == []


@pytest.mark.parametrize("text", ["-", "无", "/"])
def test_a_mark_in_the_place_of_a_short_name_is_none(text: str) -> None:
    found = read(["机关名称", "简称"], ["市甲局", text], ["市乙局", text])
    assert [one.short for one in found.agencies] == [None, None]
    assert [(one.row, one.reason.key) for one in found.warnings] == [
        (2, "exchange.no-short"),
        (3, "exchange.no-short"),
    ]


# --- totals ---


def test_a_total_whose_formula_has_no_value_is_a_total() -> None:
    rows: list[list[Cell]] = [["市委办", "综合处"], ["市财政局", "国库处"]]
    found = read(BOTH, *rows, ["合计"], B4="=COUNTA(B2:B3)")
    assert left(found) == [(4, "total")] and refused(found) == []
    assert len(taken(found)) == 4
    bare = read(BOTH, *rows, [None, None], B4="=COUNTA(B2:B3)")
    assert left(bare) == [(4, "total")] and refused(bare) == []
    looked = read(BOTH, *rows, ["市委办"], B4="=VLOOKUP(A4,X:Y,2)")
    assert refused(looked) == [(4, "处室名称", "=VLOOKUP(A4,X:Y,2)", "formula")]
    alone = read(BOTH, *rows, [None, None], B4="=X4")
    assert (4, "处室名称", "=X4", "formula") in refused(alone)


# --- over the whole way ---


def test_what_is_shown_is_written_and_every_row_is_accounted_for(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["序号", "机关", "处室"],
        [None, "名称", "名称"],
        ["一、党委"],
        [1, "市委办", "综合处"],
        [2, None, "秘书处"],
        ["二、政府"],
        [3, None, "预算处"],
        [4, "市财政局", "√"],
        ["合计", None, 4],
    ]
    ws = init(tmp_path / "w", name="甲市")
    path = book(tmp_path / "a.xlsx", 表=rows)
    shown = import_registry(ws, path, dry_run=True)
    assert [(one.row, one.reason.key) for one in shown.rejected] == [
        (7, "exchange.whose"),
        (8, "exchange.no-name"),
    ]
    assert [(one.row, one.why) for one in shown.left] == [
        (3, "sub-head"),
        (6, "sub-head"),
        (9, "total"),
    ]
    assert "小标题（第 3 行“一、党委”、第 6 行“二、政府”，作其下各行的委口）" in "\n".join(
        as_read(shown)
    )
    written = import_registry(ws, path, skip_rejected=True)
    assert written.changes == shown.changes
    assert [one.name for one in agency_rows(ws)] == ["市委办", "市财政局"]
    assert [one.name for one in office_rows(ws)] == ["综合处", "秘书处"]
    ws.close()


def test_sub_heads_of_activities_make_nothing(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", name="甲市")
    import_registry(
        ws, book(tmp_path / "r.xlsx", 表=[["机关名称", "简称"], ["市财政局", "财政局"]])
    )
    heads = ["机关", "名称", "日期"]
    rows = [
        ["一、党委机关"],
        ["市财政局", "学雷锋", "2026-03-05"],
        ["二、政府机关"],
        [None, "植树", "2026-03-12"],
    ]
    found = import_activities(ws, book(tmp_path / "a.xlsx", 表=[heads, *rows]), dry_run=True)
    assert [(one.row, one.why) for one in found.left] == [(2, "sub-head"), (4, "sub-head")]
    assert [(one.row, one.column) for one in found.rejected] == [(5, "机关")]
    ws.close()


def test_groups_without_a_number_make_nothing_and_bodies_alone_are_agencies() -> None:
    found = read(
        BOTH,
        ["市委办", "综合处"],
        ["政府机关（含直属）"],
        ["市财政局", "国库处"],
        ["党群系统（共3个）"],
        ["市总工会", "一处"],
        ["其他"],
        ["一局", "三处"],
    )
    assert [one.name for one in found.agencies] == ["市委办", "市财政局", "市总工会", "一局"]
    assert left(found) == [(3, "sub-head"), (5, "sub-head"), (7, "sub-head")]
    found = read(
        ["机关名称", "简称"],
        ["市气象局", "气象局"],
        ["市政协机关"],
        ["市档案馆"],
        ["其他单位"],
        ["市人大机关"],
    )
    assert [one.name for one in found.agencies] == [
        "市气象局",
        "市政协机关",
        "市档案馆",
        "市人大机关",
    ]
    assert left(found) == [(5, "sub-head")]


def test_marks_are_no_persons_and_no_telephones() -> None:
    heads: list[Cell] = ["机关名称", "第一责任人", "第一责任人电话", "联络员", "联络员电话"]
    found = read(heads, ["市委办", "√", "√", "-", "/"], ["一局", "王五", "×", "无", "8123"])
    persons = [(one.chief, one.chief_phone, one.contact, one.phone) for one in found.agencies]
    assert persons == [("", "", "", ""), ("王五", "", "", "8123")]
    said = {(one.row, one.column) for one in found.warnings}
    assert said == {*((2, head) for head in heads[1:]), (3, heads[2]), (3, heads[3])}


def test_groups_with_a_count_or_a_colon_are_sub_heads() -> None:
    found = read(
        BOTH,
        ["市委办", "综合处"],
        ["群团组织3个"],
        ["市总工会", "一处"],
        ["垂直管理部门："],
        ["市海关", "五处"],
    )
    assert [one.name for one in found.agencies] == ["市委办", "市总工会", "市海关"]
    assert left(found) == [(3, "sub-head"), (5, "sub-head")]


def test_a_body_over_blank_cells_keeps_its_offices() -> None:
    found = read(BOTH, ["市政协机关"], [None, "提案委"], ["市人大机关"], [None, "秘书处"])
    assert taken(found)[2:] == ["市政协机关/提案委", "市人大机关/秘书处"]
    assert refused(found) == []


def test_people_under_the_offices_group_are_not_the_agencys() -> None:
    found = read(
        ["单位", None, "科室", None],
        ["全称", "简称", "全称", "联系人"],
        ["市委办公厅", "市委办", "综合处", "李四"],
    )
    assert [(one.name, one.contact) for one in found.agencies] == [("市委办公厅", "")]
    assert any(one.value == "李四" for one in found.warnings)


def test_a_cell_in_brackets_as_a_whole_is_read_without_them() -> None:
    found = read(
        [*BOTH, "文明处室", "标兵处室"],
        ["市气象局", "办公室", "2023.5", "（2025.3）"],
        [None, "预报处", "（√）", None],
        [None, "人事处", "（无）", None],
    )
    days = [(one.honor, str(one.since)) for one in found.titles]
    assert days == [
        ("civilized-office", "2023-05-01"),
        ("model-office", "2025-03-01"),
        ("civilized-office", "None"),
    ]


def test_inner_offices_are_offices() -> None:
    found = read(["机关名称", "内设处室"], ["市气象局", "办公室"], [None, "人事处"])
    assert taken(found) == ["市气象局", "市气象局/办公室", "市气象局/人事处"]


def test_an_agency_alone_among_offices_is_taken_and_said() -> None:
    found = read(BOTH, ["市财政局", "国库处"], ["开发区及功能区"], ["经开区", "党政办"])
    assert [one.name for one in found.agencies] == ["市财政局", "开发区及功能区", "经开区"]
    assert [(one.row, one.reason.key) for one in found.warnings][-1] == (3, "exchange.agency-alone")
