"""What stands beside a judge's marks: evidence, the round before, self marks, others, history."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.workspace.building.activities import log_activity
from civtui.workspace.marks import deeds, marks
from civtui.workspace.marks.score_card import History, card, conflict, refusal
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.session import Workspace, open_workspace
from tests.rounds.small import panel_city

OFFICE = "o-1-1"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    city = panel_city(tmp_path / "city")
    for name in ("before", "now"):
        city.do(
            "round",
            "new",
            name,
            "--standard",
            "small",
            "--office",
            "a-1局/处1",
            "--office",
            "a-2局/处1",
            "--assessor",
            "k1:甲",
            "--assessor",
            "k2:乙:a-2局",
        )
        if name == "before":
            for judge, mark in (("k1", "3"), ("k2", "2.5")):
                city.do("mark", "set", name, OFFICE, "study", mark, "--assessor", judge)
            city.do("mark", "set", name, OFFICE, "place", "1", "--assessor", "k1")
            city.do("round", "close", name)
    return open_workspace(tmp_path / "city", user="boss")


def test_the_round_before_shows_its_mark_and_the_mean_of_several_judges(ws: Workspace) -> None:
    found = card(ws, rounds.sheet(ws, "now", "k1"), OFFICE).before
    assert {item: (b.text, b.judges) for item, b in found.items()} == {
        "study": ("2.75", 2),
        "place": ("是", 1),
    }
    assert card(ws, rounds.sheet(ws, "now", "k1"), "o-2-1").before == {}


def test_the_agencys_log_shows_what_is_kept_for_an_item(ws: Workspace, tmp_path: Path) -> None:
    paper = tmp_path / "计划.txt"
    paper.write_text("学习计划", "utf-8")
    log_activity(ws, "a-1局", "读书会", evidence=[str(paper)], items=["study.plan"])
    round_life.open_round(
        ws,
        "full",
        name="full",
        standard="civilized-office",
        subjects=[OFFICE],
        assessors=[{"id": "k1", "name": "甲"}],
    )
    kept = card(ws, rounds.sheet(ws, "full", "k1"), OFFICE).kept
    assert [(k.title, k.pieces) for k in kept["study.plan"]] == [("读书会", ("计划.txt",))]
    assert kept.keys() == {"study.plan"}


def test_marks_of_others_and_the_units_own_stand_beside(ws: Workspace) -> None:
    from civtui.workspace.marks.self_marks import set_self

    marks.set_mark(ws, "now", OFFICE, "study", "4", "k2")
    set_self(ws, "now", OFFICE, "study", "3.5")
    found = card(ws, rounds.sheet(ws, "now", "k1"), OFFICE)
    assert found.others == {"study": [("乙", "4")]}
    assert found.own == {"study": "3.5"}


def test_the_history_of_a_cell_is_read_once_and_then_followed(ws: Workspace) -> None:
    history = History("now", "k1")
    assert history.of(ws, OFFICE, "study") == []
    for text in ("2", "3"):
        marks.set_mark(ws, "now", OFFICE, "study", text, "k1")
    assert [p.value for p in history.of(ws, OFFICE, "study")] == ["2", "3"]
    deeds.undo(ws, "now", "k1")
    marks.set_mark(ws, "now", OFFICE, "study", "1", "k2")
    past = history.of(ws, OFFICE, "study")
    assert [(p.value, p.taken_back) for p in past] == [("2", False), ("3", False), ("2", True)]
    assert {p.who for p in past} == {"boss"}


def test_a_mark_is_taken_back_until_there_is_nothing_to_take_back(ws: Workspace) -> None:
    assert deeds.undo(ws, "now", "k1") is None
    for text in ("2", "3"):
        marks.set_mark(ws, "now", OFFICE, "study", text, "k1")
    first, second = (deeds.undo(ws, "now", "k1") for _ in range(2))
    assert first is not None and second is not None
    for done, left in ((first, "2"), (second, None)):
        (change,) = done.changes
        found = (change.subject, change.item, done.deed.assessor, change.new.mark)
        assert found == (OFFICE, "study", "k1", left)
    assert second.seqs[-1] == ws.head()
    assert deeds.undo(ws, "now", "k1") is None


def test_a_refusal_tells_the_kind_of_conflict(ws: Workspace) -> None:
    own = conflict(ws, rounds.sheet(ws, "now", "k2"), "o-2-1")
    assert own is not None
    assert own.hint is not None
    assert own.hint.key == "sheet.conflict-own"
    assert refusal(ws, rounds.sheet(ws, "now", "k1"), OFFICE) is None
    round_life.close_round(ws, "now")
    closed = refusal(ws, rounds.sheet(ws, "now", "k1"), OFFICE)
    assert closed is not None
    assert closed.message.key == "workspace.round-closed"
