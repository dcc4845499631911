"""The folders that people put files into are there before a screen or a command names them."""

from __future__ import annotations

import shutil
from pathlib import Path

from civtui.locale import render
from civtui.workspace.answers import inbox as answers
from civtui.workspace.building.inbox import folder, in_the_way
from civtui.workspace.files.archive import backup
from civtui.workspace.files.creating import init
from civtui.workspace.files.folders import FOLDERS
from civtui.workspace.files.restoring import restore
from civtui.workspace.session import open_workspace


def there(place: Path) -> set[str]:
    return {part for part in FOLDERS if (place / part).is_dir()}


def test_a_new_workspace_has_them(tmp_path: Path) -> None:
    init(tmp_path / "w").close()
    assert there(tmp_path / "w") == set(FOLDERS)


def test_a_workspace_that_comes_out_of_a_backup_has_them(tmp_path: Path) -> None:
    ws = init(tmp_path / "w")
    backup(ws, tmp_path / "b.zip")
    ws.close()
    restore(tmp_path / "x", tmp_path / "b.zip", agree=lambda *_: True)
    assert there(tmp_path / "x") == set(FOLDERS)


def test_an_older_workspace_gets_its_inbox_as_the_list_names_it(tmp_path: Path) -> None:
    init(tmp_path / "w").close()
    (tmp_path / "w" / "inbox").rmdir()
    with_inbox = open_workspace(tmp_path / "w")
    assert not folder(with_inbox).exists()  # opened to read, nothing is made
    answers.list_(with_inbox, tell=lambda *_: None)
    assert folder(with_inbox).is_dir()
    with_inbox.close()


def test_a_file_in_its_place_is_told_with_what_to_do(tmp_path: Path) -> None:
    init(tmp_path / "w").close()
    place = tmp_path / "w" / "inbox"
    place.rmdir()
    (tmp_path / "名册.xlsx").write_bytes(b"x")
    shutil.copy(tmp_path / "名册.xlsx", place)
    ws = open_workspace(tmp_path / "w")
    (said,) = answers.list_(ws, tell=lambda *_: None).lines()
    wrong = in_the_way(ws)
    assert wrong is not None
    assert said == render(wrong) and str(place) in said and "改名" in said
    place.rename(tmp_path / "名册.xlsx")
    assert in_the_way(ws) is None and place.is_dir()
    ws.close()
