"""What files of registers are read by, and what they are refused with."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from civtui.exchange.rows import no_date
from civtui.locale import render
from civtui.model.errors import BadInput
from civtui.workspace.building.intake import import_activities, import_register
from tests.titles.small import small_city


def log(path: Path, *rows: str) -> Path:
    path = path / "in.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def test_a_day_is_refused_with_the_one_sentence_of_all_importers(tmp_path: Path) -> None:
    with closing(small_city(tmp_path / "w")) as ws:
        activities = import_activities(
            ws, log(tmp_path, "单位,活动名称,时间", "市a-1局,读书会,26.3.8"), dry_run=True
        )
        records = import_register(
            ws,
            "complaint",
            log(tmp_path, "单位,收到日期,渠道,性质,内容", "市a-1局,26.3.8,来信,投诉,排队"),
            dry_run=True,
        )
    said = [one.reason for answer in (activities, records) for one in answer.rejected]
    assert said == [no_date("26.3.8")] * 2
    assert "2026.3.5" in render(said[0], "zh") and "四位" in render(said[0], "zh")


def test_a_register_of_complaints_is_read_by_the_words_people_use(tmp_path: Path) -> None:
    rows = ("单位,日期,方式,类别,内容", "市a-1局,2026.3.5,来信,表扬,热心")
    with closing(small_city(tmp_path / "w")) as ws:
        answer = import_register(ws, "complaint", log(tmp_path, *rows), dry_run=True)
    assert (answer.accepted, answer.rejected) == (1, [])


def test_a_file_without_its_columns_is_told_what_may_be_each_of_them(tmp_path: Path) -> None:
    rows = ("单位,收到日,来访渠道,内容", "市a-1局,2026.3.5,来信,排队")
    with closing(small_city(tmp_path / "w")) as ws, pytest.raises(BadInput) as told:
        import_register(ws, "complaint", log(tmp_path, *rows), dry_run=True)
    text = render(told.value.message, "zh")
    assert "收到日、来访渠道" in text and "缺“收到日期、渠道、性质”" in text


def test_a_row_is_told_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    rows = ("单位,检查日期,方式,检查方,检查项目", "市a-1局,2026-4-2,突击,行政,无此项")
    heads = ("单位,日期,活动,类别,人数", "市没有局,2026-13-01,读书会,什么,-1")
    with closing(small_city(tmp_path / "w")) as ws:
        answer = import_register(ws, "inspection", log(tmp_path, *rows), dry_run=True)
        logged = import_activities(ws, log(tmp_path, *heads), dry_run=True)
    assert [(one.row, one.column) for one in answer.rejected] == [(2, "方式"), (2, "检查项目")]
    assert {one.column for one in logged.rejected} == {"单位", "日期", "类别", "人数"}
