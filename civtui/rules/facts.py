"""The facts of an agency that eligibility is judged on; as of a day, later events do not count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

AGENCY_HONORS = ("agency-level", "municipal", "provincial")
OFFICE_HONORS = ("civilized-office", "model-office")
EVENTS = (
    *("yellow-card", "card-cleared", "delisted", "restored"),
    *("appeal", "appeal-rejected", "veto"),
)


class Event(NamedTuple):
    """Something that happened to an agency.

    Args:
        months: window of a veto, or term of a card; None where none is recorded.
        ends: the last day of a card's term as it is on record, which goes before `months`.
        of: to whom a card was issued, where a reform gave it over, or ended its holder (the kind
            is `former-card` then); empty: to the agency itself.
        card: id of the card that was issued, or that ended; empty where none is recorded.
        act: the decision (or `policy:ID`) that delisted, that an appeal is against, or that its
            answer is about; empty where none is recorded.
        suspends: of an appeal, whether it suspends that act by the choice of its day (policy
            appeal); None where that is not on record.
    """

    on: date
    kind: str
    months: int | None = None
    ends: date | None = None
    of: str = ""
    card: str = ""
    act: str = ""
    suspends: bool | None = None


@dataclass(frozen=True, slots=True)
class OfficeGroup:
    """Offices that are alike: how many, and what each of them holds.

    Args:
        taking_part: they take part in civilized-office building.
        model_current: their model title is of the newest selection round.
        lapsed: honors among those whose term has run out without a decision.
    """

    count: int
    honors: frozenset[str] = frozenset()
    taking_part: bool = True
    model_current: bool = True
    lapsed: frozenset[str] = frozenset()


class AgencyFacts(NamedTuple):
    """What is known of an agency on the day `as_of`.

    Args:
        runs_program: it declares to run civilized-office building; None: it has not said.
        merged_delisted: name and day of delistings of those merged into it that the guidance
            group is to decide on.
        program_of: what people called who declared that, before it was merged into the agency.
        has_conditions: it declares to have the conditions; None: it has not said.
        conditions_confirmed: the secretariat has confirmed that.
        honors: agency honors held.
        lapsed: honors held whose term has run out without a decision.
        since: honor -> the day it was won, for held-for.
        score: the agency's own score as exact text, None where it has none.
        quota_left: places left for each tier; a tier that is not named has no quota.
        offices_at_year_start: the roster of 1 January, with the titles held then; None where it is
            not known to differ.
        roster_of: the day whose offices are given, where the agency came on record after `as_of`.
        start_unknown: the workspace came after 1 January and knows no office of that day.
        offices_declared: how many offices the registry states, where that is not what it lists.
    """

    agency: str
    as_of: date
    runs_program: bool | None = None
    has_conditions: bool | None = None
    conditions_confirmed: bool | None = None
    honors: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()
    offices: tuple[OfficeGroup, ...] = ()
    lapsed: frozenset[str] = frozenset()
    since: tuple[tuple[str, date], ...] = ()
    score: str | None = None
    quota_left: tuple[tuple[str, int], ...] = ()
    offices_at_year_start: tuple[OfficeGroup, ...] | None = None
    roster_of: date | None = None
    start_unknown: bool = False
    offices_declared: int | None = None
    program_of: str = ""
    merged_delisted: tuple[tuple[str, date], ...] = ()
