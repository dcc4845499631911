"""The folders of a workspace, made on the way to a first screen: nothing here writes facts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from civtui.model.roles import RIGHTS, Right
from civtui.workspace.session import Workspace

# the folders that people find in a workspace, `inbox` the one that they copy files into
FOLDERS = ("evidence", "inbox", "out", "plugins")


def make_folders(folder: Path) -> None:
    """Make the folders of a workspace that are not there.

    Raises:
        OSError: one cannot be made, or a file has its name.
    """
    for part in FOLDERS:
        (folder / part).mkdir(parents=True, exist_ok=True)


def make_lacking(ws: Workspace) -> None:
    """Make what an older workspace lacks of them, for whoever may write something in it."""
    if ws.role is None or RIGHTS[ws.role] - {Right.READ}:
        for part in FOLDERS:
            with suppress(OSError):  # a file has its name, or the disk cannot be written
                (ws.dir / part).mkdir(exist_ok=True)
