"""The check covers the database, its schema and every table; a file that is none is not sound."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

from civtui import locale
from civtui.ledger import database
from civtui.ledger.ledger import Ledger, Person
from civtui.ledger.projections import TABLES
from civtui.ledger.soundness import BESIDE, database_faults
from civtui.ledger.verify import verify
from civtui.model.facts.rounds import Marked
from civtui.model.text import LANGS
from civtui.workspace.files.creating import init
from tests.ledger.flipping import dump, flipped, judge
from tests.ledger.making import fact, filled

FLIPS = 60
# tables that the check reads itself, not by the replay of the facts
CHECKED = frozenset({"fact", "person", "migration"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "civtui.db"


@pytest.fixture
def ledger(path: Path) -> Ledger:
    return filled(Ledger.open(path, create=True))


def faults(ledger: Ledger) -> list[tuple[str, str]]:
    return [(fault.table, fault.row) for fault in verify(ledger)]


def test_every_table_is_checked_or_argued() -> None:
    made = database.in_memory()
    names = {row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names == {*TABLES} | BESIDE | CHECKED
    assert not {*TABLES} & (BESIDE | CHECKED)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("DROP INDEX agency_by_order", "agency_by_order"),
        ("DROP VIEW round_due", "round_due"),
        ("CREATE TRIGGER t AFTER INSERT ON mark BEGIN DELETE FROM mark_note; END", "t"),
        ("CREATE TABLE more (x)", "more"),
        ("CREATE VIEW seen AS SELECT 1", "seen"),
        ("ALTER TABLE veto ADD COLUMN more TEXT", "veto"),
        ("DROP INDEX fact_by_kind; CREATE INDEX fact_by_kind ON fact (seq)", "fact_by_kind"),
        ("PRAGMA user_version = 3", "user_version"),
    ],
)
def test_a_changed_schema_is_named(ledger: Ledger, change: str, place: str) -> None:
    ledger.connection.executescript(change)
    assert ("schema", place) in faults(ledger)


def test_an_analyzed_ledger_is_sound(ledger: Ledger) -> None:
    ledger.connection.execute("ANALYZE")
    assert faults(ledger) == []


def test_a_constraint_that_was_taken_out_is_named(ledger: Ledger, path: Path) -> None:
    ledger.connection.execute("PRAGMA writable_schema = ON")
    ledger.connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'kind TEXT NOT NULL', 'kind TEXT')"
        " WHERE name = 'fact'"
    )
    ledger.close()
    assert faults(Ledger.open(path)) == [("schema", "fact")]


def test_an_index_that_lost_a_row_is_found_by_the_database(ledger: Ledger, path: Path) -> None:
    page, size = ledger.connection.execute(
        "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master"
        " WHERE name = 'office_by_agency'"
    ).fetchone()
    ledger.close()
    data = bytearray(path.read_bytes())
    count = (page - 1) * size + 3
    assert data[count : count + 2] == (5).to_bytes(2, "big")
    data[count + 1] -= 1
    path.write_bytes(data)
    assert faults(Ledger.open(path))[0][0] == "database"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE migration SET sha256 = 'x' WHERE number = 3",
        "DELETE FROM migration WHERE number = 3",
        "UPDATE migration SET name = 'x' WHERE number = 3",
    ],
)
def test_another_record_of_the_migrations_is_named(ledger: Ledger, change: str) -> None:
    ledger.connection.execute(change)
    assert ("migration", "3") in faults(ledger)


def test_changed_details_of_a_person_are_named_and_erased_ones_are_not(ledger: Ledger) -> None:
    token = sha256("s\n王芳\n123".encode()).hexdigest()[:32]
    body = Marked(round="r", subject="o-1", item="i-1", assessor="k1", value="1", points=1000)
    ledger.append(
        [fact(body)], persons=[Person(token, "s", "王芳", "123"), Person("p-1", "s", "李")]
    )
    assert faults(ledger) == []
    ledger.connection.execute("UPDATE person SET phone = '124' WHERE token = ?", (token,))
    assert faults(ledger) == [("person", token)]
    ledger.connection.execute("UPDATE person SET name = '', phone = '' WHERE token = ?", (token,))
    assert faults(ledger) == []


@pytest.mark.parametrize(("name", "phone"), [("王芳", ""), ("", "123")])
def test_a_person_of_whom_one_thing_is_known_is_checked_too(
    ledger: Ledger, name: str, phone: str
) -> None:
    token = sha256(f"s\n{name}\n{phone}".encode()).hexdigest()[:32]
    body = Marked(round="r", subject="o-1", item="i-1", assessor="k1", value="1", points=1000)
    ledger.append([fact(body)], persons=[Person(token, "s", name, phone)])
    assert faults(ledger) == []
    ledger.connection.execute("UPDATE person SET name = name || '甲' WHERE token = ?", (token,))
    assert faults(ledger) == [("person", token)]


def test_a_text_that_is_none_is_told_with_its_column(ledger: Ledger) -> None:
    broken = "UPDATE fact SET payload = CAST(X'7BFF' AS TEXT) WHERE seq = 2"
    ledger.connection.execute(broken)
    (fault,) = verify(ledger)
    assert fault.table == "database" and "'payload'" in locale.render(fault.message, "zh")


def test_a_file_overwritten_under_a_session_is_told_in_each_language(
    ledger: Ledger, path: Path
) -> None:
    ledger.close()
    ledger = Ledger.open(path)
    path.write_bytes(b"\xff" * path.stat().st_size)
    ledger.connection.execute("PRAGMA shrink_memory")  # else it answers from what it has read
    (fault,) = verify(ledger)
    said = {lang: locale.render(fault.message, lang) for lang in LANGS}
    assert "不是数据库" in said["zh"] and "no database" in said["en"]


def test_each_flipped_bit_is_found_or_harmless(ledger: Ledger, path: Path) -> None:
    ledger.close()
    ledger = Ledger.open(path)
    sound = dump(ledger)
    ledger.close()
    data, rng = path.read_bytes(), Random(7)
    bits = [*(rng.randrange(len(data) * 8) for _ in range(FLIPS)), *range(0, 800, 31)]
    fate = {}
    for bit in bits:
        target = path.with_name(f"{bit}.db")
        target.write_bytes(flipped(data, bit))
        fate[bit] = judge(target, sound)
    assert [bit for bit, what in fate.items() if what == "missed"] == []
    assert {"found", "harmless"} == set(fate.values())


# --- on the command line ---


def verified(folder: Path) -> tuple[int, Any]:
    words = [sys.executable, "-m", "civtui", "-w", str(folder), "ledger", "verify", "--json"]
    done = subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def made_foreign(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.executescript("CREATE TABLE notes (x); PRAGMA user_version = 5")
    other.close()


def made_garbage(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be read as a page header" * 400)


def spoilt_inside(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:8192] + bytes(len(data) - 8192))


@pytest.mark.parametrize(
    "spoil", [emptied, made_foreign, made_garbage, spoilt_inside], ids=lambda f: f.__name__
)
def test_a_file_that_is_no_ledger_is_not_sound(tmp_path: Path, spoil: Any) -> None:
    folder = tmp_path / "w"
    init(folder).close()
    before = (folder / "civtui.toml").read_bytes()
    assert verified(folder)[0] == 0
    spoil(folder / "civtui.db")
    spoilt = (folder / "civtui.db").read_bytes()
    status, document = verified(folder)
    assert status == 1
    assert document["ok"] is False
    assert document["faults"][0]["table"] == "database"
    assert document["faults"][0]["message"]
    assert (folder / "civtui.toml").read_bytes() == before
    assert (folder / "civtui.db").read_bytes() == spoilt


def test_a_column_that_the_databases_own_check_takes_for_another_is_no_fault() -> None:
    """SQLite 3.40 reports NULL in a table without row ids whose key is not its first columns."""
    live = database.in_memory()
    live.execute("INSERT INTO standing_event VALUES (1, 'a-1', '2026-01-05', 'delisted')")
    assert list(database_faults(live)) == []
    live.execute("CREATE TABLE holed (name TEXT)")
    live.execute("INSERT INTO holed VALUES (NULL)")
    live.execute("PRAGMA writable_schema = ON")
    sql = "CREATE TABLE holed (name TEXT NOT NULL)"
    live.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'holed'", (sql,))
    live.execute("PRAGMA writable_schema = RESET")
    (fault,) = database_faults(live)
    assert "holed.name" in str(fault.message.values["what"])
    live.close()
