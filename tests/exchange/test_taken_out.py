"""A file that names again what was taken out as a mistake: said with the reason, not put back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.building import registers
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.files.imports import import_registry
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.exchange.books import book
from tests.titles.small import small_city
from tests.voiding.tables import tables_of

WHY = "不是市直单位"
LOG = "单位,活动名称,活动日期\n市a-1局,读书会,2026-02-03\n市a-2局,座谈会,2026-02-04\n"
REGISTRY = (
    "机关名称,机关简称,处室名称\n市乙局,乙局,办公室\n市乙局,乙局,人事科\n市丙局,丙局,办公室\n"
)
OFFICES = "机关名称,处室名称\n市乙局,办公室\n市乙局,人事科\n市丙局,办公室\n"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def written(ws: Workspace, text: str) -> Path:
    path = ws.dir / "in.csv"
    path.write_text(text, "utf-8")
    return path


def take_out(ws: Workspace, verb: str, thing: str) -> int:
    return int(perform(ws, verb_of(verb), {"thing": thing, "why": WHY}).document()["by"])


def test_an_activity_taken_out_is_named_and_stays_out(ws: Workspace) -> None:
    path = written(ws, LOG)
    import_activities(ws, path)
    (thing,) = [row.id for row in activity_rows(ws) if row.title == "读书会"]
    by = take_out(ws, "activity.void", thing)
    answer = import_activities(ws, path)
    (one,) = answer.warnings
    said = render(one.reason, "zh")
    assert (one.row, one.value) == (2, "读书会") and f"#{by}" in said and WHY in said
    assert answer.out == 1 and answer.accepted == 1 and not answer.written
    assert [row.title for row in activity_rows(ws)] == ["座谈会"]
    void(ws, by, "复原")
    assert import_activities(ws, path).warnings == []


def test_what_went_with_its_whole_deed_comes_anew_and_is_said(ws: Workspace) -> None:
    path = written(ws, LOG)
    void(ws, import_activities(ws, path).fact, WHY)
    answer = import_activities(ws, path)
    (one,) = answer.warnings
    assert WHY in render(one.reason, "zh") and "2 项" in render(one.reason, "zh")
    assert len(activity_rows(ws)) == 2


COMPLAINTS = (
    "单位,收到日期,渠道,性质,内容,答复期限\n"
    "市a-1局,2026-03-05,来信,投诉,窗口太少,2026-06-01\n"
    "市a-1局,2026-03-05,来信,投诉,窗口太少,2026-07-01\n"
    "市a-2局,2026-03-06,来信,投诉,排队太久,2026-06-01\n"
)
DUTIES = (
    "单位,职责,年度,责任人/处室,目标,期限,状态\n"
    "市a-1局,理论教育,2026,综合处,年内印发,2026-09-01,未开始\n"
    "市a-2局,理论教育,2026,综合处,年内印发,2026-09-01,未开始\n"
)


@pytest.mark.parametrize(
    ("register", "text", "field", "value", "now"),
    [
        ("complaint", COMPLAINTS, "term", "2026-07-01", "2026-08-01"),
        ("duty", DUTIES, "due", "2026-09-01", "2026-10-01"),
    ],
)
@pytest.mark.parametrize("changed", [False, True])
def test_a_record_taken_out_is_named_and_stays_out(
    ws: Workspace, register: str, text: str, field: str, value: str, now: str, *, changed: bool
) -> None:
    path = written(ws, text)
    import_register(ws, register, path)
    one = next(row for row in record_rows(ws, register) if row.values[field] == value)
    registers.remove(ws, register, one.id, why=WHY)
    by, there = ws.head(), record_rows(ws, register)
    if changed:  # another cell of it says something else by now
        path = written(ws, text.replace(value, now, 1))
    shown = import_register(ws, register, path, dry_run=True)
    answer = import_register(ws, register, path)
    assert answer.warnings == shown.warnings
    (told,) = [each for each in answer.warnings if each.reason.key == "building.reason"]
    said = render(told.reason, "zh")
    assert f"#{by}" in said and WHY in said and "civtui ledger void" in said
    assert answer.out == 1 and not answer.written
    assert record_rows(ws, register) == there
    void(ws, by, "复原")
    assert len(record_rows(ws, register)) == len(there) + 1
    again = import_register(ws, register, path)
    assert again.out == 0 and again.written is changed
    assert len(record_rows(ws, register)) == len(there) + 1


@pytest.mark.parametrize(("register", "text"), [("complaint", COMPLAINTS), ("duty", DUTIES)])
def test_records_that_went_with_their_whole_deed_come_anew_and_that_is_said(
    ws: Workspace, register: str, text: str
) -> None:
    path, count = written(ws, text), text.count("\n") - 1
    void(ws, import_register(ws, register, path).fact, WHY)
    answer = import_register(ws, register, path)
    (one,) = answer.warnings
    assert WHY in render(one.reason, "zh") and f"{count} 项" in render(one.reason, "zh")
    assert len(record_rows(ws, register)) == count and answer.out == 0
    assert not import_register(ws, register, path).written


def test_an_agency_taken_out_is_named_and_stays_out_with_its_offices(ws: Workspace) -> None:
    path = written(ws, REGISTRY)
    import_registry(ws, path)
    (thing,) = [row.id for row in agency_rows(ws) if row.name == "市乙局"]
    before = tables_of(ws)
    by = take_out(ws, "agency.void", thing)
    after = tables_of(ws)
    answer = import_registry(ws, path)
    told = [one for one in answer.warnings if one.value == "市乙局" and WHY in render(one.reason)]
    assert [one.row for one in told] == [2] and "2 个" in render(told[0].reason, "zh")
    assert answer.out == 3 and not answer.written and tables_of(ws) == after
    void(ws, by, "复原")
    assert tables_of(ws) == before
    assert import_registry(ws, path).out == 0


def test_so_is_one_that_a_list_of_offices_names(ws: Workspace) -> None:
    path = written(ws, OFFICES)
    import_registry(ws, path)
    (thing,) = [row.id for row in agency_rows(ws) if row.name == "市乙局"]
    take_out(ws, "agency.void", thing)
    answer = import_registry(ws, path)
    assert [(one.row, one.value) for one in answer.warnings if WHY in render(one.reason)] == [
        (2, "市乙局")
    ]
    assert answer.rejected == [] and not answer.written


def test_an_office_taken_out_is_named_and_stays_out(ws: Workspace) -> None:
    path = written(ws, REGISTRY)
    import_registry(ws, path)
    (thing,) = [row.id for row in office_rows(ws) if row.name == "人事科"]
    take_out(ws, "office.void", thing)
    answer = import_registry(ws, path)
    assert [one.row for one in answer.warnings if WHY in render(one.reason)] == [3]
    assert "人事科" not in [row.name for row in office_rows(ws)]


BODIES = [
    ["机关名称", "机关简称"],
    *([f"滨海县{one}局", f"{one}局"] for one in ("财政", "审计", "统计", "审批")),
]


def test_by_whatever_it_is_called_and_with_day_and_person(ws: Workspace, tmp_path: Path) -> None:
    offices = [["所属机关", "处室名称"], ["审计局", "法规处"]]
    import_registry(ws, book(tmp_path / "a.xlsx", 机关=BODIES, 处室=offices))
    (thing,) = [row.id for row in agency_rows(ws) if row.short == "审计局"]
    by = take_out(ws, "agency.void", thing)
    when = f"（#{by}，{ws.today()}，{ws.user}，理由：{WHY}）"
    answer = import_registry(ws, book(tmp_path / "b.xlsx", 处室=offices), dry_run=True)
    assert answer.rejected == [] and answer.out == 1
    assert [when in render(one.reason, "zh") for one in answer.warnings] == [True]
    both = [["机关名称", "处室名称"], ["滨海县审计局", "法规处"], ["审计局", "综合处"]]
    answer = import_registry(ws, book(tmp_path / "c.xlsx", 处室=both), dry_run=True)
    keys = [one.reason.key for one in answer.warnings]
    assert "exchange.twin" not in keys and keys.count("exchange.taken-out-with") == 2
    path = written(ws, "单位,收到日期,渠道,性质,内容\n审计局,2026-02-01,电话,表扬,好\n")
    (one,) = import_register(ws, "complaint", path).rejected
    assert when in render(one.reason, "zh")
    void(ws, by, "复原")
    assert import_register(ws, "complaint", path).rejected == []
