"""Which shares of offices with a title a reform lets fall under the gate of their agency's honor.

A share that sinks because an office was moved away, came, or is no more has sunk: the policy
share-falls-below says what follows, as for every other fall, and the reform says so beforehand.
That of an heir may be under it from the first day: it never sank, so nothing comes about by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from civtui.ledger import queries
from civtui.model.facts.reform import Reformed
from civtui.model.figures import percent
from civtui.model.figures import share as share_of
from civtui.model.text import Message, msg
from civtui.profile.clock_lengths import lengths
from civtui.profile.places import profile_path
from civtui.rules.policies import choice, said
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.session import Workspace

# office -> its agency, and the honors that it holds
Roster = dict[str, tuple[str, frozenset[str]]]


def fallen(ws: Workspace, reform: Reformed, names: Mapping[str, str]) -> Iterator[Message]:
    """Yield a sentence for every share that holds before a reform and no more after it.

    So is told of every title that an heir takes over with too small a share.

    Args:
        names: id -> name after the reform.
    """
    profile = lengths(profile_path(ws.profile_path, ws.dir))
    before = _roster(ws, choice(profile.policies, "denominator") == "taking-part")
    after = _after(before, reform)
    touched = {before[id_][0] for id_ in before if after.get(id_) != before[id_]}
    touched |= {agency for id_, (agency, _) in after.items() if before.get(id_) != after[id_]}
    follows = choice(profile.policies, "share-falls-below")
    made = {agency.id for agency in reform.agencies}
    for agency in sorted((touched | made) - set(reform.ended)):
        honors = _honors(ws, reform, agency)
        for share in profile.shares:
            if share.tier not in honors:
                continue
            needs = Fraction(*share.at_least)
            (was, of), (part, whole) = (_share(r, agency, share.honor) for r in (before, after))
            if _holds(part, whole, needs) or not (agency in made or _holds(was, of, needs)):
                continue
            key = "titles.share-falls"
            if agency in made:
                at_renewal = follows == "at-renewal"
                key = "titles.share-starts" if at_renewal else "titles.share-starts-unjudged"
            yield msg(
                key,
                agency=names.get(agency, agency),
                part=part,
                whole=whole,
                share=share_of(part, whole, needs),
                honor=msg(f"rules.honor-{share.tier}"),
                needs=percent(*share.at_least),
                policy=said("share-falls-below", follows),
            )


def _honors(ws: Workspace, reform: Reformed, agency: str) -> set[str]:
    """Return what an agency holds after a reform of what it held, or takes over by it."""
    held = queries.rows(ws.ledger, "titles", "titles-of-agency", (agency,))
    return {row[0] for row in held} | {t.honor for t in reform.titles if t.heir == agency}


def _holds(part: int, whole: int, needs: Fraction) -> bool:
    return whole > 0 and part >= needs * whole


def _roster(ws: Workspace, takers: bool) -> Roster:
    """Return the offices that count today; `takers`: only those that take part."""
    given: dict[str, Any] = {"today": ws.today().isoformat()}
    idle = {row[0] for row in queries.rows(ws.ledger, "agencies", "idle", given)} if takers else ()
    return {o.id: (o.agency, frozenset(o.honors)) for o in office_rows(ws) if o.id not in idle}


def _after(before: Roster, reform: Reformed) -> Roster:
    """Return the offices that count after a reform."""
    after = {**before, **{o.id: (o.agency, frozenset[str]()) for o in reform.offices}}
    for move in reform.moved:
        if move.office in after:
            after[move.office] = (move.agency, after[move.office][1])
    for fate in reform.titles:
        if fate.heir is None and fate.holder in after:
            agency, held = after[fate.holder]
            after[fate.holder] = (agency, held - {fate.honor})
        elif fate.heir in after:
            agency, held = after[fate.heir]
            after[fate.heir] = (agency, held | {fate.honor})
    return {id_: one for id_, one in after.items() if id_ not in reform.ended}


def _share(roster: Roster, agency: str, honor: str) -> tuple[int, int]:
    own = [held for home, held in roster.values() if home == agency]
    return sum(honor in held for held in own), len(own)
