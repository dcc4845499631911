"""Setting a user: what stands already is not written again, and a reporter has an agency."""

from __future__ import annotations

from pathlib import Path

from civtui.workspace.files.creating import init
from civtui.workspace.session import open_workspace
from tests.faults.disks import call


def head(folder: Path) -> int:
    ws = open_workspace(folder, user="chief")
    found = ws.head()
    ws.close()
    return found


def test_a_role_that_is_held_already_is_not_written_again(tmp_path: Path) -> None:
    init(tmp_path / "w", user="chief").close()
    of = ("-w", tmp_path / "w", "--as", "chief", "user", "set")
    assert call(*of, "li", "clerk").status == 0
    before = head(tmp_path / "w")
    again = call(*of, "li", "clerk")
    assert (again.status, head(tmp_path / "w")) == (0, before)
    assert "nothing changes" in again.out
    assert call(*of, "li", "decider").status == 0
    assert head(tmp_path / "w") > before


def test_whoever_may_not_set_users_is_refused_though_nothing_would_change(tmp_path: Path) -> None:
    init(tmp_path / "w", user="chief").close()
    assert call("-w", tmp_path / "w", "--as", "chief", "user", "set", "li", "clerk").status == 0
    assert call("-w", tmp_path / "w", "--as", "li", "user", "set", "li", "clerk").status == 3


def test_a_reporter_without_an_agency_is_refused(tmp_path: Path) -> None:
    init(tmp_path / "w", user="chief").close()
    said = call("-w", tmp_path / "w", "--as", "chief", "user", "set", "li", "reporter")
    assert said.status == 3
    assert "for one agency" in said.err and "--agency" in said.err
