"""Applications as they stand, and the rungs that they are for."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import msg
from civtui.rules import case_steps
from civtui.rules.case_steps import Case
from civtui.rules.gates import TIERS
from civtui.workspace.agencies.handed_over import HandedOver
from civtui.workspace.session import Workspace


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

    def case(self) -> Case:
        """Return the application as the rules take it."""
        day = date.fromisoformat(self.stepped)
        last = date.fromisoformat(self.notice_last) if self.notice_last else None
        return Case(
            *(self.id, self.honor, self.agency, self.state, day),
            renewal=bool(self.renewal),
            awaited=self.awaited,
            notice_last=last,
        )

    def told_on(self, day: date) -> str:
        """Return its state as people call it on a day (see `Case.told_on`)."""
        return self.case().told_on(day)

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
