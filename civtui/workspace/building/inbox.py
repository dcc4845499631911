"""The workspace's inbox: files that were copied there, to be taken by number."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from civtui.workspace.session import Workspace

MOST = 60


def files(ws: Workspace) -> list[Path]:
    """Return the files in `inbox/` that may be evidence, the newest first."""
    return files_in(ws.dir / "inbox", [f".{kind}" for kind in ws.profile().evidence.kinds])


def files_in(folder: Path, endings: Iterable[str]) -> list[Path]:
    """Return the files of a folder with one of `endings`, the newest first; none where it is not.

    Args:
        endings: in small letters, each with its dot.
    """
    kinds = set(endings)
    with suppress(OSError):  # there is no such folder, or it is not for this user to read
        found = [p for p in folder.iterdir() if p.suffix.lower() in kinds and p.is_file()]
        return sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name))[:MOST]
    return []
