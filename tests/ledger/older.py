"""Makes ledger files as earlier releases left them: the tables of the first steps, and facts."""

import sqlite3
from pathlib import Path

from civtui.ledger import database, migrating
from civtui.ledger.ledger import Ledger
from tests.ledger.making import filled


def older(path: Path, schema: int) -> None:
    """Write the facts of a filled ledger into a file of an earlier schema."""
    old = sqlite3.connect(path)
    for step in migrating.steps()[:schema]:
        old.executescript(step.script())
    old.execute(f"PRAGMA user_version = {schema}")
    new = filled(Ledger(database.in_memory()))
    rows = list(new.rows())
    new.close()
    old.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    old.commit()
    old.close()
