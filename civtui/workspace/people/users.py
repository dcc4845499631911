"""Users of the workspace and their roles: nobody locks everybody out, or takes their own right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import NotFound, Refused, nearest
from civtui.model.roles import RIGHTS, Right, Role
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.session import Workspace, lets_strangers


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

    With the first user of a workspace who sets it becomes admin too, and is not locked out. What
    stands so already is not written again.

    Raises:
        Refused: it would leave the workspace without an admin, or the caller without the right; or
            a reporter is to report for no agency, and so for all.
    """
    from civtui.model.facts.places import UserSet

    ws.require(Right.MANAGE)
    if role is Role.REPORTER and not agency:
        raise Refused(
            msg("workspace.reporter-agency"),
            where={"field": "agency"},
            hint=msg("workspace.reporter-agency-way"),
        )
    caller = first_admin(ws, name)
    set_now = {name: role.value, **({caller: Role.ADMIN.value} if caller else {})}
    _held(ws, _roles(ws) | set_now)
    owner = find_agency(ws, agency).id if agency else None
    wanted = UserRow(name, role.value, owner, assessor)
    if wanted in user_rows(ws):
        return wanted
    bodies = [UserSet(user=name, role=role, agency=owner, assessor=assessor)]
    if caller:
        bodies.insert(0, UserSet(user=caller, role=Role.ADMIN))
    ws.write(*bodies, right=Right.MANAGE, check=lambda _: _held(ws, _roles(ws) | set_now))
    ws.__dict__.pop("role", None)
    return wanted


def first_admin(ws: Workspace, name: str) -> str | None:
    """Return who becomes admin as well when `name` is the first user, None where nobody does."""
    return None if user_rows(ws) or name == ws.user else ws.user


def remove_user(ws: Workspace, name: str) -> None:
    """Take all rights of `name` away.

    Raises:
        NotFound: no such user.
        Refused: as `whose_rights`.
    """
    from civtui.model.facts.places import UserSet

    hold_remove(ws, name)
    ws.write(
        UserSet(user=name, role=None), right=Right.MANAGE, check=lambda _: hold_remove(ws, name)
    )
    ws.__dict__.pop("role", None)


def hold_remove(ws: Workspace, name: str) -> None:
    """Refuse to take rights away that somebody needs.

    Raises:
        NotFound, Refused: as `remove_user`.
    """
    roles = _roles(ws)
    if name not in roles:
        raise NotFound(msg("workspace.no-such-user"), value=name, nearest=nearest(name, [*roles]))
    _held(ws, {user: role for user, role in roles.items() if user != name})


def whose_rights(ws: Workspace, roles: Mapping[str, str]) -> Message | None:
    """Return who would lose what if these were the roles, None where all is well.

    A workspace that has users keeps one, and an admin among them: without users everybody is
    admin, and the next `user set` by anybody would lock out those who were. Nobody takes the right
    to set users from themselves: whoever gives it up asks another admin, who can see that it was
    meant.

    Args:
        roles: user -> role of all users, as they would be.
    """
    if not roles:
        return msg("workspace.last-user") if user_rows(ws) else None
    if Role.ADMIN.value not in roles.values():
        return msg("workspace.last-admin")
    own = roles.get(ws.user)
    if own is None and lets_strangers(ws.settings):  # whoever is nobody's user stays its admin
        return None
    if own and Right.MANAGE in RIGHTS[Role(own)]:
        return None
    return msg("workspace.own-role", user=ws.user)


def leaves_nobody(said: Message) -> bool:
    """Return whether what `whose_rights` said is that no user or no admin would be left."""
    return said.key in ("workspace.last-admin", "workspace.last-user")


def _roles(ws: Workspace) -> dict[str, str]:
    return {row.name: row.role for row in user_rows(ws)}


def _held(ws: Workspace, roles: Mapping[str, str]) -> None:
    said = whose_rights(ws, roles)
    if said is None or ws.role is not Role.ADMIN:  # who may not set users hears so by the write
        return
    key = "admin-first" if leaves_nobody(said) else "own-role-way"
    raise Refused(said, hint=msg(f"workspace.{key}", user=ws.user))


def voids_own_only(ws: Workspace, who: str, where: Mapping[str, object]) -> Refused | None:
    """Return that the acting user may not take back what `who` entered, None where he may."""
    if ws.role is None or Right.KEEP in RIGHTS[ws.role] or who == ws.user:
        return None
    return Refused(msg("voiding.not-yours", who=who), where=dict(where))
