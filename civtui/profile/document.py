"""The profile: the programme of a city as one frozen document."""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from civtui.model.digits import digits
from civtui.model.standard import Words
from civtui.model.text import Bilingual
from civtui.rules.cards import CardRule
from civtui.rules.gates import TIERS, VOCABULARY, Gate, Rule
from civtui.rules.group import GroupRule
from civtui.rules.policies import CHOICES
from civtui.rules.quotas import QuotaRule
from civtui.rules.terms import Periods
from civtui.rules.workdays import DaysOff, NoticeTerm, days_off

POLICY = "policy"  # kind of fault; `rules.policies.checked` says it where it stands
Whole = Annotated[int, Field(ge=0)]


def fraction(text: str) -> tuple[int, int]:
    """Return `text` such as `30/100` or `1` as (numerator, denominator), unreduced.

    Raises:
        ValueError: it is neither a whole number nor such a fraction.
    """
    part, _, whole = text.partition("/")
    found = [int(n) for n in (part, whole or "1") if digits(n) and len(n) < 10]
    if len(found) != 2 or not found[1]:
        raise ValueError("must be a whole number or a fraction such as 30/100")
    return found[0], found[1]


# what a check of our own refuses, by the names that `model.invalid` has words for
def _fraction(text: str) -> str:
    try:
        fraction(text)
    except ValueError:
        raise PydanticCustomError("fraction", "a whole number or a fraction") from None
    return text


def _share(text: str) -> str:
    top, bottom = fraction(_fraction(text))
    if not 0 < top <= bottom:
        raise PydanticCustomError("share", "a share over 0, up to 1")
    return text


def _part_share(text: str) -> str:
    top, bottom = fraction(_fraction(text))
    if not 0 < top < bottom:
        raise PydanticCustomError("part-share", "a share between 0 and 1")
    return text


def _rule_known(rule: str) -> str:
    if rule not in VOCABULARY:
        expected = {"expected": ", ".join(VOCABULARY)}
        raise PydanticCustomError("literal_error", "one of {expected}", expected)
    return rule


Fractional = Annotated[str, AfterValidator(_fraction)]
Share = Annotated[str, AfterValidator(_share)]  # over 0, at most the whole
PartShare = Annotated[str, AfterValidator(_part_share)]  # to be exceeded: less than the whole


class Part(BaseModel):
    """A part of the profile."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Body(Part):
    """A body that decides, submits or keeps: guidance group, secretariat, party group ..."""

    id: str
    title: Words
    role: Words


class RuleData(Part):
    """A rule of a gate as TOML has it (see `civtui.rules.gates.Rule`)."""

    rule: Annotated[str, AfterValidator(_rule_known)]
    wording: Words
    honor: str = ""
    at_least: Fractional = "0/1"
    years: Whole = 0
    points: str = "0"
    rules: tuple[RuleData, ...] = ()

    def typed(self) -> Rule:
        """Return the rule as the rules room takes it."""
        return Rule(
            kind=self.rule,
            wording=Bilingual(self.wording.zh, self.wording.en),
            honor=self.honor,
            at_least=fraction(self.at_least),
            years=self.years,
            points=self.points,
            rules=tuple(rule.typed() for rule in self.rules),
        )


class Honor(Part):
    """An honor: who holds it, who awards it, what an applicant must meet."""

    id: str
    title: Words
    holder: Literal["agency", "office"]
    awarded_by: str
    decided_by: str
    recommended_only: bool = False
    term_years: int | None = None
    wording: Words | None = None
    gate: tuple[RuleData, ...] = ()


class PolicyText(Part):
    """A policy: the choice in force, and in words when it speaks."""

    choice: str
    when: Words


class Quota(Part):
    """How many may be recommended for an honor in a round; `unlimited`: nothing limits it."""

    honor: str
    kind: Literal["fixed", "one-for-one", "renewal-share", "unlimited"]
    places: Whole = 0
    share: Share = "0/1"

    def typed(self) -> QuotaRule:
        """Return the quota as the rules room takes it."""
        return QuotaRule(self.honor, self.kind, self.places, fraction(self.share))


class GroupData(Part):
    """The guidance group: the share of its seats that makes a quorum, and a majority."""

    quorum: Share = "2/3"
    majority: PartShare = "1/2"


class Card(Part):
    """The yellow card: its length, reminders, and how often it may be prolonged.

    Args:
        second_within_years: another card within these years is a second card.
    """

    months: int = Field(ge=1)
    remind_days: tuple[int, ...] = ()
    prolong_times: Whole = 1
    prolong_months: Whole = 1
    second_within_years: Whole = 3


class Veto(Part):
    """The veto: how long it bars where the event states no window of its own."""

    months: int = Field(ge=1, default=12)


class Notice(Part):
    """The public notice: its length, which days count, whether the first day does."""

    days: int = Field(ge=1)
    count: Literal["calendar", "working"]
    first_day_counts: bool


class Holidays(Part):
    """Days off and make-up working days of a year, as ISO dates."""

    year: int
    off: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    source: str = ""


class Duty(Part):
    """A duty of the catalogue, in one of the three lines."""

    id: str
    line: Literal["party", "administration", "mass"]
    title: Words


class Institution(Part):
    """An institution of the register's catalogue."""

    id: str
    line: Literal["party", "administration", "mass"]
    title: Words


# what a reward link may judge: the building result, a study result, posts with both targets met
REWARD_INPUTS = ("building-score", "study-score", "target-state")


class Reward(Part):
    """A reward link: from which of `REWARD_INPUTS`, through which gate, to which list."""

    id: str
    title: Words
    input: str
    at_least: str
    yields: str


class Evidence(Part):
    """What evidence is taken, and when a picture counts as one of the day.

    Args:
        kinds: endings of file names.
        most: pieces a record may have.
        before_days, after_days: a picture may be older, or newer, than its day by so many days.
    """

    kinds: tuple[str, ...] = ("jpg", "jpeg", "png", "pdf", "docx", "xlsx", "txt", "md", "ofd")
    most: int = Field(ge=1, default=20)
    most_megabytes: int = Field(ge=1, default=20)
    before_days: Whole = 3
    after_days: Whole = 14


class Rhythm(Part):
    """When the rhythm of a building log is a sign of trouble.

    Args:
        visit_days: activities in so many days before the visit are counted.
        visit_share: more than this share of the year's activities in them is cramming.
        least: a year with fewer activities is not judged.
        drop_share: a last year below this share of the mean of those before is slackening, in
            histories too short for a trend.
        trend_years: years of history from which Mann-Kendall's test decides.
        trend_p: the test's level.
        lag_share: less than this share of the median agency is lagging.
    """

    visit_days: int = Field(ge=1, default=28)
    visit_share: Share = "1/2"
    least: int = Field(ge=1, default=4)
    drop_share: Share = "1/2"
    trend_years: int = Field(ge=4, default=5)
    trend_p: Share = "1/20"
    lag_share: Share = "1/3"


class Hearing(Part):
    """At which intervals the building is reported on (定期听取汇报).

    Args:
        months: a report is due at the end of every so many months of a year; 0: none by itself.
        body: who hears it.
    """

    months: int = Field(ge=0, le=12, default=0)
    body: Literal["party-group", "chief"] = "party-group"


class Persons(Part):
    """Who sees the chiefs and reporters of agencies, with their telephones.

    Args:
        seen_by: `keepers` (clerks and admins; a reporter those of the own agency), or `everybody`.
    """

    seen_by: Literal["keepers", "everybody"] = "keepers"


class EnabledPlugin(Part):
    """A plugin that is enabled, pinned by version and digest, with its settings."""

    id: str
    version: str | None = None
    sha256: str | None = None
    settings: dict[str, Any] = {}


class Profile(Part):
    """The programme of a city.

    Args:
        policy: id -> the choice where the rule is silent.
        standards: files of the standards in use, beside the profile.
        plugin: the plugins that are enabled.
        timezone: in which the city's day begins; the system's where empty.
    """

    id: str
    version: str = "1"
    title: Words
    extends: str | None = None
    timezone: str = ""
    bodies: tuple[Body, ...] = ()
    honor: tuple[Honor, ...] = ()
    policy: dict[str, PolicyText] = {}
    standards: tuple[str, ...] = ()
    quota: tuple[Quota, ...] = ()
    group: GroupData = GroupData()
    card: Card = Card(months=3)
    veto: Veto = Veto()
    notice: Notice = Notice(days=7, count="calendar", first_day_counts=True)
    holidays: tuple[Holidays, ...] = ()
    duty: tuple[Duty, ...] = ()
    institution: tuple[Institution, ...] = ()
    reward: tuple[Reward, ...] = ()
    evidence: Evidence = Evidence()
    rhythm: Rhythm = Rhythm()
    hearing: Hearing = Hearing()
    persons: Persons = Persons()
    plugin: tuple[EnabledPlugin, ...] = ()

    @model_validator(mode="after")
    def _policies_known(self) -> Profile:
        for id_, text in self.policy.items():
            if id_ not in CHOICES:
                raise PydanticCustomError(POLICY, "no such policy")
            allowed = CHOICES[id_]
            if text.choice not in allowed if allowed else not digits(text.choice):
                raise PydanticCustomError(POLICY, "no such choice")
        return self

    def gates(self) -> tuple[Gate, ...]:
        """Return the gates of the agency honors, lowest tier first."""
        found = {honor.id: honor for honor in self.honor if honor.holder == "agency"}
        return tuple(
            Gate(
                tier,
                Bilingual(found[tier].title.zh, found[tier].title.en),
                tuple(rule.typed() for rule in found[tier].gate),
            )
            for tier in TIERS
            if tier in found
        )

    @property
    def policies(self) -> dict[str, str]:
        """Every policy's choice by id."""
        return {id_: text.choice for id_, text in self.policy.items()}

    def periods(self) -> Periods:
        """Return the periods that hold where a fact states none of its own."""
        card = self.card
        return Periods(card.months, card.second_within_years, self.veto.months)

    def days_off(self) -> DaysOff:
        """Return the holiday table of all years."""
        return days_off({row.year: (row.off, row.work) for row in self.holidays})

    def notice_term(self) -> NoticeTerm:
        """Return how long a public notice stands, and how its days count."""
        return NoticeTerm(self.notice.days, self.notice.count, self.notice.first_day_counts)

    def card_rule(self) -> CardRule:
        """Return the clock of a yellow card."""
        card = self.card
        return CardRule(card.months, card.remind_days, card.prolong_times, card.prolong_months)

    def group_rule(self) -> GroupRule:
        """Return when the guidance group may decide."""
        return GroupRule(fraction(self.group.quorum), fraction(self.group.majority))

    def quotas(self) -> dict[str, QuotaRule]:
        """Return how the places for each honor are found; none of one that nothing limits."""
        return {row.honor: row.typed() for row in self.quota if row.kind != "unlimited"}

    def document(self) -> dict[str, Any]:
        """Return the canonical document: fields at their defaults are left out."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the canonical JSON."""
        text = json.dumps(
            self.document(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return sha256(text.encode("utf-8")).hexdigest()
