"""Runs one import and kills its own process, as `kill -9` does, before a wanted statement.

`python -m tests.exchange.killed FOLDER KIND FILE NUMBER` prints how many statements ran up to the
last COMMIT where NUMBER is 0.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from civtui.ledger.projections import staged_marks
from civtui.workspace.agencies import registry_records
from civtui.workspace.building import intake, registers
from civtui.workspace.files import imports
from civtui.workspace.files.imports import ImportAnswer
from civtui.workspace.session import Workspace, open_workspace

KINDS = ("registry", "marks", "staged", "duty", "activity")


def cut_small() -> None:
    """Let every few rows make a fact, so that a small file is written in many statements."""
    registry_records.SLICE = intake.SLICE = registers.SLICE = 3
    imports.MARK_SLICE = 5


def take_in(ws: Workspace, kind: str, file: Path) -> ImportAnswer:
    """Import `file` as a user would."""
    if kind == "registry":
        return imports.import_registry(ws, file)
    if kind == "staged":
        staged_marks.STAGED_FROM = 10
    if kind in ("marks", "staged"):
        return imports.import_marks(ws, file, "r")
    if kind == "activity":
        return intake.import_activities(ws, file)
    return intake.import_register(ws, kind, file)


def main(folder: str, kind: str, file: str, number: str) -> None:
    """Import, and die before statement `number` that the ledger is given."""
    cut_small()
    ws = open_workspace(Path(folder))
    ran = last = 0

    def die(statement: str) -> None:
        nonlocal ran, last
        ran += 1
        last = ran if statement == "COMMIT" else last
        if ran == int(number):
            os.kill(os.getpid(), signal.SIGKILL)

    ws.ledger.connection.set_trace_callback(die)
    take_in(ws, kind, Path(file))
    sys.stdout.write(f"{last}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
