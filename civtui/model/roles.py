"""Who may do what: the roles of a workspace and the rights each holds."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A user's role; every verb names the right it needs."""

    OBSERVER = "observer"
    REPORTER = "reporter"
    ASSESSOR = "assessor"
    CLERK = "clerk"
    DECIDER = "decider"
    ADMIN = "admin"


class Right(StrEnum):
    """What a verb asks for before it writes.

    `VOID` is to take back deeds of one's own; the deed's own right is asked for as well.
    """

    READ = "read"
    VOID = "void"
    FILE = "file"
    MARK = "mark"
    KEEP = "keep"
    DECIDE = "decide"
    MANAGE = "manage"
    BACKUP = "backup"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OBSERVER: frozenset({Right.READ}),
    Role.REPORTER: frozenset({Right.READ, Right.VOID, Right.FILE}),
    Role.ASSESSOR: frozenset({Right.READ, Right.VOID, Right.MARK}),
    Role.CLERK: frozenset({Right.READ, Right.VOID, Right.FILE, Right.MARK, Right.KEEP}),
    Role.DECIDER: frozenset({Right.READ, Right.VOID, Right.DECIDE}),
    Role.ADMIN: frozenset(Right),
}
