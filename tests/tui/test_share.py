"""An agency's share opens to the offices it counts and the titles it decides."""

from pathlib import Path

import pytest

from civtui.workspace.agencies.agencies import agency_rows
from tests.tui.session import session


@pytest.mark.parametrize(("mode", "lang"), [("2", "zh"), ("4", "en")])
async def test_a_share_opens_to_its_offices_and_tiers(
    city: Path, tmp_path: Path, mode: str, lang: str
) -> None:
    async with session(city, tmp_path / "w", size=(80, 24), lang=lang) as user:  # type: ignore[arg-type]  # a language
        await user.press(mode, "f4")
        await user.type("mfj")
        await user.press("enter", "f3")
        assert user.desk.mode.id == "share"
        lines = user.lines()
        own = next(row for row in agency_rows(user.ws) if row.short == "贸发局")
        share = f"{own.civilized}/{own.offices}"
        assert sum("✓ " in row and "202" in row for row in lines) == own.civilized
        assert sum(row.startswith("├ · ") for row in lines) == own.offices - own.civilized
        user.expect(share)
        await user.press("end")
        user.expect("50 %", share, {"zh": "达50%以上", "en": "50 %"}[lang])
        await user.press("escape")
        assert user.desk.mode.id != "share"
