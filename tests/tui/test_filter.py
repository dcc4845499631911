"""Filters on the screen: fields, chips, faults while typing, both languages, bursts of text."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.text import Lang
from civtui.tui.keys.actions import FILTERED
from civtui.tui.mode_index import place
from tests.tui.session import session


async def test_a_filter_by_field_shows_its_terms_as_chips(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f4")
        await user.type("称号：省级 !占比:>=70")
        await user.press("enter")
        user.expect(" 称号:省级 ", " !占比:>=70 ", "Backspace 去掉末项")
        assert {row.cells[1] for row in user.desk.mode.rows} == {"省级"}
        some = len(user.desk.mode.rows)
        await user.press("backspace")
        user.absent("!占比")
        assert some < len(user.desk.mode.rows) == 25
        await user.press("f2")
        user.expect(" honor:provincial ")
        await user.press("escape")
        assert len(user.desk.mode.rows) == 85
        await user.press("backspace")
        user.expect(t("finding.no-filter"))


async def test_a_fault_in_a_filter_names_the_nearest_and_leaves_the_rows(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("2", "f4")
        await user.type("宣传 称呼:")
        assert len(user.desk.mode.rows) == 1
        await user.type("省级")
        user.expect("没有这个字段", "最接近：称号")
        assert len(user.desk.mode.rows) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_list_says_what_a_filter_can_name(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    ways = {
        "agencies": "2",
        "offices": "2 enter",
        "rounds": "3",
        "eligibility": "4",
        "cases": "4 f6 1",
        "building": "5",
        "records": "5 f6 1 enter",
        "ledger": "9",
        "marks": "3 ctrl+l",
        "log": "",
    }
    assert set(ways) == set(FILTERED)
    async with session(city, tmp_path / "w", size=(120, 40), lang=lang) as user:
        for mode, way in ways.items():
            if way:
                await user.press(*way.split())
            else:
                user.desk.push(place(user.ws, "log"))
            assert user.desk.mode.id == mode
            await user.press("f4")
            user.expect(user.desk.mode.filter_fields()[0].said(lang), "!")
            await user.type("!" * 30)
            user.absent("finding.")
            await user.press("escape", "escape", "escape")


async def test_text_of_an_input_method_loses_no_letter(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f4")
        text = "中国共产党市委宣传部机关党委办公室综合处人事处一二三四五六七八九"
        await user.type(text)
        assert user.desk.input is not None
        assert user.desk.input.value == text
        assert user.desk.mode.text == user.desk.input.value
        user.expect(t("tui.empty-filter"))


async def test_results_of_eligibility_are_found_by_what_may_be_applied_for(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("4", "f4")
        await user.type("可报:市级")
        await user.press("enter")
        rows = user.desk.mode.rows
        assert 0 < len(rows) < 85
        assert {row.cells[3] for row in rows} == {"✓"}


async def test_records_are_found_by_their_own_fields(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("5", "f6", "1", "enter", "f4")
        all_ = len(user.desk.mode.rows)
        await user.type("未了:是")
        assert 0 < len(user.desk.mode.rows) < all_


async def test_results_and_due_dates_are_found_by_what_their_columns_show(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("3", "down", "f6", "1", "f4")
        await user.type("名次:..3")
        await user.press("enter")
        shown = [user.desk.grid.source[n] for n in range(len(user.desk.grid.source))]
        assert 0 < len(shown) < len(user.desk.mode.rows)
        assert {row.cells[1] for row in shown} <= {"1", "2", "3"}
        user.expect(" 名次:..3 ")
        await user.press("f2")
        user.expect(" rank:..3 ")
        await user.press("backspace", "f2", "7", "/")
        await user.type("余天:>0")
        await user.press("enter")
        row = user.desk.grid.current
        assert row is not None
        assert int(row.cells[3]) > 0


async def test_a_field_that_waits_for_its_value_says_what_it_takes(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f4")
        await user.type("!称号：")
        user.expect("称号：省级 市级 机关级 无")
        await user.type("省级 占比:")
        user.expect("占比：数值")
        await user.type("5..")
        user.absent("占比：数值")


async def test_what_was_said_goes_with_its_language(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", lang="zh") as user:
        await user.press("f5")
        user.expect(t("tui.reloaded", "zh"))
        await user.press("f2")
        user.absent(t("tui.reloaded", "zh"))
