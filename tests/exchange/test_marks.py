"""Marks from files: long and wide tables, exact values, every refusal with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.exchange.mark_of import mark_of
from civtui.exchange.marks import check_marks, read_marks
from civtui.exchange.marks_plan import MarksPlan
from civtui.exchange.round_view import JudgeView, RoundView, Standing
from civtui.exchange.tables import Sheet
from civtui.locale import render
from civtui.model.errors import BadInput
from civtui.model.text import Message
from civtui.scoring.pipeline.items import flat_items
from tests.exchange.books import book

DOCUMENT = {
    "item": [
        {
            "id": "study",
            "title": {"zh": "理论学习"},
            "kind": "points",
            "points": "10",
            "step": "0.001",
        },
        {"id": "style", "title": {"zh": "工作作风"}, "kind": "points", "points": "5"},
        {"id": "veto", "title": {"zh": "一票否决"}, "kind": "veto"},
    ]
}
VIEW = RoundView(
    subjects={
        "o-1-1": ("办公室", "市财政局"),
        "o-2-1": ("办公室", "市教育局"),
        "o-2-2": ("基教处", "市教育局"),
    },
    items={item.id: item for item in flat_items(DOCUMENT)},
    judges={
        "k1": JudgeView("王伟", frozenset({"o-1-1"})),
        "k2": JudgeView("李芳", frozenset()),
        "k3": JudgeView("同名", frozenset()),
        "k4": JudgeView("同名", frozenset()),
    },
)
LONG = ["处室", "项目", "考评员", "评分"]


def check(*rows: list[Any], view: RoundView = VIEW) -> MarksPlan:
    return check_marks([Sheet("表", [list(row) for row in rows], {})], view)


def reasons(found: MarksPlan) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.reason.key.partition(".")[2]) for p in found.rejected]


def test_a_long_table_by_ids_and_by_names() -> None:
    found = check(
        LONG,
        ["o-2-2", "study", "k1", 9.5],
        ["基教处", "工作作风", "李 芳", "４"],
        ["市教育局/办公室", "一票否决", "K2", "无"],
    )
    assert found.rejected == []
    assert found.rows == [
        ("o-2-2", "study", "k1", "9.5", 9500),
        ("o-2-2", "style", "k2", "4", 4000),
        ("o-2-1", "veto", "k2", "无", 0),
    ]


def test_a_column_of_agencies_tells_offices_of_one_name_apart() -> None:
    rows = [
        ["机关", *LONG],
        ["市财政局", "办公室", "study", "k2", 1.0],
        ["市教育局", "办公室", "study", "k2", 2.0],
    ]
    assert [row[0] for row in check(*rows).rows] == ["o-1-1", "o-2-1"]


def test_an_agency_that_is_judged_answers_to_its_short_name() -> None:
    view = VIEW._replace(
        subjects={"a-1": ("市财政局", "市财政局"), "a-2": ("市教育局", "市教育局")},
        agencies={"财政局": ("市财政局",), "教育局": ("市教育局",)},
        judges={"k2": JudgeView("李芳", frozenset())},
    )
    rows = [[name, "study", "k2", 1.0] for name in ("财政局", "市教育局")]
    found = check(LONG, *rows, view=view)
    assert found.rejected == [] and [row[0] for row in found.rows] == ["a-1", "a-2"]


def test_a_wide_table_for_one_assessor() -> None:
    rows = [
        ["考评表"],
        ["处室", "理论学习", "style"],
        ["基教处", 9.0, 4.5],
        ["o-2-1", None, 3.0],
        ["合计", 9.0, 7.5],
    ]
    found = check(*rows, view=VIEW._replace(assessor="k2"))
    assert found.rejected == []
    assert found.rows == [
        ("o-2-2", "study", "k2", "9", 9000),
        ("o-2-2", "style", "k2", "4.5", 4500),
        ("o-2-1", "style", "k2", "3", 3000),
    ]


def test_numbers_of_a_spreadsheet_stay_exact() -> None:
    found = check(LONG, ["o-2-1", "study", "k2", 0.1 + 0.2], ["o-2-2", "study", "k2", 9.123])
    assert [row[3:] for row in found.rows] == [("0.3", 300), ("9.123", 9123)]


@pytest.mark.parametrize(
    ("cell", "mark"),
    [("5分", "5"), ("４.5 分", "4.5"), ("0分", "0")],
)
def test_points_may_have_the_word_for_them_behind(cell: str, mark: str) -> None:
    for rows in (
        (LONG, ["o-2-1", "study", "k2", cell]),
        (["考评员：李芳"], ["单位", "处室", "理论学习"], ["市教育局", "办公室", cell]),
    ):
        found = check(*rows)
        assert found.rejected == [] and [row[3] for row in found.rows] == [mark]
    (refused,) = check(LONG, ["o-2-1", "veto", "k2", cell]).rejected
    assert refused.value == cell


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (["无此处", "study", "k2", 1.0], "处室", "no-subject"),
        (["办公室", "study", "k2", 1.0], "处室", "no-subject"),
        (["o-2-1", "无此项", "k2", 1.0], "项目", "no-item"),
        (["o-2-1", "study", "路人", 1.0], "考评员", "no-judge"),
        (["o-2-1", "study", "同名", 1.0], "考评员", "judges-alike"),
        (["o-2-1", "study", None, 1.0], "考评员", "judge-blank"),
        (["o-1-1", "study", "k1", 1.0], "处室", "barred"),
        (["o-2-1", "study", "k2", 10.5], "评分", "bad-mark"),
        (["o-2-1", "study", "k2", "甲"], "评分", "bad-mark"),
        (["o-2-1", "study", "k2", "分"], "评分", "bad-mark"),
        (["o-2-1", "study", "k2", "11分"], "评分", "bad-mark"),
        (["o-2-1", "study", "k2", True], "评分", "bad-mark"),
    ],
)
def test_a_mark_that_cannot_be_taken_is_named(row: list[Any], column: str, reason: str) -> None:
    found = check(LONG, row, ["o-2-2", "study", "k2", 1.0])
    assert reasons(found) == [(2, column, reason)]
    assert len(found.rows) == 1


def test_the_same_mark_twice_is_refused_and_the_first_stands() -> None:
    found = check(LONG, ["o-2-1", "study", "k2", 1.0], ["o-2-1", "理论学习", "李芳", 1.0])
    assert reasons(found) == [(3, "评分", "mark-twice")]
    assert found.rejected[0].reason.values == {"sheet": "表", "row": 2}
    assert found.rows == [("o-2-1", "study", "k2", "1", 1000)]


def test_of_two_marks_that_differ_neither_is_taken_and_each_names_the_other() -> None:
    found = check(
        LONG,
        ["o-2-2", "study", "k2", 3.0],
        ["o-2-1", "study", "k2", 1.0],
        ["o-2-1", "理论学习", "李芳", 2.0],
        ["o-2-1", "study", "k2", 1.0],
    )
    said = [(p.row, p.value, p.reason.key, p.reason.values["row"]) for p in found.rejected]
    assert said == [
        (3, "1", "exchange.mark-differs", 4),
        (4, "2", "exchange.mark-differs", 3),
        (5, "1", "exchange.mark-twice", 3),
    ]
    assert found.rows == found.fresh == [("o-2-2", "study", "k2", "3", 3000)]


def test_a_mark_that_two_rows_change_differently_is_not_changed() -> None:
    view = VIEW._replace(standing={("o-2-1", "study", "k2"): Standing("5", by_hand=False)})
    found = check(LONG, ["o-2-1", "study", "k2", 1.0], ["o-2-1", "study", "k2", 2.0], view=view)
    assert (found.cells, found.rows) == ([], [])


@pytest.mark.parametrize("wide", [False, True])
def test_blank_agencies_are_those_above_and_said(wide: bool) -> None:
    heads = ["单位", "处室", "理论学习"] if wide else ["单位", *LONG]
    more = [4.0] if wide else ["study", "k2", 4.0]
    rows = [
        [one, name, *more]
        for one, name in [("市教育局", "办公室"), (None, "基教处"), ("市财政局", None)]
    ]
    found = check(heads, *rows, view=VIEW._replace(assessor="k2" if wide else None))
    assert [row[0] for row in found.rows] == ["o-2-1", "o-2-2"]
    assert [(w.row, w.column, w.reason.key) for w in found.warnings] == [
        (3, "单位", "exchange.agency-above")
    ]
    assert [(p.row, p.value, p.reason.key) for p in found.rejected] == [
        (4, "市财政局", "exchange.subject-blank")
    ]


OF_TWO = VIEW._replace(
    agencies={
        "教育局": ("市教育局", "a-2"),
        "财政局": ("市财政局", "a-1"),
        "政法委": ("市委政法委", "a-3"),
        "宣传部": ("市委宣传部", "a-4"),
    },
    subjects={"o-2-1": ("办公室", "教育局"), "o-2-2": ("基教处", "教育局")},
    name="2026年教育局文明处室评比",
    opened="2026-03-01",
    rounds=("2026年文明处室抽查考评",),
    judging=frozenset({"宣传部"}),
    assessor="k2",
)


def above(*lines: list[Any], agency: bool = False, sheet: str = "表") -> tuple[list[str], ...]:
    more: list[Any] = ["教育局"] if agency else []
    heads = [*(["单位"] if agency else []), "处室", "理论学习"]
    rows = [*lines, heads, [*more, "办公室", 4.0]]
    found = check_marks([Sheet(sheet, rows, {})], OF_TWO)
    assert len(found.rows) == (0 if found.rejected else 1)
    return tuple(
        [one.reason.key.removeprefix("exchange.") for one in many]
        for many in (found.rejected, found.warnings)
    )


@pytest.mark.parametrize(
    ("lines", "refused", "warned"),
    [
        ([["政法委2026年文明处室考评评分表"]], ["other-agency-refused"], []),
        ([["2026年文明处室考评评分表（政法委）"]], [], ["other-agency"]),
        ([["被评单位：政法委"]], ["other-agency-refused"], []),
        ([["被评单位", "市委政法委"]], ["other-agency-refused"], []),
        ([["填报单位：政法委"]], [], ["other-agency"]),
        ([["单位（盖章）：政法委"]], ["other-agency-refused"], []),
        ([["单位（盖章）", "市委政法委"]], ["other-agency-refused"], []),
        ([["填报单位（公章）：政法委"]], [], ["other-agency"]),
        ([["考评单位：政法委"]], [], []),
        ([["宣传部2026年文明处室考评评分表"]], [], []),
        ([["市教育局2026年文明处室考评评分表"]], [], []),
        ([["教育局、政法委2026年评分表"]], [], ["agency-beside"]),
        ([["政法委、教育局2026年评分表"]], [], ["agency-beside"]),
        ([["宣传部、教育局2026年评分表"]], [], []),
        ([["被评单位：教育局、政法委"]], ["agency-beside-refused"], []),
        ([["单位（盖章）", "市委政法委 教育局"]], ["agency-beside-refused"], []),
        ([["被评单位：教育局（政法委）"]], [], ["agency-beside"]),
        ([["填报单位：教育局、政法委"]], [], ["agency-beside"]),
        ([["填报单位：教育局、宣传部"]], [], []),
        ([["宣传部、政法委2026年评分表"]], [], ["other-agency"]),
        ([["考评轮次：2026年文明处室抽查考评"]], ["other-round-refused"], []),
        ([["2026年文明处室抽查考评评分表"]], [], ["other-round"]),
        ([["考评轮次：2026年教育局文明处室评比"]], [], []),
        ([["2025年文明处室考评评分表"]], [], ["other-year"]),
        ([["日期：2025年3月2日"]], [], []),
    ],
)
def test_what_names_another_agency_round_or_year_is_said(
    lines: list[list[Any]], refused: list[str], warned: list[str]
) -> None:
    assert above(*lines) == (refused, warned)


@pytest.mark.parametrize("line", ["被评单位：政法委、财政局", "被评单位：教育局、政法委和财政局"])
def test_of_several_agencies_each_is_named(line: str) -> None:
    rows: list[list[Any]] = [[line], ["处室", "理论学习"], ["办公室", 4.0]]
    (told,) = check_marks([Sheet("表", rows, {})], OF_TWO).rejected
    said = render(told.reason, "zh")
    assert "“政法委、财政局”" in said and "教育局" in said


def test_where_the_rows_name_their_agency_a_title_of_another_is_only_said() -> None:
    assert above(["被评单位：教育局、政法委"], agency=True) == ([], ["agency-beside"])
    assert above(["被评单位：政法委"], agency=True) == ([], ["other-agency"])
    assert above(sheet="政法委") == (["other-agency-refused"], [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("填报单位：政法委", ([], ["other-agency"])),
        ("单位（盖章）：政法委", (["other-agency-refused"], [])),
        ("填报单位：市教育局", ([], [])),
    ],
)
def test_a_line_at_the_foot_of_a_table_is_read_as_one_above(
    line: str, told: tuple[list[str], ...]
) -> None:
    rows: list[list[Any]] = [["处室", "理论学习"], ["办公室", 4.0], [line, None]]
    found = check_marks([Sheet("表", rows, {})], OF_TWO)
    assert told == tuple(
        [one.reason.key.removeprefix("exchange.") for one in many]
        for many in (found.rejected, found.warnings)
    )


OF_BOTH = OF_TWO._replace(
    subjects={
        "o-1-1": ("预算处", "财政局"),
        "o-1-2": ("国库处", "财政局"),
        "o-2-1": ("基教处", "教育局"),
    }
)


@pytest.mark.parametrize(
    ("lines", "refused", "warned"),
    [
        (["教育局处室考评评分表"], ["rows-of-another-refused"], []),
        (["市教育局2026年评分表"], ["rows-of-another-refused"], []),
        (["2026年评分表（教育局）"], [], ["rows-of-another"]),
        (["教育局等单位处室考评评分表"], [], []),
        (["被考评单位（盖章）：教育局"], ["rows-of-another-refused"], []),
        (["财政局评分表", "考评对象（公章）：教育局"], ["rows-of-another-refused"], []),
        (["教育局评分表", "受评单位：财政局"], [], ["rows-of-another"]),
        (["单位：教育局", "单位：财政局"], [], []),
        (["填报单位：教育局"], [], ["rows-of-another"]),
        (["财政局、教育局处室考评评分表"], [], []),
        (["单位：财政局"], [], []),
        (["单位：审计局"], [], ["unknown-agency"]),
        (["被评单位（盖章）：市审计局"], [], ["unknown-agency"]),
        (["审计局处室考评评分表"], [], ["unknown-agency"]),
        (["审计局（盖章）"], [], ["unknown-agency"]),
        (["市民族宗教委员会文明处室评分表"], [], ["unknown-agency"]),
        (["处室考评评分表"], [], []),
        (["市直机关各处室考评评分表"], [], []),
        (["各委办局处室考评评分表", "评委会"], [], []),
    ],
)
def test_a_head_of_another_agency_than_the_rows_is_said(
    lines: list[str], refused: list[str], warned: list[str]
) -> None:
    rows: list[list[Any]] = [*([one] for one in lines), ["处室", "理论学习"], ["预算处", 4.0]]
    found = check_marks([Sheet("表", rows, {})], OF_BOTH)
    told = [
        [one.reason.key.removeprefix("exchange.") for one in many]
        for many in (found.rejected, found.warnings)
    ]
    assert told == [refused, warned] and len(found.rows) == (0 if refused else 1)


@pytest.mark.parametrize(
    "line", [["被评单位（章）", "评委签字："], ["考评组长：（签章）", "2026年11月"]]
)
def test_a_line_for_seals_under_the_marks_is_no_office(line: list[str]) -> None:
    found = check(["处室", "理论学习"], ["基教处", 4.0], line, view=VIEW._replace(assessor="k2"))
    assert (found.rejected, len(found.rows)) == ([], 1)
    assert [(one.row, one.why) for one in found.left] == [(3, "note")]


def test_rows_below_the_name_of_their_agency_are_not_told_by_a_title() -> None:
    rows: list[list[Any]] = [["教育局评分表"], ["处室", "理论学习"], ["财政局"], ["预算处", 4.0]]
    found = check_marks([Sheet("表", rows, {})], OF_BOTH)
    assert (found.rejected, len(found.rows)) == ([], 1)


def test_an_unknown_office_of_a_wide_table_is_said_once() -> None:
    found = check(
        ["处室", "study", "style"], ["无此处", 1.0, 2.0], view=VIEW._replace(assessor="k2")
    )
    assert reasons(found) == [(2, "处室", "no-subject")]


def test_an_empty_mark_is_missing_and_a_bare_formula_is_refused(tmp_path: Path) -> None:
    rows = [
        LONG,
        ["o-2-1", "study", "k2", None],
        ["o-2-2", "study", "k2", "=1+1"],
        ["合计", None, None, "=SUM(D2:D3)"],
    ]
    found = read_marks(book(tmp_path / "a.xlsx", 表=rows), VIEW)
    assert reasons(found) == [(3, "评分", "formula")]
    assert found.rejected[0].value == "=1+1"
    assert found.rows == []


def test_every_sheet_with_marks_is_read_and_one_without_is_an_error(tmp_path: Path) -> None:
    one, two = [LONG, ["o-2-1", "study", "k2", 1]], [LONG, ["o-2-2", "study", "k2", 2]]
    found = read_marks(book(tmp_path / "a.xlsx", 甲=one, 说明=[["请填"]], 乙=two), VIEW)
    assert [row[0] for row in found.rows] == ["o-2-1", "o-2-2"]
    with pytest.raises(BadInput) as caught:
        read_marks(book(tmp_path / "b.xlsx", 说明=[["请填"]]), VIEW)
    assert caught.value.message.key == "exchange.no-marks"


def test_a_percentage_of_points_an_error_and_a_date_are_refused_with_why() -> None:
    found = check(
        LONG,
        ["o-2-1", "study", "k2", "50%"],
        ["o-2-2", "study", "k2", "#N/A"],
        ["o-2-2", "style", "k2", date(2024, 3, 4)],
        ["#REF!", "study", "k2", 1.0],
        [date(2024, 3, 4), "study", "k2", 1.0],
    )
    assert reasons(found) == [
        (2, "评分", "percent"),
        (3, "评分", "error-cell"),
        (4, "评分", "turned-date"),
        (5, "处室", "error-cell"),
        (6, "处室", "turned-date"),
    ]


def test_a_blank_agency_is_the_one_above() -> None:
    found = check(
        ["机关", *LONG],
        ["市财政局", "办公室", "study", "k2", 1.0],
        ["市教育局", "办公室", "study", "k2", 2.0],
        [None, "基教处", "study", "k2", 3.0],
        ["〃", "办公室", "style", "k2", 4.0],
    )
    assert found.rejected == []
    assert [row[0] for row in found.rows] == ["o-1-1", "o-2-1", "o-2-2", "o-2-1"]


def test_an_agency_that_heads_a_block_and_totals_below_it() -> None:
    rows = [
        ["处室", "理论学习", "备注"],
        ["市教育局"],
        ["办公室", 9.0],
        ["基教处", 4.5],
        ["合计2个处室", 13.5],
        ["市财政局"],
        ["办公室", 3.0],
        ["注：略"],
    ]
    found = check(*rows, view=VIEW._replace(assessor="k2"))
    assert (found.rejected, found.warnings) == ([], [])
    assert [(row[0], row[3]) for row in found.rows] == [
        ("o-2-1", "9"),
        ("o-2-2", "4.5"),
        ("o-1-1", "3"),
    ]
    assert [(left.row, left.why) for left in found.left] == [
        (2, "sub-head"),
        (5, "total"),
        (6, "sub-head"),
        (8, "note"),
    ]


def test_columns_that_are_no_item_are_named_with_the_nearest() -> None:
    rows = [["处室", "理论学 习", "工作作凤", "总分"], ["基教处", 9.0, 4.0, 13.0]]
    found = check(*rows, view=VIEW._replace(assessor="k2"))
    assert [(c.title, c.field, c.nearest) for c in found.seen[0].columns] == [
        ("处室", "subject", ""),
        ("理论学习", "study", ""),
        ("工作作凤", "", "style"),
        ("总分", "", "total"),
    ]
    assert [(w.column, w.value) for w in found.rejected] == [("工作作凤", "4")]
    assert "2.1 工作作风" in render(found.rejected[0].reason) and not found.warnings


def test_a_wide_table_with_groups_over_its_items() -> None:
    rows = [["处室", "思想建设", None], ["处室", "理论学习", "工作作风"], ["基教处", 9.0, 4.0]]
    found = check(*rows, view=VIEW._replace(assessor="k2"))
    assert [(row[1], row[3]) for row in found.rows] == [("study", "9"), ("style", "4")]
    assert (found.seen[0].header, found.left) == (2, [])


def test_subjects_items_and_judges_are_found_however_they_are_written() -> None:
    found = check(LONG, ["基\u200b教處", "理論學習", "李\u3000芳\ufeff", 1.0])
    assert (found.rejected, found.rows) == ([], [("o-2-2", "study", "k2", "1", 1000)])


def test_marks_that_may_not_be_seen_are_not_found_out_by_an_import() -> None:
    standing = {
        ("o-2-1", "study", "k2"): Standing(None, by_hand=True),
        ("o-2-2", "study", "k2"): Standing(None, by_hand=False),
    }
    view = VIEW._replace(standing=standing)
    found = check(LONG, ["o-2-1", "study", "k2", 1.0], ["o-2-2", "study", "k2", 2.0], view=view)
    assert reasons(found) == [(2, "评分", "by-hand-unseen")]
    assert (found.cells, len(found.fresh)) == ([], 1)


def test_an_item_goes_by_the_number_that_the_sheet_shows() -> None:
    found = check(LONG, ["o-2-2", 1.1, "k2", 9], ["o-2-2", "2.1", "k2", 4])
    assert [row[1] for row in found.rows] == ["study", "style"] and not found.rejected


def test_an_item_that_there_is_not_is_told_with_those_that_there_are() -> None:
    (wrong,) = check(LONG, ["o-2-2", "9.9", "k2", 4]).rejected
    assert "1.1 理论学习" in render(wrong.reason) and "2.1 工作作风" in render(wrong.reason)


def test_where_a_criterion_has_ten_items_a_number_names_none() -> None:
    group = {
        "id": "g",
        "title": {"zh": "组"},
        "item": [
            {"id": f"i{n}", "title": {"zh": f"项{n}"}, "kind": "points", "points": "5"}
            for n in range(1, 11)
        ],
    }
    view = VIEW._replace(items={item.id: item for item in flat_items({"item": [group]})})
    assert reasons(check(LONG, ["o-2-2", 1.1, "k2", 4], view=view)) == [(2, "项目", "no-item")]


def test_marks_of_another_judge_are_not_said_to_be_of_nobody() -> None:
    view = VIEW._replace(judges={"k2": VIEW.judges["k2"]}, others={"k1": "王伟"})
    found = check(LONG, ["o-2-2", "study", "王伟", 4], ["o-2-2", "study", "无此人", 4], view=view)
    assert [one[2] for one in reasons(found)] == ["not-your-marks", "no-judge"]


WIDE = VIEW._replace(assessor="k2")
TEN = {
    "id": "g",
    "title": {"zh": "组"},
    "item": [
        {"id": f"i{n}", "title": {"zh": f"项{n}"}, "kind": "points", "points": "5"}
        for n in range(1, 11)
    ],
}


def listed(view: RoundView) -> list[str]:
    """Return the items as a refusal lists them."""
    (wrong,) = check(LONG, ["o-2-2", "无此项", "k2", 1], view=view).rejected
    items = wrong.reason.values["items"]
    assert isinstance(items, list)
    return [str(one) for one in items if one != "…"]


def test_what_a_refusal_lists_is_taken_in_rows_and_as_columns() -> None:
    for view in (WIDE, WIDE._replace(items={i.id: i for i in flat_items({"item": [TEN]})})):
        words = listed(view)
        assert len(words) == len(view.items)
        full = [one.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."}) for one in words]
        for said in (
            words,
            [one.replace(" ", "") for one in words],
            [one.replace(" ", "　") for one in full],
            [one.replace(" ", "、") for one in words],
        ):
            rows = check(LONG, *(["o-2-2", one, "k2", "0"] for one in said), view=view)
            assert [one.value for one in rows.rejected] in ([], ["0"])  # a veto is no number
            wide = check(["处室", *said], ["基教处", *["1"] * len(said)], view=view)
            assert {c.field for c in wide.seen[0].columns} == {"subject", *view.items}


def test_a_wide_table_may_be_headed_by_numbers_alone() -> None:
    for heads in (["1.1", "2.1"], [1.1, 2.1], ["１．１", " 2.1 "]):
        found = check(["处室", *heads], ["基教处", 9.0, 4.0], view=WIDE)
        assert [row[:2] for row in found.rows] == [("o-2-2", "study"), ("o-2-2", "style")]
        assert not found.rejected and not found.warnings


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("9.9", "no-item-column"),
        ("工作作凤", "no-item-column-near"),
        ("某一列", "no-item-column"),
        ("1.1 理论学习", "item-column-twice"),
        ("1.9 理论", "no-item-column"),
    ],
)
def test_a_column_of_marks_on_nobody_knows_what_is_refused(title: str, key: str) -> None:
    found = check(["处室", "理论学习", title], ["基教处", 9.0, 4.0], view=WIDE)
    (wrong,) = found.rejected
    assert (wrong.row, wrong.column, wrong.value) == (1, title, "4")
    assert wrong.reason.key.partition(".")[2].startswith(key) and not found.warnings
    assert len(found.rows) == 1


def test_a_table_of_nothing_but_unknown_numbers_is_refused_by_its_columns() -> None:
    found = check(["处室", "9.1", "9.2"], ["基教处", 9.0, 4.0], view=WIDE)
    assert [wrong.column for wrong in found.rejected] == ["9.1", "9.2"]
    view = WIDE._replace(items={item.id: item for item in flat_items({"item": [TEN]})})
    found = check(["处室", "1.1", "1.10"], ["基教处", 4.0, 4.0], view=view)
    assert [wrong.column for wrong in found.rejected] == ["1.1", "1.10"]


def test_columns_that_are_known_for_no_items_stand_in_no_way() -> None:
    heads = [
        "序号",
        "机关",
        "处室",
        "负责人",
        "在编人数",
        "理论学习",
        "总分",
        "合计（分）",
        "名次",
        "备注",
        "评语",
    ]
    row = [1.0, "市教育局", "基教处", "王伟", 12.0, 9.0, 9.0, 9.0, 1.0, "好", "认真"]
    found = check(heads, row, ["", "", "合计", "", 12.0, 9.0, 9.0, 9.0], view=WIDE)
    assert not found.rejected and len(found.rows) == 1
    empty = check(["处室", "理论学习", "9.9"], ["基教处", 9.0, None], view=WIDE)
    assert not empty.rejected  # nothing stands there that could be left out


@pytest.mark.parametrize(
    "rows",
    [
        [LONG, ["o-1-1", "study", "k2", 9.0], ["o-2-2", "study", "k2", None]],
        [
            ["处室", "考评员", "理论学习", "工作作风"],
            ["o-1-1", "k2", 9.0, 4.0],
            ["o-2-2", "k2", None, 3.0],
        ],
    ],
)
def test_a_blank_cell_leaves_the_mark_that_stands_and_says_so(rows: list[list[Any]]) -> None:
    stands = {("o-2-2", "study", "k2"): Standing("7", by_hand=False)}
    found = check(*rows, view=VIEW._replace(standing=stands))
    (said,) = found.warnings
    assert (said.row, said.value, said.reason.key) == (3, "7", "exchange.mark-blank")
    assert check(*rows).warnings == []


@pytest.mark.parametrize(
    ("value", "points", "told"),
    [
        (2, "5 3 1", ""),
        (3, "5 3 1", "按次序数的“差”，也可以是得这么多分的“中”"),
        (2, "3 2 1", ""),
        (3, "3 2 1", "差”，也可以是得这么多分的“优"),
        ("中", "5 3 1", ""),
        ("C", "3 2 1", ""),
    ],
)
def test_a_number_that_names_two_grades_is_refused(value: Any, points: str, told: str) -> None:
    """A digit is a grade's place; where another grade is worth so many points it may mean that."""
    grades = [
        {"label": {"zh": label, "en": key}, "points": worth}
        for label, key, worth in zip("优中差", "abc", points.split(), strict=True)
    ]
    item = {"id": "poll", "title": {"zh": "测评", "en": "poll"}, "kind": "grades"}
    (spec,) = flat_items({"item": [{**item, "max": points[0], "grades": grades}]})
    found = mark_of(spec, str(value), value)
    assert told in render(found) if isinstance(found, Message) else not told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("同名", "考评组有 2 人同名：k3（甲局）、k4（乙局），不知是谁"),
        ("同名：市乙局", ""),
        ("同名（甲局）", ""),
        ("同名/乙局", ""),
        ("同名:丙局", "考评组没有此人"),
        ("", "考评员空着"),
    ],
)
def test_judges_of_one_name_are_told_apart_by_their_agency(name: str, told: str) -> None:
    judges = {
        "k3": JudgeView("同名", frozenset(), agencies=("市甲局", "甲局")),
        "k4": JudgeView("同名", frozenset(), agencies=("市乙局", "乙局")),
    }
    found = check(LONG, ["o-1-1", "style", name, "4"], view=VIEW._replace(judges=judges))
    assert [render(problem.reason, "zh")[: len(told)] for problem in found.rejected] == [told][
        : bool(told)
    ]
    taken = [row[2] for row in found.rows]
    assert taken == ([] if told else ["k3" if "甲" in name else "k4"])


@pytest.mark.parametrize("line", [[None, "满分", 10, 5], [None, None, "10分", "5分"]])
def test_the_full_marks_below_a_header_are_no_office(line: list[Any]) -> None:
    """Neither is a blank agency in it, or in a total, said to be the one above."""
    found = check(
        ["单位", "处室", "理论学习", "工作作风"],
        line,
        ["市财政局", "办公室", "3", "4"],
        [None, "合计", 3, 4],
        view=VIEW._replace(assessor="k3"),
    )
    assert not reasons(found) and len(found.rows) == 2
    assert [(left.row, left.why) for left in found.left] == [(2, "full-marks"), (4, "total")]
    assert not [problem for problem in found.warnings if problem.column == "单位"]
