"""Records of two years, alike in all else, are told apart on the screen."""

from pathlib import Path

import pytest

from civtui.model.registers import REGISTERS
from civtui.tables import table_of
from civtui.workspace.building.rollover import roll
from civtui.workspace.lists import cells
from civtui.workspace.session import Workspace
from tests.tui.session import session

YEARLY = [kind.id for kind in REGISTERS.values() if kind.field("year")]


@pytest.mark.parametrize("register", YEARLY)
def test_a_register_of_years_shows_the_year(ws: Workspace, register: str) -> None:
    here = cells.listing(ws, table_of(f"records:{register}"))
    column = next(one for one in cells.columns_of(here) if one.id == "year")
    record = next(iter(cells.every_record(here)), None)
    assert record is None or cells.cell(here, column, record) == str(record.values["year"])
    assert "year" in {field.id for field in cells.fields_of(here)}


async def test_after_a_year_is_rolled_its_rows_are_found(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", first="records:duty") as user:
        year = user.ws.today().year
        roll(user.ws, year)
        await user.press("f5", "ctrl+home")
        user.expect("年度", f" {year + 1} ").absent(f" {year} ")
        await user.press("f4")
        await user.type(f"年度:{year}")
        await user.press("enter")
        user.expect(f" {year} ").absent(f" {year + 1} ")
