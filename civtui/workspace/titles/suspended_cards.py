"""Cards that are open by no more than that an appeal suspends the delisting they ended in."""

from __future__ import annotations

import json
from datetime import date

from civtui.ledger import queries
from civtui.workspace.session import Workspace


def suspended(ws: Workspace, day: date | None = None) -> str:
    """Return the ids of these cards as a JSON list, as the queries take them.

    Args:
        day: as of this day; today where None.
    """
    asked = {"day": (day or ws.today()).isoformat()}
    found = queries.rows(ws.ledger, "titles", "appealed-cards", asked)
    last = {card: event == "appeal" and bool(suspends) for card, event, suspends in found}
    return json.dumps([card for card, suspended in last.items() if suspended])
