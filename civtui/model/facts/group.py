"""Facts about the guidance group: who sits in it, what was put before it, who came."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from civtui.model.facts.envelope import Body, Part


class MemberSet(Body):
    """A member takes a seat, changes its part, or leaves.

    Args:
        person: token of the name in the erasable side table.
        post: the office that the seat goes with.
        seated: False where the member leaves.
    """

    kind: ClassVar[str] = "member-set"
    member: str = Field(min_length=1, max_length=40)
    person: str | None = None
    post: str = ""
    part: Literal["chair", "deputy", "member"] = "member"
    seated: bool = True


class AgendaItem(Part):
    """One thing that the secretariat submits.

    Args:
        matter: what the group is asked to decide (see `civtui.rules.group.MATTERS`).
        subjects: the holders it is about.
        papers: content addresses or names of the papers attached.
        agency: whose party group decides; not written where the guidance group does.
        rounds: subject -> the round out of whose results it was proposed; not written where empty.
        cards: the yellow cards that it is about; not written where empty.
    """

    item: str = Field(min_length=1, max_length=20)
    matter: str
    honor: str | None = None
    subjects: tuple[str, ...] = ()
    title: str = ""
    papers: tuple[str, ...] = ()
    agency: str = ""
    rounds: dict[str, str] = Field(default_factory=dict)
    cards: tuple[str, ...] = ()

    @model_serializer(mode="wrap")
    def _without_nothing(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out an empty agency, no rounds and no cards, as in facts of earlier releases."""
        found: dict[str, Any] = handler(self)
        for key in ("agency", "rounds", "cards"):
            if not found[key]:
                del found[key]
        return found


class SittingCalled(Body):
    """The secretariat calls the group together with an agenda."""

    kind: ClassVar[str] = "sitting-called"
    sitting: str = Field(min_length=1, max_length=60)
    on: date
    agenda: tuple[AgendaItem, ...] = ()


class SittingHeld(Body):
    """The group has met; `present` are ids of members."""

    kind: ClassVar[str] = "sitting-held"
    sitting: str
    present: tuple[str, ...]
    chair: str
    minutes: str = ""
