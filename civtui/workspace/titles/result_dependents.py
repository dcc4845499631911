"""What rests on the results of a round: decisions taken on them, scores put down of applicants."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.reading.names import round_name
from civtui.workspace.session import Workspace
from civtui.workspace.titles.applicant_scores import scores_given
from civtui.workspace.titles.cases import case_rows
from civtui.workspace.titles.decided import DecisionRow, decision_rows
from civtui.workspace.titles.holders import holds, names_of
from civtui.workspace.titles.result_basis import (
    Basis,
    changed_line,
    changed_since,
    counted_as,
    stored_basis,
)

if TYPE_CHECKING:
    from civtui.workspace.results.results import ResultRow

KINDS = ("decided", "case-checked")


class Resting(NamedTuple):
    """Who holds a title, or is decided on, by the results of a round.

    Args:
        decided: names of those whom decisions name by its results.
        held: names of those of them whose titles stand.
    """

    decided: tuple[str, ...]
    held: tuple[str, ...]


def resting(ws: Workspace, round_id: str) -> Iterator[Row]:
    """Yield the facts that rest on the results of a round, the newest first."""
    from civtui.workspace.voiding.courses import results_of
    from civtui.workspace.voiding.dependents import courses, things_of

    given = {"kinds": json.dumps(KINDS), "text": json.dumps(round_id, ensure_ascii=False)}
    known, wanted = courses(ws), results_of(round_id)
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "steps", given)):
        if wanted in things_of(row, known).needs:
            yield row


def refuse_unmarked(ws: Workspace, round_id: str, since: int = 0) -> Refused | None:
    """Return that marks stay, since something rests on the results that they are a part of.

    Args:
        since: the fact of the marks: what was put down before it rests on none of them.
    """
    from civtui.workspace.fact_words import of_row

    row = next(resting(ws, round_id), None)
    if row is None or row.seq < since:
        return None
    return Refused(
        msg(
            "titles.result-rests", seq=row.seq, what=of_row(ws, row), round=round_name(ws, round_id)
        ),
        where={"rule": "result-rests"},
        value=round_id,
        hint=msg("titles.way-result-rests", seq=row.seq),
    )


def _decisions(ws: Workspace, round_id: str) -> Iterator[tuple[DecisionRow, list[Basis]]]:
    """Yield the decisions that rest on results of a round, with those results."""
    seqs = {row.seq for row in resting(ws, round_id) if row.kind == "decided"}
    for row in decision_rows(ws) if seqs else ():
        if row.seq in seqs:
            yield row, [one for one in stored_basis(ws, row.seq) if one.round == round_id]


def resting_names(ws: Workspace, round_id: str) -> Resting:
    """Return who is decided on by the results of a round, and whose titles stand by that.

    Of an agency that is so by the score that its application came with.
    """
    decided: dict[str, bool] = {}
    scores = scores_given(ws)
    for case in case_rows(ws):
        given = scores.get(case.id)
        if case.decision and given is not None and given.source == round_id:
            stands = holds(ws, case.agency, case.honor)  # also where it was lost and came back
            decided[case.agency] = decided.get(case.agency, False) or stands
    for row, basis in _decisions(ws, round_id):
        for one in basis:
            title = queries.one(ws.ledger, "titles", "standing-title", (one.subject, row.honor))
            stands = title is not None and title[3] == row.id
            decided[one.subject] = decided.get(one.subject, False) or stands
    held = [subject for subject, stands in decided.items() if stands]
    return Resting(tuple(names_of(ws, [*decided])), tuple(names_of(ws, held)))


def reopening_said(ws: Workspace, round_id: str) -> Message | None:
    """Return that decisions and titles rest on a round that is opened again, None where none do."""
    found = resting_names(ws, round_id)
    if not found.decided:
        return None
    return msg(
        "titles.reopening-rests",
        count=len(found.decided),
        names=found.decided,
        held=len(found.held),
    )


def changes_said(ws: Workspace, round_id: str, day: date) -> list[Message]:
    """Return a line for each whose result in a round is another one than was decided on."""
    said = {}
    for row, basis in _decisions(ws, round_id):
        subjects = [one.subject for one in basis]
        for was, now in changed_since(ws, str(row.honor), row.seq, subjects, day):
            (name,) = names_of(ws, [was.subject])
            said[was.subject, row.id] = changed_line(name, was, now)
    return [*said.values()]


def refuse_emptied(ws: Workspace, decisions: Iterable[int]) -> Refused | None:
    """Return that a result which a decision rests on has no marks any more.

    So a decision that was taken back does not stand again on results whose marks went meanwhile.

    Args:
        decisions: the numbers of facts that decide.
    """
    from civtui.workspace.results.results import results

    rows: dict[str, dict[str, ResultRow]] = {}
    for seq in decisions:
        for was in (one for one in stored_basis(ws, seq) if one.total is not None):
            if was.round not in rows:
                rows[was.round] = {row.subject: row for row in results(ws, was.round).rows}
            whose = counted_as(ws, Lineage(ws), was.subject)
            now = next((rows[was.round][one] for one in whose if one in rows[was.round]), None)
            if now is None or now.exact is None or (now.missing and not was.gap):
                (name,) = names_of(ws, [was.subject])
                called = round_name(ws, was.round)
                said = msg("titles.result-emptied", name=name, round=called, total=was.total)
                way = msg("titles.way-result-emptied", round=called)
                return Refused(said, where={"rule": "result-emptied"}, hint=way)
    return None
