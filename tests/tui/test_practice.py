"""The practice: the real screen on samples, each step done by what the user really did."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.text import Lang
from civtui.tui.practice import PracticeScreen, known_steps, step_text
from civtui.workspace.files.creating import init
from civtui.workspace.session import open_workspace
from tests.tui.session import Session, session

KEYS = {
    "mark": ("8", ".", "5", "enter"),
    "band": ("ctrl+t", "2"),
    "undo": ("ctrl+z",),
    "next": ("tab",),
    "note": ("ctrl+n", "x", "enter"),
    "rest": (),
    "submit": ("ctrl+u",),
}


def coach(user: Session) -> str:
    desk = user.pilot.app.screen
    assert isinstance(desk, PracticeScreen)
    return "".join(span.text for span in desk.coach.spans)


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_an_empty_workspace_offers_to_practise(tmp_path: Path, lang: Lang) -> None:
    init(tmp_path / "w", user="tester", lang=lang).close()
    async with session(tmp_path / "w", tmp_path / "w", lang=lang) as user:
        before = user.ws.ledger.head()
        await user.press("down", "enter")
        folder = user.desk.ws.dir
        assert folder != user.ws.dir
        for place, step in enumerate(known_steps()):
            assert step_text(step) in coach(user), step.id
            head = t("practice.head", place=place + 1, steps=len(known_steps()))
            user.expect(head)
            await user.press("up", "down")  # moving about does nothing
            assert step_text(step) in coach(user)
            if step.id == "rest":
                await user.press("ctrl+t")
                while step_text(step) in coach(user):
                    await user.press("tab", "8", "enter")
            else:
                await user.press(*KEYS[step.id])
        user.expect("18")
        await user.press("escape", "escape")
        assert user.desk.ws is user.ws
        assert user.ws.ledger.head() == before
        assert not folder.exists()


async def test_a_step_is_not_done_by_a_key_that_did_nothing(tmp_path: Path) -> None:
    init(tmp_path / "w", user="tester").close()
    async with session(tmp_path / "w", tmp_path / "w") as user:
        await user.press("down", "enter")
        await user.press("9", "9", "enter")  # out of range: refused, nothing stored
        assert step_text(known_steps()[0]) in coach(user)
        await user.press("escape", "8", "enter", "ctrl+t", "2", "tab")
        assert step_text(known_steps()[2]) in coach(user), "taking back was left out"


async def test_the_practice_opens_from_anywhere_and_leaves_the_visit_alone(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("9", "ctrl+g", "f2")
        user.expect(t("practice.name"), "样例局/办公室")
        await user.press("ctrl+g", "f2")
        user.expect(t("practice.here"))
        await user.press("ctrl+g", "2", "escape")
        assert user.desk.mode.id == "sheet"
        await user.press("escape", "escape")
        assert user.desk.mode.id == "ledger"
    ws = open_workspace(tmp_path / "w", user="tester")
    assert not ws.ledger.connection.execute("SELECT * FROM visit").fetchall()
    ws.close()
