"""The long lists behind other modes: the building log, every mark of a round."""

import shutil
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.model.roles import Role
from civtui.tui.modes.results import Explain
from civtui.workspace.building.activities import log_activity
from civtui.workspace.reading import tables
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.tui.session import session


async def test_the_building_log_of_the_city_is_a_list(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        log_activity(user.ws, "贸发局", "栽种纪念树")
        await user.press("5", "f6", "1")
        while (user.desk.grid.current.id if user.desk.grid.current else "") != "log:":
            await user.press("down")
        await user.press("enter")
        user.expect("创建日志（活动）", "栽种纪念树")
        assert user.desk.grid.row == 0
        await user.press("f4")
        await user.type("纪念树 机关:mfj")
        user.expect("栽种纪念树", "：1 行")
        await user.press("enter", "insert")
        assert user.desk.mode.id == "form"


async def test_every_mark_of_a_round_leads_to_its_trace(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3")
        user.desk.grid.go(user.desk.grid.place_of("city-2026"))
        await user.press("ctrl+l")
        rows = user.desk.mode.rows
        given = rounds.round_row(user.ws, "city-2026").given
        assert sum(1 for _ in rows) == given
        await user.press("ctrl+end", "ctrl+g", "f10", "enter")
        assert isinstance(user.desk.mode, Explain)


def test_a_judge_sees_no_list_of_marks_in_a_blind_round(city: Path, tmp_path: Path) -> None:
    shutil.copytree(city, tmp_path / "w")
    ws = open_workspace(tmp_path / "w", user="tester")
    row = rounds.round_row(ws, "city-2026")._replace(visibility="blind", state="open")
    assert tables.marks(ws, row).read(None)
    ws.role = Role.ASSESSOR
    with pytest.raises(Refused):
        tables.marks(ws, row)
    ws.close()
