"""Insert on a list puts something down, or says why nothing is: never just that it does nothing."""

from pathlib import Path
from typing import get_args

import pytest

from civtui.locale import pattern, t
from civtui.model.text import Lang
from civtui.tables import FILES
from civtui.tui.keys.registry import current
from civtui.tui.mode_index import PLACES
from civtui.tui.ways import on_screen
from civtui.workspace.overview.due import RECORD
from tests.tui.session import session

# pages of text and of keys, forms, and lists of what can be done
NO_LISTS = {"columns", "deeds", "guides", "help", "others", "palette", "reading", "sheet"}
NO_LISTS |= {"wording", "decisions", "reforms", "titles", "evidence", "users", "formats"}
ON_THE_SCREEN = sorted({*FILES, *PLACES, "program", "view", "entries"} - NO_LISTS)


@pytest.mark.parametrize("mode", ON_THE_SCREEN)
def test_each_list_takes_something_or_says_why_not(mode: str) -> None:
    action = current().find(mode, "insert")
    for lang in get_args(Lang):
        assert action is not None or pattern(f"tui.no-add-{mode}", lang), mode


def test_no_reason_stands_for_a_list_that_takes_something() -> None:
    own = [mode for mode in ON_THE_SCREEN if current().find(mode, "insert")]
    # a line of what is due takes something where it is of a register
    assert [m for m in own if pattern(f"tui.no-add-{m}", "zh")] == ["cards"]


@pytest.mark.parametrize("lang", get_args(Lang))
async def test_where_nothing_is_put_down_the_reason_is_said(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40), lang=lang) as user:
        for keys in (("1",), ("8",), ("9",), ("0",), ("4", "f6", "2")):
            await user.press(*keys, "insert")
            said = on_screen(t(f"tui.no-add-{user.desk.mode.id}"))
            user.expect(said)
            assert "civtui " not in said


async def test_a_line_of_what_is_due_takes_a_record_of_its_register(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("7")
        rows = [row.id for row in user.desk.mode.rows]
        for wanted in (True, False):
            row = next(id_ for id_ in rows if id_.startswith(f"{RECORD}/") is wanted)
            user.desk.grid.go(user.desk.grid.place_of(row))
            await user.settle()
            await user.press("insert")
            if wanted:
                assert user.desk.mode.id == "form"
                await user.press("escape", "escape")
            else:
                assert user.desk.mode.id == "cards"
                user.expect(t("tui.no-add-cards"))
