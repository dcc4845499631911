"""One sheet that lists agencies over their offices is read as both, or refused in one sentence."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.locale import render
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.answers.as_read import as_read
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import import_registry
from tests.exchange.books import book, code

HEADS = ["序号", "单位", "处室", "负责人", "文明处室"]
MERGED = [
    ["市直机关处室情况表"],
    HEADS,
    [1, "市财政局", "办公室", "甲", "2021-03-05"],
    [2, None, "人事处", "乙", ""],
    [3, None, "预算处", "丙", ""],
    [4, "市教育局", "办公室", "丁", ""],
    [5, None, "基教处", "戊", ""],
    [6, "市档案馆", None, None, None],
]
OTHERS = Known((KnownAgency("a-1", "市公安局", "公安局", ""),))
FINANCE = Known((KnownAgency("a-1", "市财政局", "财政局", ""),))


def merged(path: Path, rows: list[list[Any]] = MERGED) -> Path:
    """Write a sheet with each agency's cell merged over its offices."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "情况表"
    for row in rows:
        sheet.append(row)
    column = rows[1].index("单位") + 1
    starts = [n for n, row in enumerate(rows, 1) if n > 2 and row[column - 1]]
    for first, after in zip(starts, [*starts[1:], len(rows) + 1], strict=True):
        sheet.merge_cells(
            start_row=first, end_row=after - 1, start_column=column, end_column=column
        )
    made.save(path)
    return path


def reasons(found: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.reason.key.partition(".")[2]) for one in found.rejected]


@pytest.mark.parametrize("known", [Known(), OTHERS])
@pytest.mark.parametrize("blank", [True, False])
def test_agencies_over_their_offices_are_read_as_both(
    tmp_path: Path, known: Known, blank: bool
) -> None:
    path = merged(tmp_path / "a.xlsx") if not blank else book(tmp_path / "a.xlsx", 情况表=MERGED)
    found = read_registry(path, known)
    assert found.rejected == []
    assert [one.name for one in found.agencies] == ["市财政局", "市教育局", "市档案馆"]
    names = {one.id: one.name for one in found.agencies}
    assert [(names[one.agency], one.name) for one in found.offices] == [
        ("市财政局", "办公室"),
        ("市财政局", "人事处"),
        ("市财政局", "预算处"),
        ("市教育局", "办公室"),
        ("市教育局", "基教处"),
    ]
    assert [(one.kind, one.rows) for one in found.seen] == [("agency", 3), ("office", 5)]
    (said, *rest) = found.warnings
    above = ["exchange.agency-above"] * blank  # 市档案馆 has no offices
    assert [one.reason.key for one in rest] == [*above, "exchange.agency-alone"]
    assert said.reason.key == "exchange.read-as-both" and said.reason.values["count"] == 3


def test_an_agency_that_is_refused_is_not_said_to_be_new(tmp_path: Path) -> None:
    heads = ["单位", "统一社会信用代码", "处室"]
    rows = [
        ["市财政局", code(1), "办公室"],
        ["市教育局", "91110000", "办公室"],  # refused for its code
        ["市公安局", code(3), "办公室"],
    ]
    found = read_registry(book(tmp_path / "a.xlsx", 表=[heads, *rows]), OTHERS)
    assert [one.name for one in found.agencies] == ["市财政局", "市公安局"] and found.rejected
    said = [one for one in found.warnings if one.reason.key == "exchange.read-as-both"]
    assert [(one.reason.values["count"], one.reason.values["known"]) for one in said] == [(1, 1)]
    assert "市教育局" not in render(said[0].reason, "zh")
    rows[0][1] = "91110000"
    found = read_registry(book(tmp_path / "b.xlsx", 表=[heads, *rows]), OTHERS)
    assert not [one for one in found.warnings if one.reason.key == "exchange.read-as-both"]


def test_what_is_shown_is_written_and_the_same_file_changes_nothing(tmp_path: Path) -> None:
    path = merged(tmp_path / "a.xlsx")
    ws = init(tmp_path / "w", name="甲市")
    shown = import_registry(ws, path, dry_run=True)
    assert shown.changes == {"agencies": 3, "offices": 5, "honors": 1} and not shown.written
    lines = "\n".join(as_read(shown))
    assert "机关名册" in lines and "处室名册" in lines and lines.count("表题") == 1
    assert "既列机关、又列处室" in render(shown.warnings[0].reason, "zh")
    assert import_registry(ws, path).changes == shown.changes
    assert [row.name for row in agency_rows(ws)] == ["市财政局", "市教育局", "市档案馆"]
    assert len(office_rows(ws)) == 5
    again = import_registry(ws, path)
    assert again.changes == {"agencies": 0, "offices": 0, "honors": 0}
    assert again.rejected == []
    assert [(one.row, one.why) for one in again.left] == [(1, "title"), (8, "no-office")]
    ws.close()


def test_columns_of_an_agency_are_taken_once_a_block(tmp_path: Path) -> None:
    heads = ["单位", "简称", "统一社会信用代码", "处室", "联系电话", "系统"]
    rows = [
        ["市财政局", "财政局", code(1), "办公室", "111", "综合口"],
        [None, None, None, "人事处", "222", None],
        ["市教育局", "教育局", code(2), "办公室", "333", "宣传口"],
    ]
    found = read_registry(book(tmp_path / "a.xlsx", 表=[heads, *rows]), FINANCE)
    assert [(a.id, a.name, a.short, a.code, a.sector) for a in found.agencies] == [
        ("a-1", "市财政局", "财政局", code(1), "综合口"),
        ("a-2", "市教育局", "教育局", code(2), "宣传口"),
    ]
    assert {a.phone for a in found.agencies} == {""}  # each office has its own: said, not taken
    unused = [one.column for one in found.warnings if one.reason.key == "exchange.unused"]
    assert unused == ["联系电话"]


def test_an_agency_s_cells_that_differ_are_refused_where_they_do(tmp_path: Path) -> None:
    rows = [
        ["单位", "简称", "处室"],
        ["市财政局", "财政局", "办公室"],
        [None, "财证局", "人事处"],
        [None, "财政局", "预算处"],
    ]
    found = read_registry(book(tmp_path / "a.xlsx", 表=rows), Known())
    assert [(one.row, one.column, one.value) for one in found.rejected] == [(3, "简称", "财证局")]
    assert reasons(found) == [(3, "differs-above")]
    assert [one.name for one in found.offices] == ["办公室", "预算处"]


def test_a_slip_among_known_agencies_is_no_new_one_and_is_said_once(tmp_path: Path) -> None:
    rows = [HEADS[1:3], ["市财政局", "办公室"], ["市财征局", "人事处"], [None, "预算处"]]
    found = read_registry(book(tmp_path / "a.xlsx", 表=rows), FINANCE)
    assert found.agencies == []
    assert reasons(found) == [(3, "no-agency-alone")]
    assert [(one.row, one.why) for one in found.left] == [(4, "agency-refused")]
    said = render(found.rejected[0].reason, "zh")
    assert "市财政局" in said and "另列一张机关表" in said
    alone = read_registry(book(tmp_path / "b.xlsx", 表=[HEADS[1:3], ["市财征局", "处"]]), FINANCE)
    assert reasons(alone) == [(2, "no-agency-alone")] and alone.agencies == []


def test_a_name_that_may_be_a_slip_of_another_is_warned_of(tmp_path: Path) -> None:
    known = Known((KnownAgency("a-1", "市住房和城乡建设局", "住建局", ""),))
    rows = [["单位", "简称", "处室"], ["市住房和城乡建没局", "", "办公室"]]
    found = read_registry(book(tmp_path / "a.xlsx", 表=rows), known)
    assert [one.reason.key for one in found.warnings] == ["exchange.read-as-both", "exchange.twin"]


def test_a_known_agency_by_its_short_name_stays_the_same_one(tmp_path: Path) -> None:
    rows = [["单位", "类别", "处室"], ["财政局", "行政", "办公室"], ["市教育局", "行政", "人事处"]]
    found = read_registry(book(tmp_path / "a.xlsx", 表=rows), FINANCE)
    assert [(one.id, one.name, one.category) for one in found.agencies] == [
        ("a-1", "市财政局", "行政"),
        ("a-2", "市教育局", "行政"),
    ]


def test_a_refused_agency_takes_its_offices_with_it(tmp_path: Path) -> None:
    rows = [
        ["单位", "统一社会信用代码", "处室"],
        ["市财政局", "91350200", "办公室"],
        [None, None, "人事处"],
        ["市教育局", code(2), "办公室"],
    ]
    found = read_registry(book(tmp_path / "a.xlsx", 表=rows), Known())
    assert reasons(found) == [(2, "code-length")]
    assert [one.name for one in found.agencies] == ["市教育局"]
    assert {one.row for one in found.left} == {2, 3}


def test_two_such_sheets_share_their_agencies(tmp_path: Path) -> None:
    rows = [HEADS[1:3], ["市财政局", "办公室"], [None, "人事处"]]
    more = [HEADS[1:3], ["市财政局", "预算处"], ["市教育局", "办公室"]]
    found = read_registry(book(tmp_path / "a.xlsx", 一=rows, 二=more), Known())
    assert found.rejected == []
    assert [one.name for one in found.agencies] == ["市财政局", "市教育局"]
    assert len(found.offices) == 4


def test_a_file_with_a_sheet_of_agencies_is_read_as_before(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        机关=[["机关名称", "简称"], ["市财政局", "财政局"]],
        处室=[HEADS[1:3], ["市财政局", "办公室"], ["市教育局", "人事处"]],
    )
    found = read_registry(path, Known())
    assert [one.name for one in found.agencies] == ["市财政局"]
    assert reasons(found) == [(3, "no-agency")]
