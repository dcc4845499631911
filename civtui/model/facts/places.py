"""Facts about the workspace itself and who may work in it."""

from __future__ import annotations

from typing import ClassVar

from civtui.model.facts.envelope import Body
from civtui.model.roles import Role


class WorkspaceOpened(Body):
    """A workspace begins, under a profile pinned by its digest.

    Args:
        ledger: the id of this ledger.
        name: what the city calls it.
    """

    kind: ClassVar[str] = "workspace-opened"
    v: ClassVar[int] = 2
    ledger: str
    name: str
    profile: str
    profile_sha256: str


class LedgerIdentified(Body):
    """A ledger of an earlier release gets its id; `name` is that of its city then."""

    kind: ClassVar[str] = "ledger-identified"
    ledger: str
    name: str


class UserSet(Body):
    """A user has a role from now on; `role` None takes all rights away."""

    kind: ClassVar[str] = "user-set"
    user: str
    role: Role | None
    agency: str | None = None
    assessor: str | None = None
