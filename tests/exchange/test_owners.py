"""In a sheet of agencies and offices a column belongs to whom it stands behind, or it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

DOUBT = ("whose-by-cells", "whose-by-place", "whose-phone")


def read(*rows: list[Cell], mapping: Path | None = None, known: Known | None = None) -> Plan:
    width = max(map(len, rows))
    sheet = Sheet("表", [[*row, *[None] * (width - len(row))] for row in rows], {})
    return read_registry(Path("a.xlsx"), known or Known(), mapping, [sheet])


def held(plan: Plan) -> dict[str, tuple[str, str]]:
    names = {one.id: one.name for one in (*plan.agencies, *plan.offices)}
    return {
        names[one.holder]: (one.honor, str(one.since)) for one in plan.titles if not one.brought
    }


def unsure(plan: Plan) -> list[str]:
    return [one.column for one in plan.warnings if one.reason.key.partition(".")[2] in DOUBT]


FINANCE = {
    "市财政局": ("provincial", "2018-12-01"),
    "预算处": ("civilized-office", "None"),
    "国库处": ("model-office", "None"),
}
DATED = FINANCE | {
    "预算处": ("civilized-office", "2023-05-06"),
    "国库处": ("model-office", "2024-05-06"),
}
MERGED = [["市财政局", "省级文明单位", "2018年12月"]] * 2
FIRST = [MERGED[0], [None, None, None]]


@pytest.mark.parametrize("own", [MERGED, FIRST, [MERGED[0], ["市财政局", None, None]]])
def test_a_day_behind_the_agencys_title_is_the_agencys(own: list[list[Cell]]) -> None:
    plan = read(
        ["单位", "称号", "命名时间", "内设机构", "处室称号"],
        [*own[0], "预算处", "文明处室"],
        [*own[1], "国库处", "标兵处室"],
    )
    assert (plan.rejected, held(plan), unsure(plan)) == ([], FINANCE, [])


@pytest.mark.parametrize("own", [MERGED, FIRST])
@pytest.mark.parametrize("word", ["单位称号", "机关称号", "称号", "级别", "单位级别"])
def test_each_of_two_columns_of_days_belongs_to_its_own(own: list[list[Cell]], word: str) -> None:
    plan = read(
        ["单位", word, "命名时间", "处室", "处室称号", "命名时间"],
        [*own[0], "预算处", "文明处室", "2023.5.6"],
        [*own[1], "国库处", "标兵处室", "2024.5.6"],
    )
    assert (plan.rejected, held(plan), unsure(plan)) == ([], DATED, [])


def test_a_known_agencys_title_is_corrected_from_such_a_sheet() -> None:
    known = Known((KnownAgency("a-1", "市财政局", "", ""),))
    plan = read(
        ["单位", "称号", "命名时间", "处室", "称号", "命名时间"],
        [*MERGED[0], "预算处", "文明处室", "2023.5.6"],
        [*MERGED[1], "国库处", "标兵处室", "2024.5.6"],
        known=known,
    )
    assert held(plan) == DATED


OF_EACH: list[Cell] = ["称号", "命名时间", "负责人", "电话"]
OWN: list[Cell] = ["市财政局", "省级文明单位", "2018.12.1", "王", "111111"]
GROUPED: list[list[Cell]] = [
    ["单位情况", *[None] * 4, "处室情况", *[None] * 4],
    ["单位", *OF_EACH, "处室", *OF_EACH],
    [*OWN, "预算处", "文明处室", "2023.5.6", "张", "222222"],
    [*OWN, "国库处", "标兵处室", "2024.5.6", "李", "333333"],
]


def test_groups_of_two_rows_say_whose_every_column_is() -> None:
    plan = read(*GROUPED)
    assert (plan.rejected, held(plan), unsure(plan)) == ([], DATED, [])
    assert [(one.chief, one.chief_phone) for one in plan.agencies] == [("王", "111111")]
    assert [one.head for one in plan.offices] == ["张", "李"]
    unused = [one for one in plan.warnings if one.reason.key.startswith("exchange.unused")]
    assert [(one.column, one.value) for one in unused] == [("电话", "222222")]


def test_what_stands_behind_the_office_and_is_the_agencys_by_its_cells_is_unsure() -> None:
    own = ["省级文明单位", "2018.12.1", "王", "111111"]
    plan = read(
        ["单位", "处室", "称号", "命名时间", "联系人", "联系电话"],
        ["市财政局", "预算处", *own],
        ["市财政局", "国库处", *own],
    )
    assert held(plan) == {"市财政局": ("provincial", "2018-12-01")}
    assert [(one.contact, one.phone) for one in plan.agencies] == [("王", "111111")]
    assert set(unsure(plan)) == {"称号", "命名时间", "联系人"}


def test_a_day_that_differs_within_a_block_is_the_offices_wherever_it_stands() -> None:
    plan = read(
        ["单位", "命名时间", "处室", "称号"],
        ["市财政局", "2023.5.6", "预算处", "文明处室"],
        ["市财政局", "2024.5.6", "国库处", "标兵处室"],
    )
    assert (held(plan), unsure(plan)) == (
        {k: v for k, v in DATED.items() if k != "市财政局"},
        ["命名时间"],
    )


def test_each_title_of_one_owner_has_the_day_behind_it() -> None:
    plan = read(
        ["单位", "处室", "文明处室", "命名时间", "标兵处室", "命名时间"],
        ["市财政局", "预算处", "√", "2022.1.1", "√", "2023.5.6"],
        ["市财政局", "国库处", "√", "2021.1.1", None, None],
    )
    assert [(one.honor, str(one.since)) for one in plan.titles] == [
        ("civilized-office", "2022-01-01"),
        ("model-office", "2023-05-06"),
        ("civilized-office", "2021-01-01"),
    ]
    alone = read(
        ["单位", "市级文明单位", "命名时间", "省级文明单位", "命名时间"],
        ["市财政局", "√", "2012.1.1", "√", "2018.12.1"],
    )
    assert [(one.honor, str(one.since)) for one in alone.titles] == [
        ("municipal", "2012-01-01"),
        ("provincial", "2018-12-01"),
    ]


def test_a_serial_number_before_both_is_whose_its_cells_say() -> None:
    rows: list[list[Cell]] = [
        ["序号", "单位", "处室"],
        [1.0, "市财政局", "预算处"],
        [1.0, "市财政局", "国库处"],
        [2.0, "市教育局", "办公室"],
    ]
    plan = read(*rows)
    assert [one.order for one in plan.agencies] == [1, 2]
    assert [one.order for one in plan.offices] == [None, None, None]
    assert unsure(plan) == []


@pytest.mark.parametrize(("agency", "office"), [("B列", "C列"), ("b", "c")])
def test_a_map_says_whose_each_of_two_like_columns_is(
    agency: str, office: str, tmp_path: Path
) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(f'[agency]\nsince = "{agency}"\n[office]\nsince = "{office}"\n', "utf-8")
    plan = read(
        ["单位", "命名时间", "命名时间", "单位称号", "处室", "处室称号"],
        ["市财政局", "2018.12.1", "2023.5.6", "省级文明单位", "预算处", "文明处室"],
        ["市财政局", "2018.12.1", "2024.5.6", "省级文明单位", "国库处", "标兵处室"],
        mapping=mapping,
    )
    assert (held(plan), unsure(plan)) == (DATED, [])


def test_one_value_a_block_does_not_take_a_column_from_the_office_it_stands_behind() -> None:
    rows: list[list[Cell]] = [
        ["单位", "处室", "负责人"],
        ["市财政局", "预算处", "张"],
        ["市财政局", "国库处", None],
        ["市教育局", "办公室", "李"],
        ["市教育局", "人事处", None],
    ]
    plan = read(*rows)
    assert [one.head for one in plan.offices] == ["张", "", "李", ""]
    assert unsure(plan) == ["负责人"]
    agencies = Sheet("机关", [["机关名称", "简称"], ["市财政局", None], ["市教育局", None]], {})
    both = read_registry(Path("a.xlsx"), Known(), None, [agencies, Sheet("处室", rows, {})])
    assert ([one.head for one in both.offices], unsure(both)) == (["张", "", "李", ""], [])


@pytest.mark.parametrize("own", [["√", "2023.5.6"], ["√", None]])
def test_days_in_a_group_of_the_agencys_titles_are_the_agencys(own: list[Cell]) -> None:
    plan = read(
        ["单位", "称号", None, None, None, "内设机构", None, None],
        [
            "全称",
            "市级文明单位",
            "命名时间",
            "省级文明单位",
            "命名时间",
            "名称",
            "文明处室",
            "文明处室命名时间",
        ],
        ["市财政局", "√", "2015.3", "√", "2018.12", "办公室", *own],
        [None, None, None, None, None, "预算处", None, None],
    )
    days = {one.honor: str(one.since) for one in plan.titles}
    assert days == {
        "municipal": "2015-03-01",
        "provincial": "2018-12-01",
        "civilized-office": "2023-05-06" if own[1] else "None",
    }
    assert (plan.rejected, unsure(plan)) == ([], [])


def test_a_day_behind_the_offices_title_that_is_one_for_each_agency_is_in_doubt() -> None:
    heads = ["单位", "称号", "处室", "处室称号", "命名时间"]
    rows: list[list[Cell]] = [
        ["市财政局", "省级文明单位", "预算处", "文明处室", "2018.12.1"],
        ["市财政局", "省级文明单位", "国库处", "文明处室", "2018.12.1"],
        ["市商务局", "市级文明单位", "外贸处", "文明处室", "2020.6.1"],
        ["市商务局", "市级文明单位", "外资处", "文明处室", "2020.6.1"],
    ]
    assert unsure(read(heads, *rows)) == ["命名时间"]
    rows[1][4] = "2021.3.1"
    assert unsure(read(heads, *rows)) == []


@pytest.mark.parametrize("group", [None, "填报处室", "处室情况", "处室", "规模"])
@pytest.mark.parametrize("word", ["处室数", "内设处室数"])
def test_a_count_of_offices_is_the_agencys_whatever_stands_over_it(
    group: str | None, word: str
) -> None:
    heads: list[list[Cell]] = [
        ["单位名称", "处室", group, "现有称号", None],
        [None, None, word, "级别", "命名时间"],
    ]
    rows: list[list[Cell]] = [["市财政局", "预算处", 2.0], [None, "国库处", None]]
    plan = read(*heads, *rows, ["市审计局", "法规处", 5.0])
    assert {one.name: one.offices for one in plan.agencies} == {"市财政局": 2, "市审计局": 5}
    assert {one.name for one in plan.offices} == {"预算处", "国库处", "法规处"}
