"""A month, or year, in a file: it says nothing against a day within it; a term's is its last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.exchange.plan import Known
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet
from civtui.locale import render
from civtui.model.reading import span_of
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.files.imports import ImportAnswer, import_registry
from civtui.workspace.session import Workspace
from civtui.workspace.titles.opening_titles import correct_title, opened_titles
from tests.titles.small import small_city

VAGUE = {"year-alone", "month-alone", "month-ends", "year-in-cell"}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def written(ws: Workspace, *rows: str) -> Path:
    path = ws.dir / "in.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def told(answer: ImportAnswer) -> list[str]:
    keys = (one.reason.key.removeprefix("exchange.") for one in answer.warnings)
    return [key for key in keys if key in VAGUE]


@pytest.mark.parametrize(
    ("value", "last"),
    [("2024.2", date(2024, 2, 29)), ("2026年", date(2026, 12, 31)), (2026.5, date(2026, 5, 31))],
)
def test_the_days_that_a_month_or_year_may_mean(value: object, last: date) -> None:
    span = span_of(value)
    assert span and span.last == last and span.holds(last) and span.first.day == 1
    assert span_of("2026-05-01") is None and span_of("无") is None


HEADS = {
    "own column": ("机关,处室名称,称号,命名时间", "市a-1局,处1,文明处室,{}"),
    "behind": ("机关,处室名称,称号", "市a-1局,处1,文明处室（{}）"),
    "tick": ("机关,处室名称,文明处室", "市a-1局,处1,√（{}）"),
    "honor's": ("机关,处室名称,文明处室,文明处室命名时间", "市a-1局,处1,√,{}"),
    "model": ("机关,处室名称,称号,命名时间", "市a-1局,处1,标兵处室,{}"),
}


@pytest.mark.parametrize("shape", HEADS)
@pytest.mark.parametrize("vague", ["2022.6", "2022年6月", "2022年"])
def test_a_vaguer_day_changes_nothing_of_a_title(ws: Workspace, shape: str, vague: str) -> None:
    heads, row = HEADS[shape]
    import_registry(ws, written(ws, heads, row.format("2022-06-15")))
    honor = opened_titles(ws, "o-1-1")[0].honor
    correct_title(ws, honor, "a-1局/处1", {"since": "2022-06-18"}, why="查文件")
    head = ws.head()
    answer = import_registry(ws, written(ws, heads, row.format(vague)))
    assert (answer.cells, answer.written, ws.head(), told(answer)) == ([], False, head, [])
    answer = import_registry(ws, written(ws, heads, row.format("2022.7")))
    assert answer.cells and told(answer) == ["month-alone"]
    assert opened_titles(ws, "o-1-1")[0].since == "2022-07-01"


def test_the_end_of_a_title_is_the_last_day_of_its_month(ws: Workspace) -> None:
    heads = "机关名称,称号,命名时间,期满时间"
    path = written(ws, heads, "市a-1局,市级文明单位,2028-03-01,2031.2")
    answer = import_registry(ws, path)
    (said,) = [w.reason for w in answer.warnings if w.reason.key == "exchange.month-ends"]
    assert "2031-02-28" in render(said, "zh") and "最后一日" in render(said, "zh")
    assert "last day" in render(said, "en")
    assert opened_titles(ws, "a-1")[0].until == "2031-02-28"
    assert not import_registry(ws, path).written
    correct_title(ws, "municipal", "a-1局", {"until": "2031-02-10"}, why="查文件")
    assert not import_registry(ws, path).written
    import_registry(ws, written(ws, heads, "市a-1局,市级文明单位,2028-03-01,2031年"))
    assert opened_titles(ws, "a-1")[0].until == "2031-02-10"
    correct_title(ws, "municipal", "a-1局", {"until": "2031.5"}, why="查文件")
    assert opened_titles(ws, "a-1")[0].until == "2031-05-31"


COMPLAINT = "单位,收到日期,渠道,性质,内容,答复期限"


def values(ws: Workspace, register: str) -> list[dict[str, Any]]:
    return [dict(row.values) for row in record_rows(ws, register)]


def test_a_deadline_is_the_last_day_and_a_day_held_the_first(ws: Workspace) -> None:
    path = written(ws, COMPLAINT, "市a-1局,2026.3,来信,投诉,排队太久,2026.5")
    answer = import_register(ws, "complaint", path)
    (one,) = values(ws, "complaint")
    assert (one["on"], one["term"]) == ("2026-03-01", "2026-05-31")
    assert told(answer) == ["month-alone", "month-ends"]
    path = written(
        ws, "单位,制度,版本,责任条线,施行日期,应修订日期", "市a-1局,考勤制度,1,行政,2026.1,2028年"
    )
    import_register(ws, "institution", path)
    (one,) = values(ws, "institution")
    assert (one["in-force"], one["review-by"]) == ("2026-01-01", "2028-12-31")


def test_a_vaguer_day_changes_nothing_of_a_record(ws: Workspace) -> None:
    exact = written(
        ws,
        COMPLAINT,
        "市a-1局,2026-03-05,来信,投诉,排队太久,2026-05-20",
        "市a-1局,2026-03-09,来信,投诉,排队太久,2026-05-24",
    )
    import_register(ws, "complaint", exact)
    before, head = values(ws, "complaint"), ws.head()
    again = "市a-1局,2026.3,来信,投诉,排队太久,2026年"
    answer = import_register(ws, "complaint", written(ws, COMPLAINT, again, again))
    assert (values(ws, "complaint"), ws.head(), answer.same) == (before, head, 2)
    assert told(answer) == [] and not answer.cells
    answer = import_register(
        ws, "complaint", written(ws, COMPLAINT, again.replace("2026.3", "2026.4"))
    )
    assert answer.written and len(values(ws, "complaint")) == 3


def test_a_day_in_the_key_of_a_record_is_met_by_its_month(ws: Workspace) -> None:
    heads = "单位,检查日期,方式,检查方,检查情况"
    import_register(ws, "inspection", written(ws, heads, "市a-1局,2026-04-07,定期,文明办,好"))
    head = ws.head()
    answer = import_register(ws, "inspection", written(ws, heads, "市a-1局,2026.4,定期,文明办,好"))
    assert (ws.head(), answer.same, told(answer)) == (head, 1, [])
    answer = import_register(
        ws, "inspection", written(ws, heads, "市a-1局,2026.4,定期,文明办,较好")
    )
    (one,) = values(ws, "inspection")
    assert (one["on"], one["summary"]) == ("2026-04-07", "较好") and len(answer.cells) == 1


def test_a_vaguer_day_logs_no_activity_twice(ws: Workspace) -> None:
    heads = "单位,活动名称,活动日期,人数"
    import_activities(ws, written(ws, heads, "市a-1局,读书会,2026-02-03,20"))
    head = ws.head()
    answer = import_activities(ws, written(ws, heads, "市a-1局,读书会,2026.2,20"))
    assert (ws.head(), answer.same, told(answer)) == (head, 1, [])
    import_activities(ws, written(ws, heads, "市a-1局,读书会,2026年,30"))
    (one,) = activity_rows(ws)
    assert (one.held, one.people) == ("2026-02-03", 30)
    assert told(import_activities(ws, written(ws, heads, "市a-1局,读书会,2026.3,20"))) == [
        "month-alone"
    ]
    assert len(activity_rows(ws)) == 2


def test_a_number_that_may_be_january_or_october_is_refused_for_that() -> None:
    rows: list[list[Cell]] = [
        ["机关名称", "称号", "命名时间"],
        ["市财政局", "市级文明单位", 2022.1],
    ]
    plan = read_registry(Path("a.xlsx"), Known(), None, [Sheet("表", rows, {})])
    assert [one.reason.key for one in plan.rejected] == ["exchange.date-tenth"]
