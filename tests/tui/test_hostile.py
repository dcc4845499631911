"""Hostile names on every screen at three sizes: exact lines, no style of their own, no crash."""

from __future__ import annotations

import shutil
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from wcwidth import wcwidth

from civtui.locale.width import AMBIGUOUS
from civtui.tui.keys.registry import DIGITS, MODES
from tests.tui.hostile import hostile
from tests.tui.painted import strips
from tests.tui.session import Session, session

SIZES = ((80, 24), (120, 40), (40, 12))
# colors and attributes of looks.py; a name that brought its own would show here
LOOKS = {"bold", "dim", "underline", "reverse", "green", "red", "yellow", "cyan", "italic"}
LISTS = ("help", "palette", "deeds", "others")
OPENS = ("enter", "f1", "f3", "f6", "f6 1", "f6 2", "f6 3", "f7", "ctrl+p")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "city"
    hostile(folder).close()
    return folder


def wide_ambiguous(char: str) -> int:
    """Return the cells of a character on a terminal that draws ambiguous ones in two."""
    return 2 if unicodedata.east_asian_width(char) == "A" else wcwidth(char)


@cache
def check_line(text: str, cells: int) -> None:
    """Check a line of the screen as a terminal would draw it."""
    for char in text:
        kind = unicodedata.category(char)
        assert kind[0] != "C", f"{char!r} in {text!r}"
        assert wcwidth(char) in (1, 2), f"{char!r} in {text!r}"
    drawn = wide_ambiguous if AMBIGUOUS == 2 else wcwidth
    assert sum(map(drawn, text)) == cells, text


def check(user: Session) -> None:
    """Check the screen: every line, and that no style is there that data brought."""
    for pieces in strips(user):
        text = "".join(piece for piece, _ in pieces)
        check_line(text, user.pilot.app.size.width)
        for _, look in pieces:
            assert set(look.split()) <= LOOKS, f"{look!r} in {text!r}"


async def close(user: Session, home: str) -> None:
    """Go back to the digit's mode `home`, whatever is open."""
    for _ in range(8):
        if user.desk.input is None and user.desk.mode.id == home:
            return
        at_top = user.desk.input is None and len(user.desk.stack) == 1
        await user.press(DIGITS[MODES.index(home)] if at_top else "escape")
        check(user)
    raise AssertionError(f"no way back from {user.desk.mode.id}")


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_stays_whole(
    template: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    seen = set()
    shutil.copytree(template, tmp_path / "w")
    async with session(template, tmp_path / "w", size=size) as user:
        for digit, home in zip(DIGITS, MODES, strict=True):
            await user.press(digit)
            check(user)
            seen.add(user.desk.mode.id)
            for _ in range(4):
                await user.press("down")
                check(user)
            for key in OPENS:
                await user.press(*key.split())
                check(user)
                seen.add(user.desk.mode.id)
                if user.desk.mode.id != home:
                    # in lists of actions Enter would run one
                    await user.press("down", *([] if user.desk.mode.id in LISTS else ["enter"]))
                    check(user)
                    seen.add(user.desk.mode.id)
                await close(user, home)
    assert {"agencies", "offices", "sheet", "results", "help", "palette", "form"} <= seen
