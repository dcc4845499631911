"""What is typed in a form is never lost without a word, whichever key leaves it."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.tui.app import CivtuiApp
from civtui.tui.modes.begin import begin
from civtui.verbs import verb_of
from tests.tui.session import Session, session

UNSAVED = t("tui.form-unsaved-leave")


async def form(user: Session) -> None:
    begin(user.desk, verb_of("activity.add"), {"agency": "a-1"})
    await user.settle()


def gone(user: Session) -> bool:
    app = user.pilot.app
    assert isinstance(app, CivtuiApp)
    return app._exit


@pytest.mark.parametrize("open_line", [True, False])
async def test_ctrl_q_asks_once(city: Path, tmp_path: Path, open_line: bool) -> None:
    async with session(city, tmp_path / "w") as user:
        await form(user)
        await user.type("读书会")
        if not open_line:
            await user.press("enter", "escape")
        await user.press("ctrl+q")
        assert not gone(user)
        user.expect(UNSAVED)
        assert "读书会" in "\n".join(user.lines())
        app = user.pilot.app
        assert isinstance(app, CivtuiApp)
        app.leave()
        assert gone(user)


async def test_what_is_typed_after_the_word_is_asked_for_anew(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await form(user)
        await user.type("读书")
        await user.press("ctrl+q")
        await user.type("会")
        await user.press("ctrl+q")
        assert not gone(user)


async def test_a_digit_s_mode_by_the_prefix_asks_once(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await form(user)
        await user.type("读书会")
        await user.press("enter", "escape", "ctrl+g", "2")
        assert user.desk.mode.id == "form"
        user.expect(UNSAVED)
        await user.press("ctrl+g", "2")
        assert user.desk.mode.id == "agencies"


async def test_an_untouched_form_is_left_at_once(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await form(user)
        await user.press("enter", "escape", "ctrl+g", "2")
        assert user.desk.mode.id == "agencies"
