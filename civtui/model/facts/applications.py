"""Facts about a title on its way: application, check, notice, objection, result, review, appeal."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from civtui.model.facts.envelope import Body
from civtui.model.facts.registry import AgencyHonor, OfficeHonor


class Applied(Body):
    """An agency applies for an honor.

    Args:
        case: id of the application.
        renewal: it holds the honor already and applies to keep it.
    """

    kind: ClassVar[str] = "applied"
    case: str = Field(min_length=1, max_length=60)
    honor: AgencyHonor
    agency: str
    renewal: bool = False


class CaseChecked(Body):
    """The secretariat checks an application against the profile's gates.

    Args:
        failed: ids of the rules that do not hold.
        policies: (policy, choice) that had a say.
        score: the panel's total as exact text, by which applicants are ranked city-wide.
        source: where the score came from, the id of a round or `typed`; not written where no
            score was put down.
    """

    kind: ClassVar[str] = "case-checked"
    case: str
    outcome: Literal["passed", "failed"]
    failed: tuple[str, ...] = ()
    policies: tuple[tuple[str, str], ...] = ()
    score: str | None = None
    source: str = ""

    @model_serializer(mode="wrap")
    def _without_nothing(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave an empty source out, as in facts of earlier releases."""
        found: dict[str, Any] = handler(self)
        if not self.source:
            del found["source"]
        return found


class CaseClosed(Body):
    """An application ends without a title."""

    kind: ClassVar[str] = "case-closed"
    case: str
    cause: Literal["withdrawn", "objection-upheld", "reform"]


class NoticePosted(Body):
    """What was decided is made public for a term (公示).

    Args:
        first, last: first and last day that count; objections are taken to the end of the last.
    """

    kind: ClassVar[str] = "notice-posted"
    notice: str = Field(min_length=1, max_length=60)
    cases: tuple[str, ...] = Field(min_length=1)
    days: int = Field(ge=1)
    counting: Literal["calendar", "working"]
    first: date
    last: date


class ObjectionReceived(Body):
    """Somebody objects while the notice stands.

    Args:
        signed: the objector gave a name, which the side table `person` holds under `person`.
    """

    kind: ClassVar[str] = "objection-received"
    objection: str = Field(min_length=1, max_length=60)
    notice: str
    case: str
    signed: bool
    person: str | None = None
    matter: str


class ObjectionHandled(Body):
    """The secretariat looks into an objection and says what it found."""

    kind: ClassVar[str] = "objection-handled"
    objection: str
    outcome: Literal["upheld", "rejected"]
    finding: str


class Submitted(Body):
    """Recommendations go upward; the city only recommends for municipal and provincial titles."""

    kind: ClassVar[str] = "submitted"
    cases: tuple[str, ...] = Field(min_length=1)
    document: str = Field(min_length=1)
    to: str


class ResultReceived(Body):
    """The higher body's answer to a recommendation.

    Args:
        honor: what it granted, which may differ from what was recommended.
        until: the end of the title's term.
    """

    kind: ClassVar[str] = "result-received"
    case: str
    outcome: Literal["granted", "refused"]
    honor: AgencyHonor | None = None
    document: str = Field(min_length=1)
    by: str = Field(min_length=1)
    until: date | None = None


class Renewed(Body):
    """A title is kept on review, by a decision on record.

    Args:
        cases: applications for it, not yet decided on, that this settles; not written where empty.
    """

    kind: ClassVar[str] = "renewed"
    honor: AgencyHonor | OfficeHonor
    holders: tuple[str, ...] = Field(min_length=1)
    decision: str
    document: str = ""
    until: date | None = None
    cases: tuple[str, ...] = ()

    @model_serializer(mode="wrap")
    def _without_nothing(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave empty cases out, as in facts of earlier releases."""
        found: dict[str, Any] = handler(self)
        if not found["cases"]:
            del found["cases"]
        return found


class Restored(Body):
    """A title that was taken away is given back.

    Args:
        terms: holder -> the end of its term, that of the title that it lost.
    """

    kind: ClassVar[str] = "restored"
    honor: AgencyHonor | OfficeHonor
    holders: tuple[str, ...] = Field(min_length=1)
    decision: str
    terms: dict[str, date] = Field(default_factory=dict)


def _without_titles(self: Body, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
    """Leave titles out that go without saying, as in facts of earlier releases."""
    found: dict[str, Any] = handler(self)
    if found["titles"] is None:
        del found["titles"]
    return found


class Appealed(Body):
    """An agency appeals against its delisting.

    Args:
        suspended: the policy `appeal` lets the titles stand until the appeal is decided.
        titles: the honors that stand by it; not written where it is what the decision took.
    """

    kind: ClassVar[str] = "appealed"
    agency: str
    decision: str
    suspended: bool
    titles: tuple[AgencyHonor, ...] | None = None

    _written = model_serializer(mode="wrap")(_without_titles)


class AppealDecided(Body):
    """The guidance group answers an appeal; an upheld one gives the titles back.

    Args:
        terms: honor -> the end of its term, that of the title that was lost.
        titles: the honors that come back, or end, by it; not written where it is what the decision
            appealed against took: of several acts each may keep a title away.
    """

    kind: ClassVar[str] = "appeal-decided"
    agency: str
    appealed: str
    decision: str
    outcome: Literal["upheld", "rejected"]
    terms: dict[str, date] = Field(default_factory=dict)
    titles: tuple[AgencyHonor, ...] | None = None

    _written = model_serializer(mode="wrap")(_without_titles)


class CardStepped(Body):
    """Something happens on an open card, without ending it.

    Args:
        met: a re-inspection's finding: the demands are met.
    """

    kind: ClassVar[str] = "card-stepped"
    card: str
    step: Literal["plan", "evidence", "reminded", "re-inspected"]
    met: bool | None = None
    note: str = ""
