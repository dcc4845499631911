"""The user's own editor for longer texts, where the session may start programs at all."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from civtui.model.errors import BadInput
from civtui.model.text import msg
from civtui.tui.environment import forced_session

if TYPE_CHECKING:
    from civtui.tui.host import Host

# what SSH sets in a session that came over a line
REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


def allowed_editor(settings: Mapping[str, object]) -> list[str] | None:
    """Return the command of `$VISUAL` or `$EDITOR`, None where there is none or none may run.

    In a session that a key of SSH forces on this program no other program is started: an editor
    has a shell in it. In any other session over SSH one runs where the workspace says
    `editor_over_ssh = true`: the service account is shared, and so would the shell be.

    Args:
        settings: of the workspace.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    remote = any(os.environ.get(name) for name in REMOTE)
    closed = forced_session() or (remote and settings.get("editor_over_ssh") is not True)
    try:
        parts = [] if closed else shlex.split(command)
    except ValueError:  # a quote that is never closed
        return None
    return parts if parts and shutil.which(parts[0]) else None


def edited(host: Host, command: list[str], text: str) -> str:
    """Return what the user made of `text` in the editor; the screen comes back afterwards.

    Args:
        command: see `allowed_editor`.

    Raises:
        BadInput: the editor failed; `text` is not touched.
    """
    with tempfile.TemporaryDirectory(prefix="civtui-") as folder:
        file = Path(folder) / "note.txt"
        file.write_text(text, encoding="utf-8")
        with host.suspend():
            done = subprocess.run([*command, str(file)], check=False)
        if done.returncode:
            raise BadInput(msg("sheet.editor-failed"), value=done.returncode)
        return file.read_text(encoding="utf-8", errors="replace").strip()
