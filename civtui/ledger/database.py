"""Opens the SQLite file of a workspace: durable writes, patient locks, the tables of today."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from threading import Lock

from civtui.ledger.guarded import Guarded
from civtui.ledger.schema import newest, schema_of
from civtui.model.errors import BadInput, UnsoundLedger
from civtui.model.faults import MachineFault, Translating, translated
from civtui.model.text import msg

BUSY_TIMEOUT_MS = 15_000
_LOCK = Lock()


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the ledger file at `path`, migrated to this release.

    On a disk that is full or may not be written it only reads (see `reading`).

    Args:
        path: the database file.
        create: make a new file where there is none.

    Raises:
        BadInput: the file is missing, or of a newer release.
        UnsoundLedger: it is empty or no ledger.
        MachineFault: it cannot be read, or is damaged.
    """
    with Translating(path):
        try:
            return _connect(path, create)
        except MachineFault as error:
            from civtui.ledger import reading  # what it needs is not on the way to a first screen

            if create or error.kind not in reading.KINDS:
                raise
            return reading.to_read(path, error)


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    where = {"file": str(path)}
    if not create and not path.is_file():
        raise BadInput(msg("ledger.no-file"), where=where, hint=msg("ledger.no-file-on"))
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
        if schema_of(connection) != newest():
            _migrate(connection, path)
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
    with _LOCK:  # it is copied from by one at a time, whatever the library was built for
        _tables().backup(connection)
    return connection


@cache
def _tables() -> sqlite3.Connection:
    """Return an empty ledger to copy: its steps take longer than a copy of what they come to."""
    made = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _migrate(made)
    return made


def _migrate(connection: sqlite3.Connection, path: Path | None = None) -> None:
    from civtui.ledger.migrating import migrate  # a ledger of this release does without

    migrate(connection, path)
