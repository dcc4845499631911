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

    Each stands under the id that the round counted, also of an agency that a reform ended since:
    whose it is today is for the caller to ask (see `agencies.lineage`). A subject whose marks are
    missing or that a veto bars has none.
    """
    given = {"first": first.isoformat(), "last": last.isoformat()}
    found: dict[str, Score] = {}
    for (id_,) in queries.rows(ws.ledger, "rounds", "closed-over-agencies", given):
        for agency, value in counted_in(ws, id_).items():
            found.setdefault(agency, Score(value, id_))
    return found


def counted_in(ws: Workspace, round_id: str) -> dict[str, Fraction]:
    """Return agency -> its score by a round as the marks stand now (see `round_scores`)."""
    from civtui.workspace.results.results import results
    from civtui.workspace.rounds.rounds import document_of

    counted, whole = results(ws, round_id), Fraction(1)
    if counted.scheme["id"] == "weighted-sum":
        whole = Fraction(document_of(ws, counted.round).get("total") or 100) / 100
    return {
        row.subject: Fraction(row.exact) / whole
        for row in counted.rows
        if row.exact is not None and row.rank is not None and not row.missing
    }
