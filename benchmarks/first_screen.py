"""The first screen beside a bare textual program, in processor time; and what overview and F7 cost.

    python -m benchmarks.first_screen [WORKSPACE]

Processor time of whole processes that open, paint once and leave, run in turn: a busy machine
swings the clock by a third, this by a tenth. Without a workspace a demo city is made.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace

RUNS = 9
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("ready")
    def on_ready(self):
        self.exit()
Bare().run(headless=True)
"""
CIVTUI = """
import civtui.cli.main, civtui.cli.screen
from pathlib import Path
from civtui.workspace.session import open_workspace
from civtui.tui.environment import prepare
ws = open_workspace(Path({folder!r}))
prepare()
from civtui.tui.line import driver_class
driver_class(None)
from civtui.tui.app import CivtuiApp
CivtuiApp.on_ready = lambda app: app.exit()
CivtuiApp(ws).run(headless=True)
"""


def processor_ms(code: str) -> float:
    """Return the processor time of a fresh interpreter that runs `code`, in milliseconds."""

    def used() -> float:
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        return spent.ru_utime + spent.ru_stime

    before = used()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return (used() - before) * 1000


def ms(work: Callable[[], object]) -> float:
    """Return the median processor time of `work` here, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Measure and print."""
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
    else:
        from civtui.workspace.demo import demo

        folder = Path(tempfile.mkdtemp()) / "city"
        demo(folder).close()
    pairs = [
        (processor_ms(BARE), processor_ms(CIVTUI.format(folder=str(folder)))) for _ in range(RUNS)
    ]
    bare, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"bare textual program, opened and left     {bare:7.1f} ms")
    print(f"civtui's overview, opened and left        {ours:7.1f} ms {ours / bare:5.2f} x bare")

    from civtui.tui.modes.overview import Overview
    from civtui.workspace.session import open_workspace

    ws = open_workspace(folder)
    mode = Overview(ws)
    print(f"overview: what the first screen waits for {ms(mode.load):7.1f} ms")

    def follow() -> None:
        mode.late = None  # forget, so that the registers are read
        mode.load_more()

    print(f"overview: what follows behind it          {ms(follow):7.1f} ms")
    mode.wide = True
    print(f"overview: the wide page drawn             {ms(lambda: mode.pane(None, 60)):7.1f} ms")
    _deeds(ws)
    ws.close()


def _deeds(ws: Workspace) -> None:
    """Print what the list of deeds (F7) of an agency costs, the slowest of the first ten."""
    from civtui.workspace.agencies.agencies import agency_rows
    from civtui.workspace.performing.row_deeds import deeds

    slowest = max(ms(partial(deeds, ws, "agency", row.id)) for row in agency_rows(ws)[:10])
    print(f"deeds of an agency (at most 150 ms)       {slowest:7.1f} ms")


if __name__ == "__main__":
    main()
