"""What a narrow screen leaves out first is declared; else it is the last column."""

from pathlib import Path

from civtui.tui.modes.table import TableMode
from tests.tui.session import session


async def test_the_column_that_is_declared_goes_first(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", first="records:finding") as user:
        mode, grid = user.desk.mode, user.desk.grid
        assert isinstance(mode, TableMode)
        before = [place for place, _, _ in grid.layout_of()]
        assert 1 in before and len(before) < len(mode.shown)
        columns = list(mode.shown)
        columns[1] = columns[1]._replace(drop=1)
        mode.shown = tuple(columns)
        user.desk.show_grid(None)
        await user.settle()
        after = [place for place, _, _ in grid.layout_of()]
        assert 0 in after and 1 not in after and len(after) < len(mode.shown)
