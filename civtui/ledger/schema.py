"""Which migrations this release has, and how far a file's tables have come."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

MIGRATIONS = Path(__file__).with_name("migrations")


def newest() -> int:
    """Return the number of the newest migration of this release."""
    return len(migrations())


def migrations() -> list[str]:
    """Return the names of the migrations; a pattern of paths would cost more than the opening."""
    with os.scandir(MIGRATIONS) as found:
        names = [entry.name for entry in found]
    return sorted(name for name in names if "0" <= name[0] <= "9" and name.endswith(".sql"))


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that ran on a file."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found
