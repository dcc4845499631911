"""No output goes over a workspace's own files, a device, a FIFO, or through a link."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.workspace.files.outputs import output
from tests.faults.disks import call


@pytest.fixture
def mine(city: Path, tmp_path: Path) -> Path:
    shutil.copytree(city, tmp_path / "w")
    return tmp_path / "w"


def state(folder: Path) -> dict[str, bytes]:
    """Return the files of a workspace; the log's index is SQLite's own."""
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and not p.name.endswith(("-shm", "-wal"))
    }


@pytest.mark.parametrize(
    "name",
    [
        "civtui.db",
        "civtui.db-wal",
        "civtui.db-new",
        "civtui.toml",
        "profile.toml",
        "evidence/x.csv",
        "plugins/x.py",
        "places/x",
        "plugins.lock",
        "keys.toml",
        "civtui.db.schema-1-2-aa",
    ],
)
def test_a_workspaces_own_files_are_no_output(mine: Path, name: str) -> None:
    (mine / "places").mkdir(exist_ok=True)
    before = state(mine)
    wanted = 0 if name == "civtui.db-new" else 3
    for words in (("export", "csv", "-o"), ("duty", "matrix", "-o")):
        target = mine / name
        said = call("-w", mine, *words, target, "--json")
        assert said.status == wanted, (words, said)
        if wanted:
            assert "own files" in said.err and said.document()["error"]["code"] == "refused"
    if wanted:
        assert state(mine) == before


def test_the_own_files_of_another_workspace_too(mine: Path, city: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(city, other)
    (other / "civtui.toml").write_text('[workspace]\ndatabase = "../far.db"\n', encoding="utf-8")
    said = call("-w", mine, "export", "csv", "-o", other / "profile.toml")
    assert said.status == 3
    inside = other / "inner.db"
    (other / "civtui.toml").write_text('[workspace]\ndatabase = "inner.db"\n', encoding="utf-8")
    with pytest.raises(Refused):
        output(inside)


def test_links_devices_fifos_folders_and_hard_links(mine: Path, tmp_path: Path) -> None:
    link, fifo, hard = tmp_path / "link", tmp_path / "fifo", tmp_path / "hard"
    link.symlink_to(mine / "civtui.db")
    os.mkfifo(fifo)
    os.link(mine / "profile.toml", hard)
    way = tmp_path / "way"
    way.symlink_to(mine / "evidence")
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "nothing")
    before = state(mine)
    for target in (link, fifo, hard, way / "x.csv", dangling, Path("/dev/null"), tmp_path):
        said = call("-w", mine, "export", "csv", "-o", target)
        assert said.status == 3, (target, said)
    for target in (link, dangling, fifo):
        assert call("profile", "new", target).status == 3
    assert state(mine) == before and not (tmp_path / "nothing").exists()


def test_an_output_elsewhere_and_below_out(mine: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "x.csv", mine / "out" / "x.csv", mine / "report.csv"):
        assert call("-w", mine, "export", "csv", "-o", target).status == 0
        assert call("-w", mine, "export", "csv", "-o", target).status == 0  # written again
    missing = call("-w", mine, "export", "csv", "-o", tmp_path / "no" / "x.csv")
    assert missing.status == 4 and "not there" in missing.err


def stampless(content: bytes) -> list[bytes]:
    return [line for line in content.splitlines() if not line.startswith(b"written,")]


def test_a_dash_is_standard_output(mine: Path, tmp_path: Path) -> None:
    call("-w", mine, "export", "csv", "-o", tmp_path / "x.csv")
    said = call("-w", mine, "export", "csv", "-o", "-")
    kept = (tmp_path / "x.csv").read_bytes()
    assert said.status == 0 and len(said.out) > 100
    assert stampless(said.out.encode()) == stampless(kept)
    assert not (Path.cwd() / "-").exists()
    assert call("-w", mine, "export", "csv", "-o", "-", "--json").status == 2
    board = call("-w", mine, "duty", "matrix", "-o", "-")
    assert board.status == 0 and "," in board.out.splitlines()[0]


def test_a_backup_goes_among_no_own_files(mine: Path) -> None:
    for name in ("evidence/kept", "plugins/kept", "civtui.db-wal"):
        said = call("-w", mine, "backup", mine / name)
        assert said.status == 3 and not (mine / "evidence" / "kept").exists()
    assert call("-w", mine, "backup", mine / "out" / "kept").status == 0
