"""What a workspace has enabled, as a file that brings it back after the tool was replaced."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from civtui.model.roles import Right
from civtui.workspace.files.changing import change
from civtui.workspace.session import Workspace

LOCK = "plugins.lock"
SECONDS = 600


class Synced(NamedTuple):
    """What became of one plugin that was missing.

    Args:
        requirement: what was asked for, `name==version`.
        done: whether it is there now; None where it was only a trial.
        output: the installer's last lines where it failed.
    """

    requirement: str
    done: bool | None
    output: str = ""


def lock(ws: Workspace) -> Path:
    """Write the enabled plugins as requirements, hashes as comments; return the file.

    Plugins that lie in the workspace's own `plugins/` folder travel with it and are left out.
    """
    ws.require(Right.MANAGE)
    found = ws.host.catalogue.found()
    lines = []
    for wish in ws.host.enabled.values():
        here = found.get(wish.id)
        if here is not None and here.where.startswith(str(ws.dir.absolute())):
            continue
        version = wish.version or (here.version if here else "")
        line = f"{wish.id}=={version}" if version else wish.id
        lines.append(f"{line}  # sha256 {wish.sha256}" if wish.sha256 else line)
    path = ws.dir / LOCK
    change(path, lambda _: "\n".join([*lines, ""]))
    return path


def sync(ws: Workspace, *, dry_run: bool = False) -> list[Synced]:
    """Install the enabled plugins that are missing here, at the versions they are pinned at.

    Args:
        dry_run: install nothing, only say what would be.
    """
    ws.require(Right.MANAGE)
    missing = {row.id for row in ws.host.plugins() if row.state == "missing"}
    wanted = [wish for wish in ws.host.enabled.values() if wish.id in missing]
    done = []
    for wish in wanted:
        requirement = f"{wish.id}=={wish.version}" if wish.version else wish.id
        done.append(Synced(requirement, None) if dry_run else _install(requirement))
    ws.reload_plugins()
    return done


def _install(requirement: str) -> Synced:
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", requirement]
    try:
        ran = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Synced(requirement, False, str(error))
    return Synced(requirement, ran.returncode == 0, ran.stderr.strip()[-400:])
