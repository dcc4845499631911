"""Opens the SQLite file of a workspace: durable writes, patient locks, numbered migrations."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from civtui.model.errors import BadInput
from civtui.model.text import msg

BUSY_TIMEOUT_MS = 15_000
MIGRATIONS = Path(__file__).with_name("migrations")


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the ledger file at `path`, migrated to this release.

    Args:
        path: the database file.
        create: make a new file where there is none.

    Raises:
        BadInput: the file is missing, is no database, or is of a newer release.
    """
    if not create and not path.is_file():
        raise BadInput(msg("ledger.no-file"), where={"file": str(path)}, hint=msg("ledger.init"))
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -8000")
        migrate(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise BadInput(msg("ledger.not-ours", reason=error), where={"file": str(path)}) from error
    return connection


def in_memory() -> sqlite3.Connection:
    """Return an empty ledger in memory, to rebuild projections into."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file's tables to this release, one numbered step after another."""
    done: int = connection.execute("PRAGMA user_version").fetchone()[0]
    steps = sorted(MIGRATIONS.glob("[0-9]*.sql"))
    if done > len(steps):
        raise sqlite3.DatabaseError(f"schema {done} is newer than this release ({len(steps)})")
    for number, step in enumerate(steps[done:], start=done + 1):
        connection.execute("BEGIN EXCLUSIVE")
        now: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if now >= number:
            connection.execute("ROLLBACK")
            continue
        for statement in _split(step.read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")


def _split(script: str) -> list[str]:
    # executescript() would commit the open transaction, so the steps run one by one
    found, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return found
