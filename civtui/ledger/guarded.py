"""A connection of SQLite whose errors of the machine are of the family (`model.faults`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from civtui.model.faults import MachineFault, Translating

# what a key may wait for a lock; an ordinary write of a colleague takes one or two
PATIENCE_MS = 60


@contextmanager
def patience(connection: sqlite3.Connection, milliseconds: int) -> Iterator[None]:
    """Let the statements in it wait for a lock only so long."""
    (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")


class Guarded(sqlite3.Connection):
    """A connection whose every statement tells faults of the machine as errors of the family."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.guard = Translating()
        self.fault: MachineFault | None = None  # why it can only be read
        super().__init__(*given, **named)

    def cursor(self, factory: Any = None) -> Any:
        """Return a cursor of ours."""
        return super().cursor(factory or GuardedCursor)

    def execute(self, *given: Any) -> Any:
        """Run a statement and return its cursor."""
        return self.cursor().execute(*given)

    def executemany(self, *given: Any) -> Any:
        """Run a statement for many parameters and return its cursor."""
        return self.cursor().executemany(*given)

    def backup(self, *given: Any, **named: Any) -> None:
        """Copy the whole database (see `sqlite3.Connection.backup`)."""
        with self.guard:
            super().backup(*given, **named)


class GuardedCursor(sqlite3.Cursor):
    """A cursor of `Guarded`; stepping row by row is left bare: the faces translate that too."""

    connection: Guarded

    def execute(self, *given: Any) -> GuardedCursor:
        """Run a statement."""
        with self.connection.guard:
            super().execute(*given)
        return self

    def executemany(self, *given: Any) -> GuardedCursor:
        """Run a statement for many parameters."""
        with self.connection.guard:
            super().executemany(*given)
        return self

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        with self.connection.guard:
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        with self.connection.guard:
            return super().fetchall()
