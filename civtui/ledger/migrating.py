"""Numbered migrations: each runs once and is on record afterwards.

Each has a transaction of its own in a ledger that there is; a new one gets all in one, so that
there is a whole ledger or none.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from civtui.ledger.schema import MIGRATIONS, migrations, newest, schema_of
from civtui.model.errors import BadInput
from civtui.model.text import msg

# the step that makes the table in which steps are recorded
RECORDED_FROM = 11


class Step(NamedTuple):
    """One migration: its number, the name of its file, and where the file lies."""

    number: int
    name: str
    path: Path

    def script(self) -> str:
        """Return its SQL."""
        return self.path.read_text(encoding="utf-8")

    def sha256(self) -> str:
        """Return the digest of its SQL."""
        return _digest(self.script())


@lru_cache(maxsize=64)
def _digest(script: str) -> str:
    from hashlib import sha256  # the library behind it is not on the way to the first screen

    return sha256(script.encode()).hexdigest()


def steps() -> list[Step]:
    """Return the migrations of this release; the number in a file's name is its place."""
    return [Step(int(name[:4]), name[:-4], MIGRATIONS / name) for name in migrations()]


def migrate(connection: sqlite3.Connection, path: Path | None = None) -> None:
    """Bring the file's tables to this release, one numbered step after another.

    Args:
        path: the file, so that a copy of an older ledger is kept beside it before the first step;
            None in memory.

    Raises:
        BadInput: the file is of a newer release.
        OSError, sqlite3.Error: the copy cannot be kept, or a step fails; the file is as it was
            after the last whole step.
    """
    done, last = schema_of(connection), newest()
    if done > last:
        raise BadInput(
            msg("ledger.newer", schema=done, ours=last),
            where={"file": str(path)},
            hint=msg("ledger.newer-on"),
        )
    if done == last:
        return
    ours = steps()
    if path and done:
        keep_copy(connection, path, done)
    ran: dict[int, str] = {}
    for group in [[step] for step in ours[done:]] if done else [ours]:
        connection.execute("BEGIN EXCLUSIVE")
        try:
            for step in group:
                if schema_of(connection) < step.number:
                    for statement in split(step.script()):
                        connection.execute(statement)
                    ran[step.number] = datetime.now(UTC).isoformat(timespec="seconds")
                    connection.execute(f"PRAGMA user_version = {step.number}")
            last = group[-1].number
            if last in ran and last >= RECORDED_FROM:
                _record(connection, ours[:last], ran)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _record(connection: sqlite3.Connection, done: list[Step], ran: dict[int, str]) -> None:
    connection.executemany(
        "INSERT INTO migration (number, name, sha256, ran) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (number) DO NOTHING",
        [(step.number, step.name, step.sha256(), ran.get(step.number, "")) for step in done],
    )


def keep_copy(connection: sqlite3.Connection, path: Path, schema: int) -> Path | None:
    """Keep the ledger as it is before it is migrated; return the copy, None where it has no facts.

    The copy is named by schema and head, so that of several sessions one keeps it.
    """
    head = connection.execute("SELECT seq, hash FROM fact ORDER BY seq DESC LIMIT 1").fetchone()
    if head is None:
        return None
    kept = path.with_name(f"{path.name}.schema-{schema}-{head[0]}-{head[1][:8]}")
    if not kept.exists():
        copy_to(connection, kept)
    return kept


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy an open ledger to a new file, whole or not at all; others may write meanwhile.

    Raises:
        OSError, sqlite3.Error: it cannot be written there.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        copy = sqlite3.connect(part)
        try:
            connection.backup(copy)
            # a file of its own, without a log beside it
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
        Path(f"{part}-journal").unlink(missing_ok=True)  # what a full disk leaves behind
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Wait until new names in `folder` are on disk, where the system can say so."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


@lru_cache(maxsize=64)
def split(script: str) -> tuple[str, ...]:
    """Return the statements of a script; `executescript` would commit the open transaction."""
    found, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return tuple(found)
