"""What the machine raises becomes an error of the family: where, what, how to go on, in words."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from civtui import locale
from civtui.ledger import database
from civtui.ledger.ledger import Ledger
from civtui.model import faults
from civtui.model.errors import BadInput
from civtui.model.faults import Busy, MachineFault, Translating, translated
from civtui.workspace import fault_reports


@pytest.mark.parametrize("number", sorted(faults.NUMBERS))
def test_every_error_of_the_system_is_told_in_both_languages(number: int) -> None:
    told = translated(OSError(number, os.strerror(number), "/a/b.csv"))
    assert isinstance(told, MachineFault) and told.exit_code == 4
    assert told.where == {"file": "/a/b.csv"}
    for lang in locale.FOLDERS:
        line = locale.error_line(told, lang)
        assert "machine." not in line and "{" not in line, line


@pytest.mark.parametrize("code", sorted([*faults.CODES, *faults.EXTENDED]))
def test_every_code_of_sqlite_is_told(code: int, tmp_path: Path) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = code
    error.sqlite_errorname = "SQLITE_X"
    told = translated(error, tmp_path / "civtui.db")
    assert isinstance(told, MachineFault)
    assert "machine." not in locale.error_line(told, "en")


def test_an_unknown_number_says_what_the_system_says() -> None:
    told = translated(OSError(errno.EPROTO, "Protocol error", "f"))
    assert told is not None and "Protocol error" in locale.error_line(told, "en")


def test_a_fault_of_the_program_is_none_of_the_machine() -> None:
    assert translated(KeyError("x")) is None
    statement = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError) as caught, Translating():
        statement.execute("SELECT * FROM nowhere")
    assert translated(caught.value) is None


def test_text_that_is_none_names_its_place_and_bytes() -> None:
    with pytest.raises(BadInput) as caught, Translating(Path("marks.csv")):
        b"ab\xff\xfe".decode()
    line = locale.error_line(caught.value, "en")
    assert "marks.csv" in line and "ff fe" in line and "byte 3" in line


def test_a_full_database_rolls_back_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    from tests.ledger.making import fact, registry

    ledger = Ledger.open(tmp_path / "civtui.db", create=True)
    pages = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
    ledger.connection.execute(f"PRAGMA max_page_count = {pages}")
    before, stored = ledger.head(), 0
    with pytest.raises(MachineFault) as caught:
        for _ in range(400):
            ledger.append([registry()])
            before, stored = ledger.head(), stored + 1
    assert caught.value.kind == "disk-full"
    assert "civtui.db" in str(caught.value.where["file"])
    assert ledger.head() == before and before.seq == stored
    ledger.connection.execute("PRAGMA max_page_count = 100000")
    assert ledger.append([fact(registry().body)]) == [before.seq + 1]


def test_a_ledger_in_use_is_busy_not_broken(tmp_path: Path) -> None:
    from tests.ledger.making import registry

    path = tmp_path / "civtui.db"
    ledger = Ledger.open(path, create=True)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ledger.connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(Busy):
        ledger.append([registry()])
    other.execute("ROLLBACK")
    assert ledger.append([registry()]) == [1]


def test_garbage_pages_read_as_damage(tmp_path: Path) -> None:
    from tests.ledger.making import registry

    path = tmp_path / "civtui.db"
    ledger = Ledger.open(path, create=True)
    for _ in range(30):
        ledger.append([registry()])
    root = ledger.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'fact'")
    place = (root.fetchone()[0] - 1) * 4096
    ledger.close()
    with path.open("r+b") as file:
        file.seek(place)
        file.write(b"\xa5" * 4096)
    with pytest.raises(MachineFault) as caught:
        list(Ledger.open(path).rows())
    assert caught.value.kind == "garbage"


@pytest.mark.parametrize(("content", "kind"), [(b"no database" * 400, "no-database")])
def test_a_file_that_is_none(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "civtui.db"
    path.write_bytes(content)
    with pytest.raises(MachineFault) as caught:
        database.connect(path)
    assert caught.value.kind == kind and path.read_bytes() == content


def test_a_report_names_the_place_and_no_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def fails(secret: str) -> None:
        raise KeyError(secret)

    with pytest.raises(KeyError) as caught:
        fails("138" + "0" * 8)
    told = fault_reports.told(caught.value)
    line = locale.error_line(told, "en")
    reports = list(tmp_path.rglob("fault-*.txt"))
    assert told.code == "bug" and told.exit_code == 4 and len(reports) == 1
    assert str(reports[0]) in line and "13800000000" not in line
    text = reports[0].read_text(encoding="utf-8")
    assert "13800000000" not in text and "KeyError" in text and __file__ in text
    assert reports[0].stat().st_mode & 0o777 == 0o600


def test_a_report_that_cannot_be_written_costs_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert fault_reports.told(KeyError("x")).code == "bug"
