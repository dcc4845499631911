"""The ways back of facts that have one of their own, and what is said of those that stay."""

from __future__ import annotations

import json
from typing import Any

from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.workspace.marks.deeds import newest_deed
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import ON_THE_SHEET


def other_way(ws: Workspace, seq: int) -> tuple[str, dict[str, Any]] | None:
    """Return the verb that takes a fact back in a way of its own, and what its form begins with.

    A mark is undone where it is the newest deed of the acting user, else it is marked anew.

    Returns:
        (id of the verb, values by field id); None where there is none, or the acting user does not
        see the fact whole.
    """
    found = fact_rows(ws, before=seq + 1, limit=1)
    if not found or found[0].seq != seq or found[0].taken_back_by is not None:
        return None
    p = json.loads(found[0].payload)
    kind = found[0].kind
    if p.get("blind") is True:
        return None
    sheet = {key: p[key] for key in ("round", "assessor") if key in p}
    if kind in ON_THE_SHEET:
        return _sheet_way(ws, seq, kind, sheet, {key: p[key] for key in ("subject", "item")})
    if kind == "round-closed":
        return ("round.open" if p["state"] == "closed" else "round.close"), sheet
    ways = {
        "sheet-submitted": ("round.unlock", sheet),
        "sheet-unlocked": ("round.submit", sheet),
        "reformed": ("agency.unreform", {"reform": p.get("reform")}),
        "reform-taken-back": ("agency.reform", {}),
    }
    return ways.get(kind)


def _sheet_way(
    ws: Workspace, seq: int, kind: str, sheet: dict[str, Any], cell: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Return how what was written on a sheet is taken back: undone, or written anew."""
    try:
        newest = newest_deed(ws, sheet["round"], sheet["assessor"])
    except CivtuiError:  # of a judge that the acting user may not mark for
        newest = None
    if newest is not None and seq in {newest.seq, *(change.seq for change in newest.changes)}:
        return "mark.undo", sheet
    verb = {"skipped": "mark.unskip", "noted": "mark.note"}.get(kind, "mark.set")
    return verb, {**sheet, **cell}


def why_it_stays(refusal: CivtuiError) -> Message:
    """Return a refusal with the way that there is instead, as one message."""
    if refusal.hint is None:
        return refusal.message
    return msg("voiding.stays", why=refusal.message, way=refusal.hint)
