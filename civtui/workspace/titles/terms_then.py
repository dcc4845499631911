"""Terms as they stood on a past day: what a renewal or a prolonging set later does not count.

The tables hold the term of today. What stood before is in the facts, and is read only of the few
titles and cards whose term was set anew since the day that is asked about.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from civtui.ledger import queries
from civtui.ledger.upcast import upcast
from civtui.workspace.session import Workspace

Title = tuple[str, str]  # holder, honor


def card_terms(ws: Workspace, day: date) -> dict[str, str | None]:
    """Return the end of the term, as it stood on a day, of each card prolonged after it."""
    return dict(queries.rows(ws.ledger, "then", "card-terms", {"day": day.isoformat()}))


def title_terms(ws: Workspace, day: date) -> dict[Title, str | None]:
    """Return the end of the term, as it stood on a day, of each title that was kept after it."""
    kept = queries.rows(ws.ledger, "then", "kept-after", {"day": day.isoformat()})
    return {(holder, honor): _term(ws, (holder, honor), day.isoformat()) for holder, honor in kept}


def _term(ws: Workspace, title: Title, day: str) -> str | None:
    """Return the term that the last fact on a title up to a day gave it."""
    holder, honor = title
    given = {"holder": holder, "honor": honor, "day": day}
    row = queries.one(ws.ledger, "then", "set-by", given)
    if row is None or row[0] in ("registered", "title-corrected"):
        return _opening(ws, title)
    kind, p = row[0], _payload(*row)
    if kind == "reformed":  # the heir went on with the term of whom it had the title from
        was = next(one["holder"] for one in p["titles"] if (one["heir"], one["honor"]) == title)
        return _term(ws, (was, honor), day)
    found = p["terms"].get(holder, p["terms"].get(honor)) if "terms" in p else p["until"]
    return str(found) if found else None


def _opening(ws: Workspace, title: Title) -> str | None:
    """Return the term with which a title was taken in, or by which that was corrected."""
    found = None
    for row in queries.rows(ws.ledger, "then", "taken-in"):
        p = _payload(*row)
        for one in p["titles"] if "titles" in p else [change["now"] for change in p["changes"]]:
            if one and (one["holder"], one["honor"]) == title:
                found = one.get("until")
    return found


def _payload(kind: str, version: int, text: str) -> dict[str, Any]:
    return upcast(kind, version, json.loads(text))
