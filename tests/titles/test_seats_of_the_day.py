"""Who sits in the group, and how many must come, goes by the day of the sitting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import BadInput, Refused
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles import decisions, group, seats
from civtui.workspace.voiding.doing import void
from tests.titles.small import START, let_pass, small_city

SITTING = date(2026, 6, 5)


def test_those_who_left_since_count_and_those_who_came_since_do_not(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    let_pass(ws, date(2026, 6, 10))
    for number in range(4, 10):
        seats.seat(ws, f"m{number}", on=START)
    for number in range(3, 10):
        seats.unseat(ws, f"m{number}", on=date(2026, 6, 9))
    seats.seat(ws, "late", on=date(2026, 6, 8))
    group.call(ws, "s1", ["card=a-1"], held_on=SITTING)
    with pytest.raises(Refused) as few:
        group.hold_sitting(ws, "s1", present=["m1", "m2"])
    assert few.value.where["rule"] == "quorum"
    with pytest.raises(BadInput):
        group.hold_sitting(ws, "s1", present=["m1", "late"])
    held = group.hold_sitting(ws, "s1", present=[f"m{n}" for n in range(1, 8)])
    assert len(held.present) == 7 and held.chair == "m1"
    assert decisions.decide(ws, "s1", "1", votes=(7, 0, 0)).outcome == "approved"
    assert len(seats.seated_on(ws, SITTING)) == 9
    assert [m.id for m in seats.seated_on(ws, date(2026, 6, 10))] == ["m1", "late", "m2"]


def test_a_group_that_nobody_sat_in_yet_decides_nothing(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    group.call(ws, "s1", ["card=a-1"], held_on=date(2026, 1, 2))
    with pytest.raises(Refused) as none:
        group.hold_sitting(ws, "s1")
    assert none.value.where["rule"] == "quorum"


def test_a_seat_given_again_keeps_what_is_not_said(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    first = seats.seat(ws, "m1", post="市委副书记")
    assert (first.part, first.post) == ("chair", "市委副书记")
    again = seats.seat(ws, "m1", name="王志强")
    assert (again.part, again.post, again.name) == ("chair", "市委副书记", "王志强")
    assert seats.seat(ws, "m1", part="deputy", post="").post == ""
    assert seats.unseat(ws, "m1").part == "deputy"
    assert seats.seat(ws, "new").part == "member"
    ws.close()


def held(folder: Path) -> Workspace:
    """Return a city in which two of four members held a sitting and decided."""
    ws = small_city(folder / "w", today=START)
    seats.seat(ws, "absent", on=START)
    let_pass(ws, date(2026, 6, 10))
    group.call(ws, "s1", ["card=a-1"], held_on=SITTING)
    group.hold_sitting(ws, "s1", present=["m1", "m2", "m3"])
    decisions.decide(ws, "s1", "1", votes=(3, 0, 0))
    return ws


@pytest.mark.parametrize(
    ("member", "seated"),
    [("m1", False), ("absent", False), ("new", True)],
    ids=["who chaired leaves", "who was absent leaves", "somebody comes"],
)
@pytest.mark.parametrize("on", [START, date(2026, 6, 4)])
def test_no_seat_changes_behind_a_sitting_that_was_held(
    tmp_path: Path, member: str, seated: bool, on: date
) -> None:
    ws = held(tmp_path)
    before = seats.seated_on(ws, SITTING)
    with pytest.raises(Refused) as refused:
        seats.seat(ws, member, seated=seated, on=on)
    assert refused.value.where["rule"] == "seats"
    assert refused.value.message.values["members"] == [member]
    assert "s1" in str(refused.value.hint)
    assert seats.seated_on(ws, SITTING) == before
    # the way out that it names: behind the sitting
    seats.seat(ws, member, seated=seated, on=date(2026, 6, 6))


def test_what_changes_no_seat_of_a_sitting_is_taken(tmp_path: Path) -> None:
    ws = held(tmp_path)
    seats.seat(ws, "m2", part="deputy", post="市委副书记", on=date(2026, 6, 1))
    seats.seat(ws, "m3", on=date(2026, 2, 1))
    assert len(seats.seated_on(ws, SITTING)) == 4


def test_who_leaves_on_the_day_of_a_sitting_sat_in_it(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    let_pass(ws, SITTING)
    group.call(ws, "s1", ["card=a-1", "card=a-2"], held_on=SITTING)
    group.hold_sitting(ws, "s1", present=["m1", "m2"])
    seats.seat(ws, "late", on=SITTING)
    seats.seat(ws, "later", on=SITTING)
    seats.unseat(ws, "m2", on=SITTING)
    assert decisions.decide(ws, "s1", "1", votes=(2, 0, 0)).outcome == "approved"
    group.call(ws, "s2", ["card=a-2"], held_on=SITTING)
    assert set(group.hold_sitting(ws, "s2").present) == {"m1", "m3", "late", "later"}


def test_no_taking_back_changes_the_seats_of_a_sitting(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    seats.seat(ws, "absent", on=START)
    came = ws.head()
    seats.seat(ws, "gone", on=START)
    seats.unseat(ws, "gone", on=START)
    left = ws.head()
    seats.seat(ws, "never", on=START)
    mistaken = ws.head()
    void(ws, mistaken, "误登")
    again = ws.head()
    let_pass(ws, date(2026, 6, 10))
    group.call(ws, "s1", ["card=a-1"], held_on=SITTING)
    group.hold_sitting(ws, "s1", present=["m1", "m2", "m3"])
    sat = ws.head()
    for seq, who in ((came, "absent"), (left, "gone"), (again, "never")):
        with pytest.raises(Refused) as refused:
            void(ws, seq, "误登")
        assert refused.value.where["rule"] == "seats"
        assert refused.value.message.values["members"] == [who]
    void(ws, sat, "误登")
    for seq in (came, left, again):
        void(ws, seq, "误登")
    assert {m.id for m in seats.seated_on(ws, SITTING)} == {"m1", "m2", "m3", "gone", "never"}


def test_too_few_are_told_how_a_seat_and_who_came_are_put_down(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    let_pass(ws, date(2026, 6, 10))
    group.call(ws, "s1", ["card=a-1"], held_on=SITTING)
    with pytest.raises(Refused) as few:
        group.hold_sitting(ws, "s1", present=["m1"])
    for way in ("group add", "--on 2026-06-05", "group hold s1", "group move s1"):
        assert way in render(few.value.hint or msg(""))
