"""Facts about a reform: what became of agencies, offices, titles, cards and cases on a day."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from civtui.model.facts.envelope import Body, Part
from civtui.model.facts.registry import AgencyHonor, AgencyRecord, OfficeHonor, OfficeRecord


class Rename(Part):
    """An agency or office bears another name from now on; its id stays."""

    id: str
    name: str
    short: str | None = None


class Move(Part):
    """An office goes to another agency."""

    office: str
    agency: str


class Descent(Part):
    """Who came out of whom; marks and evidence keep their old ids and are found through it."""

    parent: str
    child: str
    form: Literal["merged", "split", "moved"]


class TitleFate(Part):
    """What the policy says of one title.

    Args:
        heir: who holds it from now on; None where it ends.
        policy, choice: the policy that decided; "" where the rule itself says it.
    """

    holder: str
    honor: AgencyHonor | OfficeHonor
    heir: str | None = None
    policy: str = ""
    choice: str = ""


class Fate(Part):
    """What becomes of an open card or an open application: it goes to `heir`, or ends."""

    id: str
    heir: str | None = None


class Bar(Part):
    """A delisting that follows its agency into the heir.

    Args:
        since: the day of the delisting, from which the bar runs on; that of the reform where a
            fact of an earlier release says none.
    """

    agency: str
    heir: str
    since: date | None = None


class Reformed(Body):
    """A reform, as one fact, so that one command takes it back.

    Args:
        ended: agencies and offices that are no more.
        undecided: delistings of those merged of which the guidance group is to say whether they bar
            the heir; not written where none was that bars still.
        policies: (policy, choice) that say what becomes of titles that are only decided on for
            offices that were merged or split; not written where none was.
    """

    kind: ClassVar[str] = "reformed"
    reform: str = Field(min_length=1, max_length=60)
    document: str = ""
    renamed: tuple[Rename, ...] = ()
    agencies: tuple[AgencyRecord, ...] = ()
    offices: tuple[OfficeRecord, ...] = ()
    moved: tuple[Move, ...] = ()
    ended: tuple[str, ...] = ()
    descent: tuple[Descent, ...] = ()
    titles: tuple[TitleFate, ...] = ()
    cards: tuple[Fate, ...] = ()
    cases: tuple[Fate, ...] = ()
    bars: tuple[Bar, ...] = ()
    undecided: tuple[Bar, ...] | None = None
    policies: tuple[tuple[str, str], ...] | None = None

    @model_serializer(mode="wrap")
    def _without_nothing(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what nothing asked, as in facts of earlier releases."""
        found: dict[str, Any] = handler(self)
        asked = ("undecided", "policies")
        return {key: value for key, value in found.items() if key not in asked or value is not None}


class ReformTakenBack(Body):
    """A reform is taken back; everything stands as before it.

    Args:
        why: the reason, where one was given.
    """

    kind: ClassVar[str] = "reform-taken-back"
    v: ClassVar[int] = 2
    reform: str
    why: str = ""
