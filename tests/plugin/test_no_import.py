"""No plugin module ever stands in the modules of the screen's process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from civtui.workspace.building import culture
from civtui.workspace.plugins import plugins
from tests.demos import demo
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import READING

WALK = """
import asyncio, sys
from pathlib import Path
from civtui.tui.environment import prepare
prepare()
from civtui.tui.app import CivtuiApp
from civtui.workspace.session import open_workspace

async def walk():
    ws = open_workspace(Path(sys.argv[1]))
    app = CivtuiApp(ws)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in "1234567890":
            await pilot.press(key)
        await pilot.press("6")
        rows = [row.id for row in app.screen.mode.rows]
        place = next(n for n, id_ in enumerate(rows) if id_.startswith("reading-0:"))
        await pilot.press(*["down"] * place, "f6", "1")
        for _ in range(500):
            await pilot.pause(0.02)
            if app.screen.mode.score is not None:
                break
        assert app.screen.mode.score.parts
        await pilot.press("escape", "enter")
        for _ in range(500):
            await pilot.pause(0.02)
            if any("论语" in str(lines) for lines in app.screen.mode.made.values()):
                break
        else:
            raise AssertionError(app.screen.mode.made)
    ws.close()

asyncio.run(walk())
print([name for name in sys.modules if name.startswith(("reading", "civtui_", "pluggy"))])
"""


def test_a_walk_through_every_mode_imports_no_plugin(shelf: Shelf) -> None:
    around = {"XDG_CACHE_HOME": str(shelf.root / "cache"), "XDG_DATA_HOME": str(shelf.root / "d")}
    before = dict(os.environ)
    os.environ.update(around)
    try:
        ws = demo(shelf.root / "city")
        for number in range(5):
            shelf.package(f"reading-{number}", READING)
            assert plugins.enable(ws, f"reading-{number}").state == "enabled"
        culture.add_entry(ws, "reading-0:reading", "教育局", "reading", {"book": "论语"})
        ws.close()
    finally:
        os.environ.clear()
        os.environ.update(before)
    path = os.pathsep.join([str(shelf.site), str(Path.cwd())])
    done = subprocess.run(
        [sys.executable, "-c", WALK, str(shelf.root / "city")],
        capture_output=True,
        text=True,
        check=False,
        env={**before, **around, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
