"""A table as its user likes it: sorted by keys or the mouse, columns chosen, and kept so."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from civtui.tui.arranging import Arrangement, arranged
from civtui.tui.modes.results import Results
from civtui.tui.widgets.grid import Column, Row
from civtui.workspace.finding.order import pinyin_key
from tests.tui.session import Session, session


def shown(user: Session, column: int, count: int = 5) -> list[str]:
    grid = user.desk.grid
    rows = [grid.at(n) for n in range(count)]
    return [row.cells[column] for row in rows if row]


async def test_agencies_sort_by_any_column_and_go_back_to_official_order(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2")
        official = shown(user, 0)
        await user.press("ctrl+g", "f10")
        user.expect("按“机关”升序", "↑机关")
        names = [row.cells[0] for row in user.desk.mode.rows]
        assert names == sorted(names, key=pinyin_key)
        await user.press(*["ctrl+g", "f10"] * 4)
        user.expect("按“处室”升序")
        offices = [int(row.cells[2]) for row in user.desk.mode.rows]
        assert offices == sorted(offices)
        here = user.desk.grid.current
        await user.press("ctrl+g", "f10")
        user.expect("↓处")
        assert user.desk.grid.current == here
        user.desk.mode.arrangement = Arrangement()
        user.desk.reload()
        await user.press("ctrl+home")
        assert shown(user, 0) == official


async def test_columns_are_hidden_moved_and_remembered(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f10")
        user.expect("机关与处室 · 列", "关键列")
        await user.press("enter")
        user.expect("关键列总在左边")
        await user.press("down", "enter", "down", "right", "f10", "escape")
        head = user.lines()[2]
        assert "称号" not in head
        assert head.index("文明") < head.index("↑处")
    async with session(city, tmp_path / "w") as user:
        await user.press("2")
        head = user.lines()[2]
        assert "称号" not in head
        assert "↑处" in head
        await user.press("f10", "delete", "escape")
        assert "称号" in user.lines()[2]


async def test_a_click_on_a_head_sorts_and_a_drag_selects(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2")
        await user.pilot.click("#grid", offset=(1, 0))
        user.expect("↑机关")
        await user.pilot.mouse_down("#grid", offset=(2, 2))
        await user.pilot.hover("#grid", offset=(2, 4))
        await user.pilot.mouse_up("#grid", offset=(2, 4))
        await user.press("ctrl+c")
        user.expect("已复制 3 行")


async def test_results_in_memory_sort_too(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", first=Results, round_id="city-2026") as user:
        await user.press(*["ctrl+g", "f10"] * 3)
        ranks = [row.cells[1] for row in user.desk.grid.source]  # type: ignore[attr-defined]  # a list
        known = [int(rank) for rank in ranks if rank != "—"]
        assert known == sorted(known)
        assert ranks[: len(known)] == [str(rank) for rank in known]


cells = st.text("0123456789/.-—abc 一二", max_size=6)


@given(st.lists(cells, max_size=20), st.booleans())
def test_sorting_loses_no_row_and_keeps_equal_ones_in_order(
    texts: list[str], descending: bool
) -> None:
    rows = [Row(str(n), (text,)) for n, text in enumerate(texts)]
    found = arranged(rows, 0, descending, str.casefold)
    assert sorted(row.id for row in found) == sorted(row.id for row in rows)
    for text in set(texts):
        places = [int(row.id) for row in found if row.cells[0] == text]
        assert places == sorted(places)


def test_numbers_shares_and_days_compare_as_such() -> None:
    texts = ["10", "9", "1/3", "—", "2026-01-02", "2025-12-31", "3–7", "贸"]
    rows = [Row(text, (text,)) for text in texts]
    found = [row.id for row in arranged(rows, 0, False, str.casefold)]
    assert found == ["1/3", "3–7", "9", "10", "2025-12-31", "2026-01-02", "贸", "—"]


def test_key_columns_stay_and_others_move_within_the_table() -> None:
    columns = [Column(id_, 4, "left", id_) for id_ in "abcd"]
    wish = Arrangement().moved(columns, 1, "d", -5).toggled("b").toggled("a")
    assert wish.places(columns, 1) == [0, 3, 2]
    assert wish.toggled("b").places(columns, 1) == [0, 3, 1, 2]
