"""Without a workspace here: near ones are listed, answers outlast a refusal, backups return."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.locale import t
from civtui.model.roles import Role
from civtui.workspace.files.archive import backup
from civtui.workspace.files.creating import init
from civtui.workspace.people.users import set_user
from civtui.workspace.session import open_workspace

Begun = Callable[..., str]


@pytest.fixture
def begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Begun:
    """Type lines at `civtui` in a folder without a workspace, and return what was said."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def tell(*typed: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        assert run(["--plain", "--lang", "zh", "--as", "boss"]) == 0
        return capsys.readouterr().out

    return tell


def test_what_was_made_yesterday_is_opened_by_a_number(begun: Begun) -> None:
    init(Path("海州市"), name="海州市").close()
    said = begun("4", "1", "q", "0")
    assert t("start.near", names="海州市", number=4) in said
    assert "1 海州市" in said.replace(str(Path.cwd()) + "/", "")
    assert t("plain.leave") in said


def test_another_folder_may_still_be_typed(begun: Begun) -> None:
    init(Path("海州市")).close()
    init(Path.cwd().parent / "甲市", name="甲市").close()
    assert "甲市" in begun("4", "2", "../甲市", "0")


def test_a_folder_with_files_is_asked_for_again_and_nothing_else(begun: Begun) -> None:
    Path("registry.xlsx").write_bytes(b"")
    said = begun("3", "海州市", "", ".", "", "", "0")
    assert t("workspace.not-empty") in said
    assert said.count(t("start.ask-name")) == 1
    ws = open_workspace(Path("海州市"))
    assert ws.settings["name"] == "海州市"
    ws.close()


def test_a_wrong_profile_is_asked_for_again_and_nothing_else(begun: Begun) -> None:
    said = begun("3", "海州市", "nosuch", "", "", "", "0")
    assert said.count(t("start.ask-profile")) == 2
    assert said.count(t("start.ask-name")) == 1
    open_workspace(Path("海州市")).close()


def test_a_backup_beside_is_brought_back_by_a_number(begun: Begun) -> None:
    old = init(Path.cwd().parent / "old", name="海州市", user="boss")
    set_user(old, "boss", Role.ADMIN)
    backup(old, Path("海州市-2026.zip"))
    old.close()
    said = begun("5", "1", "", "0")
    assert "海州市-2026.zip" in said
    ws = open_workspace(Path("海州市-2026"), user="boss")
    assert ws.role == Role.ADMIN
    ws.close()


def test_without_a_backup_near_its_path_is_asked_for(begun: Begun) -> None:
    assert t("start.ask-backup") in begun("5", "", "0")
