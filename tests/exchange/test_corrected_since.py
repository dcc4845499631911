"""A file that says again what it said before somebody corrected it overturns nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.agencies.agencies import office as find_office
from civtui.workspace.agencies.corrections import correct_agency, correct_office
from civtui.workspace.agencies.people import correct_people, people
from civtui.workspace.building import registers
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.activity_corrections import correct_activity
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.files.imports import ImportAnswer, import_registry
from civtui.workspace.session import Workspace
from civtui.workspace.titles.opening_titles import correct_title, opened_titles
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city

WHY = "查无文件"
AGENCY = {
    "机关名称": "市审计局",
    "简称": "审计",
    "类别": "政府",
    "委口": "财经口",
    "统一社会信用代码": "113300000024820163",
    "一把手": "张三",
    "一把手电话": "111",
    "联络员": "李四",
    "联系电话": "222",
    "称号": "市级文明单位",
    "命名时间": "2022-06-15",
    "期满时间": "2030-06-15",
}
OFFICE = {
    "机关": "市a-1局",
    "处室名称": "综合处",
    "负责人": "张三",
    "称号": "标兵处室",
    "命名时间": "2022-06-15",
}
Do = Callable[[Workspace, str], object]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def written(ws: Workspace, row: dict[str, str]) -> Path:
    path = ws.dir / "in.csv"
    path.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", "utf-8")
    return path


def of_agency(**given: str) -> Do:
    def do(ws: Workspace, value: str) -> object:
        ((field, _),) = given.items()
        return correct_agency(ws, "市审计局", why=WHY, **{field: value})

    return do


def of_person(field: str) -> Do:
    return lambda ws, value: correct_people(ws, "市审计局", why=WHY, **{field: value})


def of_title(honor: str, holder: str, field: str) -> Do:
    return lambda ws, value: correct_title(ws, honor, holder, {field: value}, why=WHY)


def head_of(ws: Workspace, value: str) -> object:
    from civtui.workspace.answers.office import correct

    return correct(ws, office="a-1局/综合处", name=None, head=value, why=WHY)


def rename(ws: Workspace, value: str) -> object:
    return correct_office(ws, "a-1局/综合处", why=WHY, name=value)


# column, what it is corrected to, a third value, how it is corrected
REGISTRY: list[tuple[dict[str, str], str, str, str, Do]] = [
    (AGENCY, "机关名称", "市审计监督局", "市审计署局", of_agency(name="")),
    (AGENCY, "简称", "审", "审计甲", of_agency(short="")),
    (AGENCY, "类别", "党群", "群团", of_agency(category="")),
    (AGENCY, "委口", "政法口", "农口", of_agency(sector="")),
    (AGENCY, "统一社会信用代码", "113300000024820176", "113300000024820189", of_agency(code="")),
    (AGENCY, "一把手", "王五", "赵六", of_person("chief")),
    (AGENCY, "一把手电话", "333", "444", of_person("chief_phone")),
    (AGENCY, "联络员", "王五", "赵六", of_person("reporter")),
    (AGENCY, "联系电话", "333", "444", of_person("reporter_phone")),
    (AGENCY, "命名时间", "2022-07-15", "2022-08-15", of_title("municipal", "市审计局", "since")),
    (AGENCY, "期满时间", "2031-07-15", "2032-08-15", of_title("municipal", "市审计局", "until")),
    (OFFICE, "负责人", "王五", "赵六", head_of),
    (
        OFFICE,
        "命名时间",
        "2022-07-15",
        "2022-08-15",
        of_title("model-office", "a-1局/综合处", "since"),
    ),
]


def holds(ws: Workspace, answer: ImportAnswer, head: int, correction: int) -> None:
    """Hold that a file changed nothing, and that its answer names the correction."""
    assert (answer.written, answer.cells, answer.rejected, ws.head()) == (False, [], [], head)
    assert not any(answer.changes.values())
    (said,) = [text for one in answer.warnings if WHY in (text := render(one.reason, "zh"))]
    assert f"#{correction} " in said and ws.user in said and ws.today().isoformat() in said


@pytest.mark.parametrize(("row", "column", "right", "third", "correct"), REGISTRY)
def test_what_a_correction_overturned_in_the_registry_stays_so(
    ws: Workspace, row: dict[str, str], column: str, right: str, third: str, correct: Do
) -> None:
    import_registry(ws, written(ws, row))
    correct(ws, right)
    head = ws.head()
    holds(ws, import_registry(ws, written(ws, row)), head, head)
    beside = {**row, "人数": "17"}  # another cell of the row is written, and this one still stays
    import_registry(ws, written(ws, beside))
    assert ws.head() == head + 1
    holds(ws, import_registry(ws, written(ws, beside)), head + 1, head)
    answer = import_registry(ws, written(ws, {**row, column: right}))
    assert not answer.written and not any(WHY in render(w.reason) for w in answer.warnings)
    answer = import_registry(ws, written(ws, {**row, column: third}))
    (cell,) = answer.cells
    assert right in cell.old and third in cell.new and ws.head() == head + 2
    answer = import_registry(ws, written(ws, row))  # a file had the last word: another may have it
    assert len(answer.cells) == 1 or column == "机关名称"


def test_the_name_of_an_office_stays_corrected(ws: Workspace) -> None:
    import_registry(ws, written(ws, OFFICE))
    rename(ws, "综合一处")
    head = ws.head()
    holds(ws, import_registry(ws, written(ws, OFFICE)), head, head)
    assert find_office(ws, "a-1局/综合一处").honors


def test_a_correction_taken_back_overturns_nothing(ws: Workspace) -> None:
    import_registry(ws, written(ws, AGENCY))
    correct_agency(ws, "市审计局", why=WHY, sector="政法口")
    void(ws, ws.head(), "误")
    head = ws.head()
    answer = import_registry(ws, written(ws, AGENCY))
    assert (answer.written, ws.head()) == (False, head)
    assert not any(WHY in render(one.reason) for one in answer.warnings)


def test_of_two_corrections_the_last_is_named(ws: Workspace) -> None:
    import_registry(ws, written(ws, AGENCY))
    correct_agency(ws, "市审计局", why="先误", sector="政法口")
    correct_agency(ws, "市审计局", why=WHY, sector="农口")
    head = ws.head()
    for said in ("财经口", "政法口"):
        holds(ws, import_registry(ws, written(ws, {**AGENCY, "委口": said})), head, head)
    assert agency(ws, "市审计局").sector == "农口"


def test_the_telephone_of_somebody_new_is_theirs(ws: Workspace) -> None:
    import_registry(ws, written(ws, AGENCY))
    correct_people(ws, "市审计局", why=WHY, chief_phone="333")
    import_registry(ws, written(ws, {**AGENCY, "一把手": "赵六"}))
    (found,) = people(ws, "市审计局").values()
    assert found.chief == ("赵六", "111")


def test_a_vaguer_day_says_no_more_than_what_was_overturned(ws: Workspace) -> None:
    import_registry(ws, written(ws, AGENCY))
    correct_title(ws, "municipal", "市审计局", {"since": "2022-07-15"}, why=WHY)
    head = ws.head()
    holds(ws, import_registry(ws, written(ws, {**AGENCY, "命名时间": "2022.6"})), head, head)
    assert opened_titles(ws, agency(ws, "市审计局").id)[0].since == "2022-07-15"


ACTIVITY = {
    "单位": "市a-1局",
    "活动名称": "读书会",
    "活动日期": "2026-02-03",
    "类别": "读书",
    "地点": "一楼",
    "人数": "20",
    "带头领导": "张三",
}
OF_ACTIVITIES = [
    ("单位", "agency", "市a-2局", "市a-3局"),
    ("活动名称", "title", "读书分享会", "朗读会"),
    ("活动日期", "on", "2026-02-04", "2026-02-05"),
    ("类别", "kind", "other", "党课"),
    ("地点", "venue", "二楼", "三楼"),
    ("人数", "people", "25", "30"),
    ("带头领导", "leaders", "李四", "王五"),
]


@pytest.mark.parametrize(("column", "field", "right", "third"), OF_ACTIVITIES)
def test_what_was_corrected_of_an_activity_stays_so(
    ws: Workspace, column: str, field: str, right: str, third: str
) -> None:
    import_activities(ws, written(ws, ACTIVITY))
    (one,) = activity_rows(ws)
    correct_activity(ws, one.id, {field: right}, why=WHY)
    before, head = activity_rows(ws), ws.head()
    holds(ws, import_activities(ws, written(ws, ACTIVITY)), head, head)
    assert activity_rows(ws) == before
    assert not import_activities(ws, written(ws, {**ACTIVITY, column: right})).written
    answer = import_activities(ws, written(ws, {**ACTIVITY, column: third}))
    if field in ("agency", "title", "on"):  # then it is another one
        assert len(activity_rows(ws)) == 2
    else:
        assert len(answer.cells) == len(activity_rows(ws)) == 1


COMPLAINT = {
    "单位": "市a-1局",
    "收到日期": "2026-03-05",
    "渠道": "来信",
    "性质": "投诉",
    "内容": "排队太久",
    "答复期限": "2026-05-20",
}
INSPECTION = {
    "单位": "市a-1局",
    "检查日期": "2026-04-07",
    "方式": "定期",
    "检查方": "文明办",
    "检查情况": "好",
}
OF_RECORDS = [
    ("complaint", COMPLAINT, "答复期限", {"term": "2026-06-01"}, "2026-07-01"),
    ("complaint", COMPLAINT, "内容", {"text": "排队时间太长"}, "窗口太少"),
    ("complaint", COMPLAINT, "收到日期", {"on": "2026-03-06"}, "2026-03-07"),
    ("inspection", INSPECTION, "检查情况", {"summary": "较好"}, "差"),
    ("inspection", {**INSPECTION, "检查情况": ""}, "检查情况", {"summary": "较好"}, "差"),
]


@pytest.mark.parametrize("why", [WHY, ""])
@pytest.mark.parametrize(("register", "row", "column", "right", "third"), OF_RECORDS)
def test_what_was_changed_of_a_record_stays_so(
    ws: Workspace,
    register: str,
    row: dict[str, str],
    column: str,
    right: dict[str, Any],
    third: str,
    why: str,
) -> None:
    import_register(ws, register, written(ws, row))
    (one,) = record_rows(ws, register)
    registers.change(ws, register, one.id, right, why=why)
    before, head = record_rows(ws, register), ws.head()
    answer = import_register(ws, register, written(ws, row))
    if why:
        holds(ws, answer, head, head)
    assert (answer.written, answer.cells, ws.head()) == (False, [], head)
    assert any(f"#{head} " in render(one.reason, "zh") for one in answer.warnings)
    assert record_rows(ws, register) == before
    (value,) = right.values()
    assert not import_register(ws, register, written(ws, {**row, column: value})).written
    assert import_register(ws, register, written(ws, {**row, column: third})).written
