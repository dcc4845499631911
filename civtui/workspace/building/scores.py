"""Scores of agencies as rounds counted them: what stands in the place of a typed figure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

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
    return _newest(ws, queries.rows(ws.ledger, "rounds", "closed-over-agencies", given))


def scores_of_year(ws: Workspace, year: int) -> dict[str, Score]:
    """Return the score of each agency by the newest closed round over agencies of a year.

    A round is of the year in which it was opened (see `year_of`); else as `round_scores`.
    """
    return _newest(ws, queries.rows(ws.ledger, "rounds", "closed-of-year", {"year": str(year)}))


def year_of(ws: Workspace, round_id: str) -> int:
    """Return the year that a round is of: the one in which it was opened.

    What is judged is the year that runs when the round begins; that its panel closes it after the
    New Year makes it no round of the next one.
    """
    (row,) = queries.rows(ws.ledger, "rounds", "opened-in", (round_id,))
    return int(row[0])


def _newest(ws: Workspace, rounds: Iterable[tuple[Any, ...]]) -> dict[str, Score]:
    """Return the score of each agency by the first of some rounds that counted it."""
    found: dict[str, Score] = {}
    for (id_,) in rounds:
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
