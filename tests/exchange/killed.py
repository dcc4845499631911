"""Runs one import and kills its own process, as `kill -9` does, before a wanted statement.

`python -m tests.exchange.killed FOLDER KIND FILE NUMBER` prints how many statements ran where the
import ends before statement NUMBER.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from civtui.workspace import imports
from civtui.workspace.building import intake, registers
from civtui.workspace.imports import ImportAnswer
from civtui.workspace.session import Workspace, open_workspace

KINDS = ("registry", "marks", "duty", "activity")


def cut_small() -> None:
    """Let every few rows make a fact, so that a small file is written in many statements."""
    imports.SLICE = intake.SLICE = registers.SLICE = 3
    imports.MARK_SLICE = 5


def take_in(ws: Workspace, kind: str, file: Path) -> ImportAnswer:
    """Import `file` as a user would."""
    if kind == "registry":
        return imports.import_registry(ws, file)
    if kind == "marks":
        return imports.import_marks(ws, file, "r")
    if kind == "activity":
        return intake.import_activities(ws, file)
    return intake.import_register(ws, kind, file)


def main(folder: str, kind: str, file: str, number: str) -> None:
    """Import, and die before statement `number` that the ledger is given."""
    cut_small()
    ws = open_workspace(Path(folder))
    ran = 0

    def die(_: str) -> None:
        nonlocal ran
        ran += 1
        if ran == int(number):
            os.kill(os.getpid(), signal.SIGKILL)

    ws.ledger.connection.set_trace_callback(die)
    take_in(ws, kind, Path(file))
    sys.stdout.write(f"{ran}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
