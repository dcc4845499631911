"""A messy registry: how it was read, what is left out, what changes, and importing it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.cli.main import run
from civtui.exchange.by_words import filled, passed_over
from civtui.exchange.marks import check_marks
from civtui.exchange.plan import Known, KnownAgency, KnownOffice, Plan
from civtui.exchange.registry import How, read_registry
from civtui.exchange.round_view import RoundView
from civtui.exchange.tables import Cell, Sheet
from civtui.ledger.verify import verify
from civtui.locale import t
from civtui.locale.width import width
from civtui.model.errors import BadInput
from civtui.rules.eligibility import assess
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.answers.intake import registry_foreseen
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import ImportAnswer, import_registry
from civtui.workspace.session import Workspace
from civtui.workspace.titles.eligibility import Record
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book, code

REFUSE = How(refuse_mismatch=True)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Give an empty workspace."""
    made = init(tmp_path / "w", name="样例市")
    yield made
    made.close()


def messy(path: Path, **mended: object) -> Path:
    """Write a registry as it comes in by mail; `mended` puts other values in the place of faults.

    It has titles, two header rows, sub-heads, a hidden row, totals, a note, ticks, blanks below an
    agency, an error of a formula, a credit code that is none, a count that differs and a column of
    no field.
    """
    cells = {"short": "#N/A", "code": "1", "offices": 40, "since": "2021年3月", **mended}
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "机关名册"
    for row in (
        ["市直机关文明单位名册（2026年度）"],
        ["填报单位：市直机关文明办"],
        [
            "序号",
            "单位名称",
            "简称",
            "信用代码",
            "处室数",
            "现有称号",
            None,
            "联络员",
            None,
            "现有称呼",
        ],
        [None, None, None, None, None, "级别", "命名时间", "姓名", "电话", None],
        ["一、党群口"],
        [
            1,
            "市委办公室",
            "市委办",
            code(1),
            3,
            "省级文明单位",
            cells["since"],
            "王伟",
            "0592-1",
            "甲",
        ],
        [
            2,
            "市\u200b总工会",
            "总工会",
            code(2),
            cells["offices"],
            "市级文明单位",
            "2022年1月",
            "李芳",
        ],
        ["二、政府口"],
        [3, "市财政局", cells["short"], code(3), None, "无"],
        [4, "市教育局", "教育局", cells["code"], 2],
        [5, "市旧局", "旧局", None, 9],
        ["合计85个单位", None, None, None, 46],
        ["以上数据截至2025年底。"],
    ):
        sheet.append(row)
    for merged in ("A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "J3:J4", "F3:G3", "H3:I3"):
        sheet.merge_cells(merged)
    sheet.row_dimensions[11].hidden = True
    offices = made.create_sheet("处室名册")
    for row in (
        ["所属单位", "科室名称", "文明处室", "标兵处室", "命名时间"],
        ["市委办", "秘书处", "√", None, "2022年1月"],
        [None, "机要处", None, "√", "2023年1月"],
        [None, "行政处"],
        ["总工会", "办公室", "是", None, "2022年1月"],
        ["总工会", "组织部"],
        ["教育局", "办公室"],
        [None, "基教处", date(2020, 5, 1)],
        ["汇总", None, 2, 1],
    ):
        offices.append(row)
    made.create_sheet("填表说明").append(["请各机关认真填写"])
    made.save(path)
    return path


def clean(path: Path, **mended: object) -> Path:
    return messy(path, **{"short": "财政局", "code": code(4), "offices": 2, **mended})


def preview(ws: Workspace, path: Path) -> list[str]:
    values = {"file": path, "map": None, "hidden": False, "skip_rejected": False}
    return registry_foreseen(ws, values, lambda *_: None).lines


def reasons(found: Plan | ImportAnswer) -> list[tuple[str, int, str]]:
    return [(p.sheet, p.row, p.reason.key.partition(".")[2]) for p in found.rejected]


def test_the_preview_says_how_a_messy_registry_was_read(ws: Workspace, tmp_path: Path) -> None:
    lines = preview(ws, messy(tmp_path / "名册.xlsx", short="财政局"))
    text = "\n".join(lines)
    assert lines[0] == t("verbs/import.foreseen-nothing", count=2)
    assert "将变动：机关 2，处室 3，称号 3" in lines[1]
    head = "“机关名册”第 4 行是表头，读作机关名册，数据 4 行；各列：A 序号、"
    starts = [n for n, line in enumerate(lines) if line.startswith(head)]
    wrong = [n for n, line in enumerate(lines) if line.startswith(("拒收", "提醒"))]
    assert wrong and len(starts) == 1 and max(wrong) < starts[0]
    assert "B 单位名称→机关名称" in text
    assert "F 现有称号·级别→现有称号" in text
    assert "J 现有称呼（不读入）" in text
    assert "小标题（第 5 行“一、党群口”、第 8 行“二、政府口”，作其下各行的委口）" in text
    assert (
        "表题（第 1 行“市直机关文明单位名册（2026…”）；表头上方写明单位等项的行（第 2 行）" in text
    )
    assert "隐藏的行（第 11 行）" in text
    assert "合计（第 12 行）" in text
    assert "注（第 13 行“" in text
    assert "没有读入的工作表（没有表头）：填表说明" in lines
    assert "列名像“现有称号”" in text
    read = lines[starts[0] :]
    assert sum(-(-width(line) // 80) for line in read) <= 16  # of a screen of 24 lines


def test_one_fault_gives_one_error(ws: Workspace, tmp_path: Path) -> None:
    found = import_registry(ws, messy(tmp_path / "名册.xlsx"))
    assert not found.written
    assert reasons(found) == [
        ("机关名册", 7, "roster-mismatch"),
        ("机关名册", 9, "error-cell"),
        ("机关名册", 10, "code-length"),
    ]
    gone = [(left.row, left.why) for left in found.left if left.sheet == "处室名册"]
    assert gone == [
        (5, "agency-refused"),
        (6, "agency-refused"),
        (7, "agency-refused"),
        (8, "agency-refused"),
        (9, "total"),
    ]


def test_written_corrected_and_written_again(ws: Workspace, tmp_path: Path) -> None:
    first = import_registry(ws, messy(tmp_path / "a.xlsx"), skip_rejected=True)
    assert first.written
    head = ws.head()
    same = import_registry(ws, messy(tmp_path / "a.xlsx"), skip_rejected=True)
    assert (same.written, ws.head()) == (False, head)
    path = clean(tmp_path / "b.xlsx")
    second = import_registry(ws, path)
    assert (second.rejected, second.written) == ([], True)
    head = ws.head()
    third = import_registry(ws, path)
    assert (third.cells, any(third.changes.values()), ws.head()) == ([], False, head)
    rows = ws.ledger.connection.execute(
        "SELECT name, sector, (SELECT count(*) FROM office WHERE agency = agency.id) FROM agency "
        "ORDER BY id"
    )
    assert sorted(map(tuple, rows)) == [
        ("市委办公室", "党群口", 3),
        ("市总工会", "党群口", 2),
        ("市教育局", "政府口", 2),
        ("市财政局", "政府口", 0),
    ]
    assert verify(ws.ledger) == []


def test_the_json_tells_every_column_row_and_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    w = str(tmp_path / "w")
    run(["init", w])
    run(["-w", w, "import", "registry", str(clean(tmp_path / "a.xlsx"))])
    path = clean(tmp_path / "b.xlsx", since="2020年5月", short="财局")
    capsys.readouterr()
    run(["-w", w, "import", "registry", str(path), "--dry-run", "--json"])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    agencies, offices, other = said["sheets"]
    assert (agencies["kind"], agencies["header"], agencies["rows"]) == ("agency", 4, 4)
    assert {c["title"]: (c["field"], c["nearest"]) for c in agencies["columns"]}["现有称呼"] == (
        "",
        "honor",
    )
    assert {c["field"] for c in offices["columns"]} == {
        "agency",
        "name",
        "civilized-office",
        "model-office",
        "since",
    }
    assert (other["kind"], other["header"]) == ("", 0)
    assert [(c["what"], c["field"], c["old"], c["new"]) for c in said["cells"]] == [
        ("市财政局", "简称", "财政局", "财局"),
        ("市委办公室", "命名时间", "2021-03-01", "2020-05-01"),
    ]
    assert said["changes"]["honors"] == 1
    assert not said["written"]


def dates(ws: Workspace) -> list[tuple[Any, ...]]:
    query = "SELECT honor, since, until, ended FROM title ORDER BY honor, since"
    return [tuple(row) for row in ws.ledger.connection.execute(query)]


def one_agency(tmp_path: Path, honor: object, since: object, until: object = None) -> Path:
    heads = ["机关名称", "现有称号", "命名时间", "届满时间"]
    return book(tmp_path / "a.xlsx", 机关=[heads, ["市财政局", honor, since, until]])


def test_importing_again_corrects_the_days_of_an_opening_title(
    ws: Workspace, tmp_path: Path
) -> None:
    import_registry(ws, one_agency(tmp_path, "市级文明单位", "2021年3月"))
    found = import_registry(ws, one_agency(tmp_path, "市级文明单位", "2020年3月", "2027年3月"))
    assert found.changes["honors"] == 1
    assert [(c.field, c.old, c.new) for c in found.cells] == [
        ("命名时间", "2021-03-01", "2020-03-01"),
        ("届满时间", "", "2027-03-31"),
    ]
    assert dates(ws) == [("municipal", "2020-03-01", "2027-03-31", None)]
    again = import_registry(ws, one_agency(tmp_path, "市级文明单位", "2020年3月"))
    assert not any(again.changes.values())  # a blank cell says nothing
    assert verify(ws.ledger) == []


def test_a_title_that_is_gone_from_the_file_is_asked_about_and_stays(
    ws: Workspace, tmp_path: Path
) -> None:
    import_registry(ws, one_agency(tmp_path, "市级文明单位", "2021年3月"))
    found = import_registry(ws, one_agency(tmp_path, None, None))
    (warning,) = found.warnings
    assert warning.reason.key == "exchange.title-gone"
    assert dates(ws) == [("municipal", "2021-03-01", None, None)]


def check(*rows: list[Cell], hidden_rows: tuple[int, ...] = (), how: How = REFUSE) -> Plan:
    """Read a sheet of `rows` as a registry."""
    sheet = Sheet("表", [list(row) for row in rows], {}, hidden_rows=frozenset(hidden_rows))
    return read_registry(Path("a.xlsx"), Known(), None, [sheet], lambda *_: None, how)


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "Err:502"])
@pytest.mark.parametrize("field", ["机关名称", "简称", "处室数", "现有称号", "命名时间"])
def test_an_error_of_a_spreadsheet_is_refused_once_with_its_place(field: str, error: str) -> None:
    heads: list[Cell] = ["机关名称", "简称", "处室数", "现有称号", "命名时间"]
    row: list[Cell] = ["市甲局", "甲局", 3.0, "无", None]
    row[heads.index(field)] = error
    (problem,) = check(heads, row).rejected
    assert (problem.row, problem.column, problem.value) == (2, field, error)
    assert problem.reason.key == "exchange.error-cell"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (date(2024, 3, 4), "turned-date"),
        (True, "turned-truth"),
        ("TRUE", "turned-truth"),
        ("3月4日", "turned-date"),
        ("2024/3/4", "turned-date"),
    ],
)
def test_what_a_spreadsheet_made_of_a_name_is_refused(cell: Cell, reason: str) -> None:
    (problem,) = check(["机关名称", "处室数"], [cell, 3.0]).rejected
    assert problem.reason.key == f"exchange.{reason}"


@pytest.mark.parametrize(
    "name", ["市\u200b甲局", "\ufeff市甲局", "市甲\u00ad局", "市甲局\ufe00", "市 甲 局"]
)
def test_what_nobody_sees_makes_no_second_agency(name: str) -> None:
    known = Known((KnownAgency("a-7", "市甲局", "", ""),))
    sheet = Sheet("表", [["机关名称", "处室数"], [name, 3.0]], {})
    found = read_registry(Path("a.xlsx"), known, None, [sheet])
    assert [(a.id, a.name) for a in found.agencies] == [("a-7", "市甲局")]
    unseen = [w.reason.key for w in found.warnings] == ["exchange.unseen"]
    assert unseen == (" " not in name)


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ("合计85个单位", "total"),
        ("合计", "total"),
        ("汇总", "total"),
        ("平均", "total"),
        ("总数", "total"),
        ("平均分", "total"),
        ("共85个单位", "total"),
        ("合　计：", "total"),
        ("本页小计", "total"),
        ("Total", "total"),
        ("备注：略", "note"),
        ("以上截至年底。", "note"),
        ("汇总处", None),
        ("平均地权科", None),
        ("共青团市委", None),
        ("总计财务科", None),
        ("市合计局", None),
        ("审计一处", None),
    ],
)
def test_totals_and_notes_are_told_by_their_shape(first: str, why: str | None) -> None:
    assert passed_over([first]) == why
    if why == "total":
        assert passed_over([86.0, first, 12.0]) == why


def test_a_nameless_row_of_sums_is_no_agency() -> None:
    found = check(
        ["机关名称", "处室数", "人数"],
        ["市甲局", 3.0, 30.0],
        ["市乙局", 4.0, 41.0],
        [None, 7.0, 71.0],
    )
    assert (len(found.agencies), found.rejected) == (2, [])
    assert [(left.row, left.why) for left in found.left] == [(4, "total")]


def test_hidden_rows_are_left_out_and_said_or_taken_by_choice() -> None:
    rows: list[list[Cell]] = [["机关名称", "处室数"], ["市甲局", 3.0], ["市乙局", 4.0]]
    found = check(*rows, hidden_rows=(2,))
    assert [a.name for a in found.agencies] == ["市乙局"]
    assert [(left.row, left.why, left.text) for left in found.left] == [(2, "hidden", "市甲局 3")]
    taken = check(*rows, hidden_rows=(2,), how=How(hidden=True))
    assert ([a.name for a in taken.agencies], taken.left) == (["市甲局", "市乙局"], [])


def test_hidden_columns_are_left_out_and_said() -> None:
    sheet = Sheet(
        "表",
        [["机关名称", "处室数", "简称"], ["市甲局", 3.0, "甲局"]],
        {},
        hidden_columns=frozenset({2}),
    )
    found = read_registry(Path("a.xlsx"), Known(), None, [sheet])
    assert found.agencies[0].short is None
    assert [(left.why, left.text) for left in found.left] == [("hidden-column", "简称")]


def test_a_column_without_a_title_is_not_dropped_silently() -> None:
    found = check(["机关名称", "处室数", None], ["市甲局", 3.0, None], ["市乙局", 4.0, "甲"])
    (warning,) = found.warnings
    assert (warning.row, warning.column, warning.value) == (1, "C", "甲")


def test_a_note_or_an_empty_column_is_no_warning() -> None:
    found = check(["机关名称", "处室数", "备注", "现有称呼"], ["市甲局", 3.0, "略", None])
    assert found.warnings == []
    unused = [(c.title, c.nearest) for c in found.seen[0].columns if not c.field]
    assert unused == [("备注", "note"), ("现有称呼", "honor")]


LISTED = Known(
    (KnownAgency("a-1", "市甲局", "甲局", ""),),
    tuple(KnownOffice(f"o-1-{n}", "a-1", f"{n}处") for n in range(3)),
)


@pytest.mark.parametrize(("stated", "refused"), [(3.0, False), (40.0, True), (None, False)])
def test_a_stated_number_of_offices_is_held_against_those_listed(
    stated: Cell, refused: bool
) -> None:
    rows: list[list[Cell]] = [["机关名称", "处室数"], ["市甲局", stated]]
    path = Path("a.xlsx")
    found = read_registry(path, LISTED, None, [Sheet("表", rows, {})], lambda *_: None, REFUSE)
    assert [p.reason.key for p in found.rejected] == ["exchange.roster-mismatch"] * refused
    assert len(found.agencies) == (not refused)
    flagged = read_registry(path, LISTED, None, [Sheet("表", rows, {})])
    assert [w.reason.key for w in flagged.warnings] == ["exchange.roster-mismatch"] * refused
    assert len(flagged.agencies) == 1


def test_an_office_rejected_for_itself_makes_no_second_fault_of_the_count(tmp_path: Path) -> None:
    agencies = [AGENCY_HEADS, [1, "市甲局", "甲局", None, 2]]
    offices = [OFFICE_HEADS, ["甲局", "一处"], ["甲局", "二处", None, "若干"]]
    path = book(tmp_path / "a.xlsx", 机关=agencies, 处室=offices)
    found = read_registry(path, Known(), None, None, lambda *_: None, REFUSE)
    assert reasons(found) == [("处室", 3, "no-count")]


def test_an_agency_that_heads_a_block_of_offices() -> None:
    found = read_registry(
        Path("a.xlsx"),
        Known(),
        None,
        [
            Sheet("机关", [["机关名称", "简称"], ["市甲局", "甲局"], ["市乙局", "乙局"]], {}),
            Sheet(
                "处室",
                [
                    ["单位", "处室", "负责人"],
                    ["甲局"],
                    [None, "一处", "王伟"],
                    [None, "二处"],
                    ["乙局"],
                    [None, "一处", "李芳"],
                ],
                {},
            ),
        ],
    )
    assert [(o.agency, o.name) for o in found.offices] == [
        ("a-1", "一处"),
        ("a-1", "二处"),
        ("a-2", "一处"),
    ]
    assert found.rejected == []
    assert [left.why for left in found.left] == ["sub-head", "sub-head"]


def listed_apart(ws: Workspace, tmp_path: Path, stated: int) -> ImportAnswer:
    """Take in an agency that states a number of offices, then apart a list of three, one titled."""
    agencies = [AGENCY_HEADS, [1, "市甲局", None, None, stated]]
    import_registry(ws, book(tmp_path / "a.xlsx", 机关=agencies))
    first = ["市甲局", "一处", None, None, "文明处室", "2022年1月1日"]
    rows = [first, ["市甲局", "二处"], ["市甲局", "三处"]]
    return import_registry(ws, book(tmp_path / "b.xlsx", 处室=[OFFICE_HEADS, *rows]))


def municipal(ws: Workspace, policy: str | None) -> Any:
    """Return what the agency's share comes to, under a choice of the policy or without it."""
    profile = ws.profile()
    chosen = {k: v for k, v in profile.policies.items() if k != "roster-mismatch"}
    chosen |= {"roster-mismatch": policy} if policy else {}
    row = agency_rows(ws)[0]
    gates = [gate for gate in profile.gates() if gate.tier == "municipal"]
    (tier,) = assess(Record(ws, ws.today()).facts(row), gates, chosen, profile.periods()).tiers
    return {reason.rule: (reason.has, reason.holds) for reason in tier.reasons}


def test_no_gate_is_passed_on_the_listed_offices_alone(ws: Workspace, tmp_path: Path) -> None:
    found = listed_apart(ws, tmp_path, 40)
    assert [w.reason.key for w in found.warnings] == ["exchange.roster-mismatch"]
    assert municipal(ws, "refuse")["share-of"] == ("1/3", True)
    assert municipal(ws, "refuse")["roster-mismatch"] == ("3", False)
    assert municipal(ws, "flag")["roster-mismatch"] == ("3", True)
    assert municipal(ws, None)["roster-mismatch"] == ("3", True)


def test_a_number_that_agrees_or_changes_nothing_is_not_spoken_of(
    ws: Workspace, tmp_path: Path
) -> None:
    assert listed_apart(ws, tmp_path, 3).warnings == []
    assert "roster-mismatch" not in municipal(ws, "refuse")


def test_a_blank_row_below_a_header_that_is_none_is_no_header() -> None:
    rows: list[list[Cell]] = [["活动", "处室", "日期"], [], ["甲", "乙", "丙", "丁"]]
    with pytest.raises(BadInput):
        check_marks([Sheet("表", rows, {})], RoundView({}, {}, {}))


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1)),
    st.sampled_from(
        ["市甲局", "一处", "合计", "一、党群口", "注：略", "√", "#N/A", "同上", "机关名称"]
    ),
)
HEADERS = st.permutations(["机关名称", "处室数", "现有称号", "省级文明单位", "命名时间", "序号"])


@settings(max_examples=80, deadline=None)
@given(HEADERS, st.lists(st.lists(CELLS, max_size=6), max_size=8), st.sets(st.integers(2, 9)))
def test_every_row_is_taken_rejected_or_said_to_be_left_out(
    header: list[Cell], rows: list[list[Cell]], hidden: set[int]
) -> None:
    found = check(header, *rows, hidden_rows=tuple(hidden))
    accounted = {p.row for p in found.rejected} | {left.row for left in found.left}
    accounted |= {place.row for place in found.places.values()}
    below = [(n, row) for n, row in enumerate(rows, 2) if filled(row) and n > found.seen[0].header]
    assert [n for n, _ in below if n not in accounted] == []


def test_of_two_columns_one_may_be_a_stranger() -> None:
    found = check(["机关名称", "奖牌"], ["市财政局", "市级文明单位"], ["市教育局", "市级文明单位"])
    assert [a.name for a in found.agencies] == ["市财政局", "市教育局"] and not found.left
    assert [w.column for w in found.warnings] == ["奖牌"]


def test_a_day_without_a_title_is_said_and_one_ahead_rejected() -> None:
    found = check(
        ["机关名称", "简称", "现有称号", "命名时间"],
        ["市甲局", "甲", None, "2020-01-01"],
        ["市乙局", "乙", "市级", "2032-01-01"],
        how=How(today=date(2026, 1, 5)),
    )
    assert [(w.row, w.reason.key) for w in found.warnings] == [(2, "exchange.day-of-no-title")]
    assert [(r.row, r.reason.key) for r in found.rejected] == [(3, "exchange.day-ahead")]
    assert found.titles == []
