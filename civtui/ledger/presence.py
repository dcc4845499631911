"""Whether the file that is open is still the one at its path: looked at before "saved" is said.

SQLite goes on writing into a file that was deleted, replaced or emptied under it, and a commit
succeeds. The path is looked at by `stat` alone: opening and closing the database by other means
would drop the locks that SQLite holds in this process, and the next writer beside it would lose
a mark.
"""

from __future__ import annotations

import os
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from civtui.ledger.chain import Row, link
from civtui.ledger.guarded import Guarded
from civtui.model.errors import LedgerGone
from civtui.model.faults import MachineFault, Translating
from civtui.model.text import msg

# of the newest facts so many are read again, and so many of all, when the database was written to
NEWEST, SAMPLES = 128, 32


# what SQLite says of pages that are not what they should be
SPOILT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


class Seen(NamedTuple):
    """What tells one file from another (device, inode), how long it was and when written to."""

    device: int
    inode: int
    size: int
    written: int


def look(path: Path | str) -> Seen | None:
    """Return what lies at `path`, None where nothing does."""
    try:
        found = os.stat(path)  # noqa: PTH116 - the path of a key comes by here, thrice a mark
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Seen(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


class Presence:
    """Remembers the files of an open ledger: the database, its log and the log's index.

    While a connection is open SQLite neither removes nor shortens any of them.

    Args:
        path: the database file.
        before: what lay there before it was opened, None where it was made.
        connection: the open ledger.

    Raises:
        LedgerGone: another file came to the path while this one was being opened.
    """

    def __init__(self, path: Path, before: Seen | None, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.guard = Translating(path)
        # one that is only read has no part in the log: it may come and go
        self.reads = isinstance(connection, Guarded) and connection.fault is not None
        ends = ("",) if self.reads else ("", "-wal", "-shm")
        self.names = tuple(f"{path}{end}" for end in ends)
        self.files = [look(name) for name in self.names]
        known = "SELECT seq, hash FROM fact WHERE seq IN (1, (SELECT max(seq) FROM fact))"
        self.known: dict[int, str] = dict(connection.execute(known).fetchall())
        now = self.files[0]
        if now is None or (before is not None and now[:2] != before[:2]):
            raise self._gone("ledger.gone-replaced" if now else "ledger.gone-deleted")

    def check(self) -> None:
        """Say where the files are not the ones that were opened.

        Raises:
            LedgerGone: deleted, replaced or shortened since; what was not yet shown as saved is
                not stored in the ledger at the path.
        """
        for place, name in enumerate(self.names):
            old, now = self.files[place], look(name)
            if old == now or old is None:
                continue
            if now is None or now[:2] != old[:2]:
                if place:
                    self._rescue()
                    raise self._gone("ledger.gone-log", log=Path(name).name)
                raise self._gone("ledger.gone-replaced" if now else "ledger.gone-deleted")
            if now.size < old.size:
                raise self._gone("ledger.gone-shorter", log=Path(name).name)
            written = now.written != old.written and not place and not self.reads
            if written and not self._is_ours():
                raise self._gone("ledger.gone-overwritten")
            self.files[place] = now

    def _is_ours(self) -> bool:
        """Return whether the database still holds what this session knows to be in it.

        It is written to when the log is worked into it, once in some hundred marks, or by
        somebody who copies another file over it. A second connection of SQLite's own reads what
        lies on the disk: this one keeps pages in memory.
        """
        fresh = sqlite3.connect(self.path, isolation_level=None)
        try:
            return self._holds(fresh)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in SPOILT:
                return False
            raise
        finally:
            fresh.close()

    def _holds(self, fresh: sqlite3.Connection) -> bool:
        """Return whether known facts stand, none of a sample is missing, and the newest link up."""
        for seq, hash_ in self.known.items():
            if fresh.execute("SELECT hash FROM fact WHERE seq = ?", (seq,)).fetchone() != (hash_,):
                return False
        found = fresh.execute("SELECT * FROM fact ORDER BY seq DESC LIMIT ?", (NEWEST,)).fetchall()
        rows = [Row(*row) for row in found]
        for row, before in pairwise(rows):
            if row.seq != before.seq + 1 or link(before.hash, row) != row.hash:
                return False
        if rows:
            step = rows[0].seq // SAMPLES + 1
            for seq in range(step, rows[0].seq, step):
                if not fresh.execute("SELECT 1 FROM fact WHERE seq = ?", (seq,)).fetchone():
                    return False
            self._know(rows[0].seq, rows[0].hash)
        return True

    def _know(self, seq: int, hash_: str) -> None:
        """Remember a fact that is in the database; of many, every second older one."""
        if len(self.known) > SAMPLES:
            first, *others = self.known
            self.known = {place: self.known[place] for place in [first, *others[1::2]]}
        self.known[seq] = hash_

    def _rescue(self) -> None:
        """Bring what only the deleted log holds into the database, while it is still open."""
        if look(f"{self.path}-wal") is None:
            try:
                self.connection.execute("PRAGMA wal_checkpoint(FULL)")
            except (sqlite3.Error, MachineFault):
                return  # the error that is on its way says what to do

    def _gone(self, key: str, **values: str) -> LedgerGone:
        return LedgerGone(
            # by its name alone: a status line of 80 cells has to hold what happened
            msg(key, **values),
            where={"file": self.path.name},
            hint=msg("ledger.gone-on"),
        )
