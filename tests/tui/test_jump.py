"""Jumping and typed links by keys: one key opens the finder, a sequence follows a row."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.tui.keys.actions import ACTIONS
from civtui.tui.keys.registry import keys_of
from tests.tui.session import session


@pytest.mark.parametrize(
    ("typed", "mode", "row"),
    [
        ("mfj", "agencies", "贸发局"),
        ("贸发 会展", "offices", "会展处"),
        ("city-2026", "rounds", "2026"),
        ("报表", "reports", ""),
        ("黄牌与期限", "cards", ""),
        ("zhizefenjie", "records", ""),
        ("zhidufugai", "board", ""),
    ],
)
async def test_anything_is_found_by_its_name_and_gone_to(
    city: Path, tmp_path: Path, typed: str, mode: str, row: str
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("5", "ctrl+p")
        await user.type(typed)
        await user.press("enter")
        assert user.desk.mode.id == mode
        if row:
            assert user.desk.grid.current is not None
            assert row in user.desk.grid.current.cells[0]


async def test_the_finder_moves_while_typing_and_says_why_an_action_is_refused(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f9")
        await user.type("该")
        user.expect(t("keys.go_round"), "动作")
        await user.type("轮考评")
        user.expect(t("finding.no-round-here"))
        await user.press("escape", "escape")
        assert user.desk.mode.id == "agencies"


async def test_a_person_of_a_panel_leads_to_the_round(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("ctrl+p")
        await user.type("kp1")
        user.expect("考评员")
        await user.press("enter")
        assert user.desk.mode.id == "rounds"


async def test_links_lead_from_an_agency_to_its_scores_and_back(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "g", "o")
        assert user.desk.mode.id == "offices"
        row = next(n for n, r in enumerate(user.desk.mode.rows) if r.cells[1])
        await user.press(*["down"] * row, "g", "r")
        assert user.desk.mode.id == "rounds"
        await user.press("escape", "ctrl+g", "f7")
        assert user.desk.mode.id in ("sheet", "results")
        await user.press("g", "e")
        assert user.desk.mode.id == "board"
        user.expect("佐证 · ")
        await user.press(*["escape"] * 3)
        assert user.desk.mode.id == "agencies"
        await user.press("g", "t")
        assert user.desk.mode.id == "rung"


async def test_a_link_that_leads_nowhere_says_so(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("8", "g", "a")
        user.expect(t("finding.no-agency-here"))
        assert user.desk.mode.id == "reports"


async def test_no_key_of_a_list_breaks_it_where_the_list_is_empty(
    city: Path, tmp_path: Path
) -> None:
    ways = {"agencies": "2", "cases": "4 f6 1", "records": "5 f6 1 enter", "cards": "7"}
    async with session(city, tmp_path / "w") as user:
        for mode, way in ways.items():
            for action in (a for a in ACTIONS if mode in a.modes and not a.quiet):
                if user.desk.mode.id != mode or user.desk.input is not None:
                    while user.desk.input is not None or len(user.desk.stack) > 1:
                        await user.press("escape")
                    user.desk.switch("overview")
                    await user.press(*way.split())
                user.desk.mode.text = "没有此物"
                user.desk.reload()
                assert user.desk.mode.id == mode
                await user.press(*keys_of(action, mode)[0].split())
                assert user.lines(), (mode, action.id)
