"""A register without a key imported twice: what stands already is said and skipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.workspace.building.intake import import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.files.imports import ImportAnswer
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

FILINGS = "事项,期限\n半年小结,2026-06-30\n年度总结,2026-12-20\n"
COMPLAINTS = (
    "单位,收到日期,渠道,性质,内容,答复期限\n"
    "市a-1局,2026-02-03,电话,投诉,排队久,2026-03-03\n市a-1局,2026-02-03,电话,投诉,排队久,2026-03-03\n"
    "市a-2局,2026-02-03,电话,投诉,排队久,2026-03-03\n"
)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def take(ws: Workspace, register: str, text: str) -> ImportAnswer:
    path = ws.dir / "in.csv"
    path.write_text(text, "utf-8")
    answer = import_register(ws, register, path)
    assert answer.rejected == []
    return answer


def stand(answer: ImportAnswer) -> list[tuple[int, object]]:
    found = [one for one in answer.warnings if one.reason.key == "building.rows-stand"]
    assert all(render(one.reason, "zh") and render(one.reason, "en") for one in found)
    return [(one.row, one.reason.values["count"]) for one in found]


@pytest.mark.parametrize(("register", "text"), [("filing", FILINGS), ("complaint", COMPLAINTS)])
def test_what_stands_is_said_and_not_stored_twice(ws: Workspace, register: str, text: str) -> None:
    count = text.count("\n") - 1
    assert stand(take(ws, register, text)) == []
    assert len(record_rows(ws, register)) == count  # two alike in one file are two
    again = take(ws, register, text)
    assert stand(again) == [(2, count)] and again.same == count and not again.written
    assert len(record_rows(ws, register)) == count


def test_a_new_row_and_one_more_of_a_kind_are_taken(ws: Workspace) -> None:
    take(ws, "filing", FILINGS)
    answer = take(ws, "filing", FILINGS + "半年小结,2026-06-30\n三季度小结,2026-09-30\n")
    assert stand(answer) == [(2, 2)] and answer.changes == {"records": 2}
    assert len(record_rows(ws, "filing")) == 4


def test_a_row_that_goes_on_with_the_only_one_alike_corrects_it(ws: Workspace) -> None:
    heads = "单位,收到日期,渠道,性质,内容,答复期限,答复日期,答复\n"
    one = heads + "市a-1局,2026-02-03,电话,投诉,排队久,2026-03-03,{}\n"
    take(ws, "complaint", one.format(","))
    (before,) = record_rows(ws, "complaint")
    answer = take(ws, "complaint", one.format("2026-02-20,已增设窗口"))
    (after,) = record_rows(ws, "complaint")
    assert after.id == before.id and after.values["answer"] == "已增设窗口"
    assert [cell.new for cell in answer.cells if cell.new == "已增设窗口"]
    assert take(ws, "complaint", one.format("2026-02-20,已增设窗口")).same == 1


def test_where_two_are_alike_a_third_is_a_new_one(ws: Workspace) -> None:
    take(ws, "complaint", COMPLAINTS)
    changed = COMPLAINTS.splitlines()[:2]
    take(ws, "complaint", "\n".join([*changed[:1], changed[1].replace("03-03", "03-10")]) + "\n")
    assert len(record_rows(ws, "complaint")) == 4


@pytest.mark.parametrize(
    "text", ["排队 久", "排队久。", "排队久．", "排队\u200b久", "　排队久！", "排队久……"]
)
def test_blanks_width_and_closing_stops_make_no_other_complaint(ws: Workspace, text: str) -> None:
    heads = "单位,收到日期,渠道,性质,内容,答复期限\n"
    take(ws, "complaint", heads + "市a-1局,2026-02-03,电话,投诉,排队久,2026-03-03\n")
    again = take(ws, "complaint", heads + f"市a-1局,2026-02-03,电话,投诉,{text},2026-03-03\n")
    assert stand(again) == [(2, 1)] and again.same == 1 and not again.written
    (record,) = record_rows(ws, "complaint")
    assert record.values["text"] == "排队久"
    other = take(ws, "complaint", heads + "市a-1局,2026-02-03,电话,投诉,排队太久,2026-03-03\n")
    assert other.changes == {"records": 1}


def test_one_that_goes_on_is_found_by_what_it_says(ws: Workspace) -> None:
    heads = "单位,收到日期,渠道,性质,内容,答复期限,答复日期,答复\n"
    take(ws, "complaint", heads + "市a-1局,2026-02-03,电话,投诉,窗口1排队久,2026-03-03,,\n")
    row = "市a-1局,2026-02-03,电话,投诉,窗口１ 排队久。,2026-03-03,2026-02-20,已增设\n"
    take(ws, "complaint", heads + row)
    (record,) = record_rows(ws, "complaint")
    assert record.values["answer"] == "已增设"


def test_two_alike_in_one_file_are_said_with_the_earlier_row(ws: Workspace) -> None:
    lines = COMPLAINTS.splitlines()
    lines[2] = lines[2].replace("排队久", "排队 久。")
    answer = take(ws, "complaint", "\n".join(lines) + "\n")
    found = [one for one in answer.warnings if one.reason.key == "building.rows-alike"]
    assert [(one.row, one.reason.values["row"]) for one in found] == [(3, 2)]
    assert "第 2 行" in render(found[0].reason, "zh") and "row 2" in render(found[0].reason, "en")
    assert len(record_rows(ws, "complaint")) == 3
