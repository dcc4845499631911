"""The scoring session by keys: card, bands, repeat, redo, resume, totals, two offices, the why."""

from pathlib import Path

import pytest

from civtui.tui.app import CivtuiApp
from civtui.tui.modes.pace import Pace
from civtui.tui.modes.sheet import ScoreSheet
from civtui.workspace.rounds import rounds
from tests.tui.session import Session, session
from tests.tui.test_scoring import ROUND, given, here


def mark(user: Session, cell: tuple[str, str]) -> str | None:
    return rounds.sheet(user.ws, "city-2026", "kp1").marks.get(cell)


async def test_one_key_shows_the_card_and_the_cell_stays(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        cell = here(user)
        await user.press("f6", "1")
        assert here(user) == cell
        user.expect("消防", "他人评分")
        await user.press("up", "up", "f6", "1")
        assert here(user)[0] == cell[0]
        assert here(user)[1] != cell[1]


async def test_the_card_goes_from_office_to_office(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        await user.press("f6", "1")
        subject, item = here(user)
        await user.press("right")
        assert here(user)[0] != subject
        assert here(user)[1] == item
        await user.press("left")
        assert here(user) == (subject, item)
        while here(user)[0] == subject:
            await user.press("2", "enter")
        user.expect(user.desk.mode.name_of(here(user)[0]))  # type: ignore[attr-defined]  # of the sheet alone


async def test_one_digit_a_band(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        first, before = here(user), given(user)
        await user.press("ctrl+t")
        user.expect("1 优=4")
        await user.press("1", "3")
        assert given(user) == before + 2
        assert mark(user, first) == "4"
        await user.press("ctrl+t", "2")
        assert given(user) == before + 2


async def test_repeat_undo_and_redo(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        await user.press("ctrl+y")
        user.expect("没有可以恢复")
        first = here(user)
        await user.press("2", ".", "5")
        if here(user) == first:
            await user.press("enter")
        second = here(user)
        await user.press("ctrl+r")
        assert mark(user, second) == "2.5"
        await user.press("ctrl+z", "ctrl+z")
        assert (mark(user, first), mark(user, second)) == (None, None)
        await user.press("ctrl+y", "ctrl+y")
        assert (mark(user, first), mark(user, second)) == ("2.5", "2.5")


async def test_arrows_store_what_is_typed_and_stand_for_the_point(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        first = here(user)
        await user.press("2", "right", "5", "enter")
        assert mark(user, first) == "2.5"
        second = here(user)
        await user.press("3", "down")
        assert mark(user, second) == "3"


async def test_a_session_resumes_on_its_cell_and_in_its_view(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        await user.press("f6", "1", "up", "up", "up", "ctrl+t")
        cell = here(user)
    async with session(city, tmp_path / "w", **ROUND) as user:
        assert here(user) == cell
        user.expect("1 优=")
    place = next((tmp_path / "w" / "places").iterdir())
    place.write_text('{"subject": 3}', "utf-8")
    async with session(city, tmp_path / "w", **ROUND) as user:
        assert mark(user, here(user)) is None


async def test_totals_hide_and_a_look_elsewhere_keeps_the_cell(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        cell = here(user)
        await user.press("ctrl+o")
        user.expect("/24")
        await user.press("f3")
        user.expect("各人平均")
        await user.press("f3")
        user.expect("总分")
        await user.press("escape")
        assert here(user) == cell


async def test_two_offices_side_by_side(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        one = here(user)[0]
        await user.press("ctrl+w", "up", "ctrl+w")
        two = here(user)[0]
        assert one != two
        row = user.desk.grid.current
        assert row is not None
        assert len(row.cells) == 4
        user.expect("并排合计", "相差最大")
        await user.press("ctrl+w")
        row = user.desk.grid.current
        assert row is not None
        assert len(row.cells) == 3


async def test_a_conflict_refuses_at_the_first_key_and_says_why(city: Path, tmp_path: Path) -> None:
    from civtui.workspace.rounds.recusals import recuse

    async with session(city, tmp_path / "w", **ROUND) as user:
        subject, _ = here(user)
        recuse(user.ws, "city-2026", "kp1", subject, why="曾为同事")
        await user.press("f5")
        before = given(user)
        await user.press("3")
        user.expect("利害关系", "曾为同事")
        await user.press("enter")
        assert here(user)[0] == subject
        assert given(user) == before


async def test_the_filter_shows_some_offices_and_takes_chinese_in_bursts(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        await user.press("f4")
        await user.type("公安局")
        await user.press("enter")
        rows = [row.cells[0] for row in user.desk.mode.rows]
        assert rows
        assert all("公安局" in row for row in rows)
        await user.press("escape")
        assert len(user.desk.mode.rows) == 40


async def test_chinese_numerals_are_refused_with_what_is_allowed(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        before, cell = given(user), here(user)
        await user.type("八点五")
        user.expect("不能这样评分", "0 至 4")
        assert (given(user), here(user)) == (before, cell)


def test_the_pace_is_of_the_work_and_leaves_breaks_out() -> None:
    pace = Pace()
    for n in range(5):
        pace.stored(40.0 * n)
    assert pace.per_hour() is None
    pace.stored(200.0)
    pace.stored(2000.0)
    pace.stored(2040.0)
    assert pace.per_hour() == 90
    assert pace.minutes_left(45) == 30
    assert pace.minutes_left(0) is None


def test_a_burst_of_the_first_minutes_is_no_pace() -> None:
    pace = Pace()
    for n in range(12):  # the first office, two seconds a mark
        pace.stored(2.0 * n)
    assert pace.per_hour() is pace.minutes_left(100) is None
    pace.stored(120.0)  # the second one was read first
    assert pace.per_hour() == 360
    quick = Pace()
    for n in range(60):
        quick.stored(0.5 * n)
    assert quick.per_hour() is None
    quick.stored(30.0)  # a whole window is a pace, however quick
    assert quick.per_hour() == 7200
    ahead = Pace()
    for n in range(300):  # typed ahead, stored as fast as the disk takes it
        ahead.stored(0.003 * n)
    assert ahead.per_hour() is ahead.minutes_left(600) is None


async def test_walking_through_a_row_scrolls_seldom_and_shows_the_cell(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        grid = user.desk.grid
        await user.press("home")
        lefts = [grid.left]
        for _ in range(23):
            await user.press("right")
            assert grid.column in [column for column, _, _ in grid.layout_of()]
            lefts.append(grid.left)
        assert here(user)[1] == user.desk.mode.sheet.items[-1].id  # type: ignore[attr-defined]  # of the sheet alone
        assert len(set(lefts)) <= 5
        assert len(grid.columns) - 1 in [column for column, _, _ in grid.layout_of()]


async def test_leaving_says_what_was_half_typed_and_stays_where_nothing_can_be_kept(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from civtui.model.errors import CivtuiError, Refused
    from civtui.model.text import msg

    async with session(city, tmp_path / "w", **ROUND) as user:
        app, first = user.pilot.app, here(user)
        assert isinstance(app, CivtuiApp)
        await user.press("3")
        assert mark(user, first) is None
        (said,) = user.desk.ending()
        assert said == "录了一半的 3 没有按 Enter，没有存：信访局/政策法规处 安全保密"
        assert mark(user, first) is None
        await user.press("f5", "tab", "9", "9", "enter")
        sheet = user.desk.mode
        assert isinstance(sheet, ScoreSheet)

        def full(*_: object) -> CivtuiError:
            raise Refused(msg("sheet.nothing-held"))

        with monkeypatch.context() as patched:
            patched.setattr(sheet.model, "keep", full)
            await user.press("ctrl+q")
            user.expect("✗")  # nothing is lost unsaid
            assert not app._exit
        await user.press("f1", "ctrl+q")
        assert app.parting == ["还有 1 格未存，已留着；下次打开评分表接着"]


async def test_a_filter_that_finds_no_office_breaks_no_key(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        before = given(user)
        await user.press("f4")
        await user.type("没有这个处室")
        await user.press("enter")
        await user.press(
            "enter", "tab", "3", "ctrl+k", "ctrl+n", "f6", "1", "f3", "ctrl+r", "ctrl+w"
        )
        user.expect("没有符合的行")
        assert given(user) == before
        await user.press("escape")
        assert len(user.desk.mode.rows) == 40
