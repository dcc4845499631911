"""Titles that stand no more, as a registry that names them again is compared with them."""

from __future__ import annotations

from datetime import date

from civtui.exchange.plan import Gone
from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.dependents import payload_of

Title = tuple[str, str]


def titles_gone(ws: Workspace) -> dict[Title, Gone]:
    """Return holder and honor -> what became of the title that a correction took away, or ended.

    One that was corrected first and then taken away may stand in a file by any day that it had.
    """
    found: dict[Title, Gone] = {}
    days: dict[Title, date] = {}
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "titles-corrected")):
        for change in payload_of(row)["changes"]:
            was, now = change["was"], change["now"] or {}
            if not was:
                continue
            key, since = (was["holder"], was["honor"]), date.fromisoformat(was["since"])
            days[key] = max(since, days.get(key, since))
            if (now.get("holder"), now.get("honor")) != key:
                by = {"by": row.seq, "who": row.who, "why": row.why}
                said = msg("exchange.title-corrected", **by)
                found[key] = Gone(days[key], said, msg("exchange.title-corrected-left", **by))
    for holder, honor, ended in queries.rows(ws.ledger, "agencies", "ended-titles"):
        last, said = date.fromisoformat(ended), msg("exchange.title-ended", day=ended)
        found[holder, honor] = Gone(last, said, msg("exchange.title-ended-left", day=ended))
    return found
