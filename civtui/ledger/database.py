"""Opens the SQLite file of a workspace: durable writes, patient locks, the tables of today."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from civtui.ledger.migrating import migrate, schema_of
from civtui.model.errors import BadInput, UnsoundLedger
from civtui.model.faults import Translating, translated
from civtui.model.text import msg

BUSY_TIMEOUT_MS = 15_000


class Guarded(sqlite3.Connection):
    """A connection whose every statement tells faults of the machine as errors of the family."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.guard = Translating()
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


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the ledger file at `path`, migrated to this release.

    Args:
        path: the database file.
        create: make a new file where there is none.

    Raises:
        BadInput: the file is missing, or of a newer release.
        UnsoundLedger: it is empty or no ledger.
        MachineFault: it cannot be read, or is damaged.
    """
    with Translating(path):
        return _connect(path, create)


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    where = {"file": str(path)}
    if not create and not path.is_file():
        raise BadInput(msg("ledger.no-file"), where=where, hint=msg("ledger.init"))
    if not create and not path.stat().st_size:
        raise UnsoundLedger(msg("ledger.empty"), where=where, hint=msg("ledger.restore"))
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None, factory=Guarded
    )
    connection.guard.path = path
    try:
        if not create and not is_ledger(connection):
            raise UnsoundLedger(msg("ledger.foreign"), where=where, hint=msg("ledger.restore"))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -8000")
        migrate(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        if translated(error) is not None:
            raise
        raise UnsoundLedger(msg("ledger.not-ours", reason=error), where=where) from error
    except BaseException:
        connection.close()
        raise
    return connection


def is_ledger(connection: sqlite3.Connection) -> bool:
    """Return whether a database was made by the migrations: of any release, this or a newer one."""
    facts = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'fact'"
    ).fetchone()
    return facts is not None and schema_of(connection) > 0


def in_memory() -> sqlite3.Connection:
    """Return an empty ledger in memory, to rebuild projections into."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection
