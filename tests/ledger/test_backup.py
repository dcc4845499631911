"""A backup holds the whole workspace, is read back before it has its name, is an admin's."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from civtui.ledger.ledger import Ledger
from civtui.ledger.verify import verify
from civtui.model.errors import BadInput, Refused
from civtui.model.facts.places import UserSet
from civtui.model.roles import RIGHTS, Right, Role
from civtui.workspace.files import archive
from civtui.workspace.session import Workspace
from tests.ledger.cities import DIGEST, PAPER, city, mark, opened
from tests.ledger.killing import killed_at, stride


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return city(tmp_path / "w")


def names(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as found:
        return set(found.namelist())


def test_a_backup_holds_the_whole_workspace(ws: Workspace, tmp_path: Path) -> None:
    (ws.dir / "plugins" / "own.py").write_text("x = 1\n", "utf-8")
    (ws.dir / "profile.toml.20260101T000000Z-7-0123abcd").write_text("old", "utf-8")
    (ws.dir / "civtui.db.schema-9-7-0123abcd").write_text("old", "utf-8")
    (ws.dir / "link").symlink_to("/etc/hostname")
    made = archive.backup(ws, tmp_path / "b.zip")
    assert made.faults == []
    assert made.head == ws.ledger.head()
    paper = f"evidence/{DIGEST[:2]}/{DIGEST}"
    assert names(made.file) == {
        "manifest.json",
        "civtui.db",
        "civtui.toml",
        "profile.toml",
        "plugins.lock",
        "plugins/own.py",
        paper,
    }
    with zipfile.ZipFile(made.file) as found:
        assert found.read(paper) == PAPER
        manifest = json.loads(found.read("manifest.json"))
        found.extract("civtui.db", tmp_path)
    assert manifest["ledger"]["head"] == made.head.hash
    assert manifest["ledger"]["id"] == ws.settings["ledger"]
    with closing(Ledger.open(tmp_path / "civtui.db")) as copy:
        assert verify(copy) == []
    assert made.file.stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {"w", "b.zip", "civtui.db"}


def test_a_backup_within_the_workspace_does_not_hold_itself(ws: Workspace) -> None:
    made = archive.backup(ws, ws.dir / "b.zip")
    assert not {name for name in names(made.file) if name.startswith("b.zip")}


def test_an_existing_file_or_link_is_no_place_for_a_backup(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("there", "link"):
        with pytest.raises(Refused):
            archive.backup(ws, tmp_path / name)
    assert (tmp_path / "there").read_text("utf-8") == "x"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_admin_backs_up(ws: Workspace, tmp_path: Path, role: Role) -> None:
    ws.write(
        UserSet(user="boss", role=Role.ADMIN), UserSet(user="tester", role=role), right=Right.MANAGE
    )
    with closing(opened(ws.dir)) as again, pytest.raises(Refused):
        archive.backup(again, tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()
    assert Right.BACKUP in RIGHTS[Role.ADMIN]


def test_a_ledger_that_is_not_sound_is_backed_up_and_said(ws: Workspace, tmp_path: Path) -> None:
    ws.ledger.connection.execute("UPDATE agency SET name = 'x' WHERE id = 'a-1'")
    made = archive.backup(ws, tmp_path / "b.zip")
    assert [(fault.table, fault.row) for fault in made.faults] == [("agency", "a-1")]
    assert archive.check(made.file)["ledger"]["seq"] == made.head.seq


def test_what_is_read_back_wrong_gets_no_name(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = archive.pour

    def spoilt(source, target):  # type: ignore[no-untyped-def]  # sqlite3's own arguments
        digest, size = real(source, target)
        return ("0" * 64, size) if target is not None else (digest, size)

    monkeypatch.setattr(archive, "pour", spoilt)
    with pytest.raises(BadInput):
        archive.backup(ws, tmp_path / "b.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["w"]


def test_a_full_disk_leaves_nothing_behind(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "pour", full)
    with pytest.raises(OSError, match="No space"):
        archive.backup(ws, tmp_path / "b.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["w"]
    mark(ws.ledger)


def test_a_backup_killed_anywhere_is_whole_or_not_there(ws: Workspace, tmp_path: Path) -> None:
    folder, step, died = ws.dir, 0, True
    ws.close()

    def deed() -> None:
        with closing(opened(folder)) as again:
            archive.backup(again, tmp_path / f"{step}.zip")

    while died:
        died = killed_at(step, deed)
        made = tmp_path / f"{step}.zip"
        assert made.exists() or died
        if made.exists():
            archive.check(made)
        with closing(opened(folder)) as again:
            assert verify(again.ledger) == []
        step += stride(23)
    assert step > 23 * 3
