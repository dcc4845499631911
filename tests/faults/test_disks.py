"""Full, read-only and failing disks: what the operator sees, that nothing is lost, the way on."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.disks import SmallDisk, call, small_disk
from tests.terminal.driving import Terminal

USER = ("user", "set", "bob", "admin")


def sound(folder: Path) -> int:
    """Return the number of the last fact of a ledger that verifies."""
    said = call("-w", folder, "ledger", "verify", "--json")
    assert said.status == 0, said
    return int(call("-w", folder, "status", "--json").document()["ledger"]["seq"])


def test_a_full_disk_takes_no_fact_and_gives_every_answer(city: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", city) as disk:
        seq = sound(disk.city)
        disk.fill()
        refused = call("-w", disk.city, *USER, "--json")
        assert refused.status == 4
        assert refused.document()["error"]["code"] == "machine"
        assert "disk is full" in refused.err and "make room" in refused.err
        assert "usable" not in refused.err + refused.out
        assert sound(disk.city) == seq
        assert call("-w", disk.city, "agency", "list").status == 0
        lost = call("-w", disk.city, "export", "csv", "-o", disk.city / "out" / "x.csv")
        assert lost.status == 4 and "full" in lost.err
        assert not list((disk.city / "out").iterdir())
        elsewhere = call("-w", disk.city, "export", "csv", "-o", tmp_path / "x.csv")
        assert elsewhere.status == 0 and (tmp_path / "x.csv").stat().st_size > 100
        assert call("-w", disk.city, "backup", tmp_path / "kept").status == 0
        disk.free()
        assert call("-w", disk.city, *USER).status == 0
        assert sound(disk.city) > seq


def test_a_disk_that_fills_up_in_the_middle_of_a_commit_loses_nothing(
    city: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", city) as disk:
        seq = sound(disk.city)
        for room in (36_864, 40_960, 49_152, 65_536):
            disk.fill(leave=room)
            said = call("-w", disk.city, *USER, "--json")
            disk.free()
            now = sound(disk.city)
            assert said.status == (0 if now > seq else 4), (room, said)
            seq = now
        assert call("-w", disk.city, *USER).status == 0


def test_a_backup_onto_a_full_disk_leaves_nothing_half(city: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", city) as disk:
        disk.fill(leave=200_000)
        said = call("-w", city, "backup", disk.folder / "kept", "--json")
        assert said.status == 4 and said.document()["error"]["code"] == "machine"
        assert "full" in said.err and not (disk.folder / "kept").exists()


@pytest.mark.parametrize("log", [False, True])
def test_a_read_only_disk_is_read(city: Path, tmp_path: Path, log: bool) -> None:
    with small_disk(tmp_path / "disk", city) as disk:
        if log:  # what a killed session leaves: facts that stand in the log alone
            left_a_log(disk)
        seq = int(call("-w", city, "status", "--json").document()["ledger"]["seq"]) + log
        disk.read_only()
        assert sound(disk.city) == seq
        assert ("bob" in call("-w", disk.city, "user", "list").out) is log
        said = call("-w", disk.city, "user", "set", "eve", "admin", "--json")
        assert said.status == 4 and said.document()["error"]["code"] == "machine"
        assert "can be read but not written" in said.err
        disk.read_only(False)
        assert call("-w", disk.city, "user", "set", "eve", "admin").status == 0


def left_a_log(disk: SmallDisk) -> None:
    """Leave the facts of one more deed in the log, as `kill -9` does."""
    from civtui.model.roles import Role
    from civtui.workspace.people.users import set_user
    from civtui.workspace.session import open_workspace

    ws = open_workspace(disk.city)
    set_user(ws, "bob", Role.ADMIN)
    for name in ("civtui.db", "civtui.db-wal"):
        shutil.copyfile(disk.city / name, disk.folder / name)
    ws.close()
    for name in ("civtui.db", "civtui.db-wal"):
        (disk.folder / name).replace(disk.city / name)


def limit(size: int) -> Callable[[], object]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_file_that_may_grow_no_further_is_told_everywhere(city: Path, tmp_path: Path) -> None:
    shutil.copytree(city, tmp_path / "w")
    seq = sound(tmp_path / "w")
    before = limit(20_000)
    said = call("-w", tmp_path / "w", *USER, "--json", before=before)
    assert said.status == 4 and said.document()["error"]["code"] == "machine"
    assert "civtui.db" in said.err
    said = call("-w", tmp_path / "w", "export", "csv", "-o", tmp_path / "x.csv", before=limit(4096))
    assert said.status == 4 and "x.csv" in said.err and not (tmp_path / "x.csv").exists()
    assert sound(tmp_path / "w") == seq


def test_an_answer_whose_own_file_is_full(city: Path, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    for words in (("agency", "list"), ("agency", "list", "--json")):
        said = call("-w", city, *words, out=Path("/dev/full"))
        assert said.status == 4 and "disk is full" in said.err
        assert "Exception ignored" not in said.err


def test_the_screen_stays_on_a_full_disk_and_goes_on_when_there_is_room(
    city: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", city) as disk:
        seq = sound(disk.city)
        given = {"CIVTUI_LANG": "en", "USER": "root"}
        words = ("-w", disk.city, "score", "trade-2026", "--assessor", "m2")
        screen = Terminal(*words, environment=given, size=(120, 40))
        screen.wait("110/220")
        screen.send("3\r")
        screen.wait("111/220")
        disk.fill()
        stored = 111
        while "disk is full" not in screen.text():  # the log may have room in its last page
            screen.send("3\r")
            stored = next_count(screen, stored)
        assert "Traceback" not in screen.text()
        disk.free()
        screen.send("\r")  # what is typed has stayed in its cell
        screen.wait(f"{stored + 1}/220")
        assert screen.leave() == 0
        assert sound(disk.city) > seq


def next_count(screen: Terminal, stored: int) -> int:
    """Wait until a mark is shown as stored, or refused; return how many are stored."""
    for _ in range(400):
        screen.read(0.05)
        if f"{stored + 1}/220" in screen.text():
            return stored + 1
        if "disk is full" in screen.text():
            return stored
    raise AssertionError(screen.text())
