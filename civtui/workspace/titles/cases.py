"""Applications as they stand, and the rungs that they are for."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import Message, msg
from civtui.rules import case_steps
from civtui.rules.case_steps import Case
from civtui.rules.gates import TIERS
from civtui.rules.ladder import higher_held
from civtui.workspace.agencies.handed_over import HandedOver
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import names_of


class CaseRow(NamedTuple):
    """An application with all that is known of it; dates are ISO texts.

    Args:
        notice_last: the last day of the public notice `notice`.
        was: id of the agency that filed it, where a reform merged that; `former` its name.
    """

    id: str
    honor: str
    agency: str
    renewal: bool
    applied: str
    state: str
    stepped: str
    score: str | None
    decision: str | None
    decided: str | None
    notice: str | None
    document: str
    result: str
    granted: str | None
    agency_name: str = ""
    notice_last: str | None = None
    was: str = ""
    former: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still on its way."""
        return self.state in case_steps.OPEN

    @property
    def over(self) -> bool:
        """Whether it is neither on its way nor answered from above any more."""
        return not self.open and not self.awaited

    @property
    def kept(self) -> bool:
        """Whether it led to a title that was held before: that goes on."""
        return self.renewal and self.state == "granted" and self.granted == self.honor

    @property
    def has_place(self) -> bool:
        """Whether it uses one of the places for recommendation: recommended, and not in vain.

        One that is over without a title (withdrawn, refused above, an objection to it upheld,
        ended by a reform) leaves its place to another.
        """
        return bool(self.decision) and (self.state == "granted" or not self.over)

    def told_on(self, day: date) -> str:
        """Return its state as people call it on a day: a public notice runs out by itself.

        A renewal that was granted is called kept.
        """
        if self.kept:
            return case_steps.KEPT
        last = date.fromisoformat(self.notice_last) if self.notice_last else None
        return case_steps.told_on(self.state, last, day)

    @property
    def awaited(self) -> bool:
        """Whether it was submitted before a merger ended it beside another one of the successor.

        The higher body's answer to it is the successor's.
        """
        return self.state == "reform" and bool(self.document) and bool(self.was)


def next_tier(honors: Collection[str]) -> str | None:
    """Return the rung above the highest of `honors`; None at the top."""
    held = max((TIERS.index(honor) for honor in honors if honor in TIERS), default=-1)
    return TIERS[held + 1] if held + 1 < len(TIERS) else None


def tier(honor: str) -> str:
    """Return `honor`, an agency honor that can be applied for.

    Raises:
        BadInput: it is none.
    """
    if honor not in TIERS:
        raise BadInput(
            msg("workspace.no-honor"),
            value=honor,
            allowed=TIERS,
            told=[msg(f"cli.honor-{one}") for one in TIERS],
            nearest=nearest(honor, TIERS),
        )
    return honor


def case_rows(ws: Workspace, honor: str | None = None, agency: str | None = None) -> list[CaseRow]:
    """Return the applications, newest first."""
    over = HandedOver(ws)
    params = {"honor": honor, "agencies": json.dumps(over.line.owned(agency)) if agency else None}
    found = [CaseRow(*row) for row in queries.rows(ws.ledger, "titles", "cases", params)]
    return [row._replace(**over.mark(over.cases, row.id)) for row in found]


def case_row(ws: Workspace, case: str) -> CaseRow:
    """Return the application `case`.

    Raises:
        NotFound: there is none.
    """
    row = queries.one(ws.ledger, "titles", "case", (case,))
    if row is None:
        known = [r.id for r in case_rows(ws)]
        raise NotFound(msg("titles.no-case"), value=case, nearest=nearest(case, known))
    over = HandedOver(ws)
    return CaseRow(*row)._replace(**over.mark(over.cases, case))


def case_of(ws: Workspace, row: CaseRow) -> Case:
    """Return an application as the rules take it, with what there is to do where it ended."""
    anew = None
    if row.awaited:
        anew = msg("titles.way-awaited", case=row.id)
    elif row.over and row.state != "granted":
        anew = way_anew(ws, row.agency, row.honor)
    day = date.fromisoformat(row.stepped)
    return Case(
        *(row.id, row.honor, row.agency, row.state, day),
        renewal=bool(row.renewal),
        awaited=row.awaited,
        anew=anew,
        notice_last=date.fromisoformat(row.notice_last) if row.notice_last else None,
        kept=row.kept,
    )


def way_anew(ws: Workspace, agency: str, honor: str) -> Message:
    """Return what an agency that has no application to go on with may do for an honor.

    Filing a new one is said only where it may be filed and is of use.
    """
    gone = queries.one(ws.ledger, "agencies", "former", (agency,))
    if gone is not None:
        return msg("titles.way-agency-gone", name=gone[2] or gone[1])
    held = [one for (one,) in queries.rows(ws.ledger, "titles", "titles-of-agency", (agency,))]
    given = {"name": names_of(ws, [agency])[0], "honor": msg(f"rules.honor-{honor}")}
    if above := higher_held(honor, held):
        return msg("titles.way-holds-higher", **given, held=msg(f"rules.honor-{above}"))
    if other := queries.one(ws.ledger, "titles", "open-case-of", (agency, honor)):
        return msg("titles.way-other-case", **given, case=other[0])
    return msg("titles.way-holds-it" if honor in held else "titles.way-new-case", **given)


def settled_by_case(ws: Workspace, honor: str | None, holder: str) -> CaseRow | None:
    """Return the application that is the renewal of a holder's title; None where none is.

    It is from its check on: before it the review of the title may end it.
    """
    found = queries.one(ws.ledger, "titles", "open-case-of", (holder, honor))
    row = case_row(ws, found[0]) if found else None
    if row is None or (row.state in case_steps.FROM["check"] and row.state != "checked"):
        return None
    return row
