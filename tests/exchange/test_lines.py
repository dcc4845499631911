"""Lines of label and value above a table, and tables of several agencies one below the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.lines import is_form, pairs
from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

HEADS: list[Cell] = ["处室名称", "负责人", "人数"]
FINANCE = Known((KnownAgency("a-1", "市财政局", "", ""), KnownAgency("a-2", "市商务局", "", "")))


def read(*rows: list[Cell], known: Known | None = None) -> Plan:
    width = max(map(len, rows))
    sheet = Sheet("Sheet1", [[*row, *[None] * (width - len(row))] for row in rows], {})
    return read_registry(Path("a.xlsx"), known or Known(), None, [sheet])


def owners(plan: Plan) -> list[tuple[str, str]]:
    said = {one.id: one.name for one in (*FINANCE.agencies, *plan.agencies)}
    return [(said[one.agency], one.name) for one in plan.offices]


def warned(plan: Plan) -> list[tuple[int, str, str, str]]:
    return [
        (one.row, one.column, one.value, one.reason.key.partition(".")[2])
        for one in plan.warnings
        if one.reason.key.startswith("exchange.line-")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第一责任人：张三　电话：138000000", [("第一责任人", "张三"), ("电话", "138000000")]),
        ("单位：市财政局负责人：李四", [("单位", "市财政局"), ("负责人", "李四")]),
        ("单　位：市财政局（盖章）　电　话：0592-1", [("单位", "市财政局"), ("电话", "0592-1")]),
        ("（联系人：张三；手机: 138）", [("联系人", "张三"), ("手机", "138")]),
        ("单位（盖章）：市公安局（交警支队）", [("单位（盖章）", "市公安局（交警支队）")]),
        ("2026年3月 10:30", []),
    ],
)
def test_labels_and_values_of_a_line(text: str, said: list[tuple[str, str]]) -> None:
    assert [(one.label, one.value) for one in pairs(1, [text])] == said


def test_labels_and_values_side_by_side_are_no_header() -> None:
    line: list[Cell] = ["单位", "市财政局", None, "联系人", "李四"]
    assert [(one.label, one.value) for one in pairs(1, line)] == [
        ("单位", "市财政局"),
        ("联系人", "李四"),
    ]
    assert is_form(line)
    assert is_form(["单位：", "市财政局"])
    assert not is_form(["单位", "处室", "联系人", "电话"])
    assert owners(read(line, HEADS, ["预算处", "王五", 3])) == [("市财政局", "预算处")]


@pytest.mark.parametrize("known", [Known(), FINANCE])
@pytest.mark.parametrize(
    ("label", "field", "value"),
    [
        ("第一责任人", "chief", "张三"),
        ("负责人", "chief", "张三"),
        ("联系人", "contact", "张三"),
        ("联系电话", "phone", "138000000"),
        ("一把手电话", "chief_phone", "138000000"),
        ("处室数", "offices", 1),
        ("简称", "short", "财政局"),
    ],
)
@pytest.mark.parametrize("column", [False, True])
def test_a_line_above_the_offices_of_one_agency_is_of_that_agency(
    known: Known, label: str, field: str, value: str | int, column: bool
) -> None:
    line: list[Cell] = [f"单位：市财政局 {label}：{value}"]
    heads: list[Cell] = ["单位", *HEADS] if column else HEADS
    row: list[Cell] = ["市财政局", "预算处", "王五", 3] if column else ["预算处", "王五", 3]
    plan = read(["处室名册"], line, heads, row, known=known)
    (agency,) = plan.agencies
    assert (agency.id, agency.name, getattr(agency, field)) == ("a-1", "市财政局", value)
    assert owners(plan) == [("市财政局", "预算处")]
    assert warned(plan) == [(2, label, str(value), "line-taken")]
    assert [(one.row, one.why) for one in plan.left] == [(1, "title"), (2, "line")]


@pytest.mark.parametrize(
    ("label", "value"),
    [("第一责任人", "张三"), ("填报人", "李四"), ("手机", "138000000"), ("处室数", "12")],
)
def test_a_line_that_is_of_no_one_agency_is_said_not_to_be_taken(label: str, value: str) -> None:
    many: list[list[Cell]] = [["单位", *HEADS], ["市财政局", "预算处"], ["市商务局", "外贸处"]]
    for rows in (many, [["机关名称", "简称"], ["市财政局", "财政局"]]):
        plan = read([f"{label}：{value}"], *rows)
        assert warned(plan) == [(1, label, value, "line-not-taken")]
        assert len(plan.left) == 1


def test_what_is_wrong_in_a_line_is_said_of_the_line() -> None:
    plan = read(["单位：市财政局"], ["处室数：许多"], HEADS, ["预算处", "王五", 3])
    assert [(one.row, one.column, one.value) for one in plan.rejected] == [(2, "处室数", "许多")]


def test_a_unit_of_counting_names_nobody() -> None:
    plan = read(["单位：万元"], ["机关名称", "处室名称"], ["市财政局", "预算处"])
    assert owners(plan) == [("市财政局", "预算处")]


@pytest.mark.parametrize("known", [Known(), FINANCE])
@pytest.mark.parametrize(
    "between",
    [
        [["单位：市商务局"], HEADS],
        [[], ["处室名册"], ["单位：市商务局", None, "联系人：丁"], HEADS],
        [["单位：市商务局"]],
        [["填报单位：市商务局  电话：138000000"]],
    ],
)
def test_each_block_of_a_sheet_is_of_its_own_agency(
    known: Known, between: list[list[Cell]]
) -> None:
    plan = read(
        ["单位：市财政局"],
        HEADS,
        ["预算处", "王五", 3],
        *between,
        ["外贸处", "赵六", 4],
        ["外资处", "钱七", 5],
        known=known,
    )
    assert owners(plan) == [("市财政局", "预算处"), ("市商务局", "外贸处"), ("市商务局", "外资处")]
    assert plan.rejected == []
    assert len(warned(plan)) == ("：" in str(between) and str(between).count("：") - 1)


def test_a_block_with_other_columns_is_read_by_its_own_header() -> None:
    plan = read(
        ["单位：市财政局"],
        HEADS,
        ["预算处", "王五", 3],
        ["单位：市商务局"],
        ["负责人", "处室名称"],
        ["赵六", "外贸处"],
    )
    assert owners(plan) == [("市财政局", "预算处"), ("市商务局", "外贸处")]
    assert [one.head for one in plan.offices] == ["王五", "赵六"]


def test_a_block_far_below_is_read() -> None:
    rows: list[list[Cell]] = [[f"第{n}处", "王五", n] for n in range(1, 60)]
    plan = read(["单位：市财政局"], HEADS, *rows, ["单位：市商务局"], HEADS, ["外贸处", "赵六", 4])
    assert len(plan.offices) == 60
    assert owners(plan)[-1] == ("市商务局", "外贸处")


def test_a_block_under_the_bare_name_of_a_known_agency_is_of_that() -> None:
    for more in ([HEADS], []):
        plan = read(
            ["市财政局"],
            HEADS,
            ["预算处", "王五", 3],
            ["市商务局"],
            *more,
            ["外贸处", "赵六", 4],
            known=FINANCE,
        )
        assert owners(plan) == [("市财政局", "预算处"), ("市商务局", "外贸处")]


def test_a_line_between_blanks_of_a_column_of_agencies_says_whose_they_are() -> None:
    heads: list[Cell] = ["单位", *HEADS]
    plan = read(heads, ["市财政局", "预算处"], ["单位：市商务局"], heads, [None, "外贸处"])
    assert owners(plan) == [("市财政局", "预算处"), ("市商务局", "外贸处")]


def test_a_block_of_nobody_is_refused_at_its_header() -> None:
    plan = read(HEADS, ["预算处", "王五", 3], ["单位：市商务局"], HEADS, ["外贸处", "赵六", 4])
    assert owners(plan) == [("市商务局", "外贸处")]
    assert [(one.row, one.reason.key) for one in plan.rejected] == [
        (1, "exchange.no-agency-column")
    ]
    plan = read(
        ["单位：市财政局"], HEADS, ["预算处", "王五", 3], ["负责人", "处室名称"], ["赵六", "外贸处"]
    )
    assert owners(plan) == [("市财政局", "预算处")]
    assert [one.row for one in plan.rejected] == [4]
    assert [(one.row, one.why) for one in plan.left][-1] == (5, "second-table")
