"""The score sheet by keyboard: digits and Enter, taken back, resumed, never a cell skipped."""

from pathlib import Path
from typing import Any

from civtui.tui.modes.deeds import Deeds
from civtui.tui.modes.sheet import ScoreSheet
from civtui.workspace.reading.history import verify
from civtui.workspace.rounds import round_life, rounds
from tests.tui.session import Session, session

ROUND: dict[str, Any] = {"first": ScoreSheet, "round_id": "city-2026", "assessor": "kp1"}


def given(user: Session) -> int:
    return rounds.round_row(user.ws, "city-2026").given


def here(user: Session) -> tuple[str, str]:
    mode = user.desk.mode
    assert isinstance(mode, ScoreSheet)
    cell = mode.cell(user.desk)
    assert cell is not None
    return cell[0], cell[1].id


async def test_twenty_marks_and_one_taken_back(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        before = given(user)
        for _ in range(20):
            await user.press("2", "enter")
        user.expect("已存盘")
        assert given(user) == before + 20
        cell = here(user)
        await user.press("ctrl+z")
        user.expect("已撤回").absent("None")
        assert given(user) == before + 19
        assert here(user) != cell
        assert verify(user.ws) == []


async def test_the_deeds_of_the_sheet_are_those_of_its_round(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        await user.press("f7")
        mode = user.desk.mode
        assert isinstance(mode, Deeds)
        said = [one.command for one in mode.found if one.command]
        assert any("round" in one for one in said)
        assert not [one for one in said if one.startswith(("civtui agency", "civtui office"))]
        assert not [one for one in said if one.startswith(("civtui honor", "civtui card"))]


async def test_the_total_follows_and_the_results_are_a_key_away(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        subject, _ = here(user)
        old = user.desk.grid.current
        assert old is not None
        await user.press("3", "enter")
        new = user.desk.grid.source[user.desk.grid.place_of(subject)]
        assert float(new.cells[1]) == float(old.cells[1]) + 3
        await user.press("f6", "2")
        assert user.desk.mode.id == "results"
        await user.press("escape", "ctrl+g", "4")
        assert user.desk.mode.id == "eligibility"


async def test_full_width_digits_and_decimals_count(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        cell = here(user)
        await user.type("２．５")
        if here(user) == cell:
            await user.press("enter")
        mark = rounds.sheet(user.ws, "city-2026", "kp1").marks[cell]
        assert mark == "2.5"


async def test_the_enter_of_habit_skips_no_cell(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        start = here(user)
        await user.press("4")  # of at most 4 in halves: nothing longer is a mark
        second = here(user)
        assert second != start
        await user.press("enter")
        assert here(user) == second


async def test_a_mark_out_of_range_is_refused_with_what_is_allowed(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        before, cell = given(user), here(user)
        await user.press("9", "9", "enter")
        user.expect("不能这样评分", "0 至 4")
        assert given(user) == before
        assert here(user) != cell
        await user.press("left")
        user.expect("!99", "0 至 4")
        await user.press("escape")
        user.absent("!99")


async def test_a_colleagues_mark_appears(city: Path, tmp_path: Path) -> None:
    from civtui.workspace.marks.marks import set_mark
    from civtui.workspace.session import open_workspace

    async with session(city, tmp_path / "w", **ROUND) as user:
        subject, item = here(user)
        colleague = open_workspace(tmp_path / "w", user="colleague")
        set_mark(colleague, "city-2026", subject, item, "3.5", "kp1")
        colleague.close()
        user.desk._watch()
        await user.pilot.pause()
        row = user.desk.grid.source[user.desk.grid.place_of(subject)]
        assert "3.5" in row.cells


async def test_a_mark_on_another_sheet_reads_nothing_anew(city: Path, tmp_path: Path) -> None:
    from civtui.workspace.marks.marks import set_mark
    from civtui.workspace.session import open_workspace

    async with session(city, tmp_path / "w", **ROUND) as user:
        subject, item = here(user)
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        read = mode.sheet
        colleague = open_workspace(tmp_path / "w", user="colleague")
        set_mark(colleague, "city-2026", subject, item, "3.5", "kp2")
        await user.press("2", "enter")
        user.desk._watch()
        assert user.desk.seen == user.ws.head()
        assert mode.sheet is read
        # on the card the marks of others stand beside the own
        await user.press("f6", "1")
        set_mark(colleague, "city-2026", subject, item, "1.5", "kp2")
        colleague.close()
        user.desk._watch()
        assert mode.sheet is not read


async def test_a_closed_round_refuses_and_says_how_to_go_on(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        round_life.close_round(user.ws, "city-2026")
        before = given(user)
        await user.press("3", "enter")
        user.expect("已结束")
        assert given(user) == before


async def test_the_sheet_resumes_on_the_next_unscored_cell(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        await user.press("2", "enter", "3", "enter")
        cell = here(user)
    async with session(city, tmp_path / "w", **ROUND) as user:
        assert here(user) == cell


async def test_a_wide_screen_shows_every_item(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(200, 60), **ROUND) as user:
        user.expect(" 1.1 ", " 6.4")
