"""Tables longer than the window: the grid holds a part, keeps its row, finds, and never counts."""

import random
import shutil
from pathlib import Path

import pytest

from civtui.model.facts.registry import AgencyRecord, OfficeRecord, Registered
from civtui.model.roles import Right
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.windowed import BEYOND, KEEP, Windowed
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.agencies.rows import OfficeRow
from civtui.workspace.finding.query import parse
from civtui.workspace.reading import tables
from civtui.workspace.session import Workspace, open_workspace
from tests.tui.session import session

MANY = 2500


def crowd(ws: Workspace) -> None:
    """Put an agency of many offices behind the others."""
    offices = tuple(
        OfficeRecord(id=f"w-{n}", agency="w", name=f"第{n}处", order=n + 1) for n in range(MANY)
    )
    agency = AgencyRecord(id="w", name="市窗口局", short="窗口局", order=9999)
    ws.write(Registered(agencies=(agency,), offices=offices), right=Right.KEEP)


def rows_of(ws: Workspace, text: str = "") -> Windowed[OfficeRow]:
    table = tables.offices(ws)
    wanted = table.filter(parse(text), lambda _: {})
    return Windowed(table, lambda o: Row(o.id, (o.name,)), wanted)


async def test_from_end_to_end_and_no_more_held_than_needed(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", first="offices") as user:
        crowd(user.ws)
        await user.press("f5", "ctrl+end")
        user.expect(f"第{MANY - 1}处")
        rows = user.desk.mode.rows
        assert isinstance(rows, Windowed)
        assert len(rows.rows) <= KEEP
        for _ in range(200):
            await user.press("pageup")
        assert user.desk.grid.row == 0
        whole = [row.id for row in rows]
        assert user.desk.grid.current == rows[0]
        assert whole[0] == rows[0].id
        assert len(whole) == len(office_rows(user.ws))
        await user.press("pagedown", "pagedown")
        assert user.desk.grid.row == 2 * user.desk.grid.page
        here = user.desk.grid.current
        assert here is not None
        assert whole.index(here.id) == user.desk.grid.row


async def test_the_cursor_stays_on_its_row_and_line_while_others_write(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", first="offices") as user:
        crowd(user.ws)
        user.desk.reload()
        await user.press("ctrl+end", "pageup", "up", "up")
        here, line = user.desk.grid.current, user.desk.grid.row - user.desk.grid.top
        assert here is not None
        new = AgencyRecord(id="a-0", name="新机关", order=1)
        office = OfficeRecord(id="o-0-1", agency="a-0", name="新处")
        user.ws.write(Registered(agencies=(new,), offices=(office,)), right=Right.KEEP)
        user.desk._watch()
        await user.pilot.pause()
        assert user.desk.grid.current == here
        assert user.desk.grid.row - user.desk.grid.top == line
        await user.press("ctrl+home")
        user.expect("新处")


async def test_a_filter_finds_at_once_what_is_near_and_counts_beside(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", first="offices") as user:
        crowd(user.ws)
        await user.press("f5", "f4")
        await user.type("第24")
        await user.until("“第24”：111 行")
        user.expect("第24处", "第240处")
        await user.press("enter", "ctrl+end")
        user.expect("第2499处")
        await user.press("escape")
        assert user.desk.mode.text == ""


async def test_what_matches_at_the_far_end_is_found_beside_the_keys(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", first="offices") as user:
        crowd(user.ws)
        await user.press("f5", "f4")
        await user.type("第2499")
        await user.until("“第2499”：1 行")
        current = user.desk.grid.current
        assert current is not None
        assert current.id == "w-2499"


async def test_a_range_of_a_long_table_is_copied_whole(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", first="offices") as user:
        crowd(user.ws)
        await user.press("f5", "ctrl+a", "ctrl+c")
        user.expect(f"已复制 {len(office_rows(user.ws))} 行")
        lines = user.desk.clipboard.splitlines()
        assert lines[-1].split("\t")[0] == f"第{MANY - 1}处"
        await user.press("escape", "ctrl+home", "space", "down", "down", "space", "ctrl+c")
        assert user.desk.clipboard.splitlines() == lines[:3]


async def test_a_copy_that_is_cut_says_so(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("civtui.tui.selecting.MOST_ROWS", 500)
    async with session(city, tmp_path / "w", first="offices") as user:
        await user.press("ctrl+a", "ctrl+c")
        user.expect("一次最多复制 500 行")
        assert len(user.desk.clipboard.splitlines()) == 500


def test_any_way_of_moving_shows_the_rows_in_their_order(city: Path, tmp_path: Path) -> None:
    shutil.copytree(city, tmp_path / "w")
    ws = open_workspace(tmp_path / "w", user="tester")
    crowd(ws)
    rng = random.Random(5)
    for text in ("", "1", "第7", "无"):
        rows = rows_of(ws, text)
        whole = [row.id for row in rows]
        top, page = 0, 20
        for _ in range(300):
            step = rng.choice([1, -1, page, -page, 5 * page, BEYOND, -BEYOND])
            top = max(0, min(top + step, len(rows) - page))
            while True:
                shift = rows.prepare(top, top + page - 1)
                top = max(0, min(top + shift, len(rows) - page))
                if not shift and not rows._missing:
                    break
            seen = [row.id for n in range(top, top + page) if (row := rows.held(n))]
            assert len(seen) == min(page, len(whole))
            if seen:
                first = whole.index(seen[0])
                assert seen == whole[first : first + len(seen)]
            assert len(rows.rows) <= KEEP + page
    ws.close()
