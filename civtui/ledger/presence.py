"""Whether the file that is open is still the one at its path: looked at before "saved" is said.

SQLite goes on writing into a file that was deleted, replaced or emptied under it, and a commit
succeeds. The path is looked at by `stat` alone: opening and closing the database by other means
would drop the locks that SQLite holds in this process, and the next writer beside it would lose
a mark.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from civtui.model.errors import LedgerGone
from civtui.model.faults import MachineFault, Translating
from civtui.model.text import msg


class Seen(NamedTuple):
    """What tells one file from another (device, inode), and how long it was."""

    device: int
    inode: int
    size: int


def look(path: Path | str) -> Seen | None:
    """Return what lies at `path`, None where nothing does."""
    try:
        found = os.stat(path)  # noqa: PTH116 - the path of a key comes by here, thrice a mark
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Seen(found.st_dev, found.st_ino, found.st_size)


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
        self.names = (str(path), f"{path}-wal", f"{path}-shm")
        self.files = [look(name) for name in self.names]
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
            self.files[place] = now

    def _rescue(self) -> None:
        """Bring what only the deleted log holds into the database, while it is still open."""
        if look(self.names[1]) is None:
            try:
                self.connection.execute("PRAGMA wal_checkpoint(FULL)")
            except (sqlite3.Error, MachineFault):
                return  # the error that is on its way says what to do

    def _gone(self, key: str, **values: str) -> LedgerGone:
        return LedgerGone(
            msg(key, **values), where={"file": str(self.path)}, hint=msg("ledger.gone-on")
        )
