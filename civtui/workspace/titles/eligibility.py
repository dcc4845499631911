"""Eligibility in a workspace: the ledger's facts of an agency, put to the profile's rules."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.rules.bars import UNDECIDED
from civtui.rules.eligibility import (
    AgencyAnswer,
    AgencyFacts,
    Event,
    OfficeGroup,
    TierAnswer,
    assess,
)
from civtui.rules.ladder import higher_held
from civtui.rules.policies import choice
from civtui.workspace.agencies.agencies import agency, agency_rows
from civtui.workspace.agencies.homes import Homes
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.automatic.selections import Selections
from civtui.workspace.kept import kept
from civtui.workspace.session import Workspace
from civtui.workspace.titles.terms_then import card_terms, title_terms

DECLARED = ("runs_program", "has_conditions", "conditions_confirmed")
# of the events of a day these hold as they followed one another
STANDING = ("delisted", "restored", "appeal", "appeal-rejected")


def record_of(ws: Workspace, day: date, only: str | None = None, *, start: bool = True) -> Record:
    """Return what the ledger knows on a day, read once for all gates that ask; as `Record`."""
    profile = ws.profile()
    what = ("record", day, only, start, id(profile))

    def read() -> tuple[Record, object]:
        return Record(ws, day, only, start=start), profile  # as long as it is here its id is its

    return kept(ws, what, read)[0]


class Record:
    """What the ledger knows of every agency on a day, read in a handful of queries.

    Args:
        ws: the workspace.
        day: facts after it do not count.
        only: id of the one agency whose offices are wanted; those of all where None.
        start: whether the roster of 1 January is wanted too.
    """

    def __init__(
        self, ws: Workspace, day: date, only: str | None = None, *, start: bool = True
    ) -> None:
        self.day, self.only = day, only
        self.line, self.homes = Lineage(ws), Homes(ws.ledger.connection)
        self.merged_delisted = merged_delisted(ws, self.line, day)
        self.selections = Selections(ws.ledger.connection, day, ws.profile().policies)
        past = day < ws.today()
        self.terms = title_terms(ws, day) if past else {}  # those that were set anew since
        self.card_terms = card_terms(ws, day) if past else {}
        self.came: dict[str, date] = {}  # agency that came on record after the day -> its first
        self.young: set[str] = set()  # split off another agency since the year began
        self.groups = self._roster(ws, day, early=True)
        self.late = False  # the workspace began after 1 January
        self.start = self._year_start(ws, day) if start else None
        declared = queries.rows(ws.ledger, "agencies", "declared-offices")
        self.declared: dict[str, int] = dict(declared)
        self.program_of: dict[str, str] = {}  # agency -> whose declaration of the program it is
        self.stated = self._declarations(ws, day)
        self.events: dict[str, list[tuple[Event, int]]] = {}
        # cards cleared on the day of their issue: what else ends that day ends before it
        self.same_day: set[tuple[str, date]] = set()
        self._read_events(ws)
        self.honors: dict[str, dict[str, tuple[str, str | None]]] = {}
        held = queries.rows(ws.ledger, "titles", "held-by-agencies", {"day": day.isoformat()})
        for holder, honor, since, until in held:
            then = self.terms.get((holder, honor), until)
            self.honors.setdefault(holder, {})[honor] = (since, then)

    def _roster(
        self, ws: Workspace, day: date, *, early: bool = False
    ) -> dict[str, tuple[OfficeGroup, ...]]:
        """Return the offices of every agency on `day`, alike ones together.

        Args:
            early: of an agency that came on record after the day those of its first day there.
        """
        counted: dict[str, Counter[tuple[frozenset[str], bool, frozenset[str], bool]]] = {}
        only = None if self.homes.moves else self.only  # one that moved is another's today
        given = {"today": day.isoformat(), "only": only, "early": early}
        rows = queries.rows(ws.ledger, "agencies", "office-groups", given)
        for owner, honors, model_since, ran_out, office, takes, came in rows:
            held, lapsed = _honors(honors), _honors(ran_out)
            lapsed |= self._ran_out(office, held, day)
            overtaken = model_since and self.selections.overtaken(office, model_since)
            was = self.line.now(self.homes.on(office, owner, day.isoformat()))
            if self.line.now(self.homes.on(office, owner, self.day.isoformat())) in self.young:
                continue  # of the part that was split off, whose roster of the day counts
            counted.setdefault(was, Counter())[held, not overtaken, lapsed, bool(takes)] += 1
            if early and was == owner and came > day.isoformat():
                self.came[owner] = date.fromisoformat(came)
        return {
            owner: tuple(
                OfficeGroup(n, held, takes, current, lapsed)
                for (held, current, lapsed, takes), n in sorted(groups.items(), key=str)
            )
            for owner, groups in counted.items()
        }

    def _ran_out(self, holder: str, held: frozenset[str], day: date) -> frozenset[str]:
        """Return those of the titles held whose term had run out by a day, renewed since."""
        then = {honor: self.terms.get((holder, honor)) for honor in held}
        return frozenset(h for h, until in then.items() if until and until < day.isoformat())

    def _year_start(self, ws: Workspace, day: date) -> dict[str, tuple[OfficeGroup, ...]]:
        """Return the roster of 1 January: what is on record since before, whenever put there.

        A part split off since has none: its offices count there as of the day, and here no more.
        """
        first = date(day.year, 1, 1)
        opened = queries.one(ws.ledger, "places", "opened")
        self.late = opened is None or opened[0] > first.isoformat()
        split = queries.rows(ws.ledger, "lineage", "split-off")
        self.young = {child for _, child, on in split if on > first.isoformat()}
        return self._roster(ws, first)

    def _declarations(self, ws: Workspace, day: date) -> dict[str, dict[str, bool]]:
        """Return what each agency had declared by `day`: each thing holds until the next.

        What one declared that a reform merged holds of the successor, until that declares it
        itself; where several had declared, what one of them has or runs is there. A confirmation
        is of a declaration: once that is taken back, another one wants its own.
        """
        found: dict[str, dict[str, bool]] = {}
        came: dict[str, dict[str, bool]] = {}  # successor -> what came to it
        given = {"today": day.isoformat(), "only": None if self.line.heirs else self.only}
        for owner, *said in queries.rows(ws.ledger, "agencies", "declarations", given):
            news = {
                key: bool(one) for key, one in zip(DECLARED, said, strict=True) if one is not None
            }
            if news.get("has_conditions") is False:
                news.setdefault("conditions_confirmed", False)
            found.setdefault(owner, {}).update(news)
        for parent, heir in self.line.heirs.items():
            if heir.day > day.isoformat():
                continue
            for key, said_so in found.get(parent, {}).items():
                inherited = came.setdefault(heir.now, {})
                if key == DECLARED[0] and (said_so or key not in inherited):
                    self.program_of[heir.now] = heir.name
                inherited[key] = said_so or inherited.get(key, False)
        for owner, inherited in came.items():
            own = found.get(owner, {})
            if DECLARED[0] in own:
                self.program_of.pop(owner, None)
            found[owner] = {**inherited, **own}
        return found

    def _read_events(self, ws: Workspace) -> None:
        def add(
            owner: str,
            on: str,
            kind: str,
            months: int | None = None,
            ends: str | None = None,
            of: str = "",
            card: str = "",
            seq: int = 0,
            act: str | None = "",
            suspends: int | None = None,
        ) -> None:
            last = date.fromisoformat(ends) if ends else None
            of = "" if of == owner else of
            paused = None if suspends is None else bool(suspends)
            event = Event(date.fromisoformat(on), kind, months, last, of, card, act or "", paused)
            self.events.setdefault(owner, []).append((event, seq))

        line = self.line
        for card, owner, opened, _, _, term, state, ended, issued_to, by, act in queries.rows(
            ws.ledger, "agencies", "cards-of"
        ):
            if line.now(owner) != owner:  # it had ended by the reform that ended its holder
                add(line.now(owner), opened, "former-card", of=issued_to)
            term = self.card_terms.get(card, term)
            add(owner, opened, "yellow-card", ends=term, of=issued_to, card=card)
            if ended:
                how = "delisted" if state == "delisted" else "card-cleared"
                add(owner, ended, how, card=card, seq=by or 0, act=act)
                if ended == opened:
                    self.same_day.add((owner, date.fromisoformat(ended)))
        for owner, happened, months in veto_rows(ws):
            add(owner, happened, "veto", months)
        for owner, ended, seq, act in queries.rows(ws.ledger, "agencies", "delistings"):
            add(owner, ended, "delisted", seq=seq, act=act)
        events = queries.rows(ws.ledger, "titles", "standing-events")
        for owner, on, kind, seq, act, suspends in events:
            add(owner, on, kind, seq=seq, act=act, suspends=suspends)

    def _when(self, agency: str, event: Event, seq: int) -> tuple[date, bool, str, int]:
        """Return the place of an event: what ends on a day goes before what begins on it.

        Delistings, appeals and what was given back go after it, among themselves as they were put
        down: a card may delist on the day of its issue, and that be appealed against on it.
        """
        if event.kind in STANDING:
            return event.on, True, "", seq
        late = event.kind == "card-cleared" and (agency, event.on) in self.same_day
        return event.on, late, event.kind, seq

    def facts(self, row: AgencyRow) -> AgencyFacts:
        """Return the facts of one agency as the rules take them."""
        held = self.honors.get(row.id, {})
        today = self.day.isoformat()
        stated, declared = self.declared.get(row.id), self.stated.get(row.id, {})
        bare = (OfficeGroup(count=stated or 0, honors=frozenset()),)
        offices = self.groups.get(row.id, bare)
        return AgencyFacts(
            agency=row.name,
            as_of=self.day,
            runs_program=declared.get("runs_program"),
            program_of=self.program_of.get(row.id, ""),
            merged_delisted=self.merged_delisted.get(row.id, ()),
            has_conditions=declared.get("has_conditions"),
            conditions_confirmed=declared.get("conditions_confirmed"),
            honors=frozenset(held),
            events=tuple(
                event
                for event, _ in sorted(
                    self.events.get(row.id, ()), key=lambda one: self._when(row.id, *one)
                )
            ),
            offices=offices,
            lapsed=frozenset(h for h, (_, until) in held.items() if until and until < today),
            since=tuple((h, date.fromisoformat(since)) for h, (since, _) in held.items()),
            offices_at_year_start=self._at_start(row.id),
            roster_of=self.came.get(row.id),
            start_unknown=self.late and row.id not in (self.start or ()),
            offices_declared=stated if stated != sum(group.count for group in offices) else None,
        )

    def _at_start(self, agency: str) -> tuple[OfficeGroup, ...] | None:
        """Return the roster of 1 January; None where it is not known, or nobody was there yet."""
        if self.start is None or (agency not in self.start and (self.late or agency in self.young)):
            return None
        return self.start.get(agency, ())


def merged_delisted(
    ws: Workspace, line: Lineage, day: date
) -> dict[str, tuple[tuple[str, date], ...]]:
    """Return successor -> name and day of each delisting that the guidance group is to decide on.

    They are those of agencies merged into it, where the policy merger-delisting said so on the day
    of the reform; of a reform that holds no choice, where it says so today.

    Args:
        line: of the workspace.
        day: what came after it does not count.
    """
    found: dict[str, tuple[tuple[str, date], ...]] = {}
    rows = queries.rows(ws.ledger, "titles", "delisted-agencies") if line.heirs else []
    newest = {parent: (since, told) for parent, since, told in sorted(rows, key=lambda r: r[:2])}
    for parent, (since, told) in newest.items():
        heir = line.heirs.get(parent)
        if told is None:
            asks = choice(ws.profile().policies, "merger-delisting") == UNDECIDED
        else:
            asks = parent in {bar["agency"] for bar in json.loads(told)}
        if asks and heir and max(since, heir.day) <= day.isoformat():
            one = (heir.name, date.fromisoformat(since))
            found[heir.now] = (*found.get(heir.now, ()), one)
    return found


def veto_rows(ws: Workspace) -> list[tuple[str, str, int]]:
    """Return (agency, day, months) of the serious events; a merger hands them to the successor."""
    now = Lineage(ws).now
    found = queries.rows(ws.ledger, "agencies", "vetoes")
    return [(now(agency), happened, months) for agency, happened, _, months in found]


def _honors(text: str) -> frozenset[str]:
    return frozenset(text.split(",")) if text else frozenset()


class Judged(NamedTuple):
    """An agency with what it may apply for."""

    agency: AgencyRow
    answer: AgencyAnswer

    @property
    def marks(self) -> tuple[str, ...]:
        """What a list says of each tier (see `mark`)."""
        return tuple(mark(self.agency.honors, tier) for tier in self.answer.tiers)


def eligibility_list(
    ws: Workspace, tier: str | None = None, day: date | None = None
) -> list[Judged]:
    """Return every agency with what it may apply for, and why.

    Args:
        tier: only this tier in the answers.
        day: as of this day; today where None.
    """
    record = Record(ws, day or ws.today())
    profile = ws.profile()
    gates, policies, periods = profile.gates(), profile.policies, profile.periods()
    rows = agency_rows(ws)
    answers = [(row, assess(record.facts(row), gates, policies, periods)) for row in rows]
    return [Judged(row, _only(answer, tier)) for row, answer in answers]


def eligibility_of(
    ws: Workspace, name: str, tier: str | None = None, day: date | None = None
) -> tuple[AgencyRow, AgencyAnswer]:
    """Return one agency with what it may apply for, and why.

    Raises:
        NotFound: no agency answers to `name`.
    """
    row = agency(ws, name)
    profile = ws.profile()
    facts = Record(ws, day or ws.today(), row.id).facts(row)
    answer = assess(facts, profile.gates(), profile.policies, profile.periods())
    return row, _only(answer, tier)


def _only(answer: Any, tier: str | None) -> Any:
    if tier is None:
        return answer
    return answer._replace(tiers=tuple(t for t in answer.tiers if t.tier == tier))


OUTRANKED = "outranked"


def mark(held: Collection[str], tier: TierAnswer) -> str:
    """Return whether a tier may be applied for: True, False or None as a text, or that it is below.

    Args:
        held: the titles that the agency holds; nobody is given a lower one.
    """
    return OUTRANKED if tier.eligible and higher_held(tier.tier, held) else str(tier.eligible)


def verdict(held: Collection[str], tier: TierAnswer) -> Message:
    """Return in words whether a tier may be applied for.

    Args:
        held: the titles that the agency holds.
    """
    said = msg(f"cli_eligibility.eligible-{tier.eligible}")
    if higher := higher_held(tier.tier, held):
        name = msg(f"rules.honor-{higher}")
        if tier.eligible:
            return msg("cli_eligibility.outranked", higher=name)
        return msg("cli_eligibility.outranked-too", said=said, higher=name)
    return said
