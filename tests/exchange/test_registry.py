"""Registries as people keep them: what is taken, what is refused, and whom a row means."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui.exchange.plan import Known, KnownAgency, KnownOffice, Plan
from civtui.exchange.registry import read_registry
from civtui.model.errors import BadInput
from civtui.model.text import Message
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book, code, edited, ods


def agency(name: object = "市财政局", **cells: object) -> list[object]:
    """Return a row of an agency sheet."""
    fields = ("order", "name", "short", "code", "offices", "honor", "since", "phone")
    return [{"order": 1, "name": name, **cells}.get(field) for field in fields]


def plan(tmp_path: Path, *rows: list[Any], known: Known | None = None) -> Plan:
    """Read an agency sheet of `rows`."""
    path = book(tmp_path / "名册.xlsx", 机关名册=[AGENCY_HEADS, *rows])
    return read_registry(path, known or Known())


def office_plan(tmp_path: Path, *rows: list[Any], agencies: list[list[Any]] | None = None) -> Plan:
    """Read an office sheet of `rows` beside a sheet of agencies."""
    sheets = {
        "处室名册": [OFFICE_HEADS, *rows],
        "机关名册": [AGENCY_HEADS, *(agencies or [agency(short="财政局")])],
    }
    return read_registry(book(tmp_path / "名册.xlsx", **sheets), Known())


def reasons(found: Plan) -> list[tuple[int, str, str]]:
    """Return the refusals as (row, column, name of the reason)."""
    return [(p.row, p.column, p.reason.key.partition(".")[2]) for p in found.rejected]


def warnings(found: Plan) -> list[tuple[int, str]]:
    return [(p.row, p.reason.key.partition(".")[2]) for p in found.warnings]


def test_a_registry_with_everything_around_it(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (
        ["市直机关文明单位名册"],
        ["填报单位：市直机关文明办"],
        AGENCY_HEADS,
        agency(
            " 市　财政局 ",
            short="财政局",
            code=code(1),
            offices="１２",
            honor="省级文明单位",
            since="2021年3月",
            phone="0592-1234567/13800000000",
        ),
        agency("市教育局", offices="十二", honor="无", since=date(2021, 3, 5)),
        [],
        ["合计", None, None, None, "=SUM(E4:E5)"],
        ["注：本表由各机关填报。"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:H1")
    made.save(tmp_path / "a.xlsx")
    found = read_registry(tmp_path / "a.xlsx", Known())
    assert (found.accepted, found.rejected) == (2, [])
    assert [(w.row, w.column, w.reason.key) for w in found.warnings] == [
        (4, "命名时间", "exchange.month-alone"),
        (5, "命名时间", "exchange.day-of-no-title"),  # of 无: not taken, and not silently
    ]
    first, second = found.agencies
    assert (first.id, first.name, first.offices, first.code) == ("a-1", "市财政局", 12, code(1))
    assert first.phone == "0592-1234567/13800000000"
    assert (second.id, second.offices) == ("a-2", 12)
    assert [title[:4] for title in found.titles] == [("a-1", "provincial", date(2021, 3, 1), None)]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"name": None}, "机关名称", "needed"),
        ({"name": "长" * 201}, "机关名称", "too-long"),
        ({"code": "113502001350000164"}, "统一社会信用代码", "bad-code"),
        ({"code": 113502005662486385}, "统一社会信用代码", "code-as-number"),
        ({"offices": -3}, "处室数", "no-count"),
        ({"offices": "若干"}, "处室数", "no-count"),
        ({"honor": "国家级先进"}, "现有称号", "no-honor"),
        ({"since": "2031年13月"}, "命名时间", "no-date"),
        ({"phone": "=1+1"}, "联系电话", "formula"),
        ({"name": "=A1"}, "机关名称", "formula"),
        ({"short": "长" * 61}, "简称", "too-long"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(
    tmp_path: Path, cells: dict[str, Any], column: str, reason: str
) -> None:
    found = plan(tmp_path, agency(**cells), agency("市教育局"))
    assert reasons(found) == [(2, column, reason)]
    assert [a.name for a in found.agencies] == ["市教育局"]


@pytest.mark.parametrize("mark", ["×", "✗", "否", "0", "不详"])
@pytest.mark.parametrize("column", ["现有称号", "单位类别", "系统"])
def test_a_mark_for_nothing_is_no_title_and_no_word(tmp_path: Path, mark: str, column: str) -> None:
    path = book(tmp_path / "a.xlsx", 机关=[["机关名称", "处室数", column], ["市财政局", 3, mark]])
    found = read_registry(path, Known())
    (one,) = found.agencies
    assert (found.rejected, found.titles, one.category, one.sector) == ([], [], None, None)
    said = [w.column for w in found.warnings if w.reason.key == "exchange.read-as-empty"]
    assert said == [column]


def test_a_row_tells_all_its_problems_and_leaves_nothing_behind(tmp_path: Path) -> None:
    found = plan(tmp_path, agency(offices=-1, honor="省级文明单位", since="不详", code="1"))
    assert {column for _, column, _ in reasons(found)} == {"处室数", "命名时间", "统一社会信用代码"}
    assert (found.agencies, found.titles, found.accepted) == ([], [], 0)


def test_a_formula_is_shown_as_it_stands(tmp_path: Path) -> None:
    found = plan(tmp_path, agency(phone='=HYPERLINK("http://x","点我")'))
    assert found.rejected[0].value == '=HYPERLINK("http://x","点我")'


def test_an_order_that_is_no_number_refuses_nothing(tmp_path: Path) -> None:
    found = plan(tmp_path, agency(order="甲-1"), agency("市教育局", order=0))
    assert [a.order for a in found.agencies] == [None, None]


def test_the_same_agency_twice_is_refused_even_after_a_refused_row(tmp_path: Path) -> None:
    found = plan(tmp_path, agency(offices=-1), agency(), agency("市教育局"))
    assert reasons(found) == [(2, "处室数", "no-count"), (3, "机关名称", "twice")]


def test_the_same_code_twice_is_the_same_agency(tmp_path: Path) -> None:
    found = plan(tmp_path, agency(code=code(1)), agency("市教育局", code=code(1)))
    assert reasons(found) == [(3, "统一社会信用代码", "twice")]


def test_twice_on_another_sheet_names_the_sheet(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 甲=[AGENCY_HEADS, agency()], 乙=[AGENCY_HEADS, agency()])
    (problem,) = read_registry(path, Known()).rejected
    assert (problem.sheet, problem.reason.key) == ("乙", "exchange.twice-on")
    assert problem.reason.values == {"row": 2, "on": "甲"}


def test_look_alikes_are_taken_with_a_warning(tmp_path: Path) -> None:
    found = plan(tmp_path, agency("市科学技术局"), agency("市科學技術局"))
    assert (found.accepted, warnings(found)) == (2, [(3, "twin")])
    assert [a.id for a in found.agencies] == ["a-1", "a-2"]


def test_control_characters_are_kept_and_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("机关名称,简称\n市\x1b[31m局,\u202e局\n市[bold red]局[/],局\n", "utf-8")
    found = read_registry(path, Known())
    assert [a.name for a in found.agencies] == ["市\x1b[31m局", "市[bold red]局[/]"]
    assert warnings(found) == [
        (2, "control-characters"),
        (2, "control-characters"),
        (3, "short-twice"),
    ]
    assert found.warnings[0].shown()["value"] == "市␛[31m局"
    assert found.warnings[0].document()["value"] == "市\x1b[31m局"


def test_an_office_names_its_agency_by_full_short_or_look_alike_name(tmp_path: Path) -> None:
    rows = [
        [name, f"处{n}"] for n, name in enumerate(["市财政局", "财政局", "市財政局", "市 财政 局"])
    ]
    found = office_plan(tmp_path, *rows)
    assert [o.agency for o in found.offices] == ["a-1"] * 4
    assert [o.id for o in found.offices] == ["o-1-1", "o-1-2", "o-1-3", "o-1-4"]


def test_an_agency_left_blank_is_the_one_above(tmp_path: Path) -> None:
    rows = [["市财政局", "办公室"], [None, "审核处"], ["同上", "注册处"], ["〃", "人事处"]]
    found = office_plan(tmp_path, *rows)
    assert [o.name for o in found.offices] == ["办公室", "审核处", "注册处", "人事处"]
    assert {o.agency for o in found.offices} == {"a-1"}


def test_a_short_name_of_two_agencies_is_no_name(tmp_path: Path) -> None:
    agencies = [agency(short="贸发局"), agency("市贸易发展局", short="贸发局")]
    found = office_plan(tmp_path, ["贸发局", "办公室"], agencies=agencies)
    assert reasons(found) == [(2, "机关", "several")]
    assert found.rejected[0].reason.values["agencies"] == ["市财政局", "市贸易发展局"]


def test_an_unknown_agency_is_refused_with_the_nearest(tmp_path: Path) -> None:
    found = office_plan(tmp_path, ["市财务局", "办公室"], [None, "人事处"])
    assert reasons(found) == [(2, "机关", "no-agency"), (3, "机关", "no-agency")]
    near = found.rejected[0].reason.values["near"]
    assert isinstance(near, Message) and near.values == {"nearest": "市财政局"}


def test_offices_twice_and_alike(tmp_path: Path) -> None:
    rows = [
        ["市财政局", "办公室（研究室）"],
        ["财政局", "办公室（研究室）"],
        ["财政局", "办公室(研究室)"],
    ]
    found = office_plan(tmp_path, *rows)
    assert reasons(found) == [(3, "处室名称", "twice-office")]
    assert warnings(found) == [(4, "twin-office")]


def test_a_model_office_is_a_civilized_office(tmp_path: Path) -> None:
    found = office_plan(tmp_path, ["市财政局", "办公室", None, 4, "标兵处室", "2023年1月"])
    day = date(2023, 1, 1)
    assert [title[:4] for title in found.titles] == [
        ("o-1-1", "civilized-office", day, None),
        ("o-1-1", "model-office", day, None),
    ]


KNOWN = Known(
    (KnownAgency("a-7", "市财政局", "财政局", code(1)), KnownAgency("a-9", "市教育局", "", "")),
    (KnownOffice("o-7-3", "a-7", "办公室"),),
    frozenset({("a-7", "municipal")}),
    frozenset({"a-12", "o-7-5"}),
)


def test_importing_again_updates_by_code_and_by_name(tmp_path: Path) -> None:
    found = plan(tmp_path, agency("市教育局"), agency("市财政金融局", code=code(1)), known=KNOWN)
    assert [a.id for a in found.agencies] == ["a-9", "a-7"]
    assert warnings(found) == [(3, "renamed")]


def test_a_new_code_replaces_the_old_one_with_a_warning(tmp_path: Path) -> None:
    found = plan(tmp_path, agency("市财政局", code=code(2)), known=KNOWN)
    assert ([a.id for a in found.agencies], warnings(found)) == (["a-7"], [(2, "code-changed")])


def test_a_code_of_another_agency_is_refused(tmp_path: Path) -> None:
    found = plan(tmp_path, agency("市教育局", code=code(1)), known=KNOWN)
    assert reasons(found) == [(2, "统一社会信用代码", "code-of")]


def test_no_id_is_given_out_twice_even_after_an_agency_has_ended(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        机关=[AGENCY_HEADS, agency("市新局")],
        处室=[OFFICE_HEADS, ["财政局", "办公室"], ["财政局", "新处"]],
    )
    found = read_registry(path, KNOWN)
    assert [a.id for a in found.agencies] == ["a-13"]
    assert [o.id for o in found.offices] == ["o-7-3", "o-7-6"]


def test_titles_that_stand_are_not_brought_in_again(tmp_path: Path) -> None:
    same = plan(tmp_path, agency(code=code(1), honor="市级文明单位"), known=KNOWN)
    assert (same.titles, same.warnings) == ([], [])
    other = plan(tmp_path, agency(code=code(1), honor="省级文明单位"), known=KNOWN)
    assert [t.honor for t in other.titles] == ["provincial"]
    assert warnings(other) == [(2, "other-honor"), (2, "from-today")]


def test_columns_by_other_words_and_a_header_of_two_rows(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["No.", "單位名稱（全稱）", "荣誉", None])
    sheet.append([None, None, "现有称号", "命名\n时间"])
    sheet.append([1, "市财政局", "省级文明单位", "2021.03"])
    sheet.append([None, "單位名稱（全稱）", "现有称号", "命名\n时间"])
    sheet.append([2, "市教育局"])
    for merged in ("A1:A2", "B1:B2", "C1:D1"):
        sheet.merge_cells(merged)
    made.save(tmp_path / "a.xlsx")
    found = read_registry(tmp_path / "a.xlsx", Known())
    assert [a.name for a in found.agencies] == ["市财政局", "市教育局"]
    assert [title[:4] for title in found.titles] == [("a-1", "provincial", date(2021, 3, 1), None)]
    assert found.rejected == []


def test_a_header_in_two_languages_is_no_agency(tmp_path: Path) -> None:
    rows = [["机关名称", "处室数"], ["name", "offices"], ["市财政局", 3]]
    found = read_registry(book(tmp_path / "a.xlsx", 表=rows), Known())
    assert [(a.name, a.offices) for a in found.agencies] == [("市财政局", 3)]
    assert found.rejected == []


@pytest.mark.parametrize("none", [0, "0", "〇", "零"])
def test_an_agency_without_offices_has_none(tmp_path: Path, none: object) -> None:
    found = plan(tmp_path, agency(offices=none))
    assert reasons(found) == []
    assert [a.offices for a in found.agencies] == [0]


def mapped(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "map.toml"
    path.write_text(text, "utf-8")
    rows = [["处室总数", "全称"], [3, "市财政局"]]
    return read_registry(book(tmp_path / "a.xlsx", 表=rows), Known(), path)


def test_a_map_names_the_columns(tmp_path: Path) -> None:
    found = mapped(tmp_path, '[agency]\nname = "全称"\noffices = "处室总数"\n')
    assert [(a.name, a.offices) for a in found.agencies] == [("市财政局", 3)]


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("[agency", None, "no-toml"),
        ("[agencies]\n", "agencies", "no-map-kind"),
        ("agency = 1\n", "agency", "no-map-kind"),
        ('[agency]\nnaem = "x"\n', "agency.naem", "no-map-field"),
        ("[agency]\nname = 3\n", "agency.name", "no-map-title"),
        (
            '[agency]\nname = "全称"\noffices = "处室总数"\nshort = "缩写"\n',
            "agency.short",
            "no-map-column",
        ),
    ],
)
def test_a_map_that_is_wrong_says_where(
    tmp_path: Path, text: str, key: str | None, reason: str
) -> None:
    with pytest.raises(BadInput) as caught:
        mapped(tmp_path, text)
    assert caught.value.message.key.partition(".")[2] == reason
    assert caught.value.where.get("key") == key


def test_no_header_says_how_to_go_on(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_registry(book(tmp_path / "a.xlsx", 表=[["甲", "乙"], [1, 2]]), Known())
    assert caught.value.message.key == "exchange.no-header"
    assert caught.value.hint is not None


def test_the_same_registry_from_ods_and_csv(tmp_path: Path) -> None:
    rows = [["机关名称", "处室数"], ["市财政局", "十二"], ["合计", "12"]]
    (tmp_path / "a.csv").write_bytes("\n".join(map(",".join, rows)).encode("gb18030"))
    for path in (ods(tmp_path / "a.ods", rows), tmp_path / "a.csv"):
        found = read_registry(path, Known())
        assert [(a.name, a.offices) for a in found.agencies] == [("市财政局", 12)]


def test_a_computed_formula_is_its_value(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 机关=[AGENCY_HEADS, agency(offices="=6+6")])
    part, bare = "xl/worksheets/sheet1.xml", r"<f>6\+6</f><v ?(/>|></v>)"
    found = read_registry(edited(path, part, bare, "<f>6+6</f><v>12</v>"), Known())
    assert [a.offices for a in found.agencies] == [12]


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1)),
    st.sampled_from(
        ["市财政局", "=1+1", "合计", "注：", "2021年3月", "省级文明单位", "机关名称", code(3)]
    ),
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(CELLS, max_size=9), max_size=8))
def test_whatever_stands_in_the_cells_each_row_is_taken_or_refused(
    tmp_path: Path, rows: list[list[Any]]
) -> None:
    path = book(tmp_path / "a.xlsx", 机关=[AGENCY_HEADS, *rows], 处室=[OFFICE_HEADS, *rows])
    found = read_registry(path, KNOWN)
    refused = {(p.sheet, p.row) for p in found.rejected}
    assert found.accepted + len(refused) <= 2 * len(rows)
    ids = [a.id for a in found.agencies] + [o.id for o in found.offices]
    assert len(ids) == len(set(ids))
    assert {t.holder for t in found.titles} <= set(ids)
    assert all(2 <= p.row <= len(rows) + 1 and len(p.value) <= 80 for p in found.rejected)


def test_a_term_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    head = ["机关名称", "现有称号", "命名时间", "届满时间"]
    wrong = ["市甲局", "市级文明单位", "2024-12-20", "2023-12-20"]
    right = ["市乙局", "市级文明单位", "2024-12-20", "2024-12-20"]
    found = read_registry(book(tmp_path / "名册.xlsx", 名册=[head, wrong, right]), Known())
    assert reasons(found) == [(2, "届满时间", "term-reversed")]
    assert [title.until for title in found.titles] == [date(2024, 12, 20)]
