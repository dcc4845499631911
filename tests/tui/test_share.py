"""An agency's share opens to the offices it counts and the titles it decides."""

from pathlib import Path

import pytest

from tests.tui.session import session


@pytest.mark.parametrize(("mode", "lang"), [("2", "zh"), ("4", "en")])
async def test_a_share_opens_to_its_offices_and_tiers(
    city: Path, tmp_path: Path, mode: str, lang: str
) -> None:
    async with session(city, tmp_path / "w", size=(80, 24), lang=lang) as user:  # type: ignore[arg-type]
        await user.press(mode, "f4")
        await user.type("mfj")
        await user.press("enter", "f3")
        assert user.desk.mode.id == "share"
        lines = user.lines()
        assert sum("✓ " in row and "202" in row for row in lines) == 5
        assert sum(row.startswith("├ · ") for row in lines) == 4
        user.expect("5/9")
        await user.press("end")
        user.expect("50/100", "5/9", {"zh": "达50%以上", "en": "50 %"}[lang])
        await user.press("escape")
        assert user.desk.mode.id != "share"
