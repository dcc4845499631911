"""A backup is made and brought back from the screen alone; the workspace that is open stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.errors import Refused
from civtui.model.roles import Role
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from civtui.workspace.files import backups
from civtui.workspace.files.creating import init
from civtui.workspace.people.users import set_user
from civtui.workspace.performing import performing
from civtui.workspace.session import open_workspace
from tests.tui.session import session


async def test_a_backup_and_its_return_by_keys_alone(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(160, 40)) as user:
        set_user(user.ws, "tester", Role.ADMIN)  # whom a backup does not know brings none back
        await user.press("f9")
        await user.type("备份")
        await user.press("enter", "f8")
        (made,) = backups.at_hand([tmp_path])
        assert made.name == f"w-{user.ws.today().isoformat()}.zip"
        await user.until(str(made))
        head = user.ws.head()
        await user.press("f9")
        await user.type("还原")
        await user.press("enter")
        assert isinstance(user.desk.mode, VerbForm)
        user.expect(made.name)
        await user.type("1")
        await user.press("enter", "escape", "f8")
        user.expect(t("verbs.f8-again"))
        assert not (tmp_path / made.stem).exists()
        await user.press("f8")
        user.expect(str(tmp_path / made.stem), "Ctrl+Q")
    again = open_workspace(tmp_path / made.stem)
    assert again.head() == head
    again.close()


def test_only_an_empty_folder_is_restored_into(folder: Path) -> None:
    ws = open_workspace(folder)
    file = folder.parent / "a.zip"
    performing.perform(ws, verb_of("backup"), {"file": str(file)})
    with pytest.raises(Refused):
        performing.perform(ws, verb_of("restore"), {"file": str(file), "to": str(folder)})
    ws.close()


def test_a_name_alone_lies_beside_the_workspace_and_gets_its_ending(folder: Path) -> None:
    ws = open_workspace(folder)
    assert backups.placed(ws, "年底") == folder.parent / "年底.zip"
    first = backups.placed(ws, None)
    first.write_bytes(b"")
    assert backups.placed(ws, None) == first.with_name(f"{first.stem}-2.zip")
    ws.close()


def test_a_zip_that_is_no_backup_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK")
    assert backups.at_hand([tmp_path, tmp_path / "none"]) == []


def test_workspaces_are_found_in_a_folder_and_the_folders_of_it(tmp_path: Path) -> None:
    for place in ("海州市", "old/2025"):
        init(tmp_path / place).close()
    assert backups.workspaces(tmp_path) == [tmp_path / "old" / "2025", tmp_path / "海州市"]
