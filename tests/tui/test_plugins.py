"""Plugins on the screen: none holds the keys up, none takes its data along when it goes."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from civtui.workspace.building import culture
from civtui.workspace.plugins import plugins
from civtui.workspace.session import open_workspace
from tests.plugin.conftest import Shelf
from tests.plugin.conftest import shelf as shelf
from tests.plugin.test_data_only import PROGRAM
from tests.plugin.test_host import READING
from tests.plugin.zoo import acting
from tests.tui.session import Session, session

SLOW = """    while True:
        try:
            while True: time.sleep(0.01)
        except BaseException: pass"""
DYING = "    os._exit(3)"
STRAY = "    os.write(1, b'STRAY\\x1b[2J')\n    return good()"


@pytest.fixture
def own(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the city with a catalogue of its own, and no plugin of the demo."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    shutil.copytree(city, tmp_path / "w")
    ws = open_workspace(tmp_path / "w")
    for row in plugins.plugin_list(ws):
        if row.id in ws.host.enabled:
            plugins.disable(ws, row.id)
    ws.close()
    return tmp_path / "w"


def use(folder: Path, plugin: str, form: str, values: dict[str, str]) -> None:
    """Enable a plugin and enter something into its program."""
    ws = open_workspace(folder)
    assert plugins.enable(ws, plugin).state == "enabled"
    program = next(one for one in culture.programs(ws) if one.plugin == plugin)
    culture.add_entry(ws, program.id, "教育局", form, values)
    ws.close()


async def to_program(user: Session, plugin: str) -> None:
    """Go to the program of a plugin, on the line of the agency that takes part."""
    await user.press("6")
    ids = [row.id for row in user.desk.mode.rows]
    place = next(n for n, id_ in enumerate(ids) if id_.startswith(f"{plugin}:"))
    await user.press(*["down"] * place, "enter")


async def test_the_built_in_plugin_is_not_disabled_by_a_key(own: Path, city: Path) -> None:
    async with session(city, own) as user:
        await user.press("0")
        user.desk.grid.go(user.desk.grid.place_of("civtui"))
        for keys in (("ctrl+e",), ("enter", "ctrl+e")):
            await user.press(*keys)
            user.expect("✗ 内置插件不能停用").absent("已停用")
        await user.press("escape")
        row = user.desk.grid.current
        assert row is not None and row.cells[2] == "启用"


async def test_a_plugin_that_hangs_holds_no_key_up(shelf: Shelf, own: Path, city: Path) -> None:
    shelf.package("animal", acting(SLOW))
    use(own, "animal", "entry", {"text": "一"})
    async with session(city, own) as user:
        await to_program(user, "animal")
        user.expect("正在向插件取数")
        await user.press("escape", "2", "down", "down")
        user.expect("市委宣传部")
        await user.press("0")
        user.expect("animal")


async def test_enter_on_a_view_that_is_being_made_opens_it(
    shelf: Shelf, own: Path, city: Path
) -> None:
    shelf.package("animal", acting("    import time\n    time.sleep(1)\n    return good()"))
    use(own, "animal", "entry", {"text": "一"})
    async with session(city, own) as user:
        await to_program(user, "animal")
        user.expect("正在向插件取数")
        await user.press("enter")
        assert user.desk.mode.id == "program"
        await user.until("fine")
        await user.settle()
        assert user.desk.mode.id == "view"


async def test_a_plugin_that_dies_is_named_and_the_next_key_works(
    shelf: Shelf, own: Path, city: Path
) -> None:
    shelf.package("animal", acting(DYING))
    use(own, "animal", "entry", {"text": "一"})
    async with session(city, own) as user:
        await to_program(user, "animal")
        await user.until("工作进程自行退出")
        await user.press("escape", "f6", "1")
        await user.until("未检查")
        await user.press("1")
        user.expect("70/85 = 82 %")
        await user.press("0")
        rows = {row.id: row.cells for row in user.desk.mode.rows}
        assert rows["animal"][3] != ""


async def test_a_worker_that_was_killed_is_started_again(
    shelf: Shelf, own: Path, city: Path
) -> None:
    shelf.package("animal", acting("    return good()"))
    use(own, "animal", "entry", {"text": "一"})
    async with session(city, own) as user:
        await to_program(user, "animal")
        await user.until("fine")
        os.kill(user.ws.host.workers()["animal"], signal.SIGKILL)
        while "animal" in user.ws.host.workers():  # the kernel has not ended it yet
            await user.pilot.pause(0.01)
        await user.press("f5")
        await user.until("fine")


async def test_a_dropped_in_file_becomes_a_program_that_takes_entries(
    shelf: Shelf, own: Path, city: Path
) -> None:
    (own / "plugins").mkdir(exist_ok=True)
    (own / "plugins" / "tea-room.toml").write_text(PROGRAM, "utf-8")
    async with session(city, own) as user:
        await user.press("0")
        place = [row.id for row in user.desk.mode.rows].index("tea-room")
        await user.press(*["down"] * place)
        user.expect("纯数据  1.2")
        await user.press("ctrl+e")
        user.expect("请先看清发布者")
        await user.until("甲局")
        await user.press("ctrl+e")
        await user.until("已启用 tea-room")
        culture.add_entry(
            user.ws,
            "tea-room:tea",
            "教育局",
            "talk",
            {"topic": "家风", "on": "2026-03-01", "people": "8", "state": "held"},
        )
        await to_program(user, "tea-room")
        await user.until("家风")
        await user.press("insert")
        user.expect("话题", "日期", "人数", "状态")
        await user.type("茶与礼")
        await user.press("enter")
        await user.type("２０２６-０４-０１")
        await user.press("enter")
        await user.type("１２")
        await user.press("enter", "2", "f8")
        user.expect("已存入")
        await user.until("茶与礼")
        await user.press("escape", "f6", "1")
        await user.until("100")


async def test_a_package_that_goes_leaves_its_data_and_comes_back_with_them(
    shelf: Shelf, own: Path, city: Path
) -> None:
    shelf.package("reading", READING)
    use(own, "reading", "reading", {"book": "论语"})
    parts = [shelf.site / "reading", shelf.site / "reading-1.0.dist-info"]
    for part in parts:
        part.rename(shelf.root / part.name)
    async with session(city, own) as user:
        await user.press("6")
        rows = list(user.desk.mode.rows)
        place = next(n for n, row in enumerate(rows) if row.cells[0] == "reading:reading")
        await user.press(*["down"] * place, "enter")
        user.expect("reading:reading", "所需插件 reading 未启用或缺失")
        await user.press("0", "end")
        user.expect("reading", "条目 1 条", "插件恢复后即可查看")
    for part in parts:
        (shelf.root / part.name).rename(part)
    async with session(city, own) as user:
        await to_program(user, "reading")
        await user.until("论语")


async def test_stray_writes_never_reach_the_screen(
    shelf: Shelf, own: Path, city: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shelf.package("animal", acting(STRAY))
    use(own, "animal", "entry", {"text": "一"})
    async with session(city, own) as user:
        await to_program(user, "animal")
        await user.until("fine")
        await user.press("0")
        place = [row.id for row in user.desk.mode.rows].index("animal")
        await user.press(*["down"] * place, "enter", "pagedown")
        user.expect("STRAY", "view")
    assert "STRAY" not in "".join(capfd.readouterr())
