"""Tells each fact as a sentence, as a clerk would say it: names in place of ids.

`civtui.workspace.reading.names` looks the names up, once each; `of_rounds`, `of_titles` and
`of_places` say what the facts of their nouns mean, `corrections` what stood and what stands
instead. What `history.reader` hides from the acting user is not told here either.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.ledger.upcast import upcast
from civtui.locale import render, t
from civtui.model.text import msg
from civtui.workspace.fact_words import corrections, of_places, of_rounds, of_titles
from civtui.workspace.fact_words.words import kind_of as kind_of
from civtui.workspace.reading.history import FactRow, reader
from civtui.workspace.reading.names import Names, Said
from civtui.workspace.session import Workspace

KINDS: dict[str, Callable[[Names, dict[str, Any]], Said]] = {
    **of_places.KINDS,
    **of_rounds.KINDS,
    **of_titles.KINDS,
    **corrections.KINDS,
}
# told against what was known before the fact, of which the number is handed on
AGAINST: dict[str, Callable[[Names, dict[str, Any], int], Said]] = {
    **corrections.AGAINST,
    **of_places.AGAINST,
}


def sentence(ws: Workspace, fact: FactRow, names: Names | None = None) -> str:
    """Return a fact as one sentence in the language in use.

    Args:
        fact: as the acting user sees it (see `history.reader`).
        names: what was looked up before, for a list of facts.
    """
    return " ".join(render(said(names or Names(ws), fact)).split())


def taken(fact: FactRow, said: str) -> str:
    """Return the sentence of a fact, and that it was taken back where it was.

    Args:
        said: see `sentence`.
    """
    if fact.taken_back_by is None:
        return said
    key = "facts.line-reform-back" if fact.kind == "reformed" else "facts.line-taken-back"
    return t(key, by=fact.taken_back_by, said=said)


def of_row(ws: Workspace, row: Row) -> Said:
    """Return a fact of the chain as a message, as the acting user sees it."""
    by = queries.one(ws.ledger, "voiding", "voided-by", (row.seq,))
    seen = (
        row.seq,
        row.kind,
        row.who,
        row.recorded,
        row.effective,
        row.why,
        row.payload,
        row.v,
        row.evidence,
        by[0] if by else None,
    )
    return said(Names(ws), reader(ws)(seen))


def said(names: Names, fact: FactRow) -> Said:
    """Return a fact as a message, its place in a list or behind it."""
    payload = json.loads(fact.payload)
    if payload.get("blind") is True:
        return msg("facts.veiled", round=names.round(payload["round"]), kind=kind_of(fact.kind))
    tell, against = KINDS.get(fact.kind), AGAINST.get(fact.kind)
    if against is not None:
        return against(names.of(fact), upcast(fact.kind, fact.v, payload), fact.seq)
    if tell is None:  # of a later release
        return kind_of(fact.kind)
    return tell(names.of(fact), upcast(fact.kind, fact.v, payload))
