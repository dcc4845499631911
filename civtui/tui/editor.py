"""The user's own editor for longer texts, where the session may start programs at all."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from civtui.model.errors import BadInput
from civtui.model.text import msg
from civtui.tui.environment import forced_session

if TYPE_CHECKING:
    from textual.app import App


def allowed_editor() -> list[str] | None:
    """Return the command of `$VISUAL` or `$EDITOR`, None where there is none or none may run.

    In a session that a key of SSH forces on this program no other program is started: an editor
    has a shell in it.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    parts = [] if forced_session() else shlex.split(command)
    return parts if parts and shutil.which(parts[0]) else None


def edited(app: App[None], text: str) -> str:
    """Return what the user made of `text` in the editor; the screen comes back afterwards.

    Raises:
        BadInput: the editor failed; `text` is not touched.
    """
    command = allowed_editor() or []
    with tempfile.TemporaryDirectory(prefix="civtui-") as folder:
        file = Path(folder) / "note.txt"
        file.write_text(text, encoding="utf-8")
        with app.suspend():
            done = subprocess.run([*command, str(file)], check=False)
        if done.returncode:
            raise BadInput(msg("sheet.editor-failed"), value=done.returncode)
        return file.read_text(encoding="utf-8", errors="replace").strip()
