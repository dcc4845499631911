"""The first `user set` makes its caller admin as well, in the same deed, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.model.roles import Role
from civtui.workspace.lifecycle import init
from civtui.workspace.users import set_user, user_rows
from tests.faults.disks import call


def test_the_caller_of_the_first_user_set_stays_admin(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", user="chief")
    set_user(ws, "judge", Role.ASSESSOR, assessor="k1")
    assert {row.name: row.role for row in user_rows(ws)} == {"chief": "admin", "judge": "assessor"}
    set_user(ws, "clerk", Role.CLERK)
    assert len(user_rows(ws)) == 3
    ws.close()


def test_setting_oneself_first_adds_nobody_and_takes_no_lower_role(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", user="chief")
    with pytest.raises(Refused):
        set_user(ws, "chief", Role.CLERK)
    set_user(ws, "chief", Role.ADMIN)
    assert [row.name for row in user_rows(ws)] == ["chief"]
    ws.close()


def test_the_command_says_so(tmp_path: Path) -> None:
    init(tmp_path / "w", user="chief").close()
    said = call("-w", tmp_path / "w", "--as", "chief", "user", "set", "judge", "clerk", "--json")
    assert said.status == 0 and said.document()["name"] == "judge"
    assert "chief becomes admin as well" in said.err
    again = call("-w", tmp_path / "w", "--as", "chief", "user", "set", "third", "clerk")
    assert again.status == 0 and "as well" not in again.err
