"""Settings and profile are changed one after another: of changes at once all stand."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from civtui.model.errors import CivtuiError
from civtui.model.faults import Busy, MachineFault
from civtui.workspace.files import changing
from civtui.workspace.files.creating import init
from civtui.workspace.files.settings_file import put_setting


def test_five_plugins_enabled_at_once_all_stand(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    init(folder, user="root").close()
    profile = folder / "profile.toml"
    profile.write_text("# ours\n" + profile.read_text("utf-8"), encoding="utf-8")
    names = [f"plug{n}" for n in range(5)]
    for name in names:
        (folder / "plugins" / f"{name}.py").write_text('"""A plugin."""\n', encoding="utf-8")
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "civtui",
                "-w",
                str(folder),
                "--as",
                "root",
                "plugin",
                "enable",
                name,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for name in names
    ]
    for process in running:
        assert b"Traceback" not in process.communicate(timeout=120)[1]
    text = profile.read_text("utf-8")
    found = {entry["id"] for entry in tomllib.loads(text)["plugin"]}
    assert found >= set(names) and text.startswith("# ours\n")
    assert sorted(p.name for p in folder.iterdir() if "part" in p.name) == []


def put(folder: str, number: int) -> None:
    for turn in range(5):
        put_setting(Path(folder), f"key-{number}-{turn}", "x")


def test_settings_written_by_many_lose_none(tmp_path: Path) -> None:
    (tmp_path / "civtui.toml").write_text('[workspace]\nname = "市"\n', encoding="utf-8")
    many = multiprocessing.get_context("spawn")
    running = [many.Process(target=put, args=(str(tmp_path), number)) for number in range(4)]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
        assert process.exitcode == 0
    kept = tomllib.loads((tmp_path / "civtui.toml").read_text("utf-8"))["workspace"]
    assert len(kept) == 21 and kept["name"] == "市"


def test_a_lock_that_is_held_too_long_is_busy(tmp_path: Path) -> None:
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(Busy), changing.locked(tmp_path, patience=0):
        pass
    os.close(handle)
    with changing.locked(tmp_path, patience=0):
        pass


def test_a_folder_whose_locks_do_not_work_is_named_as_a_network_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuses)
    with pytest.raises(MachineFault) as caught:
        changing.change(tmp_path / "civtui.toml", lambda _: "x")
    assert caught.value.kind == "no-locks" and not (tmp_path / "civtui.toml").exists()


def test_a_change_that_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "civtui.toml"
    path.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CivtuiError) as caught:
        changing.change(path, lambda _: "new")
    assert isinstance(caught.value, MachineFault) and caught.value.kind == "disk-full"
    assert path.read_text("utf-8") == "old" and [*tmp_path.iterdir()] == [path]
