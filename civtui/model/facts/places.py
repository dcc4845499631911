"""Facts about the workspace itself and who may work in it."""

from __future__ import annotations

from typing import ClassVar

from civtui.model.facts.envelope import Body
from civtui.model.roles import Role


class WorkspaceOpened(Body):
    """A workspace begins, under a profile pinned by its digest."""

    kind: ClassVar[str] = "workspace-opened"
    name: str
    profile: str
    profile_sha256: str


class UserSet(Body):
    """A user has a role from now on; `role` None takes all rights away."""

    kind: ClassVar[str] = "user-set"
    user: str
    role: Role | None
    agency: str | None = None
    assessor: str | None = None
