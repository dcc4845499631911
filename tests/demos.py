"""The demo city for tests that only need one: made once in a run, copied for each."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from civtui.workspace.demo import demo as make
from civtui.workspace.session import Workspace

HOMES: list[Path] = []  # where the one that is copied stands: the run's, for all its workers


def demo(folder: Path, *, user: str | None = None) -> Workspace:
    """Return a demo city in a new folder, as `civtui.workspace.demo.demo` makes it.

    Args:
        folder: not there yet.
        user: who works in it; the operating system's user where None.
    """
    home = HOMES[0] if HOMES else Path(mkdtemp())
    kept = home / "demo-city"
    if not kept.is_dir():
        with TemporaryDirectory(dir=home) as beside:
            make(Path(beside) / "city").close()
            try:
                (Path(beside) / "city").rename(kept)
            except OSError:  # another worker was faster
                assert kept.is_dir()
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    return make(folder, user=user)
