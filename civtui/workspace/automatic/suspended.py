"""Which cards are open by no more than that an appeal suspends the delisting they ended in."""

from __future__ import annotations

import sqlite3
from datetime import date

from civtui.ledger.queries import statement


def suspended_on(connection: sqlite3.Connection, day: date) -> list[str]:
    """Return the ids of these cards as of a day.

    Args:
        connection: of the ledger; tables that stand in for others are read in their place.
    """
    asked = {"day": day.isoformat()}
    found = connection.execute(statement("titles", "appealed-cards"), asked)
    last = {card: event == "appeal" and bool(suspends) for card, event, suspends in found}
    return [card for card, stands in last.items() if stands]
