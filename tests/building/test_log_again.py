"""A building log that is imported again corrects what stands, shows it, and drops no row unsaid."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from civtui.workspace.building.activities import activity_rows, log_activity
from civtui.workspace.building.intake import import_activities
from civtui.workspace.files.imports import ImportAnswer
from civtui.workspace.session import Workspace, open_workspace
from tests.exchange.books import book
from tests.titles.city import City
from tests.titles.small import START, small_city

HEADS = ["单位", "日期", "活动", "人数", "地点"]
DAY = "2026-01-05"


@pytest.fixture
def city(tmp_path: Path) -> City:
    small_city(tmp_path / "city", today=START).close()
    return City(tmp_path / "city")


def take(city: City, *rows: list[Any], heads: list[str] = HEADS, dry: bool = False) -> ImportAnswer:
    path = book(city.folder / "log.xlsx", 活动=[heads, *rows])
    with closing(open_workspace(city.folder)) as ws:
        return import_activities(ws, path, dry_run=dry)


def logged(city: City) -> list[tuple[str, int | None, str]]:
    with closing(open_workspace(city.folder)) as ws:
        return sorted((one.title, one.people, one.venue) for one in activity_rows(ws))


def keys(answer: ImportAnswer) -> list[str]:
    return [document["reason"] for document in (one.document() for one in answer.rejected)]


def test_a_corrected_row_is_shown_and_written_old_and_new(city: City) -> None:
    row = ["a-1局", DAY, "学雷锋", 12, "社区"]
    other = ["a-2局", DAY, "植树", 9, "山上"]
    take(city, row, other)
    seen = take(city, [*row[:3], 21, None], other, dry=True)
    written = take(city, [*row[:3], 21, None], other)
    told = [(cell.row, cell.field, cell.old, cell.new) for cell in written.cells]
    assert sorted(told) == [(2, "人数", "12", "21"), (2, "地点", "社区", "")]
    assert seen.cells == written.cells
    assert (seen.accepted, seen.changes, seen.same) == (2, {"records": 1}, 1)
    assert logged(city) == [("学雷锋", 21, ""), ("植树", 9, "山上")]
    city.do("ledger", "void", str(written.fact), "--why", "误导入")
    assert logged(city) == [("学雷锋", 12, "社区"), ("植树", 9, "山上")]


def test_a_column_that_the_file_has_not_says_nothing(city: City) -> None:
    take(city, ["a-1局", DAY, "学雷锋", 12, "社区"])
    again = take(city, ["a-1局", DAY, "学雷锋", 12], heads=HEADS[:4])
    assert (again.changes, again.written) == ({"records": 0}, False)
    assert logged(city) == [("学雷锋", 12, "社区")]


def test_two_rows_of_one_key_that_differ_are_refused_with_the_place(city: City) -> None:
    first, second = ["a-1局", DAY, "学雷锋", 12, "社区"], ["a-1局", DAY, "学雷锋", 18, "社区"]
    answer = take(city, first, second)
    (problem,) = answer.rejected
    assert (problem.row, problem.column, problem.value) == (3, "人数", "18")
    assert "第 2 行" in keys(answer)[0]
    assert logged(city) == []


def test_two_rows_that_are_the_same_are_one_and_said(city: City) -> None:
    row = ["a-1局", DAY, "学雷锋", 12, "社区"]
    answer = take(city, row, row)
    assert (answer.accepted, answer.changes) == (1, {"records": 1})
    (warning,) = answer.warnings
    assert warning.row == 3
    assert "第 2 行" in warning.document()["reason"]
    assert logged(city) == [("学雷锋", 12, "社区")]


def test_a_row_that_may_correct_several_is_refused(city: City) -> None:
    with closing(open_workspace(city.folder)) as ws:
        _twice(ws)
    answer = take(city, ["a-1局", DAY, "学雷锋", 30, "社区"])
    assert [one.row for one in answer.rejected] == [2]
    same = take(city, ["a-1局", DAY, "学雷锋", 18, "广场"])
    assert (same.rejected, same.same) == ([], 1)


def _twice(ws: Workspace) -> None:
    for people, venue in ((12, "社区"), (18, "广场")):
        log_activity(
            ws, "a-1局", "学雷锋", on=START.replace(day=5), people=people, venue=venue, another=True
        )


def test_a_remark_that_an_activity_was_called_off_is_said(city: City) -> None:
    rows = [["a-1局", DAY, "学雷锋", 9, "因雨取消"], ["a-2局", DAY, "植树", 9, "晴"]]
    answer = take(city, *rows, heads=[*HEADS[:4], "备注"], dry=True)
    assert [(w.row, w.value) for w in answer.warnings if "取消" in w.value] == [(2, "因雨取消")]
