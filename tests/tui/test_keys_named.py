"""A key that a footer or an empty list names works there: it opens, or says why not."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from civtui.locale import t
from civtui.model.registers import REGISTERS, Register
from civtui.tables.building import BOARDS
from civtui.tui import common_actions, modes
from civtui.tui.keys.actions import ACTIONS
from civtui.tui.modes.base import Mode
from tests.tui.session import Session, session


def every_mode() -> list[type[Mode]]:
    """Return every screen of the program."""
    for found in iter_modules(modes.__path__):
        import_module(f"civtui.tui.modes.{found.name}")
    waiting, seen = [Mode], []
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        seen += [one] if one.id else []
    return [one for one in seen if one.__module__.startswith("civtui.")]


@pytest.mark.parametrize("mode", every_mode(), ids=lambda mode: mode.__name__)
def test_a_mode_does_each_action_that_names_it(mode: type[Mode]) -> None:
    named = [a.id for a in ACTIONS if mode.id in a.modes and not a.prefix]
    lost = [id_ for id_ in named if id_ not in mode.DEEDS and not common_actions.deed(id_)]
    assert not lost, f"{mode.__name__} is offered {lost} and does nothing"


async def answers(user: Session, key: str) -> None:
    """Press a key that is named: another screen, a line to type into, or a reason comes."""
    desk = user.desk
    before = desk.mode
    await user.press(key)
    said = "".join(span.text for span in desk.status)
    assert desk.mode is not before or desk.input is not None or said
    assert t("tui.no-key", key="Insert") not in said


async def test_insert_enters_on_each_row_of_mode_6(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("6")
        for place, row in enumerate(list(user.desk.mode.rows)):
            user.desk.grid.go(place)
            await answers(user, "insert")
            assert user.desk.mode.id == "form", row
            while user.desk.mode.id != "culture":
                await user.press("escape")


async def test_the_deed_of_a_program_opens_its_form(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("6", "f7", "1")
        assert user.desk.mode.id == "form"


async def test_a_programs_first_entry_is_made_from_the_screen(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("6")
        mode = user.desk.mode
        row = next(row for row in mode.rows if "|" in row.id)
        program = row.id.partition("|")[0]
        idle = row._replace(id=f"{program}|")
        mode.rows = [idle, *mode.rows]
        user.desk.show_grid(idle.id)
        await user.press("insert")
        await user.type("mfj")
        await user.press("enter")
        assert user.desk.mode.id == "form"


@pytest.mark.parametrize("name", BOARDS)
async def test_an_empty_board_names_no_key_that_does_nothing(
    city: Path, tmp_path: Path, name: str
) -> None:
    async with session(city, tmp_path / "w", first=f"board:{name}") as user:
        if "Insert" in user.desk.mode.empty():
            await user.press("insert")
            assert user.desk.mode.id == "form"
        else:
            await answers(user, "insert")


@pytest.mark.parametrize("kind", list(REGISTERS.values()), ids=lambda kind: kind.id)
async def test_insert_puts_a_record_down_in_each_register(
    city: Path, tmp_path: Path, kind: Register
) -> None:
    async with session(city, tmp_path / "w", first=f"records:{kind.id}") as user:
        await user.press("insert")
        assert user.desk.mode.id == "form"
