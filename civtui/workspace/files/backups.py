"""Where backups and workspaces lie: what is at hand of them, and where a new one goes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from civtui.files import typed_path
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.files.archive import LEDGER, MANIFEST
from civtui.workspace.files.creating import is_workspace
from civtui.workspace.forced_command import forced_session
from civtui.workspace.session import Workspace

ENDING = ".zip"
MOST = 200  # files and folders of a folder that are looked at


def is_backup(path: Path) -> bool:
    """Return whether a file looks like a backup; whether it is whole a restore finds out."""
    try:
        with zipfile.ZipFile(path) as found:
            return {MANIFEST, LEDGER} <= set(found.namelist())
    except (OSError, ValueError, zipfile.BadZipFile):
        return False


def at_hand(folders: Iterable[Path]) -> list[Path]:
    """Return the backups that lie in some folders, the newest first."""
    found = {
        path.resolve(): path.stat().st_mtime
        for folder in folders
        for path in _within(folder)
        if path.suffix.lower() == ENDING and path.is_file() and is_backup(path)
    }
    return sorted(found, key=lambda path: (-found[path], path.name))


def workspaces(folder: Path) -> list[Path]:
    """Return the workspaces in a folder and in the folders of it, by name."""
    children = [path for path in _within(folder) if path.is_dir()]
    below = [path for child in children if not is_workspace(child) for path in _within(child)]
    return sorted(path for path in (*children, *below) if is_workspace(path))


def _within(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder; nothing where it cannot be read."""
    with suppress(OSError):
        found = sorted(islice(folder.iterdir(), MOST))
        yield from (path for path in found if not path.name.startswith("."))


def folders_of(ws: Workspace) -> list[Path]:
    """Return where backups of a workspace are looked for: in it, beside it, where one began."""
    folders = [ws.dir / "out", ws.dir, *([] if forced_session() else [ws.dir.resolve().parent])]
    with suppress(OSError):  # the folder may be gone by now
        folders += [] if forced_session() else [Path.cwd()]
    return folders


def placed(ws: Workspace, named: object) -> Path:
    """Return where a backup goes: beside its workspace, named after it and the day.

    Args:
        named: what was typed: a name alone lies there too, and gets its ending.

    Raises:
        Refused: a session that SSH forces on a key names a place beyond `out/`.
    """
    folder = ws.dir.resolve()
    beside = folder / "out" if forced_session() else folder.parent
    if not named:
        return free(beside, f"{folder.name}-{ws.today().isoformat()}", ENDING)
    path = beside / typed_path(str(named))
    if forced_session() and not path.resolve().is_relative_to(beside):
        raise Refused(msg("output.forced"), where={"file": str(path)})
    return path if path.suffix else path.with_name(path.name + ENDING)


def free(folder: Path, name: str, ending: str = "") -> Path:
    """Return a path in a folder that nothing lies at: by `name`, else with a number behind it."""
    path, number = folder / f"{name}{ending}", 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{name}-{number}{ending}"
    return path
