"""Facts about the building year: activities and the entries of culture programs."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field

from civtui.model.facts.envelope import Body, Part


class Activity(Part):
    """One activity of an agency, as the building log has it.

    Args:
        leaders: which leading members took part themselves.
        evidence: content addresses of its pictures and papers.
        items: ids of the standard's items that it serves.
        organ: which line or organization of the agency ran it, empty where nobody said.
        entry: the entry of a culture program that tells of the same.
    """

    id: str = Field(min_length=1, max_length=60)
    agency: str
    on: date
    kind: str
    title: str = Field(min_length=1, max_length=200)
    venue: str = ""
    people: int | None = Field(default=None, ge=0)
    leaders: str = Field(default="", max_length=200)
    evidence: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    organ: str = ""
    entry: str = Field(default="", max_length=60)


class ActivitiesLogged(Body):
    """One activity, or a slice of them."""

    kind: ClassVar[str] = "activities-logged"
    activities: tuple[Activity, ...] = Field(min_length=1)


class ActivityChange(Part):
    """One field of an activity that was entered wrongly: what stood, and what stands instead."""

    field: Literal[
        "agency",
        "on",
        "kind",
        "title",
        "venue",
        "people",
        "leaders",
        "evidence",
        "items",
        "organ",
        "entry",
    ]
    was: str | int | tuple[str, ...] | None
    now: str | int | tuple[str, ...] | None


class ActivityCorrected(Body):
    """Fields of an activity that was logged wrongly; the ledger keeps what they were."""

    kind: ClassVar[str] = "activity-corrected"
    activity: str = Field(min_length=1, max_length=60)
    changes: tuple[ActivityChange, ...] = Field(min_length=1)


class ActivityRemoved(Body):
    """One activity that was logged by mistake, with others by one deed: it alone is taken out.

    Args:
        agency: whose it was, and `title` what it was called: the log needs nothing else to tell it.
    """

    kind: ClassVar[str] = "activity-removed"
    activity: str = Field(min_length=1, max_length=60)
    agency: str
    title: str


class EntryActivity(Part):
    """What an entry of a culture program tells of, where that is something that was done."""

    on: date
    title: str = Field(min_length=1, max_length=200)
    kind: str = "culture"
    venue: str = ""
    people: int | None = Field(default=None, ge=0)
    evidence: tuple[str, ...] = ()


class ProgramEntered(Body):
    """An entry in a form of a culture program; a later one of the same id replaces it.

    Args:
        activity: what was done, None where the entry has no day.
    """

    kind: ClassVar[str] = "program-entered"
    entry: str = Field(min_length=1, max_length=60)
    program: str
    agency: str
    form: str
    values: dict[str, Any]
    plugin: str = ""
    plugin_version: str = ""
    activity: EntryActivity | None = None
