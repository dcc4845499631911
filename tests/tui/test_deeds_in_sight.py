"""A digit does the deed of a line that can be seen, on screens of every height."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.tui.modes.deeds import Deeds
from civtui.tui.modes.verb_form import VerbForm
from tests.tui.session import Session, session

MODES = tuple("1234567890")
HEIGHTS = pytest.mark.parametrize("size", [(80, 24), (80, 16), (80, 14), (80, 10), (70, 24)])


def offered(user: Session) -> list[str]:
    """Return the digits that entries of the page have, all of which are painted."""
    view, grid = user.desk.mode, user.desk.grid
    assert isinstance(view, Deeds)
    rows = [row for row in view.rows if row.cells[0][:1].isdigit()]
    painted = [line.split()[0].rstrip("✗") for line in user.lines() if line.split()]
    for row in rows:
        assert grid.in_window(row.id), row.cells
        assert row.cells[0].rstrip("✗") in painted, row.cells
    return [row.id for row in rows]


@HEIGHTS
@pytest.mark.parametrize("listed", ["f7", "f6"])
async def test_every_page_of_every_list_can_be_seen(
    city: Path, tmp_path: Path, size: tuple[int, int], listed: str
) -> None:
    met = 0
    async with session(city, tmp_path / "w", size=size) as user:
        for mode in MODES:
            await user.press(mode, listed)
            view = user.desk.mode
            if not isinstance(view, Deeds) or not view.rows:
                continue
            met += 1
            seen: list[str] = []
            while not seen or view.first:
                assert [int(one) for one in offered(user)], mode
                seen += offered(user)
                await user.press("0")
            assert seen == [row.id for row in view.rows], mode
            await user.press("escape")
    assert met > 5


@pytest.mark.parametrize("size", [(80, 24), (80, 12)])
async def test_the_page_follows_the_cursor(
    city: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with session(city, tmp_path / "w", size=size) as user:
        await user.press("3", "f7")
        view = user.desk.mode
        for key in ("end", "up", "home", *["down"] * (len(view.rows) - 1), "pageup", "pageup"):
            await user.press(key)
            assert len(offered(user)) > 1 or view.first + 1 == len(view.rows)


async def test_a_screen_made_lower_has_shorter_pages(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3", "f7")
        assert len(offered(user)) == 9
        await user.pilot.resize_terminal(80, 10)
        await user.settle()
        assert len(offered(user)) == 5
        await user.press("6")
        user.expect(t("verbs.no-digit", digit=6))
        await user.pilot.resize_terminal(80, 24)
        await user.settle()
        assert len(offered(user)) == 9


async def test_what_is_out_of_sight_is_shown_and_not_done(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(80, 12)) as user:
        await user.press("3", "f7")
        view = user.desk.mode
        assert isinstance(view, Deeds)
        view.turning = True  # the page stays where it is
        user.desk.grid.go(len(view.rows) - 1)
        assert not user.desk.grid.in_window("4")
        await user.press("5")
        assert not isinstance(user.desk.mode, VerbForm)
        assert user.desk.grid.in_window("4")
