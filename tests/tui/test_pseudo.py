"""A made-up language whose every text is twice as wide: lines stay exact, the way out in view."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from civtui import locale
from civtui.model.text import Lang
from civtui.tui.keys.registry import DIGITS, MODES
from tests.tui.session import session

PLACE = re.compile(r"(\{[^{}]*\}|\{\{|\}\})")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}


def widened(text: str) -> str:
    """Return a text with every character in its full-width form; places stay."""
    return "".join(
        part if PLACE.match(part) else part.translate(WIDE) for part in PLACE.split(text)
    )


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    own = locale.pattern

    def pattern(key: str, lang: Lang) -> str | None:
        text = own(key, lang)
        return text if text is None or lang == "zh" else widened(text)

    monkeypatch.setattr(locale, "pattern", pattern)


def test_the_places_stay() -> None:
    assert widened("ab {n} c") == "ａｂ　{n}　ｃ"


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_lines_are_exact_and_the_way_out_stays(
    city: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with session(city, tmp_path / "w", size=size, lang="en") as user:
        for digit, mode in zip(DIGITS, MODES, strict=True):
            await user.press(digit)
            assert user.desk.mode.id == mode
            assert "Ctrl+Q" in user.lines()[-1]
        for key in ("f1", "ctrl+p"):
            await user.press(key, "down")
            assert "Ctrl+Q" in user.lines()[-1]
            await user.press("escape", "escape")
        await user.press("5", "insert")
        user.expect("Ctrl+Q")
        await user.press("escape", "escape", "3", "enter")
        user.expect("Ctrl+Q")
