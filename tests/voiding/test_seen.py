"""A fact about other facts is seen as they are: who took a mark back, and why, tells who judges."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from civtui.model.roles import Role
from civtui.workspace.people import users
from civtui.workspace.rounds.seeing import Phase
from civtui.workspace.voiding import doing
from tests.seeing.worlds import CELLS, SEATS, Act, Made, World, base, drawn

WHY = "本人看错了"
VOIDED = (Act(0, "mark", *CELLS[0], "3"), Act(0, "void", *CELLS[0], WHY))


def world(*more: Act) -> World:
    made = drawn(Random(1), "blind", Phase.OPEN)
    return World("blind", Phase.OPEN, False, made.panel, (*VOIDED, *more), ())


def logged(made: Made, user: str, form: str = " --json") -> str:
    seat = next(seat for seat in SEATS if seat.user == user)
    return made.command(seat, f"ledger log -n 9 --kind voided{form}")


@pytest.fixture(params=[1, 2, 3], ids=["once", "back", "again"])
def made(tmp_path: Path, request: pytest.FixtureRequest) -> Made:
    again = [Act(0, "void", *CELLS[0], WHY)] * (request.param - 1)
    return Made(tmp_path / "w", base(tmp_path / "base"), world(*again))


def test_a_reporter_learns_neither_who_nor_what_nor_why(made: Made) -> None:
    for user in ("rep", "far"):
        for form in (" --json", ""):
            said = logged(made, user, form)
            assert "jia" not in said and WHY not in said and "k1" not in said
        for row in json.loads(logged(made, user).partition("\n")[2].strip()):
            assert row["payload"] == {"blind": True, "round": "r"} and row["who"] == ""


def test_who_sees_the_mark_sees_that_it_was_taken_back(made: Made) -> None:
    for user in ("boss", "clerk", "jia"):
        said = logged(made, user)
        assert WHY in said and "jia" in said and '"facts"' in said


def test_another_judge_learns_who_but_not_what(made: Made) -> None:
    said = logged(made, "mei")
    assert "jia" in said and WHY not in said and '"facts"' not in said


def test_the_news_of_the_overview_do_not_say_it_either(made: Made) -> None:
    from civtui.workspace.people import visits

    seat = next(seat for seat in SEATS if seat.user == "rep")
    assert all(one.who != "jia" for one in visits.changes(made.seen_by(seat), 99))
    assert any(one.kind == "voided" for one in visits.changes(made.seen_by(seat), 99))


def test_what_is_void_of_other_things_is_told_as_it_is(tmp_path: Path) -> None:
    made = Made(tmp_path / "w", base(tmp_path / "base"), world())
    ws = made._as("boss")
    users.set_user(ws, "new", Role.OBSERVER)
    doing.void(ws, ws.head(), "设错了")
    assert "设错了" in logged(made, "rep") and "boss" in logged(made, "rep")
