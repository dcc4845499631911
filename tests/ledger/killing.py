"""Ends a process in the middle of what it does to a database, as `kill -9` would."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from typing import Any

DONE, KILLED, FAILED = 0, 9, 1


def killed_at(statement: int, deed: Callable[[], object]) -> bool:
    """Do `deed` in a process that dies before its nth SQL statement; return whether it died.

    Raises:
        AssertionError: the deed failed by itself.
    """
    child = os.fork()
    if child == 0:
        code = FAILED
        try:
            _die_at(statement)
            deed()
            code = DONE
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (DONE, KILLED), status
    return status == KILLED


def _die_at(statement: int) -> None:
    real, left = sqlite3.connect, statement

    def trace(_: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(KILLED)

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(*given, **named)
        connection.set_trace_callback(trace)
        return connection

    sqlite3.connect = connect  # type: ignore[assignment]
