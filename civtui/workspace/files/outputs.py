"""Where an output may go: never over a workspace's own files, a device, a FIFO, or through a link.

Every verb that writes a file for the user asks here first.
"""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path

from civtui.model.errors import Refused
from civtui.model.faults import Translating
from civtui.model.text import Message, msg

# of a workspace: folders and files that are the program's own
FOLDERS = ("evidence", "plugins", "places")
FILES = ("civtui.toml", "profile.toml", "keys.toml", "plugins.lock")
# what SQLite and this program lay beside a database
BESIDE = ("-wal", "-shm", "-journal")


def output(path: Path) -> Path:
    """Return `path` where a file may be written there.

    Raises:
        Refused: it is a workspace's own file or lies among its own, is a link, a folder, a
            device or a FIFO.
        MachineFault: its folder is not there or cannot be looked at.
    """
    with Translating(path):
        target = path.parent.resolve(strict=True) / path.name
        try:
            there = target.lstat()
        except FileNotFoundError:
            there = None
        if there is not None and not stat.S_ISREG(there.st_mode):
            raise _refused(path, msg(f"output.{_kind(there.st_mode)}"))
        for folder in [target.parent, *target.parent.parents]:
            if (folder / "civtui.toml").is_file() and _own(folder, target):
                raise _refused(path, msg("output.own", folder=folder))
        if there is not None and there.st_nlink > 1:
            raise _refused(path, msg("output.hard-link"))
    return path


def _refused(path: Path, why: Message) -> Refused:
    return Refused(why, where={"file": str(path)}, hint=msg("output.elsewhere"))


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "link"
    return "folder" if stat.S_ISDIR(mode) else "device"


def _own(folder: Path, target: Path) -> bool:
    """Return whether `target` is one of the own files of the workspace in `folder`."""
    within = target.relative_to(folder).parts
    if within[0] == "out":
        return False
    if within[0] in FOLDERS:
        return True
    if target.name in FILES and len(within) == 1:
        return True
    return any(_of_database(target, base) for base in _databases(folder))


def _of_database(target: Path, base: Path) -> bool:
    if target.parent != base.parent:
        return False
    beside = target.name.removeprefix(base.name)
    return target.name == base.name or (
        beside != target.name and (beside in BESIDE or beside.startswith(".schema-"))
    )


def _databases(folder: Path) -> Iterator[Path]:
    """Yield the ledger's file of a workspace, as its settings name it."""
    yield folder / "civtui.db"
    try:
        said = tomllib.loads((folder / "civtui.toml").read_text(encoding="utf-8"))
        named = said.get("workspace", {}).get("database")
    except (OSError, ValueError, AttributeError):
        return
    if isinstance(named, str) and named:
        yield (folder / named).resolve()
