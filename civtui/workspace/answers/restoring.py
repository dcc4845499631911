"""`restore` where a workspace is open: into a new folder, so that nothing here is touched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from civtui.files import typed_path
from civtui.locale import t
from civtui.workspace.answers import Answer
from civtui.workspace.files import backups, restoring
from civtui.workspace.files.creating import hold_empty
from civtui.workspace.session import Workspace


def placed(ws: Workspace, values: Mapping[str, Any]) -> Path | None:
    """Return the folder that a form restores into: a name alone lies beside the workspace."""
    beside = ws.dir.resolve().parent
    if values.get("to"):
        return beside / typed_path(str(values["to"]))
    if not values.get("file"):
        return None
    return backups.free(beside, Path(str(values["file"])).stem)


def will_restore(ws: Workspace, values: Mapping[str, Any]) -> list[str]:
    """Say what will be written where, and that what is open stays."""
    hold_empty(values["to"])
    return [t("verbs/restore.will", file=values["file"], folder=values["to"])]


def restore(ws: Workspace, *, file: Path, to: Path, other_city: bool) -> Answer:
    """Bring a backup back in a new folder, and say how it is opened.

    Args:
        other_city: of the command alone: a new folder is nobody's, any city may go in.
    """
    hold_empty(to)
    restoring.restore(to, file, agree=lambda found, wanted: True, user=ws.user)
    return Answer(
        {"restored": str(file), "folder": str(to)},
        lambda: [
            t("verbs/restore.done", file=file, folder=to),
            t("verbs/restore.open-it", folder=to),
        ],
    )
