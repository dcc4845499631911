"""What is kept of plugins in the workspace's database beside the facts: private states, answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from civtui.ledger import database
from civtui.plugin.state import Kept


class LedgerStates:
    """The table `plugin_state`; every use has a connection of its own, so any thread may ask.

    Args:
        path: the database file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self, plugin: str) -> Kept | None:
        """Return what is kept, None where nothing is."""
        with _open(self.path) as connection:
            row = connection.execute(
                "SELECT version, data, turn FROM plugin_state WHERE plugin = ?", (plugin,)
            ).fetchone()
        return Kept(row[0], json.loads(row[1]), row[2]) if row else None

    def save(self, plugin: str, kept: Kept) -> bool:
        """Keep `kept`; return False if another session stored meanwhile."""
        data = json.dumps(kept.data, ensure_ascii=False, sort_keys=True)
        with _open(self.path) as connection:
            done = connection.execute(
                "INSERT INTO plugin_state (plugin, version, turn, data) VALUES (?, ?, 1, ?)"
                " ON CONFLICT (plugin) DO UPDATE SET version = excluded.version,"
                " turn = turn + 1, data = excluded.data WHERE turn = ?",
                (plugin, kept.version, data, kept.turn),
            )
        return done.rowcount == 1


class LastGood:
    """The last answer a plugin's scheme gave on a round, to show as stale while it is dead.

    Args:
        path: the database file.
        round_id, scheme: what the answer is of.
    """

    def __init__(self, path: Path, round_id: str, scheme: str) -> None:
        self.path, self.key = path, (round_id, scheme)

    def read(self) -> dict[str, Any] | None:
        """Return the answer with the number of the fact it was made at, None without one."""
        with _open(self.path) as connection:
            row = connection.execute(
                "SELECT answer FROM last_good WHERE round = ? AND scheme = ?", self.key
            ).fetchone()
        return dict(json.loads(row[0])) if row else None

    def write(self, answer: dict[str, Any]) -> None:
        """Keep an answer; nothing is written where it is the one that is kept."""
        if self.read() == answer:
            return
        with _open(self.path) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO last_good (round, scheme, answer) VALUES (?, ?, ?)",
                (*self.key, json.dumps(answer, ensure_ascii=False)),
            )


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    connection = database.connect(path)
    try:
        yield connection
    finally:
        connection.close()
