"""A file that was not opened is let go, one that is only read is not copied, a swap is synced."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from civtui.ledger import reading, swapping
from civtui.ledger.ledger import Ledger
from civtui.model.errors import BadInput, CivtuiError, UnsoundLedger
from civtui.model.faults import MachineFault, fault
from tests.ledger.making import filled


def held(path: Path) -> list[str]:
    """Return the files that this process holds open at `path`, beside it included."""
    found = Path("/proc/self/fd")
    if not found.is_dir():
        pytest.skip("there is no /proc here")
    names = []
    for entry in found.iterdir():
        try:
            names.append(str(entry.readlink()))
        except OSError:  # the handle of this very look
            continue
    return [name for name in names if name.startswith(str(path))]


@pytest.mark.parametrize("content", [b"no database, but long enough for a header " * 400, b"x"])
def test_what_is_no_ledger_is_let_go_while_its_error_is_still_told(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "civtui.db"
    path.write_bytes(content)
    with pytest.raises(CivtuiError) as told:
        Ledger.open(path)
    assert told.value.exit_code == 4  # the error, and with it every frame, is alive
    assert held(path) == []


def test_a_database_that_only_looks_like_a_ledger_is_let_go_too(tmp_path: Path) -> None:
    path = tmp_path / "civtui.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.executescript("CREATE TABLE fact (x); PRAGMA user_version = 3")
    with pytest.raises(UnsoundLedger) as told:
        Ledger.open(path)
    assert told.value.message.key == "ledger.not-ours"
    assert held(path) == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "civtui.db"
    with closing(filled(Ledger.open(path, create=True))):
        pass
    return path


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> MachineFault:
    """Let nothing be written here, and nothing be copied."""

    def no_room(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reading, "_writable", lambda _: False)
    monkeypatch.setattr(reading, "TemporaryDirectory", no_room)
    return fault("read-only", where={"file": "civtui.db"})


@pytest.mark.parametrize("log", [None, b""])
def test_a_ledger_with_nothing_in_its_log_is_read_without_a_copy(
    path: Path, locked: MachineFault, log: bytes | None
) -> None:
    if log is not None:
        Path(f"{path}-wal").write_bytes(log)
    with closing(reading.to_read(path, locked)) as read:
        assert read.execute("SELECT count(*) FROM office").fetchone() == (5,)
        with pytest.raises((sqlite3.Error, CivtuiError)):
            read.execute("DELETE FROM office")


def test_a_ledger_that_cannot_be_read_either_is_let_go_too(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        newer.execute("PRAGMA user_version = 999")
    with pytest.raises(BadInput):
        reading.to_read(path, fault("disk-full", where={"file": str(path)}))
    assert held(path) == []


@pytest.mark.parametrize("readable", [True, False])
def test_what_is_kept_is_on_disk_before_the_new_ledger_takes_its_place(
    path: Path, readable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, old = path.with_name("fresh.db"), path.read_bytes()
    shutil.copyfile(path, fresh)
    order: list[tuple[str, int]] = []
    real = swapping.sync_folder

    def sync(folder: Path) -> None:
        kept = [one for one in folder.glob("civtui.db.2*") if one.read_bytes() == old]
        order.append(("fresh" if fresh.exists() else "in place", len(kept)))
        real(folder)

    monkeypatch.setattr(swapping, "sync_folder", sync)
    live = Ledger.open(path) if readable else None
    swapping.swap(fresh, path, live, None)
    assert order == [("fresh", 1), ("in place", 1)]
