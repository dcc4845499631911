"""Yellow cards as the board shows them: what is due, soonest first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.workspace.lineage import Lineage, marked
from civtui.workspace.session import Workspace


class CardRow(NamedTuple):
    """One card; dates are ISO texts, `days_left` counts from today (None without a term)."""

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


def card_rows(ws: Workspace, *, open_only: bool = False) -> list[CardRow]:
    """Return the cards, open ones first, soonest term first."""
    today = ws.today()
    line = Lineage(ws)
    names = dict(queries.rows(ws.ledger, "lineage", "names")) if line.heirs else {}
    found = queries.rows(ws.ledger, "cards", "list")
    rows = []
    for row in found:
        term = row[6]
        left = (date.fromisoformat(term) - today).days if term and row[7] == "open" else None
        card = CardRow._make((*row, left))
        if heir := line.heirs.get(card.agency):  # a card that was closed before a reform
            name = marked(names.get(heir.now, heir.now), heir.full)
            card = card._replace(agency=heir.now, agency_name=name)
        rows.append(card)
    return [row for row in rows if row.state == "open" or not open_only]
