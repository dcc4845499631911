"""Entries of culture programs from the list of programs: the first of all, of any agency."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import civtui.tui.modes
from civtui.tables.building import BOARDS
from civtui.tui import common_actions
from civtui.tui.keys.actions import ACTIONS
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.workspace.building import culture
from civtui.workspace.plugins import plugins
from civtui.workspace.session import open_workspace
from tests.plugin.conftest import Shelf
from tests.plugin.conftest import shelf as shelf
from tests.plugin.test_data_only import PROGRAM
from tests.tui.session import Session, session
from tests.tui.test_plugins import own as own

TEA = "tea-room:tea"


def enabled(folder: Path) -> None:
    """Bring a program in that nobody takes part in, as another session does."""
    (folder / "plugins").mkdir(exist_ok=True)
    (folder / "plugins" / "tea-room.toml").write_text(PROGRAM, "utf-8")
    ws = open_workspace(folder)
    assert plugins.enable(ws, "tea-room").state == "enabled"
    ws.close()


async def to_row(user: Session, beginning: str) -> None:
    """Go to the row of mode 6 whose id begins so."""
    await user.press("6", "home")
    ids = [row.id for row in user.desk.mode.rows]
    await user.press(*["down"] * next(n for n, id_ in enumerate(ids) if id_.startswith(beginning)))


async def fill(user: Session, day: str = "2026-04-01") -> None:
    """Fill the program's form in and store it."""
    user.expect("话题", "日期", "人数", "状态")
    await user.type("茶与礼")
    await user.press("enter")
    await user.type(day)
    await user.press("enter", "f8")
    user.expect("“人数”必填").absent("people")
    await user.type("12")
    await user.press("enter", "2", "f8")
    user.expect("已存入")


async def first_entry(user: Session) -> None:
    """Enter the program's first entry, for the education bureau, on its row."""
    await to_row(user, TEA)
    await user.press("insert")
    await user.type("教育局")
    await user.press("enter", "f8")
    await fill(user)


def taking_part(user: Session) -> list[culture.Participation]:
    """Return who takes part."""
    return [p for p in culture.participations(user.ws) if p.program == TEA]


def taking(user: Session) -> list[str]:
    """Return the agencies that take part."""
    return [p.agency for p in taking_part(user)]


async def test_the_first_entry_of_a_program_is_made_on_its_row(
    shelf: Shelf, own: Path, city: Path
) -> None:
    enabled(own)
    async with session(city, own) as user:
        await first_entry(user)
        assert len(taking(user)) == 1
        # Insert on its row enters for the same agency again, a deed of the row for another
        await to_row(user, TEA)
        await user.press("insert")
        await fill(user, "2026-04-02")
        assert len(taking(user)) == 1
        await to_row(user, TEA)
        await user.deed("为另一机关录入")
        await user.type("农业局")
        await user.press("enter", "f8")
        await fill(user)
        assert len(taking(user)) == 2


async def test_an_entry_is_corrected_on_its_row(shelf: Shelf, own: Path, city: Path) -> None:
    """What stood in it is there to begin with; a field that is not emptied stays."""
    enabled(own)
    async with session(city, own) as user:
        await first_entry(user)
        await to_row(user, TEA)
        await user.press("enter", "end")
        user.expect("茶与礼  2026-04-01  12  已办", "Enter 更正")
        await user.press("f7")
        user.expect("录入一条：茶水间")
        await user.press("escape")
        await user.press("enter")
        user.expect("茶与礼", "2026-04-01", "12")
        await user.press("down", "down")
        await user.type("15")
        await user.press("enter", "f8")
        user.expect("已存入", "茶与礼  2026-04-01  15  已办")
        assert [p.entries for p in taking_part(user)] == [1]


async def test_who_enters_is_not_left_open(shelf: Shelf, own: Path, city: Path) -> None:
    enabled(own)
    async with session(city, own) as user:
        await to_row(user, TEA)
        await user.press("f7", "1")
        await user.press("f8")
        assert user.desk.mode.id == "form"
        assert not taking(user)


async def test_what_another_session_enables_is_seen_after_f5(
    shelf: Shelf, own: Path, city: Path
) -> None:
    async with session(city, own) as user:
        await user.press("6")
        user.absent("茶")
        enabled(own)
        await user.press("f5")
        assert TEA in [row.id.partition("|")[0] for row in user.desk.mode.rows]


async def test_an_empty_board_takes_the_first_record_where_it_says_so(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        for name in BOARDS:
            board = place(user.ws, f"board:{name}")
            user.desk.push(board)
            await user.settle()
            says = "Insert" in board.empty()
            await user.press("insert")
            assert (user.desk.mode.id == "form") == says, name
            assert says or "不能登记" in "\n".join(user.lines()), name
            while user.desk.mode is not board:
                await user.press("escape")
            user.desk.pop()


def modes(kind: type[Mode]) -> Iterator[type[Mode]]:
    """Yield every mode there is."""
    for one in kind.__subclasses__():
        yield one
        yield from modes(one)


def test_every_action_of_a_mode_does_something_there() -> None:
    for found in pkgutil.walk_packages(civtui.tui.modes.__path__, "civtui.tui.modes."):
        importlib.import_module(found.name)
    known = list(modes(Mode))
    silent = [
        (action.id, mode.__name__)
        for action in ACTIONS
        for mode in known
        if mode.id in action.modes
        and action.id not in mode.DEEDS
        and common_actions.deed(action.id) is None
    ]
    assert not silent
