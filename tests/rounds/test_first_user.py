"""The first `user set` makes its caller admin as well, in the same deed, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.model.roles import Role
from civtui.model.text import msg
from civtui.workspace.lifecycle import init
from civtui.workspace.session import open_workspace
from civtui.workspace.users import remove_user, set_user, user_rows
from civtui.workspace.voiding.doing import void
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


def test_a_restoration_takes_no_role_from_whoever_does_it(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", user="chief")
    set_user(ws, "third", Role.CLERK)  # and chief, as one deed
    first = ws.head()
    set_user(ws, "other", Role.ADMIN)
    last = ws.head()
    _, of_other = void(ws, last, "误录")
    _, of_first = void(ws, first, "误录")
    assert not user_rows(ws)
    with pytest.raises(Refused) as told:  # it would leave other alone as a user
        void(ws, of_other, "误录")
    assert told.value.message == msg("workspace.own-role", user="chief")
    assert told.value.hint == msg("voiding.restore-first", by=of_first)
    void(ws, of_first, "误录")
    void(ws, of_other, "误录")
    roles = {row.name: row.role for row in user_rows(ws)}
    assert roles == {"chief": "admin", "other": "admin", "third": "clerk"}
    with pytest.raises(Refused) as told:  # nor does taking back one's own, another admin or not
        void(ws, first, "误录")
    assert told.value.hint == msg("workspace.own-role-way", user="chief")
    ws.close()


def test_nobody_takes_the_right_to_set_users_from_themselves(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", user="chief")
    set_user(ws, "third", Role.CLERK)
    own = ws.head()
    set_user(ws, "other", Role.ADMIN)
    for deed in (
        lambda: remove_user(ws, "chief"),
        lambda: set_user(ws, "chief", Role.OBSERVER),
        lambda: void(ws, own, "误录"),
    ):
        with pytest.raises(Refused) as told:
            deed()
        assert told.value.message == msg("workspace.own-role", user="chief")
        assert told.value.hint == msg("workspace.own-role-way", user="chief")
    ws.close()
    theirs = open_workspace(tmp_path / "w", user="other")
    remove_user(theirs, "chief")  # who sees that it was meant
    assert [row.name for row in user_rows(theirs)] == ["other", "third"]
    with pytest.raises(Refused):  # the last admin, while others would be locked out
        remove_user(theirs, "other")
    remove_user(theirs, "third")
    remove_user(theirs, "other")  # the last one: everybody is admin again
    assert not user_rows(theirs)
    theirs.close()
