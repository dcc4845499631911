"""The workspace's inbox: files that were copied there, to be taken as evidence by number."""

from __future__ import annotations

from pathlib import Path

from civtui.workspace.session import Workspace

MOST = 60


def files(ws: Workspace) -> list[Path]:
    """Return the files in `inbox/` that may be evidence, the newest first."""
    folder = ws.dir / "inbox"
    if not folder.is_dir():
        return []
    kinds = {f".{kind}" for kind in ws.profile().evidence.kinds}
    found = [path for path in folder.iterdir() if path.suffix.lower() in kinds and path.is_file()]
    return sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name))[:MOST]
