"""The language switches live: a screen after F2 is the screen of a session in that language."""

from __future__ import annotations

from pathlib import Path

from tests.tui.session import Session, session

# the keys to a screen, from the overview
WAYS = (
    *(("1",), ("2",), ("2", "enter"), ("3",), ("3", "enter"), ("3", "down", "f6", "1")),
    *(
        ("3", "down", "f6", "1", "f3"),
        ("4",),
        ("4", "f6", "1"),
        ("5",),
        ("5", "f6", "1"),
        ("5", "enter"),
    ),
    *(("6",), ("7",), ("7", "ctrl+s"), ("8",), ("9",), ("0",), ("0", "enter"), ("2", "f1")),
)


async def go(user: Session, way: tuple[str, ...]) -> None:
    """Go to the overview, then by `way`."""
    await user.press("ctrl+g", "1")
    await user.press(*way)


async def test_no_text_stays_behind(city: Path, tmp_path: Path) -> None:
    english = {}
    async with session(city, tmp_path / "en", lang="en") as user:
        for way in WAYS:
            await go(user, way)
            english[way] = user.lines()
    async with session(city, tmp_path / "zh") as user:
        for way in WAYS:
            await go(user, way)
            chinese = user.lines()
            assert chinese != english[way]
            await user.press("f2")
            assert user.lines() == english[way], way
            await user.press("f2")
            assert user.lines() == chinese, way


async def test_textual_says_nothing_and_takes_no_focus(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f4")
        for key in ("tab", "shift+tab", "ctrl+c", "ctrl+z", "ctrl+v", "f10", "ctrl+d"):
            await user.press(key)
            assert user.pilot.app.focused is user.desk.input
        await user.type("贸发")
        user.expect("贸发局")
        assert not user.pilot.app._notifications
        await user.press("escape", "escape", "ctrl+c", "ctrl+z", "f10", "ctrl+d")
        assert not user.pilot.app._notifications
