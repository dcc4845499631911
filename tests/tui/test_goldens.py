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
PROBED = r"(?<=启用)[ \d]{9}|(?<=enabled)[ \d]{6}"
SIZES = ((80, 24), (120, 40))
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
        async with session(city, tmp_path / "w", size=size, lang=lang, **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
            yield user

    return open_


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_mode_looks_as_it_did(
    opened: Opened, size: tuple[int, int], lang: Lang
) -> None:
    folder = f"{lang}-{size[0]}x{size[1]}"
    cells: dict[str, list[str]] = {}
    async with opened(size, lang) as user:
        for digit, mode in zip(DIGITS, MODES, strict=True):
            await user.press(digit)
            measured = PROBED if mode == "plugins" else None
            matches(user, f"{folder}/{digit}-{mode}", measured=measured)
            cells[mode] = user.lines()
    async with opened(size, lang, color=False) as user:
        for digit, mode in zip(DIGITS, MODES, strict=True):
            await user.press(digit)
            assert user.lines() == cells[mode], "without color the same is told"
            used = {look for pieces in strips(user) for _, look in pieces}
            assert not [look for look in used if any(color in look for color in COLORS)]
