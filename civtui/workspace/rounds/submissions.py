"""A judge's sheet: submitted and locked, unlocked again, and how far each judge has come."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from civtui.ledger.statements import statements
from civtui.model.errors import BadInput, Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.marks.admission import still_open, takes_marks
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.met import waited_for
from civtui.workspace.session import Workspace


class Submission(NamedTuple):
    """The state of a judge's sheet after a verb.

    Args:
        submitted: the day it was submitted, None where it is open.
        missing: marks that are not there.
        skipped: how many of them were skipped, with a reason.
    """

    round: str
    assessor: str
    submitted: str | None
    expected: int
    given: int
    missing: int
    skipped: int


def submit(
    ws: Workspace,
    round_id: str,
    assessor: str | None = None,
    *,
    partial: bool = False,
    why: str = "",
) -> Submission:
    """Submit a judge's sheet: it takes no further marks.

    Args:
        assessor: see `rounds.assessor_for`.
        partial: submit although cells are neither marked nor skipped.
        why: the reason of a partial submission.

    Raises:
        BadInput: a partial submission without a reason.
        Refused: cells are neither marked nor skipped, it is submitted already, the round closed.
    """
    from civtui.model.facts.panel import SheetSubmitted

    ws.require(Right.MARK)
    round_ = rounds.round_row(ws, round_id)
    judge = rounds.assessor_for(ws, round_, assessor, named=True)
    if partial and not why.strip():
        raise BadInput(msg("panel.partial-why"), where={"round": round_id})
    expected, given, _ = _left(ws.ledger.connection, round_id, judge.id)
    seen = expected - given

    def check(connection: sqlite3.Connection) -> None:
        takes_marks(round_id, judge.id)(connection)
        due, done, passed = _left(connection, round_id, judge.id)
        blank = due - done - passed
        if blank > 0 and not partial:
            way = msg("panel.skip-or-partial")
            vain = waited_for(connection, round_id, judge.id)
            raise Refused(
                msg("panel.blank-cells", assessor=judge.name, cells=blank, expected=due),
                where={"round": round_id, "rule": "sheet-complete"},
                value=judge.id,
                hint=way if vain is None else msg("workspace.met-way", way=way, vain=vain),
            )
        if due - done != seen:  # somebody entered a mark for this judge meanwhile
            raise Refused(msg("panel.changed"), where={"round": round_id}, hint=msg("panel.again"))

    body = SheetSubmitted(round=round_id, assessor=judge.id, missing=seen)
    ws.write(body, right=Right.MARK, why=why, check=check)
    return _submission(ws, round_id, judge.id)


def unlock(ws: Workspace, round_id: str, assessor: str, *, why: str) -> Submission:
    """Let a submitted sheet take marks again; for those who keep the round.

    Raises:
        BadInput: no reason, or the sheet is not submitted.
        Refused: the round is closed, or the role does not allow it.
    """
    from civtui.model.facts.panel import SheetUnlocked

    ws.require(Right.KEEP)
    round_ = rounds.round_row(ws, round_id)
    judge = rounds.assessor_for(ws, round_, assessor)
    if not why.strip():
        raise BadInput(msg("panel.unlock-why"), where={"round": round_id})
    if judge.submitted is None:
        raise BadInput(
            msg("panel.not-submitted", assessor=judge.name),
            where={"round": round_id},
            value=judge.id,
        )
    body = SheetUnlocked(round=round_id, assessor=judge.id)
    ws.write(body, right=Right.KEEP, why=why, check=still_open(round_id))
    return _submission(ws, round_id, judge.id)


def blank_cells(ws: Workspace, round_id: str, judge: str) -> int:
    """Return how many cells of a judge's sheet are neither marked nor skipped, as of now."""
    expected, given, skipped = _left(ws.ledger.connection, round_id, judge)
    return max(0, expected - given - skipped)


def _left(connection: sqlite3.Connection, round_id: str, judge: str) -> tuple[int, int, int]:
    """Return marks expected and given, and cells skipped, of a judge."""
    sql = statements("queries", "rounds")["left"]
    found: tuple[int, int, int] = connection.execute(sql, (round_id, judge)).fetchone()
    return found


def _submission(ws: Workspace, round_id: str, judge: str) -> Submission:
    line = rounds.assessor_for(ws, rounds.round_row(ws, round_id), judge)
    expected, given, skipped = _left(ws.ledger.connection, round_id, judge)
    return Submission(round_id, judge, line.submitted, expected, given, expected - given, skipped)
