"""A block from a spreadsheet lands in the score sheet: staged, checked, stored once, taken back."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from civtui.model.digits import folded
from civtui.tui.blocks import parsed, written
from civtui.tui.modes.sheet import ScoreSheet
from civtui.workspace.reading.history import verify
from civtui.workspace.rounds import recusals, rounds
from tests.tui.session import Session, session

ROUND: dict[str, Any] = {"first": ScoreSheet, "round_id": "city-2026", "assessor": "kp1"}


def sheet(user: Session) -> rounds.Sheet:
    return rounds.sheet(user.ws, "city-2026", "kp1")


def column(user: Session, length: int) -> list[tuple[str, str]]:
    """Return the cells below the cursor, the cursor's first."""
    mode, grid = user.desk.mode, user.desk.grid
    assert isinstance(mode, ScoreSheet)
    cells = [mode.cell_at(grid.row + n, grid.column) for n in range(length)]
    return [(cell[0], cell[1].id) for cell in cells if cell]


async def paste(user: Session, text: str) -> None:
    event = events.Paste(text)
    event.set_sender(user.pilot.app)
    driver = user.pilot.app._driver
    assert driver is not None
    driver.send_message(event)
    await user.settle()


async def test_a_column_from_a_spreadsheet_is_staged_then_stored_at_once(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        cells, before, head = column(user, 4), sheet(user), user.ws.head()
        assert not before.marks.keys() & set(cells)
        await paste(user, "3\r\n２．５\r\n1.5\r\n2\r\n")
        user.expect("暂存 4 格", ">3")
        await user.press("down")
        user.expect(">2.5")
        assert user.ws.head() == head
        await user.press("enter")
        user.expect("4 格已一次存盘").absent(">2.5")
        assert [sheet(user).marks[cell] for cell in cells] == ["3", "2.5", "1.5", "2"]
        assert user.ws.head() == head + 4
        await user.press("ctrl+z")
        user.expect("已撤回一次存入的 4 格")
        assert sheet(user).marks == before.marks
        assert verify(user.ws) == []


async def test_faults_say_why_on_their_cell_and_stay_while_the_rest_is_stored(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40), **ROUND) as user:
        cells = column(user, 3)
        await paste(user, "3\n99\n\n2")
        user.expect("暂存 2 格", "1 格有误", "!99")
        await user.press("down")
        user.expect("不能这样评分", "0 至 4")
        await user.press("ctrl+s")
        user.expect("Ctrl+S 逐个去看 1 格有误的（!）：", "已存盘 2 格：", "!99")
        assert sheet(user).marks[cells[0]] == "3"
        assert cells[1] not in sheet(user).marks
        await user.press("1", "enter")
        assert sheet(user).marks[cells[1]] == "1"
        user.absent("!99")


async def test_escape_gives_a_block_up(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        head = user.ws.head()
        await paste(user, "3\t2\n1\t2")
        user.expect("暂存 4 格")
        await user.press("escape")
        user.expect("已放弃暂存的 4 格")
        assert user.desk.mode.id == "sheet"
        await user.press("ctrl+s")
        user.expect("没有暂存的格子")
        assert user.ws.head() == head


async def test_what_does_not_fit_is_counted_and_marked_cells_are_said_to_change(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40), **ROUND) as user:
        await user.press("3", "enter", "shift+tab", "ctrl+home")
        rows = len(user.desk.mode.rows)
        await paste(user, "2\n" * (rows + 5))
        user.expect("5 格超出评分表")
        marked = sum(cell in sheet(user).marks for cell in column(user, rows))
        text = "\n".join(user.lines())
        assert (f"其中改写 {marked} 格" in text) or ("与原分相同" in text)


async def test_a_barred_office_takes_no_pasted_mark(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40), **ROUND) as user:
        cells = column(user, 2)
        recusals.recuse(user.ws, "city-2026", "kp1", cells[1][0], why="同乡")
        user.desk.reload()
        await paste(user, "3\n3")
        user.expect("暂存 1 格", "1 格有误")
        await user.press("enter")
        user.expect("已存盘 1 格", "利害关系")
        assert cells[1] not in sheet(user).marks


async def test_a_range_is_filled_by_one_mark_and_stored_once(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        cells, head = column(user, 3), user.ws.head()
        await user.press("space", "down", "down", "space", "2", "enter")
        if user.ws.head() == head:
            user.expect("暂存 3 格")
            await user.press("enter")
        assert user.ws.head() == head + 3
        assert {sheet(user).marks[cell] for cell in cells} == {"2"}


async def test_a_range_is_filled_downward_from_its_first_row(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        cells = column(user, 4)
        await paste(user, "1.5\n")
        await user.press("enter")
        user.desk.grid.go(user.desk.grid.place_of(cells[0][0]), user.desk.grid.column)
        grid = user.desk.grid
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        mode.go(user.desk, cells[0])
        await user.press("shift+down", "shift+down", "shift+down", "ctrl+d")
        user.expect("暂存 3 格")
        await user.press("ctrl+s")
        assert [sheet(user).marks[cell] for cell in cells] == ["1.5"] * 4
        assert grid.editing is None


async def test_copied_marks_paste_again(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", **ROUND) as user:
        cells = column(user, 2)
        await paste(user, "3\n1.5")
        await user.press("enter")
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        mode.go(user.desk, cells[0])
        await user.press("shift+down", "ctrl+c")
        assert user.desk.clipboard == "3\n1.5\n"
        await user.press("right", "ctrl+v")
        user.expect("暂存 2 格")


block = st.lists(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"])),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=5,
)


@given(block)
def test_a_copied_block_is_read_back_but_for_blanks_and_quoting(lines: list[list[str]]) -> None:
    text = written(lines)
    assert len(text.splitlines()) >= len(lines)
    for got, cells in zip(parsed(text), lines, strict=False):
        plain = [" ".join(folded(cell).split()) for cell in cells]
        assert [cell.lstrip("'") for cell in got] == [cell.lstrip("'") for cell in plain]


def test_a_spreadsheets_quoted_cells_are_one_cell() -> None:
    assert parsed('"两\n行"\t"他说""好"""\r\n3\t4\r\n') == [["两 行", '他说"好"'], ["3", "4"]]
    assert parsed("１２．５\t　") == [["12.5", ""]]
    assert written([["=1+1", "-2", "a\tb"]]) == "'=1+1\t-2\ta b\n"
