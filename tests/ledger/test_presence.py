"""A ledger that is deleted, replaced or shortened under a session shows nothing as saved."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from civtui.ledger.guarded import Guarded
from civtui.ledger.ledger import Ledger
from civtui.ledger.presence import Presence, look
from civtui.ledger.verify import verify
from civtui.model.errors import LedgerGone
from civtui.model.facts.registry import Declared
from civtui.model.facts.rounds import Marked
from civtui.model.faults import MachineFault
from tests.ledger.making import fact, filled


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "w").mkdir()
    return tmp_path / "w" / "civtui.db"


@pytest.fixture
def ledger(path: Path) -> Ledger:
    return filled(Ledger.open(path, create=True))


def mark(ledger: Ledger, value: str = "9.5", office: str = "o-1") -> int:
    body = Marked(round="r", subject=office, item="i-1", assessor="k1", value=value, points=9500)
    return ledger.append([fact(body)])[0]


def log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def index(path: Path) -> Path:
    return path.with_name(path.name + "-shm")


def deleted(path: Path) -> None:
    path.unlink()


def folder_moved(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def replaced_by_another(path: Path) -> None:
    other = path.with_name("other.db")
    filled(Ledger.open(other, create=True)).close()
    other.rename(path)


def replaced_by_a_copy(path: Path) -> None:
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    copy.rename(path)


def overwritten_by_garbage(path: Path) -> None:
    path.write_bytes(b"\0garbage" * 40_000)


def shortened(path: Path) -> None:
    os.truncate(path, 4096)


def log_deleted(path: Path) -> None:
    log(path).unlink()


def log_shortened(path: Path) -> None:
    os.truncate(log(path), 0)


def index_deleted(path: Path) -> None:
    index(path).unlink()


def all_deleted(path: Path) -> None:
    for one in (path, log(path), index(path)):
        one.unlink()


BREAKS = (
    deleted,
    folder_moved,
    replaced_by_another,
    replaced_by_a_copy,
    overwritten_by_garbage,
    shortened,
    log_deleted,
    log_shortened,
    index_deleted,
    all_deleted,
)


@pytest.mark.parametrize("break_it", BREAKS)
def test_nothing_is_saved_into_a_ledger_that_is_gone(
    ledger: Ledger, path: Path, break_it: Callable[[Path], None]
) -> None:
    ledger.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    mark(ledger)
    break_it(path)
    with pytest.raises(LedgerGone) as gone:
        mark(ledger, office="o-2")
    assert gone.value.where["file"] == path.name
    assert gone.value.hint
    with pytest.raises(LedgerGone):  # and a screen learns it before anything is written
        ledger.head()


# a log that is emptied here is as long again when the commit has written behind the hole
@pytest.mark.parametrize("break_it", [one for one in BREAKS if one is not log_shortened])
def test_a_break_between_the_first_look_and_the_commit_is_seen_too(
    ledger: Ledger, path: Path, break_it: Callable[[Path], None]
) -> None:
    ledger.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    mark(ledger)
    body = Marked(round="r", subject="o-2", item="i-1", assessor="k1", value="1", points=1000)

    def late(_: sqlite3.Connection) -> None:
        break_it(path)

    with pytest.raises(LedgerGone):
        ledger.append([fact(body)], check=late)


def test_a_ledger_put_back_goes_on(ledger: Ledger, path: Path) -> None:
    away = path.with_name("away.db")
    path.rename(away)
    with pytest.raises(LedgerGone):
        mark(ledger)
    away.rename(path)
    mark(ledger)
    ledger.close()
    again = Ledger.open(path)
    assert verify(again) == []
    assert again.connection.execute("SELECT count(*) FROM mark").fetchone() == (1,)


def test_what_only_a_deleted_log_holds_is_brought_into_the_database(
    ledger: Ledger, path: Path
) -> None:
    mark(ledger)
    log_deleted(path)
    with pytest.raises(LedgerGone):
        ledger.head()
    copy = path.with_name("copy.db")  # as after a kill: without the log, without a close
    shutil.copy(path, copy)
    found = Ledger.open(copy)
    assert found.connection.execute("SELECT count(*) FROM mark").fetchone() == (1,)
    assert verify(found) == []


def test_a_session_whose_ledger_was_replaced_takes_nothing_from_the_new_one(
    ledger: Ledger, path: Path
) -> None:
    mark(ledger)
    replaced_by_another(path)
    for one in (log(path), index(path)):
        one.unlink()
    writer = (
        "import os, sys; from pathlib import Path; from civtui.ledger.ledger import Ledger;"
        "from tests.ledger.test_presence import mark;"
        "ledger = Ledger.open(Path(sys.argv[1])); mark(ledger); print(flush=True);"
        "sys.stdin.readline(); os._exit(9)"
    )
    words = [sys.executable, "-c", writer, str(path)]
    beside = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert beside.stdout
    beside.stdout.readline()
    with pytest.raises(LedgerGone):
        ledger.head()
    ledger.close()  # SQLite names the log it removes; it must not be that of the new ledger
    beside.communicate(b"\n")
    found = Ledger.open(path)
    assert found.connection.execute("SELECT count(*) FROM mark").fetchone() == (1,)
    assert verify(found) == []


def test_another_ledger_laid_over_this_one_is_seen(ledger: Ledger, path: Path) -> None:
    for n in range(40):
        mark(ledger, office=f"o-{n % 5}")
    ledger.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    mark(ledger)
    other = path.with_name("other.db")
    with closing(Ledger.open(other, create=True)) as theirs:
        theirs.append([fact(Declared(agency="a-9", runs_program=True))])
        filled(theirs)
    with path.open("r+b") as over:
        over.write(other.read_bytes())
    with pytest.raises(LedgerGone) as gone:
        ledger.head()
    assert gone.value.message.key == "ledger.gone-overwritten"


def test_an_older_copy_laid_over_the_ledger_is_seen(ledger: Ledger, path: Path) -> None:
    """Its newest pages lie in the log, so only what is missing in the middle tells."""
    for n in range(40):
        mark(ledger, office=f"o-{n % 5}")
    copy = path.with_name("copy.db")
    target = sqlite3.connect(copy)
    ledger.connection.backup(target)
    target.close()
    for n in range(400):
        mark(ledger, office=f"o-{n % 5}")
    ledger.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    ledger.head()
    with path.open("r+b") as over:  # as long as before: what is behind the copy stays
        over.write(copy.read_bytes())
    with pytest.raises(LedgerGone) as gone:
        mark(ledger)
    assert gone.value.message.key == "ledger.gone-overwritten"


def test_a_log_worked_into_the_database_is_no_break(ledger: Ledger, path: Path) -> None:
    assert ledger.presence
    written = set()
    for n in range(300):
        mark(ledger, office=f"o-{n % 5}")
        if n % 3 == 0:
            ledger.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        written.add(path.stat().st_mtime_ns)
    assert len(written) > 30
    assert len(ledger.presence.known) <= 34
    assert ledger.head().seq == 303


def test_a_ledger_that_is_only_read_has_no_part_in_the_log(ledger: Ledger, path: Path) -> None:
    mark(ledger)
    reader = Ledger(sqlite3.connect(":memory:", factory=Guarded))
    ledger.connection.backup(reader.connection)
    reader.connection.fault = MachineFault("disk-full", where={})  # type: ignore[attr-defined]  # a guarded connection
    reader.presence = Presence(path, look(path), reader.connection)
    mark(ledger)
    ledger.close()
    assert not log(path).exists()
    assert reader.head().seq >= 4
    path.unlink()
    with pytest.raises(LedgerGone):
        reader.head()


def test_colleagues_who_come_and_go_are_no_break(ledger: Ledger, path: Path) -> None:
    for n in range(8):
        other = Ledger.open(path)
        mark(other, office=f"o-{n % 5}")
        other.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        other.close()
        mark(ledger, office=f"o-{n % 5}")
    assert ledger.head().seq == 19
    assert verify(ledger) == []
