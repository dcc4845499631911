"""A ledger made by an older release opens, and its newer tables are made from the facts."""

import sqlite3
from pathlib import Path

from civtui.ledger import database
from civtui.ledger.chain import canonical
from civtui.ledger.ledger import Ledger
from civtui.ledger.verify import verify
from tests.ledger.making import filled

FIRST = "0001_first.sql"


def older(path: Path) -> None:
    """Write the facts of a filled ledger into a file of the first schema."""
    script = (database.MIGRATIONS / FIRST).read_text("utf-8")
    old = sqlite3.connect(path)
    old.executescript(script + "PRAGMA user_version = 1;")
    new = filled(Ledger(database.in_memory()))
    rows = list(new.rows())
    new.close()
    old.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    old.commit()
    old.close()


def test_an_older_file_opens_with_every_table_made_from_the_facts(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older(path)
    ledger = Ledger.open(path)
    assert verify(ledger) == []
    found = ledger.connection.execute("SELECT count(*) FROM agency").fetchone()[0]
    assert found > 0
    ledger.close()


def test_a_decision_of_the_first_version_is_read_as_todays() -> None:
    from civtui.ledger.upcast import upcast

    assert canonical(upcast("decided", 1, {"decision": "d"})) == canonical(
        {"decision": "d", "item": "", "votes": None, "recused": [], "resolution": ""}
    )
