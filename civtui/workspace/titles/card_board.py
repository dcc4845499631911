"""Yellow cards as the board shows them: what is due, soonest first."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.rules.cards import stage
from civtui.workspace.agencies.handed_over import HandedOver
from civtui.workspace.session import Workspace
from civtui.workspace.titles.suspended_cards import suspended

# the last event of an appeal against the delisting that a card ended in -> where that stands
AFTER_APPEAL = {"appeal": "appealed", "restored": "overturned"}


class CardRow(NamedTuple):
    """One card; dates are ISO texts, `days_left` counts from today (None without a term).

    Args:
        met: what the newest re-inspection found, None where there was none since the last term.
        stage: where it stands (see `rules.cards.stage`); of one that ended in delisting `appealed`
            or `overturned` where an appeal was made, or had effect.
        stands: it is open (see `rules.cards.stands`), be it that its delisting is suspended.
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
    met: bool | None = None
    stage: str = ""
    stands: bool = False


def card_rows(ws: Workspace, *, open_only: bool = False) -> list[CardRow]:
    """Return the cards, open ones first, soonest term first."""
    today, waits = ws.today(), json.loads(suspended(ws))
    over = HandedOver(ws)
    found = queries.rows(ws.ledger, "cards", "list")
    asked = {"day": date.max.isoformat()}
    told = queries.rows(ws.ledger, "titles", "appealed-cards", asked)
    appeals = {card: event for card, event, _ in told}
    rows = []
    for *row, met in found:
        term = row[6]
        left = (date.fromisoformat(term) - today).days if term and row[7] == "open" else None
        was = None if met is None else bool(met)
        at = stage(row[7], was, date.fromisoformat(term) if term else None, today)
        if at == "delisted":
            at = AFTER_APPEAL.get(appeals.get(row[0], ""), at)
        open_ = row[7] == "open" or row[0] in waits
        card = CardRow._make((*row, left, "", "", was, at, open_))
        rows.append(card._replace(**over.mark(over.cards, card.id, full=True)))
    rows.sort(key=lambda row: not row.stands)
    return [row for row in rows if row.stands or not open_only]


def open_cards_said(ws: Workspace, agency: str) -> list[Message]:
    """Return of each open card of an agency where it stands, soonest term first."""
    return [
        msg("titles.card-here", stage=msg(f"cli.card-{row.stage}"), ends=row.term_ends or "—")
        for row in card_rows(ws, open_only=True)
        if row.agency == agency
    ]
