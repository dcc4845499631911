"""Facts about decisions, titles and cards."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from civtui.model.facts.envelope import Body, Part
from civtui.model.facts.registry import AgencyHonor, OfficeHonor


class Votes(Part):
    """How the members present and not recused voted."""

    for_: int = Field(ge=0)
    against: int = Field(ge=0)
    abstained: int = Field(ge=0)


class ResultBasis(Part):
    """The result that an office's title rests on.

    Args:
        total: exact text.
        rank: its place among `of` subjects of the round.
        band: the Chinese name of the total's band.
        gap: why the round was closed with marks missing; empty where none is.
    """

    subject: str
    round: str
    total: str | None = None
    rank: int | None = None
    of: int = 0
    band: str | None = None
    gap: str = ""


class Decided(Body):
    """A body decides what was put before it; nothing is granted or carded without one.

    Args:
        body: `guidance-group`, or `party-group` with its agency.
        matter: what it is about (see `civtui.rules.group.MATTERS`).
        subjects: the holders the decision names.
        session: the sitting, as its minutes name it.
        item: the item of the sitting's agenda.
        votes: None where it was decided by consensus.
        recused: members who took no part.
        resolution: the wording.
        title: what a matter about no holder is about, as the agenda says; not written where empty.
        basis: the results that office titles rest on; not written where there is none.
        cards: the yellow cards that it ends or prolongs; not written where there is none.
    """

    kind: ClassVar[str] = "decided"
    v: ClassVar[int] = 2
    decision: str = Field(min_length=1, max_length=60)
    body: Literal["guidance-group", "party-group", "higher-body"]
    agency: str | None = None
    matter: str
    honor: AgencyHonor | OfficeHonor | None = None
    subjects: tuple[str, ...] = ()
    outcome: Literal["approved", "refused"] = "approved"
    session: str = ""
    item: str = ""
    votes: Votes | None = None
    recused: tuple[str, ...] = ()
    resolution: str = ""
    title: str = ""
    basis: tuple[ResultBasis, ...] = ()
    cards: tuple[str, ...] = ()

    @model_serializer(mode="wrap")
    def _without_nothing(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave an empty title, basis or cards out, as in facts of earlier releases."""
        found: dict[str, Any] = handler(self)
        for key in ("title", "basis", "cards"):
            if not found[key]:
                del found[key]
        return found


class Granted(Body):
    """A title begins, by a decision on record."""

    kind: ClassVar[str] = "granted"
    honor: AgencyHonor | OfficeHonor
    holders: tuple[str, ...] = Field(min_length=1)
    decision: str
    awarded_by: str = ""
    document: str = ""
    until: date | None = None


class Withdrawn(Body):
    """Titles end before their time, by a decision on record."""

    kind: ClassVar[str] = "withdrawn"
    honor: AgencyHonor | OfficeHonor
    holders: tuple[str, ...] = Field(min_length=1)
    decision: str
    cause: Literal["delisted", "withdrawn", "expired", "waived", "reform"] = "withdrawn"


class Carded(Body):
    """A yellow card with its demands and its term."""

    kind: ClassVar[str] = "carded"
    card: str = Field(min_length=1, max_length=60)
    agency: str
    decision: str
    cause: str
    demands: str = ""
    term_ends: date | None = None


class CardEnded(Body):
    """A card is cleared, prolonged or ends in delisting; never by itself."""

    kind: ClassVar[str] = "card-ended"
    card: str
    decision: str
    outcome: Literal["cleared", "prolonged", "delisted"]
    term_ends: date | None = None


class Vetoed(Body):
    """A serious event bars an agency for a window of months."""

    kind: ClassVar[str] = "vetoed"
    agency: str
    event: str
    months: int = Field(ge=1)
