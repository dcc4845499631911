"""Mode 5 and 6: the building year by keys alone, in both languages, at 80x24."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.registers import REGISTERS
from civtui.model.text import Bilingual, Lang, msg
from civtui.tables import table_of
from civtui.tui.modes.table import TableMode
from civtui.workspace.building import activities
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.signals import SignalRow
from civtui.workspace.lists.building import warned
from civtui.workspace.lists.listing import Listing
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.card_board import card_rows
from tests.building.pictures import picture
from tests.tui.session import session

NOUNS = [name for name, kind in REGISTERS.items() if kind.mode == "building"]
CULTURE = [name for name, kind in REGISTERS.items() if kind.mode == "culture"]


async def test_an_activity_with_two_pictures_and_three_items_in_under_twenty_keystrokes(
    city: Path, tmp_path: Path
) -> None:
    shutil.copytree(city, tmp_path / "w")
    for n in range(2):
        path = picture(tmp_path / "w" / "inbox" / f"{n}.jpg", "2026-10-28", shade=n)
        os.utime(path, (n, n))
    keys = 0
    async with session(city, tmp_path / "w") as user:

        async def press(*names: str) -> None:
            nonlocal keys
            keys += len(names)
            await user.press(*names)

        await press("5", "insert")
        await user.type("国庆读书分享会")
        await press("enter", "1", "2", "enter")
        await press("1", "space", "3", "space", "5", "enter", "f8")
        user.expect("已记 国庆读书分享会：佐证 2 件，服务 3 项")
        row = activities.activity_rows(user.ws, "a-1", 1)[0]
        assert (row.title, len(row.evidence), len(row.items)) == ("国庆读书分享会", 2, 3)
        assert row.held == "2026-10-28"
    assert keys < 20


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_register_and_board_has_its_screen(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, tmp_path / "w", lang=lang) as user:
        await user.press("5", "f6", "1")
        rows = [row.id for row in user.desk.mode.rows]
        assert [id_ for id_ in rows if id_.startswith("register:")] == [
            f"register:{name}" for name in NOUNS
        ]
        for place, id_ in enumerate(rows):
            await user.press("home" if not place else "down", "enter")
            kind, _, name = id_.partition(":")
            screens = {"register": "records"}
            assert user.desk.mode.id == screens.get(kind, kind)
            user.absent("tui.")
            user.absent("building.")
            if kind == "board":
                user.expect(t(f"building.board-{name}"))
            await user.press("escape")
        await user.press("escape", "enter")
        user.expect(t("tui.registers"), user.desk.mode.title())


async def test_a_record_is_put_down_changed_and_refused_by_keys(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("5", "enter")
        assert user.desk.mode.rows[9].id == "register:guarantee"
        before = len(record_rows(user.ws, "guarantee", "a-1", year=2025))
        await user.press(*["down"] * 9, "insert")
        user.expect("类别", "人员")
        await user.press("1", "enter")
        await user.press("ctrl+u")
        await user.type("２０２５")
        await user.press("enter")
        await user.type("若干")
        await user.press("f8")
        user.expect("计划", "若干")  # said, and nothing is lost
        rows = [row.id for row in user.desk.mode.rows]
        await user.press(*["up"] * 9, *["down"] * rows.index("planned"), "enter", "ctrl+u")
        await user.type("４")
        await user.press("f8")
        user.expect("已存入")
        assert len(record_rows(user.ws, "guarantee", "a-1", year=2025)) == before + 1
        await user.press("enter")
        assert user.desk.mode.id == "records"


async def test_leaving_a_form_with_something_in_it_asks_once(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("5", "insert")
        await user.type("半途")
        await user.press("enter", "escape", "escape")
        user.expect("还没有保存")
        assert user.desk.mode.id == "form"
        await user.press("escape")
        assert user.desk.mode.id == "building"


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_exemplars_stand_in_the_mode_of_culture(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, tmp_path / "w", lang=lang) as user:
        await user.press("6")
        rows = [row.id for row in user.desk.mode.rows]
        for id_ in (*(f"register:{name}" for name in CULTURE), "board:spread"):
            await user.press("6", "home", *["down"] * rows.index(id_), "enter")
            assert user.desk.mode.id == ("board" if id_.startswith("board") else "records")
            user.absent("building.")


async def test_signals_come_beside_the_session(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("5", "f6", "1", "end", "enter")
        await user.until("明显滞后")
        user.expect("预警")
        mode = user.desk.mode
        assert isinstance(mode, TableMode)
        row = user.desk.grid.current
        assert row is not None
        _, agency = mode.stands_for(row)[-1]
        await user.press("f7")
        user.expect(t("verbs.put-on-agenda", matter=msg("titles.matter-card")))
        await user.press("escape", "enter")  # Enter goes to the agency
        assert user.desk.mode.id == "agencies"
        assert user.desk.grid.current is not None and user.desk.grid.current.id == agency


def test_a_signal_stands_for_the_open_card_of_its_agency_first(city: Path) -> None:
    ws = open_workspace(city)
    card = next(one for one in card_rows(ws) if one.state == "open")
    here = Listing(ws, table_of("signals"))
    said = SignalRow("x", Bilingual("甲", "a"), card.agency, card.agency_name, "warning", "alarm")
    assert warned(here, said) == [
        ("warned", card.agency),
        ("card", card.id),
        ("agency", card.agency),
    ]
    ws.close()
