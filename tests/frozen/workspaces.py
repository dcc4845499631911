"""Workspaces as releases left them: the year, packed.

`python -m tests.frozen.workspaces NAME` adds one.

A workspace that is here stays as it is: every later release has to open it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import zipfile
from pathlib import Path

from civtui.workspace.session import Workspace
from tests.frozen.telling import OPENING
from tests.frozen.year import tell

FOLDER = Path(__file__).with_name("workspaces")


def packed() -> list[Path]:
    """Return the packed workspaces, oldest first."""
    return sorted(FOLDER.glob("*.zip"))


def unpack(path: Path, root: Path) -> Path:
    """Unpack a workspace below `root` and return its folder."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(root)
    return root / "city"


def pack(city: Path, path: Path) -> None:
    """Pack a workspace: its ledger, settings, profile, standards and evidence."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(city.rglob("*")):
            part = file.relative_to(city).parts[0]
            if (
                file.is_file()
                and not part.startswith("civtui.db")
                and part not in ("out", "places")
            ):
                archive.write(file, str(Path("city") / file.relative_to(city)))
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "civtui.db"
            source = sqlite3.connect(city / "civtui.db")
            source.execute("VACUUM INTO ?", (str(copy),))
            source.close()
            archive.write(copy, "city/civtui.db")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        os.environ |= {"LOGNAME": "teller", "XDG_CACHE_HOME": made, "XDG_DATA_HOME": made}
        Workspace.now = OPENING.now  # type: ignore[method-assign, assignment]  # a fixed clock
        FOLDER.mkdir(exist_ok=True)
        pack(tell(Path(made)).city, FOLDER / f"{sys.argv[1]}.zip")
