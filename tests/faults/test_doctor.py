"""`doctor` names what is wrong with the machine, each with its remedy, and exits 1."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui import locale
from civtui.workspace.files import machine
from civtui.workspace.files.machine import Seen, file_system, looked_at
from civtui.workspace.session import Workspace, open_workspace
from tests.faults.disks import call, small_disk


@pytest.fixture
def ws(city: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(city, tmp_path / "w")
    found = open_workspace(tmp_path / "w")
    yield found
    found.close()


def seen(ws: Workspace, id_: str) -> Seen:
    return next(one for one in looked_at(ws) if one.id == id_)


def said(ws: Workspace, id_: str) -> str:
    return locale.render(seen(ws, id_).detail, "en")


def test_a_sound_machine(ws: Workspace) -> None:
    assert all(one.ok for one in looked_at(ws))
    assert said(ws, "zone") == "Asia/Shanghai"


def test_a_full_disk(city: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", city) as disk:
        said = call("-w", disk.city, "doctor", "--json")
        space = next(c for c in said.document()["checks"] if c["id"] == "space")
        assert said.status == 1 and not space["ok"] and "larger disk" in space["detail"]


def test_a_network_folder_is_named(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    at = str(tmp_path).replace(" ", "\\040")
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nhost:/x {at} nfs4 rw 0 0\nbroken\n", "utf-8")
    monkeypatch.setattr(machine, "MOUNTS", mounts)
    monkeypatch.setattr(file_system, "__defaults__", (mounts,))
    found = seen(ws, "file-system")
    assert not found.ok and "nfs4 is a network file system" in said(ws, "file-system")
    assert file_system(Path("/usr"), mounts) == "ext4"


def test_a_clock_before_the_newest_fact(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    class Early(machine.datetime):  # type: ignore[name-defined, misc]  # what the module imports
        @classmethod
        def now(cls, tz: object = None) -> object:
            return machine.datetime.fromisoformat("2001-01-01T00:00:00+00:00")

    del ws.settings["today"]
    with monkeypatch.context() as patched:
        patched.setattr(machine, "datetime", Early)
        found = machine._clock(ws)
    assert not found.ok and "set it right" in locale.render(found.detail, "en")


def test_a_log_without_its_database_and_a_database_without_its_log(ws: Workspace) -> None:
    copy = ws.dir / "copied.db"
    shutil.copyfile(ws.ledger_path, copy)
    assert not seen(ws, "logs").ok and "copied.db" in said(ws, "logs")
    copy.unlink()
    (ws.dir / "lost.db-wal").write_bytes(b"x" * 40)
    assert not seen(ws, "logs").ok and "lost.db-wal" in said(ws, "logs")
