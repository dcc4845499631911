"""The score by which an applicant is ranked: from the round that counted it, or typed by whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger import queries
from civtui.model import reading
from civtui.model.errors import UsageFault
from civtui.model.fields import Field
from civtui.model.text import Message, msg
from civtui.scoring.numbers import exact_text
from civtui.workspace.agencies.handed_over import HandedOver
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.building.scores import counted_in, round_scores
from civtui.workspace.reading.names import round_name
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.result_basis import counted_as

if TYPE_CHECKING:
    from civtui.workspace.titles.cases import CaseRow

# a grand total is a percentage, whichever standard it comes from
SCORE = Field("score", msg("titles.score"), "number", minimum="0", maximum="100")
TYPED = "typed"
# states of an application on which nothing is decided yet
UNDECIDED = ("applied", "check-failed", "checked")


class ScoreGiven(NamedTuple):
    """The score by which an applicant is ranked, and where it came from.

    Args:
        score: exact text; None where there is none.
        source: id of the round that counted it, `typed`, or empty where it is not on record.
        by: who put it down; `why` the reason given.
        gone: whether the round counts it no longer: it is open again, void, or marks are missing.
        of: id of whom the round counted, where that one was merged into the applicant; else empty.
    """

    score: str | None
    source: str = ""
    by: str = ""
    why: str = ""
    gone: bool = False
    of: str = ""

    @property
    def typed(self) -> bool:
        """Whether somebody typed it: no round counted it."""
        return self.score is not None and self.source in ("", TYPED)


def score_said(ws: Workspace, given: ScoreGiven) -> Message:
    """Return a score and where it came from: a round, or who typed it and why."""
    if given.gone:
        return msg("cli_titles.score-gone", round=round_name(ws, given.source))
    if given.score is None:
        return msg("cli_titles.no-score")
    if not given.typed:
        return msg(
            f"cli_titles.score-counted{'-of' if given.of else ''}",
            score=Fraction(given.score),
            round=round_name(ws, given.source),
            of=names_of(ws, [given.of])[0],
        )
    by, why = given.by or "—", given.why or "—"
    return msg("cli_titles.score-typed", score=Fraction(given.score), by=by, why=why)


def scores_given(ws: Workspace) -> dict[str, ScoreGiven]:
    """Return the score of every application that has one, and where it came from.

    Until it is decided, that of a round is the one that it counts today: a round may be opened
    again and its marks changed after the check.
    """
    given = {row[0]: row[1:] for row in queries.rows(ws.ledger, "titles", "scores-given")}
    cases = queries.rows(ws.ledger, "titles", "cases", {"honor": None, "agencies": None})
    counted: dict[str, Mapping[str, Fraction] | None] = {}
    over, found = HandedOver(ws), {}
    filed = over.cases
    for case, _, agency, _, _, state, _, score in (row[:8] for row in cases):
        if score is None:
            continue
        found[case] = put_down = ScoreGiven(score, *given.get(case, ()))
        if state in UNDECIDED and not put_down.typed:
            if put_down.source not in counted:
                counted[put_down.source] = _counts(ws, put_down.source)
            theirs = _own(ws, over.line, agency, filed.get(case, ""))
            found[case] = _today(put_down, theirs, counted[put_down.source])
        elif over.line.heirs and not put_down.typed:
            theirs = _own(ws, over.line, agency, filed.get(case, ""))
            found[case] = put_down._replace(of=_whose(ws, put_down, theirs))
    return found


class _Own(NamedTuple):
    """Under whose ids rounds counted an applicant.

    Args:
        filer: who filed the application, where a merger handed it over; else empty.
        former: who was merged into it, where titles go on (see `result_basis.counted_as`).
    """

    agency: str
    filer: str
    former: tuple[str, ...]

    def counted(self, now: Mapping[str, Fraction]) -> tuple[str, Fraction] | None:
        """Return whom of them a round counted, and what: the applicant itself, then who filed.

        Of several who were merged into it the best one, as of the offices of a successor.
        """
        for one in (self.agency, self.filer):
            if one in now:
                return one, now[one]
        found = [(one, now[one]) for one in self.former if one in now]
        return max(found, key=lambda one: (one[1], one[0]), default=None)


def _own(ws: Workspace, line: Lineage, agency: str, filer: str) -> _Own:
    return _Own(agency, filer, tuple(counted_as(ws, line, agency)[1:]))


def _whose(ws: Workspace, put_down: ScoreGiven, theirs: _Own) -> str:
    """Return whom of an applicant's the round of a decided score counted; empty for itself."""
    value = Fraction(put_down.score or 0)
    now = (theirs.former and _counts(ws, put_down.source)) or {}
    former = sorted(theirs.former, key=lambda one: now.get(one) != value)  # whose figure it is
    for one in (theirs.agency, theirs.filer, *former):
        asked = {"round": put_down.source, "subjects": json.dumps([one])}
        if one and queries.one(ws.ledger, "titles", "counts", asked) is not None:
            return "" if one == theirs.agency else one
    return theirs.filer


def _counts(ws: Workspace, round_id: str) -> Mapping[str, Fraction] | None:
    """Return what a round counts of each subject today; None where it counts nothing."""
    from civtui.workspace.rounds.rounds import round_rows

    closed = [row.id for row in round_rows(ws) if row.state == "closed"]
    return counted_in(ws, round_id) if round_id in closed else None


def _today(put_down: ScoreGiven, theirs: _Own, now: Mapping[str, Fraction] | None) -> ScoreGiven:
    """Return the score of an application as its round counts it today."""
    found = theirs.counted(now or {})
    if found is None:
        return put_down._replace(score=None, gone=True)
    whose, value = found
    return put_down._replace(score=exact_text(value), of="" if whose == theirs.agency else whose)


def score_since(ws: Workspace, row: CaseRow, given: ScoreGiven | None) -> ScoreGiven | None:
    """Return what a round counted since an application was checked; None where nothing is newer.

    Args:
        given: the score that it has (see `scores_given`).
    """
    if row.state not in UNDECIDED[1:] or (given is not None and given.typed):
        return None
    counted = _counted_now(ws, row.id, row.agency, ws.today())
    lacks = given is None or given.score is None or given.source != getattr(counted, "source", "")
    return counted if lacks else None


def since_said(ws: Workspace, case: str, since: ScoreGiven) -> Message:
    """Return that a round counted a score since the check, and the command that takes it."""
    return msg(
        "cli_titles.score-since",
        round=round_name(ws, since.source),
        score=Fraction(since.score or 0),
        case=case,
    )


def with_scores(rows: Iterable[CaseRow], given: Mapping[str, ScoreGiven]) -> list[CaseRow]:
    """Return applications with the scores by which they are ranked today (see `scores_given`)."""
    return [row._replace(score=given[row.id].score) if row.id in given else row for row in rows]


def score_of(
    ws: Workspace, case: str, agency: str, typed: str | None, why: str, day: date
) -> tuple[ScoreGiven, str, ScoreGiven | None]:
    """Return the score that a check puts down, its source where that is new, which one it replaces.

    Args:
        typed: as somebody typed it; where it is None, that of the newest round over agencies of
            the last year that counted the agency, or who filed it and was merged into it, or one
            of the others merged into it; else what stands.

    Raises:
        BadInput: `typed` is no number between 0 and 100.
        UsageFault: it takes the place of another one that a round counted, without a reason.
    """
    stood = scores_given(ws).get(case, ScoreGiven(None))
    counted = _counted_now(ws, case, agency, day)
    if typed is not None:
        given = ScoreGiven(reading.as_written(SCORE, typed), TYPED, ws.user, why)
        was = stood if stood.score is not None and stood.typed else counted or stood
        _hold_reason(ws, given, counted)
        return given, TYPED, _replaced(given, was)
    if counted is not None:
        return counted, counted.source, _replaced(counted, stood)
    return stood, "", None


def _counted_now(ws: Workspace, case: str, agency: str, day: date) -> ScoreGiven | None:
    """Return what the newest round of the last year counted of an applicant; None without one."""
    counts = round_scores(ws, date(day.year - 1, day.month, 1), day)
    over = HandedOver(ws)
    theirs = _own(ws, over.line, agency, over.cases.get(case, ""))
    if not (theirs.agency in counts or theirs.filer in counts):  # the newest of their rounds
        newest = next((one.round for who, one in counts.items() if who in theirs.former), "")
        counts = {who: one for who, one in counts.items() if one.round == newest}
    found = theirs.counted({who: one.value for who, one in counts.items()})
    if found is None:
        return None
    whose, value = found
    of = "" if whose == agency else whose
    return ScoreGiven(exact_text(value), counts[whose].round, ws.user, of=of)


def _replaced(given: ScoreGiven, was: ScoreGiven) -> ScoreGiven | None:
    """Return the score that another one takes the place of; None where it is the same, or none."""
    same = was.score is None or Fraction(was.score) == Fraction(given.score or 0)
    return None if same else was


def _hold_reason(ws: Workspace, given: ScoreGiven, counted: ScoreGiven | None) -> None:
    """Refuse a typed score in the place of another that a round counts, if nobody says why.

    Raises:
        UsageFault: names both and the round.
    """
    if given.why.strip() or counted is None or _replaced(given, counted) is None:
        return
    fault = UsageFault(
        msg(
            "cli_titles.score-wants-why",
            score=Fraction(given.score or 0),
            was=Fraction(counted.score or 0),
            round=round_name(ws, counted.source),
        )
    )
    fault.field = "why"
    raise fault
