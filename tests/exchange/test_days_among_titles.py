"""Whose an unlabelled day is among titles of agencies and offices: every order of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from tests.exchange.books import book

WORDS = {"A": "机关名称", "o": "处室", "t": "文明处室", "l": "级别", "d": "命名时间"}
AGENCY = ["市财政局", "市财政局", "市商务局", "市商务局"]
OFFICE = ["预算处", "国库处", "外贸处", "外资处"]
HELD = ["√", None, "√", "√"]
LEVEL = ["省级文明单位", "省级文明单位", "市级文明单位", "市级文明单位"]
# what stands in the column of days: one a block, the offices' own, one in the first row of each
# block, and none that says anything (a row an agency)
DAYS: dict[str, list[Any]] = {
    "same": ["2018.12.1", "2018.12.1", "2020.6.1", "2020.6.1"],
    "own": ["2023.5.6", None, "2024.5.6", "2022.1.1"],
    "first": ["2018.12.1", None, "2020.6.1", None],
    "single": ["2018.12.1", None, "2020.6.1", None],
}
# order of the columns behind the agency's -> whose the day is in each of those sheets, in the order
# of DAYS; ? where it is said to be unsure
SEEN = {
    "otld": "agency office? agency agency",
    "otdl": "agency? office office office",
    "oltd": "agency? office office office",
    "oldt": "agency office? agency agency",
    "odtl": "agency? office office? office?",
    "odlt": "agency? office office? office?",
    "lotd": "agency? office office office",
    "lodt": "agency? office office? office?",
    "ldot": "agency office? agency agency",
    "dotl": "agency office? agency agency?",
    "dolt": "agency office? agency agency?",
    "dlot": "agency office? agency agency",
}
CASES = [
    (order, kind, said)
    for order, row in SEEN.items()
    for kind, said in zip(DAYS, row.split(), strict=True)
]


def rows(order: str, kind: str) -> list[list[str | None]]:
    columns: dict[str, list[Any]] = {
        "A": AGENCY,
        "o": OFFICE,
        "t": HELD,
        "l": LEVEL,
        "d": DAYS[kind],
    }
    numbers = (0, 2) if kind == "single" else range(4)
    heads: list[str | None] = [WORDS[one] for one in f"A{order}"]
    return [heads, *([columns[one][n] for one in f"A{order}"] for n in numbers)]


def saved(path: Path, order: str, kind: str, form: str) -> Path:
    made = rows(order, kind)
    if form == "xlsx":
        return book(path / "a.xlsx", 表=made)
    path = path / "a.csv"
    path.write_text("\n".join(",".join(one or "" for one in row) for row in made), "utf-8")
    return path


def dated(plan: Plan) -> str:
    agencies = {one.id for one in plan.agencies}
    days = {one.holder in agencies for one in plan.titles if one.since and not one.brought}
    assert len(days) == 1, plan.titles
    doubts = [
        one
        for one in plan.warnings
        if one.column == "命名时间" and one.reason.key.startswith("exchange.whose")
    ]
    return ("agency" if days.pop() else "office") + "?" * len(doubts)


def test_every_order_is_there() -> None:
    orders = {"".join(one) for one in permutations("otld")}
    assert {one for one in orders if one.index("o") < one.index("t")} == SEEN.keys()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize(("order", "kind", "said"), CASES)
def test_the_nearest_title_on_the_left_has_the_day(
    tmp_path: Path, order: str, kind: str, said: str, form: str
) -> None:
    plan = read_registry(saved(tmp_path, order, kind, form), Known())
    assert (plan.rejected, dated(plan)) == ([], said)


@pytest.mark.parametrize(("order", "kind", "said"), [one for one in CASES if one[2][-1] == "?"])
def test_the_map_that_a_doubt_offers_is_the_other_reading(
    tmp_path: Path, order: str, kind: str, said: str
) -> None:
    path = saved(tmp_path, order, kind, "csv")
    doubt = next(one for one in read_registry(path, Known()).warnings if one.column == "命名时间")
    offered = locale.render(doubt.reason, "zh").partition("--map 指明：")[2]
    section, line = offered.split(" ", 1)
    mapping = tmp_path / "m.toml"
    mapping.write_text(f"{section}\n{line}\n", "utf-8")
    other = "office" if said == "agency?" else "agency"
    plan = read_registry(path, Known(), mapping)
    agencies = {one.id for one in plan.agencies}
    days = [one.holder in agencies for one in plan.titles if one.since]
    assert section == f"[{other}]"
    assert set(days) <= {other == "agency"}
    assert not [
        one for one in plan.warnings if one.column == "命名时间" and "whose" in one.reason.key
    ]


TWO = [
    ["机关名称", "级别", "命名时间", "处室", "文明处室", "命名时间"],
    ["机关名称", "处室", "文明处室", "命名时间", "级别", "命名时间"],
    ["机关名称", "处室", "级别", "命名时间", "文明处室", "命名时间"],
]


@pytest.mark.parametrize("heads", TWO)
@pytest.mark.parametrize("numbers", [range(4), (0, 2)])
def test_each_of_two_days_belongs_to_the_title_before_it(
    tmp_path: Path, heads: list[str], numbers: Sequence[int]
) -> None:
    columns: dict[str, list[Any]] = {"机": AGENCY, "处": OFFICE, "文": HELD, "级": LEVEL}
    table: list[list[str | None]] = [[*heads]]
    for number in numbers:
        days = {"文": DAYS["own"][number], "级": DAYS["same"][number]}
        row: list[str | None] = []
        for at, head in enumerate(heads):
            of = heads[at - 1][0]
            row.append(days[of] if head == "命名时间" else columns[head[0]][number])
        table.append(row)
    plan = read_registry(book(tmp_path / "a.xlsx", 表=table), Known())
    days = {one.holder: str(one.since) for one in plan.titles}
    assert [days[one.id] for one in plan.agencies] == ["2018-12-01", "2020-06-01"]
    held = [days[one.id] for one in plan.offices if one.id in days]
    assert held == ["2023-05-06", "2024-05-06", "2022-01-01"][: len(held)]
    assert not [one for one in plan.warnings if one.column == "命名时间"]


def of_agencies_below(order: str, kind: str) -> list[list[str | None]]:
    """Return a sheet on which each agency has a row above those of its offices."""
    heads: list[str | None] = [WORDS[one] for one in f"A{order}"]
    table = [heads]
    for number in range(4):
        if number in (0, 2):
            own = {"A": AGENCY[number], "l": LEVEL[number]}
            own |= {} if kind == "offices" else {"d": DAYS["same"][number]}
            table.append([own.get(one) for one in f"A{order}"])
        office = {"A": AGENCY[number], "o": OFFICE[number], "t": HELD[number]}
        office |= {} if kind == "agencies" else {"d": DAYS["own"][number] or ""}
        table.append([office.get(one) for one in f"A{order}"])
    return table


@pytest.mark.parametrize("order", SEEN)
@pytest.mark.parametrize("kind", ["agencies", "offices", "both"])
@pytest.mark.parametrize("blank", [True, False])
def test_a_day_in_an_agencys_own_row_is_its_own_wherever_the_column_stands(
    tmp_path: Path, order: str, kind: str, blank: bool
) -> None:
    table = of_agencies_below(order, kind)
    for row in table[1:] if blank else ():
        row[0] = row[0] if row[1:][order.index("o")] is None else None
    plan = read_registry(book(tmp_path / "a.xlsx", 表=table), Known())
    days = {one.holder: str(one.since) for one in plan.titles}
    assert (plan.rejected, [one.name for one in plan.offices]) == ([], OFFICE)
    own = ["2018-12-01", "2020-06-01"] if kind != "offices" else ["None", "None"]
    assert [days[one.id] for one in plan.agencies] == own
    held = ["2023-05-06", "2024-05-06", "2022-01-01"] if kind != "agencies" else ["None"] * 3
    assert [days[one.id] for one in plan.offices if one.id in days] == held
    said = [one for one in plan.warnings if one.reason.key == "exchange.agency-rows"]
    assert [one.reason.values["rows"] for one in said] == [["2", "5"]]
    assert not [one for one in plan.warnings if "whose" in one.reason.key]


@pytest.mark.parametrize(
    "row",
    [
        ["市财政局", None, "√", "省级文明单位", "2018.12.1"],  # the office's title: its name lacks
        ["市财政局", None, None, "省级文明单位", "2018.12.1"],  # merged over the rows below
    ],
)
def test_a_forgotten_name_of_an_office_is_no_row_of_its_agency(
    tmp_path: Path, row: list[str | None]
) -> None:
    heads: list[str | None] = [WORDS[one] for one in "Aotld"]
    again = ["市财政局", "国库处", None, "省级文明单位", "2018.12.1"]
    plan = read_registry(book(tmp_path / "a.xlsx", 表=[heads, row, again]), Known())
    assert [(one.row, one.column) for one in plan.rejected] == [(2, "处室")]


def test_persons_and_telephones_of_an_agencys_own_row_are_its_own(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["单位", "处室", "负责人", "电话", "称号", "命名时间"],
        ["市财政局", None, "王", "111111", "省级文明单位", "2018.12.1"],
        [None, "预算处", "张", None, "文明处室", "2023.5.6"],
        ["市商务局", None, "李", "222222", "市级文明单位", "2020.6.1"],
        [None, "外贸处", "赵", None, None, None],
        ["市档案局", None, "孙", "333333", None, None],
    ]
    plan = read_registry(book(tmp_path / "a.xlsx", 表=table), Known())
    assert plan.rejected == []
    assert [(one.name, one.chief, one.chief_phone) for one in plan.agencies] == [
        ("市财政局", "王", "111111"),
        ("市商务局", "李", "222222"),
        ("市档案局", "孙", "333333"),
    ]
    assert [(one.name, one.head) for one in plan.offices] == [("预算处", "张"), ("外贸处", "赵")]
    assert [(one.honor, str(one.since)) for one in plan.titles] == [
        ("provincial", "2018-12-01"),
        ("municipal", "2020-06-01"),
        ("civilized-office", "2023-05-06"),
    ]
