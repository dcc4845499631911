"""Who sits in the group, and how many must come, goes by the day of the sitting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import BadInput, Refused
from civtui.workspace.titles import decisions, group
from tests.titles.small import START, let_pass, small_city

SITTING = date(2026, 6, 5)


def test_those_who_left_since_count_and_those_who_came_since_do_not(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    let_pass(ws, date(2026, 6, 10))
    for number in range(4, 10):
        group.seat(ws, f"m{number}", on=START)
    for number in range(3, 10):
        group.unseat(ws, f"m{number}", on=date(2026, 6, 9))
    group.seat(ws, "late", on=date(2026, 6, 8))
    group.call(ws, "s1", ["card=a-1"], held_on=SITTING)
    with pytest.raises(Refused) as few:
        group.hold_sitting(ws, "s1", present=["m1", "m2"])
    assert few.value.where["rule"] == "quorum"
    with pytest.raises(BadInput):
        group.hold_sitting(ws, "s1", present=["m1", "late"])
    held = group.hold_sitting(ws, "s1", present=[f"m{n}" for n in range(1, 8)])
    assert len(held.present) == 7 and held.chair == "m1"
    assert decisions.decide(ws, "s1", "1", votes=(7, 0, 0)).outcome == "approved"
    assert len(group.seated_on(ws, SITTING)) == 9
    assert [m.id for m in group.seated_on(ws, date(2026, 6, 10))] == ["m1", "late", "m2"]


def test_a_group_that_nobody_sat_in_yet_decides_nothing(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    group.call(ws, "s1", ["card=a-1"], held_on=date(2026, 1, 2))
    with pytest.raises(Refused) as none:
        group.hold_sitting(ws, "s1")
    assert none.value.where["rule"] == "quorum"


def test_a_seat_given_again_keeps_what_is_not_said(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    first = group.seat(ws, "m1", post="市委副书记")
    assert (first.part, first.post) == ("chair", "市委副书记")
    again = group.seat(ws, "m1", name="王志强")
    assert (again.part, again.post, again.name) == ("chair", "市委副书记", "王志强")
    assert group.seat(ws, "m1", part="deputy", post="").post == ""
    assert group.unseat(ws, "m1").part == "deputy"
    assert group.seat(ws, "new").part == "member"
    ws.close()
