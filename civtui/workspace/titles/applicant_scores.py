"""The score by which an applicant is ranked: from the round that counted it, or typed by whom."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model import reading
from civtui.model.fields import Field
from civtui.model.text import Message, msg
from civtui.scoring.numbers import exact_text
from civtui.workspace.building.scores import round_scores
from civtui.workspace.session import Workspace

# a grand total is a percentage, whichever standard it comes from
SCORE = Field("score", msg("titles.score"), "number", minimum="0", maximum="100")
TYPED = "typed"


class ScoreGiven(NamedTuple):
    """The score by which an applicant is ranked, and where it came from.

    Args:
        score: exact text; None where there is none.
        source: id of the round that counted it, `typed`, or empty where it is not on record.
        by: who put it down; `why` the reason given.
    """

    score: str | None
    source: str = ""
    by: str = ""
    why: str = ""

    @property
    def typed(self) -> bool:
        """Whether somebody typed it: no round counted it."""
        return self.score is not None and self.source in ("", TYPED)


def score_said(given: ScoreGiven) -> Message:
    """Return a score and where it came from: a round, or who typed it and why."""
    if given.score is None:
        return msg("cli_titles.no-score")
    if not given.typed:
        return msg("cli_titles.score-counted", score=given.score, round=given.source)
    by, why = given.by or "—", given.why or "—"
    return msg("cli_titles.score-typed", score=given.score, by=by, why=why)


def scores_given(ws: Workspace) -> dict[str, ScoreGiven]:
    """Return the score of every application that has one, and where it came from."""
    given = {row[0]: row[1:] for row in queries.rows(ws.ledger, "titles", "scores-given")}
    cases = queries.rows(ws.ledger, "titles", "cases", {"honor": None, "agencies": None})
    return {
        case: ScoreGiven(score, *given.get(case, ()))
        for case, *_, score in (row[:8] for row in cases)
        if score is not None
    }


def score_of(
    ws: Workspace, case: str, agency: str, typed: str | None, why: str, day: date
) -> tuple[ScoreGiven, str]:
    """Return the score that a check puts down, and its source where that is new.

    Args:
        typed: as somebody typed it; where it is None, that of the newest round over agencies of
            the last year that counted the agency, else what stands.

    Raises:
        BadInput: `typed` is no number between 0 and 100.
    """
    if typed is not None:
        return ScoreGiven(reading.as_written(SCORE, typed), TYPED, ws.user, why), TYPED
    counted = round_scores(ws, date(day.year - 1, day.month, 1), day).get(agency)
    if counted is not None:
        return ScoreGiven(exact_text(counted.value), counted.round, ws.user), counted.round
    return scores_given(ws).get(case, ScoreGiven(None)), ""
