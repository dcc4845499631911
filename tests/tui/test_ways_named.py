"""Where somebody stands at an end, the screen names the way on by its keys, and no command."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.locale import names, t
from civtui.model.text import Lang
from civtui.tui.keys.actions import BY_ID
from civtui.tui.keys.registry import key_text, keys_of
from civtui.tui.mode_index import place
from civtui.tui.modes.sheet import ScoreSheet
from tests.tui.session import session

ROUND = {"round_id": "city-2026", "assessor": "kp1"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_list_names_no_command(lang: Lang) -> None:
    empty = [name for name in names("tui") if name.startswith("empty-")]
    assert empty
    assert not [name for name in empty if "civtui " in t(f"tui.{name}", lang)]


async def test_all_marked_names_how_it_is_submitted(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = key_text(keys_of(BY_ID["submit"], "sheet")[0])
    async with session(city, tmp_path / "w", first=ScoreSheet, **ROUND) as user:
        user.absent(t("sheet.all-marked", key=key))
        mode = user.desk.mode
        assert isinstance(mode, ScoreSheet)
        monkeypatch.setattr(mode.model, "given", mode.sheet.assessor.expected)
        user.desk.show_pane()
        await user.settle()
        user.expect(t("sheet.all-marked", key=key))


async def test_filling_nothing_says_how_cells_are_selected(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", first=ScoreSheet, **ROUND) as user:
        await user.press("ctrl+home", "ctrl+d")
        assert user.desk.status[0].text == t("grid.nothing-to-fill")
        assert "Shift+↓" in user.desk.status[0].text


async def test_a_panel_says_how_it_changes(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(160, 40)) as user:
        user.desk.push(place(user.ws, "panel", round_id="city-2026"))
        await user.settle()
        await user.press("insert")
        user.expect(t("roundwork.panel-stands"))
