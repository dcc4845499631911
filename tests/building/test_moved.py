"""A corrected file that moves a record to another day, or another title, says so: two count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.registers import REGISTERS
from civtui.model.text import msg
from civtui.workspace.answers.intake import foreseen, imported
from civtui.workspace.building.activities import activity_rows, log_activity
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.building.moved import Moved
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.registers import add
from civtui.workspace.files.imports import ImportAnswer
from civtui.workspace.session import Workspace, open_workspace
from tests.exchange.books import book
from tests.titles.city import City
from tests.titles.small import small_city

HEADS = ["单位", "活动", "日期", "人数"]
ROW = ["a-1局", "读书会", "2026-03-05", 8]
SEEN = {"on": "2026-01-05", "plan": "scheduled", "by": "secretariat"}
# register -> heads, one row, and what of it a corrected file may write otherwise
KINDS: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "post": (
        "单位,处室,年度,岗位,业务目标,业务,创建目标,创建",
        "{},处1,2026,窗口岗,办件,达标,文明服务,达标",
        (("窗口岗", "窗口岗位"),),
    ),
    "lead": (
        "单位,层级,牵头部门,自",
        "{},市级,机关党委,2026-03-31",
        (("2026-03-31", "2026-04-01"),),
    ),
    "together": ("单位,工作事项,年度", "{},招商引资,2026", (("招商引资", "招商引资工作"),)),
    "report": (
        "单位,应听取日期,听取者,议题",
        "{},2026-06-30,一把手,半年情况",
        (("2026-06-30", "2026-06-20"),),
    ),
    "filing": ("事项,期限", "半年小结,2026-06-30", (("半年小结", "半年总结"), ("06-30", "06-20"))),
    "own": ("单位,名称,责任条线", "{},值班制度,行政", (("值班制度", "值班值守制度"),)),
    "inspection": ("单位,检查日期,方式,检查方", "{},2026-03-05,定期,文明办", (("03-05", "03-06"),)),
    "finding": (
        "单位,检查,问题,程度,整改期限,整改结果",
        "{},a-1/2026-01-05/secretariat,台账缺页,一般,2026-09-01,待整改",
        (("台账缺页", "台账缺两页"),),
    ),
    "complaint": (
        "单位,收到日期,渠道,性质,内容,答复期限",
        "{},2026-02-03,电话,投诉,排队久,2026-03-03",
        (("02-03", "02-04"), ("排队久", "排队太久")),
    ),
    "exemplar": (
        "单位,做法,内容,总结日期",
        "{},一窗通办,只跑一次,2026-03-05",
        (("一窗通办", "一窗通办法"),),
    ),
}
OLD = re.compile(r"原先从文件导入的 (\S+)（")
# what these are known by is chosen, counted or goes on, and is no day and no title
OTHERS = {"duty", "result", "filed", "self", "guarantee", "institution", "study", "takeover"}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w", titles=[("a-1", "municipal")])
    yield made
    made.close()


def log(ws: Workspace, *rows: list[Any], dry: bool = False) -> ImportAnswer:
    path = book(ws.dir / "log.xlsx", 活动=[HEADS, *rows])
    return import_activities(ws, path, dry_run=dry)


def take(ws: Workspace, register: str, *lines: str, dry: bool = False) -> ImportAnswer:
    path = ws.dir / "in.csv"
    path.write_text("\n".join((*lines, "")), "utf-8")
    answer = import_register(ws, register, path, dry_run=dry)
    assert answer.rejected == [], [render(one.reason) for one in answer.rejected]
    return answer


def moved(answer: ImportAnswer) -> list[tuple[int, str, str]]:
    """Return the rows, the column and the record that each may be."""
    found = [(one, OLD.search(render(one.reason))) for one in answer.warnings]
    return [(one.row, one.column, match[1]) for one, match in found if match]


@pytest.mark.parametrize(
    ("row", "column", "way"),
    [
        (["a-1局", "读书会", "2026-03-06", 8], "日期", "--on 2026-03-06"),
        (["a-1局", "读书会", "2026-03-30", 8], "日期", "--on 2026-03-30"),
        (["a-1局", "读书分享", "2026-03-05", 8], "活动", "--title …"),
        (["a-1局", "植树", "2026-03-05", 8], "活动", "--title …"),
    ],
)
def test_an_activity_that_moved_is_named_and_how_to_correct_it(
    ws: Workspace, row: list[Any], column: str, way: str
) -> None:
    log(ws, ROW)
    (before,) = activity_rows(ws)
    seen, taken = log(ws, row, dry=True), log(ws, row)
    assert moved(seen) == moved(taken) == [(2, column, before.id)]
    said = foreseen(seen, msg("exchange.is-unknown"), {"skip_rejected": False}).lines
    for told in ("\n".join(said), "\n".join(imported(taken, skips=False).lines())):
        assert f"civtui activity correct {before.id} {way}" in told
        assert f"civtui activity void {before.id}" in told
    (document,) = taken.document()["warnings"]
    assert before.id in document["reason"]
    assert moved(log(ws, row)) == []  # no row of it is new


def test_each_new_row_is_paired_once_with_the_nearest(ws: Workspace) -> None:
    log(ws, *(["a-1局", "学习", f"2026-03-{day:02}", 8] for day in (5, 12, 19)), ROW)
    ids = {one.held: one.id for one in activity_rows(ws) if one.title == "学习"}
    answer = log(ws, *(["a-1局", "学习", f"2026-03-{day:02}", 8] for day in (5, 13, 20)), ROW)
    assert moved(answer) == [(3, "日期", ids["2026-03-12"]), (4, "日期", ids["2026-03-19"])]


@pytest.mark.parametrize(
    "row",
    [
        ["a-2局", "读书会", "2026-03-06", 8],  # another agency's
        ["a-1局", "植树", "2026-03-06", 8],  # another in both
        ["a-1局", "读书会", "2026-04-09", 8],  # the next month's file
    ],
)
def test_what_nothing_says_is_one_is_not_named(ws: Workspace, row: list[Any]) -> None:
    log(ws, ROW)
    assert moved(log(ws, row)) == []


def test_what_the_file_still_has_or_was_typed_is_not_named(ws: Workspace) -> None:
    log(ws, ROW)
    log_activity(ws, "a-1", "学习", on=ws.today().replace(month=3, day=2))
    other = ["a-1局", "读书会", "2026-03-06", 8]
    assert moved(log(ws, ROW, other, ["a-1局", "学习", "2029-03-03", 8])) == []


def test_the_next_month_in_a_file_that_comes_again_is_named(ws: Workspace) -> None:
    stays = ["a-1局", "植树", "2026-03-12", 8]
    log(ws, ROW, stays)
    (old,) = [one.id for one in activity_rows(ws) if one.title == "读书会"]
    assert moved(log(ws, ["a-1局", "读书会", "2026-05-05", 8], stays)) == [(2, "日期", old)]


def test_both_ways_that_are_named_leave_one(tmp_path: Path) -> None:
    small_city(tmp_path / "city").close()
    city, other = City(tmp_path / "city"), ["a-1局", "读书会", "2026-03-06", 8]
    for first, words in (
        (True, ("correct", "--on", "2026-03-06")),
        (False, ("void",)),
    ):
        with closing(open_workspace(city.folder)) as ws:
            log(ws, ROW)
            id_ = max(activity_rows(ws), key=lambda one: one.id).id
            if not first:
                log(ws, other)
        city.do("activity", words[0], id_, *words[1:], "--why", "写错了")
        with closing(open_workspace(city.folder)) as ws:
            assert log(ws, other).same == 1
            assert [one.held for one in activity_rows(ws)] == ["2026-03-06"]
            log_id = activity_rows(ws)[0].id
        city.do("activity", "void", log_id, "--why", "重来")


def test_every_register_that_is_known_by_a_day_or_a_title_is_tried() -> None:
    movable = {id_ for id_, kind in REGISTERS.items() if Moved(kind, [], [])._movable}
    assert movable == set(KINDS) and set(REGISTERS) - movable == OTHERS


@pytest.mark.parametrize(
    ("register", "old", "new"),
    [(kind, old, new) for kind, (*_, many) in KINDS.items() for old, new in many],
)
def test_a_record_that_moved_is_named(ws: Workspace, register: str, old: str, new: str) -> None:
    add(ws, "inspection", "a-1", SEEN)
    heads, row, _ = KINDS[register]
    row = row.format("市a-1局")
    take(ws, register, heads, row)
    before = [one.id for one in record_rows(ws, register) if one.values.get("on") != SEEN["on"]]
    changed = row.replace(old, new)
    answer = take(ws, register, heads, changed)
    ((at, _column, id_),) = moved(answer)
    assert (at, [id_]) == (2, before) and answer.changes == {"records": 1}
    noun = f"{REGISTERS[register].group} {register}".strip()
    told = render(answer.warnings[0].reason)
    assert f"civtui {noun} remove {id_} --why" in told
    assert (f"civtui {noun} set {id_} --" in told) is not bool(REGISTERS[register].key)
    assert moved(take(ws, register, heads, changed)) == []


def test_a_record_that_was_typed_or_is_in_the_file_is_not_named(ws: Workspace) -> None:
    heads, row, _ = KINDS["inspection"]
    add(ws, "inspection", "a-1", {**SEEN, "on": "2026-03-04"})
    row = row.format("市a-1局")
    assert moved(take(ws, "inspection", heads, row)) == []
    assert moved(take(ws, "inspection", heads, row, row.replace("03-05", "03-06"))) == []


def test_a_new_version_is_no_correction(ws: Workspace) -> None:
    heads = "单位,制度,版本,修订自,责任条线,施行日期"
    row = "市a-1局,考勤制度,{}版,{},行政,{}-01-01"
    take(ws, "institution", heads, row.format(2026, "", 2026))
    assert moved(take(ws, "institution", heads, row.format(2027, "2026版", 2027))) == []
