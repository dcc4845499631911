"""`user`: who may work in the workspace, and as what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.locale import t
from civtui.model.roles import Role
from civtui.model.text import Message
from civtui.workspace.answers import Answer
from civtui.workspace.lists.cells import printed
from civtui.workspace.people import users
from civtui.workspace.references.rounds import people
from civtui.workspace.session import Workspace, lets_strangers


def list_(ws: Workspace) -> Answer:
    """Answer with users and roles."""
    rows = users.user_rows(ws)
    aside = [t("cli.user-strangers")] if lets_strangers(ws.settings) else []
    return Answer([row._asdict() for row in rows], lambda: printed(ws, "users", rows), aside=aside)


def set_(
    ws: Workspace, *, name: str, role: str, agency: str | None, assessor: str | None
) -> Answer:
    """Give a user a role; the first one makes its caller admin as well."""
    caller = users.first_admin(ws, name)
    before = users.user_rows(ws)
    judges = {place.id for place in people(ws, {})}
    row = users.set_user(ws, name, Role(role), agency=agency, assessor=assessor)
    aside = [t("cli.user-caller", user=caller)] if caller else []
    if role == Role.ASSESSOR and judges and not {assessor, name} & judges:
        aside.append(t("verbs/user.no-judge", user=name))
    key = "user-stands" if row in before else "user-set"
    said = t(f"cli.{key}", user=row.name, role=t(f"verbs/user.role-{row.role}"))
    return Answer(row._asdict(), lambda: [said], aside=aside)


def me(ws: Workspace) -> Answer:
    """Say as whom one works here, and how one works as somebody else."""
    role = t(f"verbs/user.role-{ws.role.value}") if ws.role else ""
    return Answer(
        {"user": ws.user, "role": ws.role.value if ws.role else None},
        lambda: [t("verbs/user.me-is", user=ws.user, role=role), t("verbs/user.me-other")],
    )


def may_remove(ws: Workspace, name: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a user's rights cannot be taken away: it is the last admin."""
    users.hold_remove(ws, name)
    return None


def remove(ws: Workspace, *, name: str) -> Answer:
    """Take a user's rights away."""
    users.remove_user(ws, name)
    return Answer({"removed": name}, lambda: [t("cli.user-removed", user=name)])
