"""The desk: what is due, and for an agency its next rung and the shortest way there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.rules import cards as card_rules
from civtui.rules.cards import CardState, Due
from civtui.rules.eligibility import AgencyAnswer, OfficeGroup, TierAnswer, assess
from civtui.rules.gates import TIERS
from civtui.rules.policies import choice as chosen
from civtui.rules.terms import after_months, after_years
from civtui.workspace.agencies import AgencyRow, agency_rows, office_rows
from civtui.workspace.agencies import agency as find_agency
from civtui.workspace.cards import card_rows
from civtui.workspace.eligibility import Record
from civtui.workspace.rounds import round_row
from civtui.workspace.seeing import What, sight
from civtui.workspace.session import Workspace

WARN_DAYS = 90


class DueRow(NamedTuple):
    """Something due; `days` counts from today, negative when it is late."""

    on: date
    what: str
    subject: str
    name: str
    why: Message
    days: int


def due_rows(ws: Workspace, *, days: int = WARN_DAYS, on: date | None = None) -> list[DueRow]:
    """Return what is due within `days`, late things first.

    Cards, notices that are over or stand, objections unanswered, sittings called, terms of
    titles, and bars that end: whatever a day brings that somebody must act on.
    """
    first = on or ws.today()
    last = first + timedelta(days=days)
    names = {r.id: r.short or r.name for r in agency_rows(ws)}
    found = [
        *_cards(ws, first, last),
        *_notices(ws, first),
        *_sittings(ws, last),
        *_by_themselves(ws, first, last),
        *_terms(ws, first, last),
        *_bars(ws, first, last),
    ]
    rows = [
        DueRow(d.on, d.what, d.subject, names.get(d.subject, d.subject), d.why, (d.on - first).days)
        for d in found
    ]
    return sorted(rows, key=lambda r: (r.on, r.what, r.subject))


def _cards(ws: Workspace, first: date, last: date) -> list[Due]:
    profile = ws.profile()
    cards = [
        CardState(
            *(c.id, c.agency, c.state, date.fromisoformat(c.opened)),
            date.fromisoformat(c.term_ends) if c.term_ends else None,
        )
        for c in card_rows(ws)
    ]
    met = {c.id: _met(ws, c.id) for c in cards if c.state == "open"}
    states = [c._replace(met=met.get(c.id)) for c in cards]
    choice = chosen(profile.policies, "card-without-term")
    return card_rules.due(states, first, last, profile.card_rule(), choice)


def _met(ws: Workspace, card: str) -> bool | None:
    row = queries.one(ws.ledger, "titles", "card", (card,))
    return None if row is None or row[6] is None else bool(row[6])


def _notices(ws: Workspace, first: date) -> list[Due]:
    from civtui.workspace.titles.applications import case_rows
    from civtui.workspace.titles.notices import notice_rows, objection_rows

    waiting = {r.notice for r in case_rows(ws) if r.state == "noticed"}
    objected = {o.notice for o in objection_rows(ws) if o.outcome is None}
    found = []
    for notice in notice_rows(ws):
        if notice.id in waiting:
            last = date.fromisoformat(notice.last)
            over = "objected" if notice.id in objected else "over"
            key = f"titles.due-notice-{over}" if last < first else "titles.due-notice"
            why = msg(key, notice=notice.id, last=notice.last)
            found.append(Due(last + timedelta(days=1), "notice", notice.id, why))
    for objection in objection_rows(ws):
        if objection.outcome is None:
            on = date.fromisoformat(objection.received)
            why = msg("titles.due-objection", objection=objection.id, case=objection.case)
            found.append(Due(on, "objection", objection.id, why))
    return found


def _sittings(ws: Workspace, last: date) -> list[Due]:
    found = []
    for id_, day, state, agenda, *_ in queries.rows(ws.ledger, "titles", "sittings"):
        on = date.fromisoformat(day)
        if state == "called" and on <= last:
            why = msg("titles.due-sitting", sitting=id_, items=len(json.loads(agenda)))
            found.append(Due(on, "sitting", id_, why))
    return found


def _by_themselves(ws: Workspace, first: date, last: date) -> list[Due]:
    """Return what the profile's choices will have done by themselves by the day, unless averted."""
    found = []
    for step in ws.automatic.foreseen(last) if first <= last else ():
        for body in step.bodies:
            key = {"withdrawn": "title-ends", "carded": "card-comes"}.get(body.kind, "card-ends")
            honor = getattr(body, "honor", None)
            for holder in step.holders:
                row = queries.one(ws.ledger, "titles", "name-of", {"id": holder})
                why = msg(
                    f"titles.due-{key}", name=row[0] if row else holder, on=step.on,
                    honor=msg(f"rules.honor-{honor}") if honor else "", why=step.why,
                    policy=step.policy, choice=step.choice,
                )  # fmt: skip
                found.append(Due(step.on, "by-itself", holder, why))
    return found


def _terms(ws: Workspace, first: date, last: date) -> list[Due]:
    """Return titles whose term ends or has ended, where only a decision removes a lapsed one."""
    if ws.automatic.chosen.ends:
        return []
    found = []
    for holder, name, honor, until in queries.rows(
        ws.ledger, "titles", "terms-ending", {"last": last.isoformat()}
    ):
        on = date.fromisoformat(until)
        key = "titles.due-lapsed" if on < first else "titles.due-term"
        why = msg(key, name=name, honor=msg(f"rules.honor-{honor}"), until=until)
        found.append(Due(on, "term", holder, why))
    return found


def _bars(ws: Workspace, first: date, last: date) -> list[Due]:
    """Return the vetoes and waiting periods that end soon, so that nobody misses the day."""
    found = []
    for agency, happened, _, months in queries.rows(ws.ledger, "agencies", "vetoes"):
        ends = after_months(date.fromisoformat(happened), months)
        if first <= ends <= last:
            found.append(Due(ends, "veto", agency, msg("titles.due-veto", ends=ends)))
    wait = chosen(ws.profile().policies, "reapply-after-years")
    for agency, day, _ in queries.rows(ws.ledger, "agencies", "delistings"):
        ends = after_years(date.fromisoformat(day), int(wait))
        if first <= ends <= last:
            found.append(Due(ends, "waiting", agency, msg("titles.due-waiting", ends=ends)))
    return found


class NearOffice(NamedTuple):
    """An office that would help; `total` is that of the agency's newest own round."""

    id: str
    name: str
    total: str | None


class Rung(NamedTuple):
    """The next rung of an agency.

    Args:
        tier: the lowest tier above what it holds; None at the top.
        answer: whether it may apply, and why.
        offices: the smallest set of offices whose civilized title would open the gate, the
            nearest first; None where offices are not what is missing.
        models: civilized offices nearest to a model title, where one is missing.
        dates: what ends soon and matters for it.
    """

    agency: AgencyRow
    tier: str | None
    answer: TierAnswer | None
    offices: tuple[NearOffice, ...] | None
    models: tuple[NearOffice, ...] | None
    dates: tuple[DueRow, ...]


def rung(ws: Workspace, name: str, day: date | None = None) -> Rung:
    """Return the next rung of an agency, and the shortest way to it.

    Raises:
        NotFound: no agency answers to `name`.
    """
    day = day or ws.today()
    row, record, profile = find_agency(ws, name), Record(ws, day), ws.profile()
    facts = record.facts(row)
    held = [place for place, tier in enumerate(TIERS) if tier in facts.honors]
    place = max(held, default=-1) + 1
    dates = tuple(d for d in due_rows(ws, on=day) if d.subject == row.id)
    if place == len(TIERS):
        return Rung(row, None, None, None, None, dates)
    answer = assess(facts, profile.gates(), profile.policies, profile.periods())
    tier = answer.tiers[place]
    lacks = {m.what: m.count for m in tier.missing}
    near = _near(ws, row.id) if lacks else []
    civilized = [o for o in near if "civilized-office" not in o[1]]
    offices = models = None
    if count := lacks.get("civilized-office"):
        offices = tuple(o for o, _ in civilized[:count])
    if count := lacks.get("model-office"):
        ready = [o for o in near if "civilized-office" in o[1] and "model-office" not in o[1]]
        models = tuple(o for o, _ in (ready or civilized)[:count])
    return Rung(row, tier.tier, tier, offices, models, dates)


def _near(ws: Workspace, agency: str) -> list[tuple[NearOffice, tuple[str, ...]]]:
    """Return the agency's offices with their honors, the best of its newest own round first."""
    totals: dict[str, tuple[int, str | None]] = {}
    found = queries.one(ws.ledger, "titles", "last-own-round", (agency,))
    if found and sight(ws, round_row(ws, found[0])).sees(What.TOTALS):
        from civtui.workspace.results import results

        for place, row in enumerate(results(ws, found[0]).rows):
            totals[row.subject] = (place, row.exact)
    offices = office_rows(ws, agency)
    offices.sort(key=lambda o: (totals.get(o.id, (len(offices), None))[0], o.order))
    return [(NearOffice(o.id, o.name, totals.get(o.id, (0, None))[1]), o.honors) for o in offices]


def what_if(
    ws: Workspace,
    name: str,
    *,
    policies: Mapping[str, str] | None = None,
    civilized: int = 0,
    models: int = 0,
    offices: int = 0,
    day: date | None = None,
) -> AgencyAnswer:
    """Return what an agency could apply for if facts or policies were others; nothing is written.

    Args:
        policies: choices in the place of the profile's.
        civilized: so many more offices would be civilized (negative: fewer).
        models: so many more civilized offices would be model offices.
        offices: so many more offices without a title there would be.

    Raises:
        BadInput: an unknown policy or choice.
    """
    from civtui.rules.policies import checked

    profile = ws.profile()
    choices = {**profile.policies, **checked(policies or {}, {"option": "policy"})}
    facts = Record(ws, day or ws.today()).facts(find_agency(ws, name))
    groups = list(facts.offices)
    bare, both = frozenset[str](), frozenset({"civilized-office"})
    groups = _shift(groups, bare, bare, offices)
    groups = _shift(groups, bare, both, civilized)
    groups = _shift(groups, both, both | {"model-office"}, models)
    changed = facts._replace(offices=tuple(groups), offices_at_year_start=None)
    return assess(changed, profile.gates(), choices, profile.periods())


def _shift(
    groups: list[OfficeGroup], source: frozenset[str], target: frozenset[str], count: int
) -> list[OfficeGroup]:
    """Return `groups` with `count` offices brought from `source` to `target`, as far as there are.

    The same source and target add offices (or take them away).
    """
    counts: dict[tuple[frozenset[str], bool, bool, frozenset[str]], int] = {}
    for g in groups:
        key = (g.honors, g.taking_part, g.model_current, g.lapsed)
        counts[key] = counts.get(key, 0) + g.count
    fresh = frozenset[str]()
    a, b = (source, True, True, fresh), (target, True, True, fresh)
    if source == target:
        counts[a] = max(0, counts.get(a, 0) + count)
    else:
        moved = min(count, counts.get(a, 0)) if count > 0 else max(count, -counts.get(b, 0))
        counts[a] = counts.get(a, 0) - moved
        counts[b] = counts.get(b, 0) + moved
    return [OfficeGroup(n, *key) for key, n in counts.items() if n]
