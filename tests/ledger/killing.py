"""Ends a process in the middle of what it does to a database, as `kill -9` would."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "shutil.copyfile"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
DONE, KILLED, FAILED = 0, 9, 1


def stride(usual: int) -> int:
    """Return how many steps lie between two kills: all are tried where CIVTUI_DEEP is set."""
    return 1 if os.environ.get("CIVTUI_DEEP") else usual


def killed_at(statement: int, deed: Callable[[], object]) -> bool:
    """Do `deed` in a process that dies before its nth step; return whether it died.

    A step is an SQL statement, or a change of the file system.

    Raises:
        AssertionError: the deed failed by itself.
    """
    child = os.fork()
    if child == 0:
        code = FAILED
        try:
            die_at(statement)
            deed()
            code = DONE
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (DONE, KILLED), status
    return status == KILLED


def die_at(statement: int) -> None:
    """Let this process die before its nth step from now."""
    real, left = sqlite3.connect, statement

    def step(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(KILLED)

    def audit(event: str, given: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and given[2] & WRITES):
            step()

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(*given, **named)
        connection.set_trace_callback(step)
        return connection

    sqlite3.connect = connect  # type: ignore[assignment]  # takes the same
    sys.addaudithook(audit)
