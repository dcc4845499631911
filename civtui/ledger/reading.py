"""Opens a ledger only to read it, where its disk is full or may not be written.

SQLite keeps an index of its log beside the database and wants to make it even to read. Where it
cannot, the ledger is read without: by itself where the log is empty, else from a copy in memory
into which the log has been worked. What cannot be written is said by the first write.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from civtui.ledger.guarded import Guarded
from civtui.ledger.migrating import migrate, steps
from civtui.ledger.schema import schema_of
from civtui.model.faults import MachineFault

# faults of opening that leave the ledger readable
KINDS = ("disk-full", "quota", "too-large", "read-only", "no-access", "no-open", "io")


def to_read(path: Path, fault: MachineFault) -> Guarded:
    """Return a connection that reads the ledger at `path` as it is now.

    Args:
        path: the database file.
        fault: why it could not be opened to write; every write says it.

    Raises:
        MachineFault, sqlite3.Error, OSError: it cannot be read either.
    """
    log = Path(f"{path}-wal")
    logged = log.is_file() and log.stat().st_size > 0
    if _writable(path):
        made = _in_memory(path, _alone(path))
    elif not logged:
        source = _opened(path, "immutable=1")
        ours = schema_of(source), source.execute("PRAGMA application_id").fetchone()[0]
        made = source if set(ours) == {len(steps())} else _in_memory(path, source)
    else:
        with TemporaryDirectory(prefix="civtui-") as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(log, f"{copy}-wal")
            made = _in_memory(path, _alone(copy))
    made.fault = fault
    return made


def _writable(path: Path) -> bool:
    """Return whether the file and its folder may be written, as far as the system says."""
    read_only = os.statvfs(path).f_flag & os.ST_RDONLY
    return not read_only and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _opened(path: Path, how: str) -> Guarded:
    name = f"{path.resolve().as_uri()}?{how}"
    made = sqlite3.connect(name, uri=True, isolation_level=None, timeout=15, factory=Guarded)
    made.guard.path = path
    return made


def _alone(path: Path) -> Guarded:
    """Open a file for this process alone: the index of the log is then kept in memory."""
    source = _opened(path, "mode=rw")
    source.execute("PRAGMA locking_mode = EXCLUSIVE")
    return source


def _in_memory(path: Path, source: Guarded) -> Guarded:
    """Copy a ledger into memory, with the tables of this release, and close it."""
    made = sqlite3.connect(":memory:", isolation_level=None, factory=Guarded)
    made.guard.path = path
    try:
        source.backup(made)
    finally:
        source.close()
    migrate(made)
    return made
