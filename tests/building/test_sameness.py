"""What is written otherwise and says the same is one, in the log and in every register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.workspace.building.activities import activity_rows, log_activity
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.registers import add
from civtui.workspace.files.imports import ImportAnswer
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city

WHY = "误录"
LOG = "单位,日期,活动,地点\n"
SETS = "单位,制度,版本,责任条线,施行日期\n"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def take(ws: Workspace, text: str, register: str = "") -> ImportAnswer:
    path = ws.dir / "in.csv"
    path.write_text(text, "utf-8")
    return import_register(ws, register, path) if register else import_activities(ws, path)


def said(answer: ImportAnswer, key: str) -> list[str]:
    found = [one.reason for one in answer.warnings]
    assert all(render(one, "en") for one in found)
    texts = [render(one, "zh") for one in found]
    wanted = {"apart": "写法不同（", "whole": "完全相同", "title": "名称只是写法不同"}[key]
    return [text for text in texts if wanted in text]


def held(ws: Workspace) -> list[str]:
    return sorted(row.title for row in activity_rows(ws))


@pytest.mark.parametrize(
    ("first", "other"),
    [("读书会", "读书会。"), ("读书会", "读书会！"), ("读书会(上午)", "读书会（上午）")],
)
def test_one_event_is_one_activity(ws: Workspace, first: str, other: str) -> None:
    row = "a-1局,2026-01-05,{},三楼\n"
    answer = take(ws, LOG + row.format(first) + row.format(other))
    (told,) = said(answer, "apart")
    assert f"“{first}”与“{other}”" in told and not said(answer, "whole")
    assert held(ws) == [first]
    again = take(ws, LOG + row.format(other))
    assert held(ws) == [first] and again.same == 1 and not again.written
    assert f"“{first}”" in said(again, "title")[0]


def test_of_two_on_record_the_one_to_the_letter_is_meant(ws: Workspace) -> None:
    for title in ("读书会", "读书会。"):
        log_activity(ws, "a-1", title, on=ws.today(), another=True)
    answer = take(ws, LOG + f"a-1局,{ws.today()},读书会。,三楼\n")
    assert answer.rejected == [] and not said(answer, "title")
    assert {(row.title, row.venue) for row in activity_rows(ws)} == {
        ("读书会", ""),
        ("读书会。", "三楼"),
    }


def test_one_that_was_logged_again_otherwise_written_is_not_put_back(ws: Workspace) -> None:
    fact = take(ws, LOG + "a-1局,2026-01-05,读书会,三楼\n").fact
    _, by = void(ws, fact, WHY)
    take(ws, LOG + "a-1局,2026-01-05,读书会。,三楼\n")
    with pytest.raises(Refused):
        void(ws, by, WHY)
    assert held(ws) == ["读书会。"]


def test_a_month_alone_is_not_said_to_be_its_first_day_to_the_letter(ws: Workspace) -> None:
    row = "a-1局,{},读书会,三楼\n"
    answer = take(ws, LOG + row.format("2026.1.1") + row.format("2026.1"))
    assert "日期：“2026.1.1”与“2026.1”" in said(answer, "apart")[0]
    assert not said(answer, "whole")
    answer = take(ws, LOG + row.format("2026.1.2") * 2)
    assert said(answer, "whole") and not said(answer, "apart")


def test_a_version_otherwise_written_is_no_second_one(ws: Workspace) -> None:
    row = "a-1局,考勤制度,{},党组织,{}\n"
    first = take(ws, SETS + row.format("2026 版", "2026-01-01"), "institution")
    assert first.rejected == [] and first.written
    again = take(ws, SETS + row.format("2026版", "2026-01-01"), "institution")
    assert again.rejected == [] and again.same == 1 and not again.written
    (one,) = record_rows(ws, "institution")
    assert one.values["version"] == "2026 版"
    values = {**one.values, "version": "2026版。"}
    with pytest.raises(Refused) as told:
        add(ws, "institution", "a-1", values)
    assert told.value.message.key == "building.there-already"
    add(ws, "institution", "a-1", {**values, "version": "2027版", "revised-from": "2026版"})
    assert [row.values.get("revised-from") for row in record_rows(ws, "institution")] == [
        None,
        "2026 版",
    ]


def test_two_rows_of_a_register_with_a_key_that_say_one(ws: Workspace) -> None:
    head = "单位,名称,责任条线\n"
    answer = take(ws, head + "a-1局,考勤办法,党组织\na-1局,考勤办法。,党组织\n", "own")
    assert answer.rejected == [] and len(record_rows(ws, "own")) == 1
    assert said(answer, "apart")
