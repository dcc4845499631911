"""Users of the workspace and their roles; the last admin cannot lock everybody out."""

from __future__ import annotations

from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import NotFound, Refused, nearest
from civtui.model.roles import Right, Role
from civtui.model.text import msg
from civtui.workspace.agencies import agency as find_agency
from civtui.workspace.session import Workspace


class UserRow(NamedTuple):
    """One user; `agency` bounds a reporter, `assessor` is the judge a user marks as."""

    name: str
    role: str
    agency: str | None
    assessor: str | None


def user_rows(ws: Workspace) -> list[UserRow]:
    """Return the users by name; none means that the operating system's user is admin."""
    return [UserRow(*row) for row in queries.rows(ws.ledger, "places", "users")]


def set_user(
    ws: Workspace,
    name: str,
    role: Role,
    *,
    agency: str | None = None,
    assessor: str | None = None,
) -> UserRow:
    """Give `name` a role and return the user.

    With the first user of a workspace who sets it becomes admin too, and is not locked out.

    Raises:
        Refused: it would leave the workspace without an admin.
    """
    from civtui.model.facts.places import UserSet

    caller = first_admin(ws, name)
    others = [row for row in user_rows(ws) if row.name != name and row.role == Role.ADMIN]
    if role is not Role.ADMIN and not others and caller is None:
        raise Refused(msg("workspace.last-admin"), hint=msg("workspace.admin-first"))
    owner = find_agency(ws, agency).id if agency else None
    bodies = [UserSet(user=name, role=role, agency=owner, assessor=assessor)]
    if caller:
        bodies.insert(0, UserSet(user=caller, role=Role.ADMIN))
    ws.write(*bodies, right=Right.MANAGE)
    ws.__dict__.pop("role", None)
    return UserRow(name, role.value, owner, assessor)


def first_admin(ws: Workspace, name: str) -> str | None:
    """Return who becomes admin as well when `name` is the first user, None where nobody does."""
    return None if user_rows(ws) or name == ws.user else ws.user


def remove_user(ws: Workspace, name: str) -> None:
    """Take all rights of `name` away.

    Raises:
        NotFound: no such user.
        Refused: it is the last admin and others would be locked out.
    """
    from civtui.model.facts.places import UserSet

    hold_remove(ws, name)
    ws.write(UserSet(user=name, role=None), right=Right.MANAGE)


def hold_remove(ws: Workspace, name: str) -> None:
    """Refuse to take the rights of the last admin, while others would be locked out.

    Raises:
        NotFound, Refused: as `remove_user`.
    """
    rows = user_rows(ws)
    if name not in [row.name for row in rows]:
        raise NotFound(
            msg("workspace.no-such-user"),
            value=name,
            nearest=nearest(name, [row.name for row in rows]),
        )
    left = [row for row in rows if row.name != name]
    if left and not any(row.role == Role.ADMIN for row in left):
        raise Refused(msg("workspace.last-admin"), hint=msg("workspace.admin-first"))
