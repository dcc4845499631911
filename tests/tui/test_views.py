"""Named views, and names in the order of pinyin or strokes, by keys, kept for later sessions."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.errors import BadInput
from civtui.workspace.finding.order import pinyin_key, stroke_key
from civtui.workspace.people import saved_views
from civtui.workspace.people.saved_views import View
from civtui.workspace.session import open_workspace
from tests.tui.session import Session, session


async def kept(user: Session, filter_: str, name: str) -> None:
    await user.press("f4")
    await user.type(filter_)
    await user.press("enter", "ctrl+x", "insert")
    await user.type(name)
    await user.press("enter")
    user.expect(t("finding.view-kept", name=name))
    await user.press("escape")


async def test_a_view_is_kept_with_filter_and_order_and_applied_by_a_digit(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "ctrl+g", "f10")
        await kept(user, "称号:省级", "省级 机关")
        await user.press("escape", "ctrl+g", "f10", "ctrl+g", "f10")
        assert len(user.desk.mode.rows) == 85
        await kept(user, "委口:政法", "政法")
    async with session(city, tmp_path / "w", lang="en") as user:
        await user.press("2", "escape", "2", "ctrl+x")
        user.expect("省级 机关", "honor:provincial", "sector:政法")
        await user.press("1")
        assert user.desk.mode.id == "agencies"
        user.expect(" honor:provincial ")
        assert len(user.desk.mode.rows) == 25
        assert user.desk.mode.arrangement.by == "agency"
        await user.press("ctrl+x", "down", "delete")
        user.absent("sector:政法")
        await user.press("escape")
        assert user.desk.mode.id == "agencies"


async def test_names_sort_by_pinyin_and_by_strokes(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        for mode, table in (("2", "agencies"), ("4", "eligibility")):
            await user.press(mode, "ctrl+g", "f10")
            assert user.desk.mode.id == table
            names = [user.desk.grid.source[n].cells[0] for n in range(85)]
            assert names == sorted(names, key=pinyin_key)
            assert len({*names}) == 85
            await user.press("g", "n")
            user.expect("按笔画")
            names = [user.desk.grid.source[n].cells[0] for n in range(85)]
            assert names == sorted(names, key=stroke_key)
            await user.press("ctrl+g", "f11")
            user.expect("按拼音")


def test_views_are_each_users_own_and_need_a_name(city: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(city, tmp_path / "w")
    ws = open_workspace(tmp_path / "w", user="one")
    try:
        saved_views.save(ws, "agencies", View(" a  b ", "x", "pinyin", {}))
        saved_views.save(ws, "agencies", View("a b", "y", "stroke", {"by": "honor"}))
        assert saved_views.views(ws, "agencies") == [View("a b", "y", "stroke", {"by": "honor"})]
        for name in ("", "  ", "长" * 41):
            with pytest.raises(BadInput):
                saved_views.save(ws, "agencies", View(name, "", "pinyin", {}))
        ws.user = "two"
        assert saved_views.views(ws, "agencies") == []
        assert saved_views.views(ws, "offices") == []
    finally:
        ws.close()
