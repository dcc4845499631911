"""Entries of culture programs that have a day are activities, each counted once."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from civtui.ledger import migrating
from civtui.ledger.chain import Row, canonical
from civtui.ledger.projections.building import APPLY
from civtui.locale import render
from civtui.model.errors import CivtuiError
from civtui.workspace.answers import voiding
from civtui.workspace.answers.culture import show
from civtui.workspace.building.activities import ActivityRow, activity_rows, log_activity, months
from civtui.workspace.building.activity_corrections import correct_activity
from civtui.workspace.building.boards import board
from civtui.workspace.building.culture import add_entry
from civtui.workspace.building.signals import this_year
from civtui.workspace.plugins.plugins import enable
from civtui.workspace.session import Workspace
from tests.titles.small import let_pass, small_city

TODAY = date(2026, 6, 1)
FESTIVAL = "civtui-culture-festival:festival"
EVENT = {"event": "读书会", "kind": "study", "on": "2026-04-23", "venue": "图书室"}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = small_city(tmp_path, today=TODAY)
    enable(made, "civtui-culture-festival")
    return made


def log(ws: Workspace, agency: str = "a-1") -> list[ActivityRow]:
    return activity_rows(ws, agency)


def event(ws: Workspace, **more: str) -> str:
    return add_entry(ws, FESTIVAL, "a-1", "event", EVENT | more)


def test_an_entry_with_a_day_is_in_the_log_and_its_counts(ws: Workspace) -> None:
    entry = event(ws)
    add_entry(ws, FESTIVAL, "a-1", "sign-up", {"event": "读书会", "office": "处1", "people": "9"})
    (row,) = log(ws)
    assert (row.id, row.held, row.title, row.kind, row.venue) == (
        entry,
        "2026-04-23",
        "读书会",
        "study",
        "图书室",
    )
    assert row.by_entry
    assert months(ws) == {"a-1": {"2026-04": 1}}
    assert this_year(ws) == {"a-1": 1}


def test_one_whose_day_lies_ahead_counts_from_that_day(ws: Workspace) -> None:
    event(ws, on="2026-06-02")
    assert (log(ws), months(ws)) == ([], {})
    let_pass(ws, date(2026, 6, 2))
    assert len(log(ws)) == 1
    assert months(ws) == {"a-1": {"2026-06": 1}}


def test_one_that_was_logged_by_hand_as_well_counts_once(ws: Workspace) -> None:
    by_hand = log_activity(ws, "a-1", "读书会", on=date(2026, 4, 23), people=30)
    event(ws)
    assert [row.id for row in log(ws)] == [by_hand.id]
    # the other order, and another agency's of the same day and title
    event(ws, event="知识竞赛", on="2026-05-04")
    second = log_activity(ws, "a-1", "知识竞赛", on=date(2026, 5, 4))
    log_activity(ws, "a-2", "读书会", on=date(2026, 4, 23))
    assert {row.id for row in log(ws)} == {by_hand.id, second.id}
    assert this_year(ws) == {"a-1": 2, "a-2": 1}


def test_one_of_another_name_is_linked_by_hand_and_unlinked(ws: Workspace) -> None:
    entry = event(ws)
    row = log_activity(ws, "a-1", "机关文化节开幕", on=date(2026, 4, 24), entry=entry)
    assert [one.id for one in log(ws)] == [row.id]
    correct_activity(ws, row.id, {"entry": ""}, why="不是同一次")
    assert {one.id for one in log(ws)} == {row.id, entry}
    correct_activity(ws, row.id, {"entry": entry}, why="是同一次")
    assert [(one.id, one.entry) for one in log(ws)] == [(row.id, entry)]
    with pytest.raises(CivtuiError):
        log_activity(ws, "a-2", "别处的", on=date(2026, 4, 24), entry=entry)


def test_it_is_corrected_in_its_program_alone(ws: Workspace) -> None:
    entry = event(ws)
    with pytest.raises(CivtuiError) as refused:
        correct_activity(ws, entry, {"title": "别的"}, why="写错")
    assert refused.value.where["rule"] == "by-entry"
    add_entry(ws, FESTIVAL, "a-1", "event", EVENT | {"event": "朗诵会"}, entry)
    assert [(row.id, row.title) for row in log(ws)] == [(entry, "朗诵会")]


@pytest.mark.parametrize(("form", "entry"), [("sign-up", ""), ("event", "e-0123456789ab")])
def test_an_entry_is_replaced_by_one_of_its_form_alone(
    ws: Workspace, form: str, entry: str
) -> None:
    """One of another form would be gone from views and log; an unknown one is none."""
    own, before = event(ws), log(ws)
    values = EVENT if form == "event" else {"event": "读书会", "office": "处1", "people": "9"}
    with pytest.raises(CivtuiError) as refused:
        add_entry(ws, FESTIVAL, "a-1", form, values, entry or own)
    told = render(refused.value.message, "zh")
    assert told == ("没有这条记录" if entry else "这条记录填的是“活动”，不是“报名”")
    assert log(ws) == before
    shown = show(ws, program=FESTIVAL, agency="a-1", view=None)
    assert [one["id"] for one in shown.document()["entries"]] == [own]
    assert own in "\n".join(shown.lines())


def test_taking_back_what_was_logged_by_hand_lets_the_entry_count(ws: Workspace) -> None:
    entry = event(ws)
    row = log_activity(ws, "a-1", "读书会", on=date(2026, 4, 23))
    voiding.last(ws, of="activity", thing=row.id, why="重复")
    assert [one.id for one in log(ws)] == [entry]
    voiding.last(ws, of="activity", thing=entry, why="没有举办")
    assert log(ws) == []


def test_an_entry_of_an_earlier_release_counts_as_well(ws: Workspace) -> None:
    """Facts of then have no key `activity`; the tables made from them know the day all the same."""
    entry = event(ws)
    connection = ws.ledger.connection
    ((text,),) = connection.execute("SELECT payload FROM fact WHERE kind = 'program-entered'")
    early = {key: value for key, value in json.loads(text).items() if key != "activity"}
    fact = ws.ledger.fact(ws.head())
    assert isinstance(fact, Row)
    cursor = connection.cursor()
    APPLY["program-entered"](cursor, fact, early)
    assert [(row.id, row.title, row.kind) for row in log(ws)] == [(entry, "读书会", "culture")]
    APPLY["program-entered"](cursor, fact, early | {"values": {"on": "2026-01-31", "kept": 3}})
    assert log(ws) == []


def test_boards_say_whose_work_it_was_and_who_took_part(ws: Workspace) -> None:
    day = date(2026, 3, 8)
    log_activity(ws, "a-1", "巾帼读书", on=day, organ="women", people=20, leaders="王局长、李书记")
    log_activity(ws, "a-1", "团日", on=day, organ="youth-league", leaders="王局长")
    log_activity(ws, "a-1", "党课", on=day, organ="party")
    log_activity(ws, "a-2", "党课", on=day, organ="party")
    city = {row.id: row for row in board(ws, "organs").rows}
    assert city["a-1"].cells[1:7] == (1, "·", "·", 1, 1, "·")
    assert [row.id for row in city.values() if row.tone == "warn"] == ["a-2", "a-3"]
    own = {row.id: row.cells for row in board(ws, "organs", "a-1").rows}
    assert own["women"][1:] == (1, 20, "2026-03-08")
    assert own["union"][1:] == (0, 0, "—")
    led = {row.id: row.cells for row in board(ws, "leaders").rows}
    assert led["a-1"][1:] == (3, 2, "66.7 %", "王局长 2、李书记 1", "2026-03-08")
    assert led["a-2"][2:5] == (0, "0.0 %", "—")


def test_a_ledger_of_an_earlier_release_is_migrated_to_what_its_facts_make() -> None:
    held = {"event": '读书 "会"', "on": "2026-04-23"}
    others = ({"on": "2026-01-31", "kept": 3}, {"title": "无日期"}, {"text": "口号", "on": "春"})
    live = sqlite3.connect(":memory:", isolation_level=None)
    for step in migrating.steps():
        if step.number == 18:
            for number, values in enumerate((held, *others)):
                live.execute(
                    "INSERT INTO program_entry (id, program, agency, form, entered, content, "
                    "plugin, plugin_version, seq) VALUES (?, 'p', 'a-1', 'f', '2026-05-01', ?, "
                    "'', '', 7)",
                    (f"e-{number}", canonical(values)),
                )
        for statement in migrating.split(step.script()):
            live.execute(statement)
    made = "SELECT * FROM activity ORDER BY id"
    migrated = live.execute(made).fetchall(), live.execute("SELECT * FROM program_entry").fetchall()
    assert [row[0] for row in migrated[0]] == ["e-0"]
    live.execute("DELETE FROM activity")
    live.execute("DELETE FROM program_entry")
    row = Row(7, "program-entered", 1, "", "", "2026-05-01", "", "", "[]", "")
    for number, values in enumerate((held, *others)):
        early = {
            "entry": f"e-{number}",
            "program": "p",
            "agency": "a-1",
            "form": "f",
            "values": values,
            "plugin": "",
            "plugin_version": "",
        }
        APPLY["program-entered"](live.cursor(), row, early)
    rebuilt = live.execute(made).fetchall(), live.execute("SELECT * FROM program_entry").fetchall()
    assert rebuilt == migrated
