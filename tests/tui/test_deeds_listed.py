"""The deeds of a row: begun at the first, each once, in words; and what stands where none is."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import pytest

from civtui.locale import render, t
from civtui.model.roles import RIGHTS, Right, Role
from civtui.model.text import Lang, msg
from civtui.tui import modes
from civtui.tui.modes.base import Mode
from civtui.workspace.session import no_right
from tests.tui.session import session


def kinds(kind: type[Mode] = Mode) -> set[type[Mode]]:
    for module in iter_modules(modes.__path__):
        import_module(f"{modes.__name__}.{module.name}")
    below = set(kind.__subclasses__())
    return below | {deeper for one in below for deeper in kinds(one)}


def test_every_list_says_in_words_that_it_is_empty() -> None:
    for kind in kinds():
        id_ = getattr(kind, "id", "")
        if kind.empty is not Mode.empty:  # it says so itself
            continue
        if id_ and kind.layout != "alone" and kind.__module__.startswith("civtui."):
            for lang in get_args(Lang):
                said = render(msg(f"tui.empty-{id_}"), lang)
                assert "empty-" not in said, id_


async def test_a_row_without_deeds_says_so(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("4", "f6", "f7")
        user.expect(t("tui.empty-deeds")).absent("tui.empty")


async def test_the_deeds_of_another_row_begin_at_the_first(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f7", "down", "down", "down")
        assert user.desk.grid.row == 3
        await user.press("escape", "down", "f7")
        assert user.desk.grid.row == 0


async def test_a_round_s_deeds_stand_once_each(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("3", "f7")
        names = [row.cells[1] for row in user.desk.mode.rows]
        assert len(set(names)) == len(names)
        assert names.count(t("verbs/round.round.close")) == 1
        assert names.count(t("verbs/round.round.open")) == 1
        assert render(msg("keys.end")) not in names


@pytest.mark.parametrize("right", list(Right))
def test_a_right_and_a_role_are_said_in_words(right: Right) -> None:
    for role in (*Role, None):
        if role is None or right not in RIGHTS[role]:
            said = render(no_right("li", role, right), "zh")
            assert right.value not in said and (role is None or role.value not in said)
