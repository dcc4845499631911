"""The desk of an agency: its next rung and the shortest way there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message
from civtui.rules.eligibility import AgencyAnswer, OfficeGroup, TierAnswer, assess
from civtui.rules.gates import TIERS
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.agencies.homes import Homes
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.overview.due import DueRow, due_rows
from civtui.workspace.rounds.rounds import round_row
from civtui.workspace.rounds.seeing import What, sight
from civtui.workspace.session import Workspace
from civtui.workspace.titles.eligibility import Record
from civtui.workspace.titles.gates_ahead import bars_of_tier


class NearOffice(NamedTuple):
    """An office that would help; `total` is that of its agency's newest own round."""

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


def bars_of(ws: Workspace, found: Rung, day: date | None = None) -> list[Message]:
    """Return what would bar the decision on an application for the next rung that may be made."""
    if found.tier is None or found.answer is None or not found.answer.eligible:
        return []
    return bars_of_tier(ws, found.agency.id, found.tier, day or ws.today())


def _near(ws: Workspace, agency: str) -> list[tuple[NearOffice, tuple[str, ...]]]:
    """Return the agency's offices with their honors, the best of its newest own round first.

    Of an agency that was merged into it, and of one that an office came from, it is that one's
    newest; an office that others were merged into stands by the best of them.
    """
    totals: dict[str, tuple[int, str | None]] = {}
    offices, line = office_rows(ws, agency), Lineage(ws)
    moves = Homes(ws.ledger.connection).moves
    came = (move.was for office in offices for id_ in line.owned(office.id) for move in moves[id_])
    whose = json.dumps([*dict.fromkeys((*line.owned(agency), *came))])
    for (found,) in queries.rows(ws.ledger, "titles", "own-rounds", (whose,)):
        if sight(ws, round_row(ws, found)).sees(What.TOTALS):
            from civtui.workspace.results.results import results

            own: dict[str, tuple[int, str | None]] = {}
            for place, row in enumerate(results(ws, found).rows):
                own.setdefault(line.now(row.subject), (place, row.exact))
            totals = {**own, **totals}
    none = (len(offices), None)
    offices.sort(key=lambda o: (o.id not in totals, totals.get(o.id, none)[0], o.order))
    return [(NearOffice(o.id, o.name, totals.get(o.id, none)[1]), o.honors) for o in offices]


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
