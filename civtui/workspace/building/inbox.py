"""The workspace's inbox: files that were copied there, to be taken as evidence by number."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from civtui.model.registers import Register
from civtui.workspace.building.evidence import taken_in
from civtui.workspace.building.registers import RecordRow, add, change
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


def stored(
    ws: Workspace,
    kind: Register,
    agency: str | None,
    values: Mapping[str, Any],
    id_: str | None = None,
) -> RecordRow:
    """Put a record down, or change the record `id_`; files named as evidence are kept first.

    Raises:
        BadInput, NotFound, Refused: as `registers.add` and `registers.change`.
    """
    given = dict(values)
    if given.get("evidence"):
        parts = given["evidence"]
        given["evidence"] = taken_in(ws, parts if isinstance(parts, list) else [str(parts)])
    if id_ is None:
        return add(ws, kind.id, agency, given)
    return change(ws, kind.id, id_, given)
