"""A column of days that one title has and another lacks: said at the column, with the way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from civtui import locale
from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import How, read_registry
from tests.exchange.books import book

HEADS = ["机关名称", "处室", "文明处室", "级别", "命名时间"]
NEAR = [["甲局", "一处", "√", "市级", "2022-06-01"], ["甲局", "二处", "√", "市级", "2022-06-01"]]
OWN = [
    ["甲局", None, None, "市级", "2020-01-01"],
    ["甲局", "一处", "√", None, "2022-06-01"],
    ["乙局", "一处", "√", "省级", "2023-06-01"],
]
LEFT = [["甲局", "一处", "√", "2022-06-01", None], ["甲局", "二处", "√", None, "√"]]


def read(path: Path, *rows: list[str | None], mapping: str = "") -> Plan:
    if mapping:
        (path / "m.toml").write_text(mapping, "utf-8")
    made = book(path / "a.xlsx", 表=rows)
    return read_registry(made, Known(), path / "m.toml" if mapping else None, how=How())


def days(plan: Plan) -> set[tuple[str, str]]:
    return {(one.honor, str(one.since)) for one in plan.titles}


def told(plan: Plan) -> list[str]:
    found = [one for one in plan.warnings if one.column == "命名时间"]
    return [locale.render(one.reason, "zh") for one in found]


def maps(text: str) -> list[str]:
    """Return the maps that a warning offers: the other reading, then both."""
    lines = [f"{one}\n{two}\n" for one, two in re.findall(r"(\[\w+\]) (\w+ = \"\w+列\")", text)]
    return [lines[0], "".join(lines)]


def test_the_nearest_titles_day_is_told_with_the_map_of_the_other_and_of_both(
    tmp_path: Path,
) -> None:
    plan = read(tmp_path, HEADS, *NEAR)
    assert days(plan) == {("municipal", "2022-06-01"), ("civilized-office", "None")}
    (text,) = told(plan)
    assert "读作“级别”的命名时间；“文明处室”没有自己的时间列" in text
    other, both = (read(tmp_path, HEADS, *NEAR, mapping=one) for one in maps(text))
    assert days(other) == {("municipal", "None"), ("civilized-office", "2022-06-01")}
    assert days(both) == {("municipal", "2022-06-01"), ("civilized-office", "2022-06-01")}
    assert told(other) == told(both) == both.rejected == []


def test_a_mended_cell_that_turns_the_owner_is_seen(tmp_path: Path) -> None:
    turned = [NEAR[0], [*NEAR[1][:4], "2023-01-01"]]
    (text,) = told(read(tmp_path, HEADS, *turned))
    assert "处室" in text.partition("；")[0]


def test_of_titles_of_one_owner_the_one_behind_the_day_has_none(tmp_path: Path) -> None:
    heads = ["机关名称", "处室", "文明处室", "命名时间", "标兵处室"]
    plan = read(tmp_path, heads, *LEFT)
    (text,) = told(plan)
    assert "“标兵处室”没有自己的时间列" in text
    mapped = read(
        tmp_path, heads, LEFT[0], ["甲局", "二处", "√", "2022-06-01", "√"], mapping=maps(text)[0]
    )
    assert days(mapped) == {("civilized-office", "2022-06-01"), ("model-office", "2022-06-01")}


def test_an_agency_without_a_row_of_its_own_is_told(tmp_path: Path) -> None:
    plan = read(tmp_path, HEADS, *OWN)
    assert ("provincial", "None") in days(plan)
    (text,) = told(plan)
    assert "没有自己一行的机关（乙局）" in text
    mapped = read(tmp_path, HEADS, *OWN, mapping=maps(text)[0])
    assert ("provincial", "2023-06-01") in days(mapped)
    assert ("municipal", "2020-01-01") in days(mapped)


@pytest.mark.parametrize("rows", [NEAR, OWN])
def test_no_row_is_told_to_fill_a_column_that_is_another_titles(
    tmp_path: Path, rows: list[list[str | None]]
) -> None:
    plan = read(tmp_path, HEADS, *rows)
    texts = [
        locale.render(one.reason, "zh") for one in plan.warnings if "from-today" in one.reason.key
    ]
    assert texts
    assert not [text for text in texts if "“命名时间”列" in text]
    column = re.findall(r"名为“(.+)”的列", texts[0])[0]
    late = [[*row, None] for row in rows]
    late[-1][-1] = "2021-01-01"
    assert "2021-01-01" in {day for _, day in days(read(tmp_path, [*HEADS, column], *late))}


def test_a_column_that_is_the_titles_is_named(tmp_path: Path) -> None:
    plan = read(
        tmp_path, ["机关名称", "级别", "授予时间"], ["甲局", "市级", None], ["乙局", None, None]
    )
    (one,) = [one for one in plan.warnings if "from-today" in one.reason.key]
    assert "“授予时间”列" in locale.render(one.reason, "zh")


def test_a_title_that_an_offices_row_gives_its_agency_otherwise_is_refused(tmp_path: Path) -> None:
    again = ["甲局", "二处", "√", "市级", "2022-06-01"]
    other = ["甲局", "三处", "√", "省级", "2022-06-01"]
    plan = read(tmp_path, HEADS, *OWN, again, other)
    (one,) = plan.rejected
    assert (one.column, one.value, one.reason.key) == ("级别", "省级", "exchange.differs-above")
