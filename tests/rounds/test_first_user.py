"""The first `user set` makes its caller admin as well, in the same deed, and says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.model.errors import Refused
from civtui.model.facts.envelope import Body
from civtui.model.facts.voiding import Voided
from civtui.model.roles import Right, Role
from civtui.model.text import msg
from civtui.workspace.answers.ledger import may_void
from civtui.workspace.files.creating import init
from civtui.workspace.people.users import remove_user, set_user, user_rows
from civtui.workspace.session import Workspace, open_workspace
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


def emptied(ws: Workspace, *facts: int) -> None:
    """Take facts back past every rule, as earlier releases let it happen."""
    ws.write(Voided(facts=facts), right=Right.MANAGE, why="误录")
    ws.__dict__.pop("role", None)


def test_a_restoration_takes_no_role_from_whoever_does_it(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", user="chief")
    set_user(ws, "third", Role.CLERK)  # and chief, as one deed
    first = ws.head()
    set_user(ws, "other", Role.ADMIN)
    last = ws.head()
    _, of_other = void(ws, last, "误录")
    emptied(ws, first - 1, first)
    of_first = ws.head()
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


def _alone(ws: Workspace) -> tuple[int, ...]:
    """Set the acting user alone."""
    set_user(ws, ws.user, Role.ADMIN)
    return (ws.head(),)


def _with_another(ws: Workspace) -> tuple[int, ...]:
    """Set somebody else, and so the acting user in the same deed."""
    set_user(ws, "boss", Role.ADMIN)
    return (ws.head() - 1, ws.head())


def _over_again(ws: Workspace) -> tuple[int, ...]:
    """Take a workspace without users up again: its users were taken back and put again."""
    for fact in _with_another(ws), (ws.head() + 1,):
        emptied(ws, *fact)
    return (ws.head(),)


@pytest.mark.parametrize("strangers", [False, True], ids=["city", "demo"])
@pytest.mark.parametrize("began", [_alone, _with_another, _over_again])
def test_no_taking_back_leaves_a_workspace_with_users_without_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    began: Callable[[Workspace], tuple[int, ...]],
    strangers: bool,
) -> None:
    if strangers:  # as in a demo, where whoever is no user is an admin
        monkeypatch.setattr("civtui.workspace.people.users.lets_strangers", lambda _settings: True)
        monkeypatch.setattr("civtui.workspace.session.lets_strangers", lambda _settings: True)
    ws = init(tmp_path / "w", user="chief")
    began_with = began(ws)
    before = user_rows(ws)
    assert before
    for fact in began_with:
        assert "there must be a user" in _refused(partial(void, ws, fact, "误录"))
        assert may_void(ws, str(fact), {}) is not None
    for row in before:
        if row.name != ws.user:
            remove_user(ws, row.name)
    last = ws.user
    ws.user = "stranger" if strangers else last
    _refused(partial(remove_user, ws, last))
    _refused(partial(set_user, ws, last, Role.CLERK))
    assert [row.name for row in user_rows(ws)] == [last]
    ws.close()


def _refused(deed: Callable[[], object]) -> str:
    """Return why a deed is refused; it names a way out."""
    with pytest.raises(Refused) as told:
        deed()
    assert told.value.hint is not None
    return locale.render(told.value.message, "en")


def test_the_last_user_is_asked_for_again_where_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = init(tmp_path / "w", user="chief")
    set_user(ws, "chief", Role.ADMIN)
    own = ws.head()
    set_user(ws, "other", Role.ADMIN)
    theirs = open_workspace(tmp_path / "w", user="other")
    write = Workspace.write

    def overtaken(self: Workspace, *bodies: Body, **given: Any) -> list[int]:
        monkeypatch.setattr(Workspace, "write", write)
        remove_user(ws, "other")  # just before the transaction
        return write(self, *bodies, **given)

    monkeypatch.setattr(Workspace, "write", overtaken)
    with pytest.raises(Refused):
        void(theirs, own, "误录")
    assert [row.name for row in user_rows(ws)] == ["chief"]
    theirs.close()
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
    with pytest.raises(Refused) as told:  # the last one: everybody would be admin
        remove_user(theirs, "other")
    assert told.value.message == msg("workspace.last-user")
    assert told.value.hint == msg("workspace.admin-first", user="other")
    theirs.close()
