"""Scores of agencies as rounds counted them: what stands in the place of a typed figure."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from civtui.ledger import queries
from civtui.workspace.session import Workspace


class Score(NamedTuple):
    """An agency's grand total in percent of its standard's, and the round that counted it."""

    value: Fraction
    round: str


def round_scores(ws: Workspace, first: date, last: date) -> dict[str, Score]:
    """Return the score of each agency by the newest round over agencies that closed in the days.

    A subject whose marks are missing or that a veto bars has none.
    """
    from civtui.workspace.results import results
    from civtui.workspace.rounds import document_of

    given = {"first": first.isoformat(), "last": last.isoformat()}
    found: dict[str, Score] = {}
    for (id_,) in queries.rows(ws.ledger, "rounds", "closed-over-agencies", given):
        counted = results(ws, id_)
        whole = Fraction(1)
        if counted.scheme["id"] == "weighted-sum":
            whole = Fraction(document_of(ws, counted.round).get("total") or 100) / 100
        for row in counted.rows:
            if row.exact is not None and row.rank is not None and not row.missing:
                found.setdefault(row.subject, Score(Fraction(row.exact) / whole, id_))
    return found
