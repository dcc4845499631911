"""Facts about agencies and offices: what a registry says of them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from civtui.model.facts.envelope import Body, Part

Name = str
AgencyHonor = Literal["agency-level", "municipal", "provincial"]
OfficeHonor = Literal["civilized-office", "model-office"]


class AgencyRecord(Part):
    """One agency as the registry has it; fields left None stay as they were.

    Args:
        id: stable id, never reused.
        code: unified social credit code (GB 32100-2015), 18 characters.
        sector: the old grouping it belonged to.
        order: place in the official order, from 1.
        declared_offices: number of offices the registry states, where it lists none.
        chief, contact: tokens of persons in the erasable side table.
    """

    id: str = Field(min_length=1, max_length=40)
    name: str = Field(min_length=1, max_length=200)
    short: str | None = None
    category: str | None = None
    code: str | None = None
    sector: str | None = None
    order: int | None = Field(default=None, ge=1)
    declared_offices: int | None = Field(default=None, ge=0)
    staff: int | None = Field(default=None, ge=0)
    chief: str | None = None
    contact: str | None = None


class OfficeRecord(Part):
    """One office of an agency as the registry has it."""

    id: str = Field(min_length=1, max_length=40)
    agency: str
    name: str = Field(min_length=1, max_length=200)
    order: int | None = Field(default=None, ge=1)
    staff: int | None = Field(default=None, ge=0)
    head: str | None = None


class OpeningTitle(Part):
    """A title that an imported registry already holds: an opening balance, no decision here.

    Args:
        was: the day since which a title stood that this one corrects; None for a new one.
    """

    holder: str
    honor: AgencyHonor | OfficeHonor
    since: date | None = None
    until: date | None = None
    awarded_by: str = ""
    was: date | None = None


class Registered(Body):
    """A slice of a registry: agencies and offices added or updated, titles brought along."""

    kind: ClassVar[str] = "registered"
    agencies: tuple[AgencyRecord, ...] = ()
    offices: tuple[OfficeRecord, ...] = ()
    titles: tuple[OpeningTitle, ...] = ()
    source: str = ""
    source_sha256: str = ""


class HeldTitle(Part):
    """Whose a title is, and which."""

    holder: str
    honor: AgencyHonor | OfficeHonor


class BodyRemoved(Body):
    """One agency or office that was taken in by mistake, with others: it alone is taken out.

    Args:
        holder: its id, and `name` what it was called: the log needs nothing else to tell it.
        agency: whose office it was; empty of an agency.
        offices: of an agency, the offices that it had, those taken out before it among them.
        titles: the opening titles that go with it.
    """

    kind: ClassVar[str] = "body-removed"
    holder: str = Field(min_length=1, max_length=40)
    name: str
    agency: str = ""
    offices: tuple[str, ...] = ()
    titles: tuple[HeldTitle, ...] = ()


class TitleState(Part):
    """An opening title as it stands: whose, which, since when and until when."""

    holder: str
    honor: AgencyHonor | OfficeHonor
    since: date
    until: date | None = None


class TitleChange(Part):
    """An opening title that was taken in wrongly: as it stood, and as it stands instead.

    Args:
        was: None where there was none.
        now: None where there should be none.
    """

    was: TitleState | None
    now: TitleState | None


class TitleCorrected(Body):
    """Opening titles corrected: a day, the honor, or whose it is; no decision on the holder."""

    kind: ClassVar[str] = "title-corrected"
    changes: tuple[TitleChange, ...] = Field(min_length=1)


class Declared(Body):
    """What an agency declares of its civilized-office building and how far it has come."""

    kind: ClassVar[str] = "declared"
    agency: str
    runs_program: bool | None = None
    has_conditions: bool | None = None
    conditions_confirmed: bool | None = None
    stage: str | None = None


class TookPart(Body):
    """An office takes part in civilized-office building from a day on, or takes no part."""

    kind: ClassVar[str] = "took-part"
    office: str
    takes: bool
