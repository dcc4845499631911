"""What fifty enabled plugins cost a start: `python -m benchmarks.plugins`.

Two copies of one city, one with fifty trivial plugins enabled and their catalogue warm, opened in
turn in a pseudo-terminal until the overview stands; then the same for the list of plugins.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from civtui.workspace.demo import demo
from civtui.workspace.plugins import plugins
from civtui.workspace.session import open_workspace
from tests.plugin.conftest import Shelf
from tests.terminal.driving import Terminal

COUNT = 50
PAIRS = 21
CODE = """
from civtui.api import Bilingual, WarningSignal, hookimpl
@hookimpl
def civtui_warning_signals():
    return [WarningSignal(id="quiet", title=Bilingual("静"), entry="{module}:quiet")]
def quiet(facts):
    return []
"""


def until(terminal: Terminal, wanted: str) -> None:
    """Wait, finely, until `wanted` stands on the screen."""
    while wanted not in terminal.text():
        terminal.read(0.001)


def opening(folder: Path, keys: str, wanted: str) -> float:
    """Return the milliseconds until `wanted` stands on the screen after `keys`."""
    start = time.perf_counter()
    terminal = Terminal("-w", folder, "tui")
    until(terminal, "70/85")
    if keys:
        terminal.read(0.3)
        start = time.perf_counter()
        terminal.send(keys)
        until(terminal, wanted)
    taken = 1000 * (time.perf_counter() - start)
    terminal.kill()
    return taken


def main() -> None:
    """Measure and print."""
    root = Path(tempfile.mkdtemp())
    os.environ |= {"XDG_CACHE_HOME": str(root / "cache"), "XDG_DATA_HOME": str(root / "data")}
    shelf = Shelf(root / "shelf")
    os.environ["PYTHONPATH"] = str(shelf.site)
    sys.path.insert(0, str(shelf.site))
    ids = [shelf.package(f"quiet-{n:02d}", CODE) for n in range(COUNT)]
    demo(root / "without").close()
    shutil.copytree(root / "without", root / "with")
    ws = open_workspace(root / "with")
    for id_ in ids:
        assert plugins.enable(ws, id_).state == "enabled"
    ws.close()
    for name, keys, wanted in (("first screen", "", ""), ("key 0, list of plugins", "0", "毫秒")):
        times: dict[str, list[float]] = {"without": [], "with": []}
        for _ in range(PAIRS):
            for which, taken in times.items():
                taken.append(opening(root / which, keys, wanted))
        middle = {which: statistics.median(taken) for which, taken in times.items()}
        more = statistics.median(b - a for a, b in zip(*times.values(), strict=True))
        print(
            f"{name:<26} without {middle['without']:7.1f} ms   with {COUNT} {middle['with']:7.1f}"
            f" ms   median difference {more:+6.1f} ms"
        )


if __name__ == "__main__":
    main()
