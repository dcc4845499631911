"""Yellow cards as the board shows them: what is due, soonest first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.workspace.agencies.handed_over import HandedOver
from civtui.workspace.session import Workspace


class CardRow(NamedTuple):
    """One card; dates are ISO texts, `days_left` counts from today (None without a term).

    Args:
        was: id of the agency that it was issued to, where a reform merged that; `former` its name.
    """

    id: str
    agency: str
    agency_name: str
    opened: str
    cause: str
    demands: str
    term_ends: str | None
    state: str
    ended: str | None
    decision: str
    days_left: int | None
    was: str = ""
    former: str = ""


def card_rows(ws: Workspace, *, open_only: bool = False) -> list[CardRow]:
    """Return the cards, open ones first, soonest term first."""
    today = ws.today()
    over = HandedOver(ws)
    found = queries.rows(ws.ledger, "cards", "list")
    rows = []
    for row in found:
        term = row[6]
        left = (date.fromisoformat(term) - today).days if term and row[7] == "open" else None
        card = CardRow._make((*row, left, "", ""))
        rows.append(card._replace(**over.mark(over.cards, card.id, full=True)))
    return [row for row in rows if row.state == "open" or not open_only]
