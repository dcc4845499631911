"""A deed that would be refused as it is stored is refused in the list of deeds already."""

from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.model.roles import Role
from civtui.verbs import verb_of
from civtui.workspace.building.records import record_rows
from civtui.workspace.people.users import set_user, user_rows
from civtui.workspace.performing.performing import perform, refused
from civtui.workspace.session import Workspace, open_workspace


def why_not(ws: Workspace, verb: str, row: str) -> str | None:
    found = refused(ws, verb_of(verb), row)
    return found.key if found else None


@pytest.fixture
def reporter(folder: Path) -> Workspace:
    """A reporter of agency a-1; the city's own admin stays."""
    ws = open_workspace(folder)
    set_user(ws, "reporter", Role.REPORTER, agency="a-1")
    ws.close()
    return open_workspace(folder, user="reporter")


def test_a_reporter_is_offered_no_other_agency(reporter: Workspace) -> None:
    own, other = (record_rows(reporter, "duty", a)[0].id for a in ("a-1", "a-2"))
    assert why_not(reporter, "duty.set", own) is None
    assert why_not(reporter, "duty.set", other) == "workspace.own-agency-only"
    with pytest.raises(Refused):
        perform(reporter, verb_of("duty.set"), {"record": other, "target": "十次"})
    assert why_not(reporter, "activity.add", "a-1") is None
    assert why_not(reporter, "activity.add", "a-2") == "workspace.own-agency-only"
    with pytest.raises(Refused):
        perform(reporter, verb_of("activity.add"), {"agency": "a-2", "title": "读书会"})
    reporter.close()


def test_the_last_admin_is_not_removed(folder: Path) -> None:
    ws = open_workspace(folder)
    set_user(ws, "admin", Role.ADMIN)
    set_user(ws, "judge", Role.ASSESSOR)
    assert why_not(ws, "user.remove", "judge") is None
    ws.close()
    ws = open_workspace(folder, user="admin")
    for row in user_rows(ws):
        if row.role == Role.ADMIN and row.name != "admin":
            assert why_not(ws, "user.remove", row.name) is None
            perform(ws, verb_of("user.remove"), {"name": row.name})
    assert why_not(ws, "user.remove", "admin") == "workspace.last-admin"
    ws.close()
