"""The overview tells what the profile's choices have done by themselves, and will do soon."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from civtui.model.facts.registry import Declared
from civtui.model.roles import Right
from civtui.workspace.overview import day
from civtui.workspace.people.visits import changes, note_visit
from civtui.workspace.session import Workspace
from tests.policies.test_automatic import FOUR, SHARE, dated, later, withdraw
from tests.titles.small import START, small_city
from tests.tui.session import session

ENDS = {"term-lapsed": "ends"}
UNTIL = "2026-03-31"


def visited(folder: Path, on: date) -> Workspace:
    """Return a city whose two titles run out, last visited by its user `on` a day."""
    ws = small_city(folder, policies=ENDS, today=START)
    dated(ws, ("a-1", "municipal", UNTIL), (FOUR[0], "civilized-office", UNTIL))
    ws = later(ws, on)
    note_visit(ws)
    return later(ws, on)


async def test_the_eve_tells_what_ends_tomorrow(tmp_path: Path) -> None:
    visited(tmp_path / "w", date(2026, 3, 31)).close()
    async with session(tmp_path / "w", tmp_path / "w") as user:
        await user.until("a-1局 市级文明单位将自动终止")
        user.expect("a-1局/处1 文明处室将自动终止", "03-31 上次使用后别人无变动").absent("任期届满")
        place = user.desk.grid.place_of("due:by-itself/a-1/2026-04-01")
        user.desk.grid.go(place)
        await user.press("enter")
        assert user.desk.mode.id == "cards"
        assert user.desk.grid.current is not None
        assert user.desk.grid.current.id == "by-itself/a-1/2026-04-01"


async def test_a_term_that_is_over_has_ended(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    dated(ws, ("a-1", "municipal", UNTIL), ("a-2", "provincial", "2026-04-08"))
    later(ws, date(2026, 4, 2)).close()
    async with session(tmp_path / "w", tmp_path / "w", lang="en") as user:
        user.expect("municipal: 1 term ended", "2 d ago", "provincial: 1 term ends", "in 6 d")


async def test_what_ended_since_is_told_before_it_is_on_record(tmp_path: Path) -> None:
    ws = later(visited(tmp_path / "w", date(2026, 3, 31)), date(2026, 4, 2))
    ws.close()
    said = ("03-31 上次使用后的变化见下", "口径“期限已过的称号” 终止称号")
    async with session(tmp_path / "w", tmp_path / "w") as user:
        user.expect(*said, "04-01")
        row = next(r for r in user.desk.mode.rows if r.id.startswith("change:"))
        assert user.desk.mode.stands_for(row) == [("agency", "a-1")]
        user.desk.grid.go(user.desk.grid.place_of(row.id))
        await user.press("enter")
        assert user.desk.mode.id == "agencies"


def test_a_policys_deed_in_ones_own_write_is_news(tmp_path: Path) -> None:
    ws = visited(tmp_path / "w", date(2026, 3, 31))
    assert changes(ws) == []
    ws = later(ws, date(2026, 4, 2))
    before = [(c.kind, c.who, c.times, c.day) for c in changes(ws)]
    assert before == [("withdrawn", "policy:term-lapsed", 2, "2026-04-01")]
    ws.write(Declared(agency="a-2", stage="building"), right=Right.KEEP)
    assert [(c.kind, c.who, c.times) for c in changes(ws)] == [
        ("withdrawn", "policy:term-lapsed", 2)
    ]


def test_what_a_policy_did_is_told_on_one_visit_alone(tmp_path: Path) -> None:
    ws = later(visited(tmp_path / "w", date(2026, 3, 31)), date(2026, 4, 2))
    assert [c.who for c in changes(ws)] == ["policy:term-lapsed"]
    note_visit(ws)
    ws = later(ws, date(2026, 4, 2))
    assert changes(ws) == []
    ws.write(Declared(agency="a-2", stage="building"), right=Right.KEEP)  # which records it
    assert changes(ws) == []
    ws = later(ws, date(2026, 4, 3))
    assert changes(ws) == []
    note_visit(ws)
    assert changes(later(ws, date(2026, 4, 4))) == []


def test_what_a_later_write_causes_on_an_earlier_day_is_news(tmp_path: Path) -> None:
    ws = small_city(
        tmp_path / "w", titles=SHARE, today=START, policies={"share-falls-below": "yellow-card"}
    )
    ws = later(ws, date(2026, 3, 10))
    note_visit(ws)
    ws = later(ws, date(2026, 3, 10))
    withdraw(ws, FOUR[0], date(2026, 3, 2))
    assert [(c.kind, c.who) for c in changes(ws)] == [("carded", "policy:share-falls-below")]


def test_a_fall_of_ones_own_making_is_news_and_ones_own_deed_not(tmp_path: Path) -> None:
    chosen = {"share-falls-below": "yellow-card"}
    ws = small_city(tmp_path / "w", titles=SHARE, policies=chosen, today=START)
    ws = later(ws, START)
    note_visit(ws)
    ws = later(ws, date(2026, 3, 2))
    withdraw(ws, FOUR[0], date(2026, 3, 2))
    assert [(c.kind, c.who) for c in changes(ws)] == [("carded", "policy:share-falls-below")]


def test_titles_that_end_together_are_one_line(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies=ENDS, today=START)
    dated(ws, *((office, "civilized-office", UNTIL) for office in FOUR))
    (line,) = day.deadlines(later(ws, date(2026, 3, 1)))
    assert (line.what, line.much, line.on, line.days) == ("by-itself", 4, "2026-04-01", 31)


def test_without_a_choice_a_term_is_told_as_a_term(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    dated(ws, ("a-1", "municipal", UNTIL))
    ws = later(ws, date(2026, 3, 1))
    assert [(d.what, d.on) for d in day.deadlines(ws)] == [("term", UNTIL)]
