"""Facts about rounds: the standard they pin, who judges what, and every mark."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from civtui.model.facts.envelope import Body, Part, Salted

WHOLE = ("round", "state")  # what the end of a round says that lacks no mark


class StandardAdopted(Body):
    """A version of a standard enters the workspace with its whole text."""

    kind: ClassVar[str] = "standard-adopted"
    id: str
    version: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    document: dict[str, Any]


class Assessor(Part):
    """A judge of a round; `agency` and `former` show conflicts of interest."""

    id: str = Field(min_length=1, max_length=40)
    name: str
    agency: str | None = None
    related: tuple[str, ...] = ()


class RoundOpened(Salted):
    """A round begins: who organizes it, over what, by which standard, with which panel.

    Args:
        anchors: subjects that every judge marks before any other, so that the panel can be
            compared (calibration cases).
        options: of the scheme, as texts; those that it doesn't name are the scheme's own.
        sheet: the edition of the round's sheet (see `scoring.pipeline.sheet`); rounds of earlier
            releases have the first.
    """

    kind: ClassVar[str] = "round-opened"
    v: ClassVar[int] = 2
    round: str = Field(min_length=1, max_length=60)
    name: str
    organizer: Literal["city", "agency"]
    agency: str | None = None
    scope: Literal["agency-offices", "sampled-offices", "model-candidates", "agencies"]
    standard: str
    standard_version: str
    standard_sha256: str
    scheme: str = "weighted-sum"
    options: dict[str, str] = Field(default={}, max_length=20)
    sheet: int = Field(default=1, ge=1)
    visibility: Literal["open", "blind"] = "open"
    subjects: tuple[str, ...] = Field(min_length=1)
    anchors: tuple[str, ...] = Field(default=(), max_length=3)
    items: tuple[str, ...] = Field(min_length=1)
    assessors: tuple[Assessor, ...] = Field(min_length=1)
    due: date | None = None


class RoundChange(Part):
    """The name or the due day of a round, as it stood and as it stands instead."""

    field: Literal["name", "due"]
    was: str | None
    now: str | None


class RoundCorrected(Body):
    """What a round is called, or by when it is due, was entered wrongly; marks are untouched."""

    kind: ClassVar[str] = "round-corrected"
    round: str
    changes: tuple[RoundChange, ...] = Field(min_length=1)


class RoundClosed(Body):
    """A round takes no more marks (or, `state` open, takes them again).

    Args:
        missing: marks that were expected and not given as it was closed.
        gap: why it counts all the same; empty where none are missing, or nobody accepted it.
    """

    kind: ClassVar[str] = "round-closed"
    round: str
    state: Literal["closed", "open"] = "closed"
    missing: int = Field(default=0, ge=0)
    gap: str = Field(default="", max_length=200)

    @model_serializer(mode="wrap")
    def _as_before(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Write a whole round's end as it always was: the same deed, the same bytes."""
        said: dict[str, Any] = whole(self)
        return {key: value for key, value in said.items() if key in WHOLE or value}


class Marked(Salted):
    """One mark: the text as it was given and the points it is worth.

    Args:
        points: thousandths of a point; None where the points depend on the other subjects.
        part: its place in a block of marks that were stored as one deed; the first is 0.
        redoes: the mark that was taken back and is put again by this one.
    """

    kind: ClassVar[str] = "marked"
    v: ClassVar[int] = 2
    round: str
    subject: str
    item: str
    assessor: str
    value: str = Field(min_length=1, max_length=60)
    points: int | None = None
    part: int = Field(default=0, ge=0)
    redoes: int | None = None


class Recused(Salted):
    """A judge steps back from an agency or an office; the marks given there are set aside.

    Args:
        subject: id of the agency, whose offices are all meant, or of one office.
    """

    kind: ClassVar[str] = "recused"
    round: str
    assessor: str
    subject: str


class MarkTakenBack(Salted):
    """A mark is taken back; the cell again holds what it held before, or nothing.

    Args:
        skip: why the cell is left for later again, where it was before the mark.
        retyped: the text that the mark came from was typed on, so it is no deed of its own.
    """

    kind: ClassVar[str] = "mark-taken-back"
    v: ClassVar[int] = 2
    round: str
    subject: str
    item: str
    assessor: str
    undoes: int = Field(ge=1)
    value: str | None = None
    points: int | None = None
    skip: str = ""
    retyped: bool = False


class MarksImported(Salted):
    """A slice of marks from a file: rows of (subject, item, assessor, value, points)."""

    kind: ClassVar[str] = "marks-imported"
    round: str
    rows: tuple[tuple[str, str, str, str, int | None], ...]
    source: str = ""
    source_sha256: str = ""
