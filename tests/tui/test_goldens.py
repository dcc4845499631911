"""Every mode as it is painted, at two sizes, in both languages, with and without color."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from civtui.model.text import Lang
from civtui.tui.keys.registry import DIGITS, MODES
from tests.tui.painted import matches, strips
from tests.tui.session import Session, session

# how long a plugin took to describe itself, where it was asked in this run
# a call of whatever test ran before it in this process is told as well
PROBED = r"(?<=启用|停用)[ \d]{9}|(?<=enabled)[ \d]{6}|(?<=disabled)[ \d]{5}"
SIZES = ((80, 24), (120, 40))
# screens behind the modes: the keys after Ctrl+G
BEHIND = {
    "offices": ("2", "enter"),
    "sheet": ("3", "enter"),
    "card": ("3", "enter", "f6", "1"),
    "results": ("3", "f6", "1"),
    "explain": ("3", "f6", "1", "f3"),
    "new-round": ("3", "insert"),
    "panel": ("3", "f6", "2"),
    "deal": ("3", "f6", "2", "f6", "2", "enter"),
    "registers": ("5", "f6", "1"),
    "form": ("5", "insert"),
    "help": ("2", "f1"),
    "palette": ("2", "ctrl+p"),
    "guides": ("f1",),
}
COLORS = ("green", "red", "yellow", "cyan", "blue", "magenta", "white", "black", "#")
Opened = Callable[..., AbstractAsyncContextManager[Session]]


@pytest.fixture
def opened(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a session of a size and language, with or without color."""

    @asynccontextmanager
    async def open_(
        size: tuple[int, int], lang: Lang, *, color: bool = True, **given: object
    ) -> AsyncIterator[Session]:
        if not color:
            monkeypatch.setenv("NO_COLOR", "1")  # textual takes it out again
        async with session(city, tmp_path / str(color), size=size, lang=lang, **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
            yield user

    return open_


async def walk(user: Session) -> AsyncIterator[str]:
    """Go to each mode and each screen behind one; yield its name as it is shown."""
    for digit, mode in zip(DIGITS, MODES, strict=True):
        await user.press("ctrl+g", digit)
        yield f"{digit}-{mode}"
    for name, keys in BEHIND.items():
        await user.press("ctrl+g", *keys)
        yield name
        while user.desk.input is not None or user.desk.stack[1:]:
            await user.press("escape")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_looks_as_it_did(
    opened: Opened, size: tuple[int, int], lang: Lang
) -> None:
    folder = f"{lang}-{size[0]}x{size[1]}"
    cells: dict[str, list[str]] = {}
    async with opened(size, lang) as user:
        async for name in walk(user):
            matches(user, f"{folder}/{name}", measured=PROBED if "plugins" in name else None)
            cells[name] = user.lines()
    async with opened(size, lang, color=False) as user:
        async for name in walk(user):
            assert user.lines() == cells[name], "without color the same is told"
            used = {look for pieces in strips(user) for _, look in pieces}
            assert not [look for look in used if any(color in look for color in COLORS)]
