"""Which titles of an agency an appeal, or its answer, touches where several acts took or bar them.

A title stays away while any delisting stands that took it or that is about all titles: the end of
a card, or of a second one, takes also what was gone by another act.
"""

from __future__ import annotations

from typing import NamedTuple

from civtui.ledger import queries
from civtui.workspace.session import Workspace
from civtui.workspace.titles.grants import by_appeal_alone
from civtui.workspace.titles.holders import AGENCY_HONORS, holds


class Touched(NamedTuple):
    """What of an agency's titles an appeal or its answer touches.

    Args:
        titles: the honors that stand again, come back, or end.
        stays: those that stay away, since `acts` are against them.
        plain: it is what the act itself took, no more and no less.
    """

    titles: tuple[str, ...]
    stays: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    plain: bool = True

    @property
    def named(self) -> tuple[str, ...] | None:
        """What the fact names: nothing where it is what the act took."""
        return None if self.plain and not self.stays else self.titles


def acts_on(ws: Workspace, agency: str, honor: str) -> dict[str, bool]:
    """Return the delistings that stand against a title since it was given last, the oldest first.

    Each with whether an appeal that awaits its answer suspends it.
    """
    found = queries.rows(ws.ledger, "titles", "acts-on-title", {"agency": agency, "honor": honor})
    return {str(act): bool(suspended) for act, suspended in found}


def taken_by(ws: Workspace, agency: str, act: str) -> list[str]:
    """Return the honors that an act took from an agency."""
    rows = queries.rows(ws.ledger, "titles", "honors-delisted-by", (agency, act))
    return [str(honor) for (honor,) in rows]


def by_appeal(ws: Workspace, agency: str, act: str) -> Touched:
    """Return the titles that stand again once an appeal against an act suspends it."""
    taken = [one for one in taken_by(ws, agency, act) if not holds(ws, agency, one)]
    return _back(ws, agency, act, taken)


def by_answer(ws: Workspace, agency: str, act: str, *, upheld: bool) -> Touched:
    """Return the titles that the answer to an appeal against an act gives back, or ends."""
    taken, alone = taken_by(ws, agency, act), by_appeal_alone(ws, agency)
    if not upheld:
        ends = [one for one in alone if one in taken or act in acts_on(ws, agency, one)]
        plain = all(one in taken and [*acts_on(ws, agency, one)] == [act] for one in ends)
        return Touched(tuple(ends), plain=plain)
    last = {one: queries.one(ws.ledger, "titles", "last-loss", (agency, one)) for one in taken}
    own = [one for one in taken if holds(ws, agency, one) or ((row := last[one]) and row[2] == act)]
    return _back(ws, agency, act, own)


def _back(ws: Workspace, agency: str, act: str, own: list[str]) -> Touched:
    """Return which titles an act keeps away no more; `own` would come back were it the only one."""
    titles, stays, against = [*own], list[str](), dict[str, None]()
    for honor in AGENCY_HONORS:
        acts = acts_on(ws, agency, honor)
        if act not in acts:
            continue
        others = {one: suspended for one, suspended in acts.items() if one != act}
        standing = [one for one, suspended in others.items() if not suspended]
        if standing and not holds(ws, agency, honor):
            stays.append(honor)
            against |= dict.fromkeys(standing)
        # what stands by the appeal against another act alone goes on standing by that
        left = standing or (others and holds(ws, agency, honor))
        titles = [one for one in titles if one != honor] if left else [*titles, honor]
    found = tuple(one for one in AGENCY_HONORS if one in titles)
    return Touched(found, tuple(stays), tuple(against), plain={*found} == {*own})
