"""Help: what a mode is for, its keys and commands, and why something cannot be done now."""

import importlib
import pkgutil
from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.roles import Role
from civtui.model.text import Lang
from civtui.tui import modes
from civtui.tui.modes.base import Mode
from civtui.workspace.people.users import set_user
from tests.tui.session import session


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_help_says_what_the_mode_is_for_and_names_commands(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40), lang=lang) as user:
        await user.press("3", "f1")
        user.expect(t("help.purpose-rounds"), "F6 1  r", t("keys.results"), "results")


async def test_what_a_role_may_not_do_is_dim_with_the_reason_and_refused_by_its_key(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        set_user(user.ws, "tester", Role.ADMIN)
        set_user(user.ws, "reader", Role.OBSERVER)
        user.ws.user = "reader"
        user.ws.__dict__.pop("role", None)
        await user.press("0", "ctrl+e")
        user.expect("reader", "观察员", "“管理”权限")
        await user.press("f1")
        row = next(n for n, r in enumerate(user.desk.mode.rows) if r.id == "toggle")
        assert user.desk.mode.rows[row].cells[1].startswith("- ")
        await user.press(*["down"] * row)
        user.expect("现在不能", "观察员")


async def test_an_empty_list_says_that_no_row_is_there(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f4")
        await user.type("没有这个机关")
        await user.press("enter", "enter")
        user.expect(t("finding.no-row"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_mode_says_what_it_is_for(lang: Lang) -> None:
    for found in pkgutil.iter_modules(modes.__path__):
        importlib.import_module(f"{modes.__name__}.{found.name}")

    def ids(kind: type[Mode]) -> set[str]:
        return {kind.id}.union(*(ids(below) for below in kind.__subclasses__()))

    for id_ in ids(Mode) - {""}:
        assert t(f"help.purpose-{id_}", lang) != f"help.purpose-{id_}"
