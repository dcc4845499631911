"""What an operator stumbles over: ways back, what is said, and room for what is read."""

from __future__ import annotations

from pathlib import Path

from tests.tui.session import session


async def test_why_a_key_was_refused_is_taken_back_by_the_next(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("q")
        user.expect("“q”在这里没有作用")
        await user.press("down")
        user.absent("在这里没有作用")


async def test_a_small_screen_says_so_until_it_is_larger(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(40, 12)) as user:
        user.expect("窗口只有 40×12")
        await user.pilot.resize_terminal(80, 24)
        await user.settle()
        user.absent("窗口只有")


async def test_names_have_room_before_the_last_columns(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(40, 12)) as user:
        await user.press("3")
        user.expect("2026年贸发局文明处室…")
        await user.press("ctrl+p")
        await user.type("mfj")
        user.expect("2026年贸发局文明处室评比 ")


async def test_enter_leads_from_an_office_to_its_marks_and_back(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "enter", "enter")
        assert user.desk.mode.id == "results"
        await user.press("enter")
        user.expect("市委办/办公室", "各人平均")
        await user.press("escape", "escape")
        assert user.desk.mode.id == "offices"


async def test_esc_ends_a_comparison_before_the_session(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3", "enter", "ctrl+w", "up", "ctrl+w")
        user.expect("并排合计")
        await user.press("escape")
        user.absent("并排合计")
        assert user.desk.mode.id == "sheet"
        await user.press("escape", "escape")
        assert user.desk.mode.id == "rounds"


async def test_a_mark_that_cannot_be_says_what_can_be_and_how_to_go_on(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3", "enter", "9")
        user.expect("✗ Esc 重输；", "允许：0 至 4，每档 0.5")
        await user.press("escape", "3", "enter")
        user.expect("已存盘")


async def test_every_key_says_that_it_does_nothing_here(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("9", "enter")
        user.expect("“Enter”在这里没有作用")
        await user.press("f3")
        user.expect("“F3”在这里没有作用")


async def test_a_mark_of_the_list_leads_to_its_item_and_the_total(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3", "ctrl+l", "enter")
        user.expect("F3 看该处室总分由来")
        await user.press("f3")
        user.expect("总分 ", "F3 看本项由来")
        await user.press("escape")
        assert user.desk.mode.id == "marks"


async def test_a_filter_that_cannot_be_read_stays_to_be_mended(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f4")
        await user.type("占比:>=50 称呼:省级")
        await user.press("enter")
        user.expect("没有这个字段；读到 “称呼”", "占比:>=50 称呼:省级")
        await user.press("escape", "f4")
        await user.type("占比:>=50")
        await user.press("enter")
        user.expect("占比:>=50", "Backspace 去掉末项")


async def test_a_jump_from_the_sheet_comes_back_to_its_cell(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3", "enter")
        sheet, cell = user.desk.mode, (user.desk.grid.row, user.desk.grid.column)
        await user.press("f9")
        await user.type("mfj")
        await user.press("enter")
        user.expect("市贸易发展局")
        await user.press("escape")
        assert user.desk.mode is sheet
        assert (user.desk.grid.row, user.desk.grid.column) == cell
