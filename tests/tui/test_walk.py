"""Walks through the ten modes with keys alone, in both languages and three sizes."""

import shutil
import tomllib
from pathlib import Path

import pytest
import tomli_w

from civtui.locale import t
from civtui.model.text import Lang
from civtui.tui.keys.registry import DIGITS, MODES
from tests.tui.session import session


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_every_mode_shows_itself(
    city: Path, tmp_path: Path, size: tuple[int, int], lang: Lang
) -> None:
    async with session(city, tmp_path / "w", size=size, lang=lang) as user:
        for digit, mode in zip(DIGITS, MODES, strict=True):
            await user.press(digit)
            assert user.desk.mode.id == mode
            if size[0] >= 80:
                user.expect(t(f"tui.mode-{mode}"))
            user.absent("tui.")
            user.absent("cli.")


async def test_the_overview_shows_the_figures(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        user.expect("70/85 = 82 %", "省级文明单位", " 25 ", " 30 ", " 15 ")


async def test_an_agency_is_found_by_pinyin_initials_and_opened(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f4")
        await user.type("mfj")
        user.expect("市贸易发展局", "5/10")
        await user.press("enter", "enter")
        user.expect("会展处")
        await user.press("escape", "escape")
        assert len(user.desk.mode.rows) == 85


async def test_eligibility_gives_reasons_wording_and_what_is_missing(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("4", "down", "down")
        user.expect(
            "市委宣传部", "1/10", "30 %", "还差 2 个文明处室", "先进面达30%以上的，可以申报"
        )


async def test_the_language_switches_live(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("f2")
        user.expect("Advanced 70/85 = 82 %", "1Home")
        await user.press("f2")
        user.expect("先进面 70/85 = 82 %")


async def test_a_key_without_meaning_says_so(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("q")
        user.expect("“q”在这里没有作用")


async def test_the_palette_runs_what_is_found(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("ctrl+p")
        await user.type("bb")
        await user.press("enter")
        assert user.desk.mode.id == "reports"


async def test_what_was_gone_to_most_is_found_first_and_by_its_digit(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        for _ in range(2):
            await user.press("ctrl+p")
            await user.type("贸发局")
            user.desk.grid.go(0)
            gone = user.desk.grid.current
            await user.press("enter", "escape")
        await user.press("ctrl+p")
        assert gone is not None and user.desk.grid.at(0) == user.desk.grid.current
        assert user.desk.mode.rows[0].id == gone.id
        second = user.desk.mode.rows[1]
        await user.type("2")
        assert user.desk.grid.current is not None
        assert user.desk.grid.current.id == second.id
        await user.press("escape")
        await user.press("ctrl+p")
        await user.type("１")  # of an input method
        await user.press("enter")
        assert user.desk.mode.id == "agencies"


async def test_a_report_is_written_and_named(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("8", "enter")
        await user.until("已导出")
        (written,) = (tmp_path / "w" / "out").iterdir()
        assert written.stat().st_size > 1000


async def test_the_ledger_verifies_from_the_screen(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("9", "f7", "1")
        user.expect(f"登记簿完好：{user.ws.head()} 条登记")


async def test_results_open_down_to_the_mark(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3", *["down"] * 3, "enter", "enter")
        assert user.desk.mode.id == "explain"
        user.expect("市委党校/办公室", "考评员 陈建国", "各人平均", "政治理论学习")


async def test_a_missing_plugin_is_named_with_its_reason(city: Path, tmp_path: Path) -> None:
    shutil.copytree(city, tmp_path / "w")
    profile = tmp_path / "w" / "profile.toml"
    content = tomllib.loads(profile.read_text("utf-8"))
    content["plugin"].append({"id": "civtui-nowhere"})
    profile.write_text(tomli_w.dumps(content), "utf-8")
    async with session(city, tmp_path / "w") as user:
        await user.press("0", "end")
        rows = {row.id: n for n, row in enumerate(user.desk.mode.rows)}
        user.desk.grid.go(rows["civtui-nowhere"])
        await user.pilot.pause()
        user.expect("civtui-nowhere")
        user.absent("Message(")
        assert user.desk.mode.rows[rows["civtui-nowhere"]].cells[2] == t("tui.plugin-missing")
