"""Why a deed stays: what came later needs it, and has to go first."""

from __future__ import annotations

import json
from collections.abc import Sequence

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import Message, msg
from civtui.workspace.fact_words import of_row
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.by_policy import by_policy
from civtui.workspace.voiding.contradictions import dangling
from civtui.workspace.voiding.dependents import hanging, marks_hanging, needing
from civtui.workspace.voiding.left_standing import Left, brought
from civtui.workspace.voiding.own_ways import way, way_before


def marked(found: tuple[Message, int] | None, deed: Sequence[Row]) -> CivtuiError | None:
    """Return that marks hang on a deed, and how the newest of them goes."""
    if found is None:
        return None
    said, newest = found
    return Refused(said, where={"fact": deed[0].seq}, hint=msg("voiding.marks-way", seq=newest))


def needed(ws: Workspace, deed: Sequence[Row], along: Sequence[int]) -> CivtuiError | None:
    """Return that something later needs a deed, the latest named: it has to go first.

    Args:
        deed: facts that would stand no more.
        along: the numbers of what would go with them, what policies did since among it.
    """
    marks = marked(marks_hanging(ws, deed), deed)
    if marks is not None:
        return marks
    left = Left(ws)
    brings = all(row.kind == "registered" for row in deed)  # agencies, which what is out needs not
    later = hanging(ws, deed, along, left=left if brings else None) or dangling(ws, deed, along)
    if not later:
        return None
    last, where = later[-1], {"fact": deed[0].seq}
    on_acts = _on_acts(ws, deed, along)
    if last in on_acts:
        said = msg("voiding.on-policies", count=len(on_acts), seq=last.seq, latest=of_row(ws, last))
        return Refused(said, where=where, hint=way(last))
    said = msg("voiding.hangs", count=len(later), seq=last.seq, latest=of_row(ws, last))
    own = left.way(last, brought(deed)) if brings else None
    return Refused(said, where=where, hint=own or way_before(deed, last))


def _on_acts(ws: Workspace, deed: Sequence[Row], along: Sequence[int]) -> list[Row]:
    """Return what people did on acts of policies that would go with a deed, and not on itself."""
    numbers = (json.dumps(sorted(along)),)
    rows = map(Row._make, queries.rows(ws.ledger, "voiding", "facts", numbers))
    acts = [row for row in rows if by_policy(row)]
    if not acts:
        return []
    own = {*along, *(row.seq for row in deed)}
    itself = [row for row in deed if row not in acts]
    direct = needing(ws, itself, own) if itself else []
    return [row for row in needing(ws, acts, own) if row not in direct]
