"""The marks of a round as the pipeline takes them, and as the sheet that every scheme reads."""

from __future__ import annotations

from datetime import date
from typing import Any

from civtui.ledger import queries
from civtui.scoring.pipeline import RoundMarks, calculator_sheet
from civtui.workspace.marks.set_aside import why_barred
from civtui.workspace.results.schemes import read_option
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.rounds import RoundRow
from civtui.workspace.rounds.seeing import What, need
from civtui.workspace.session import Workspace


def marks_of(
    ws: Workspace, round_: RoundRow, subject: str | None = None, *, what: What = What.TOTALS
) -> RoundMarks:
    """Return the marks of a round, or of one subject of it, as the pipeline takes them.

    Args:
        what: what is made of them.

    Raises:
        Refused: the acting user doesn't see that now (see `seeing`).
    """
    need(ws, round_, what)
    subjects, panel = rounds.subjects_of(ws, round_), rounds.assessors_of(ws, round_)
    if subject is None:
        found = queries.rows(ws.ledger, "rounds", "marks", (round_.id,))
    else:
        subjects = [s for s in subjects if s.id == subject]
        found = queries.rows(ws.ledger, "rounds", "marks-for", (round_.id, subject))
    barred = frozenset(
        (a.id, s.id)
        for a in panel
        for own in [rounds.mine(a, subjects)]
        for s in subjects
        if s.id not in own
    )
    return RoundMarks(
        subjects=tuple(s.id for s in subjects),
        assessors=tuple(a.id for a in panel),
        barred=barred,
        why=why_barred(ws, round_, panel, subjects, barred) if what == What.TRACE else None,
        marks=tuple((s, i, a, value) for s, i, a, value, _ in found),
        day=date.fromisoformat(round_.opened),
    )


def calculator_input(ws: Workspace, round_id: str) -> dict[str, Any]:
    """Return the round as the input of `scheme run`: one sheet that every scheme reads."""
    round_ = rounds.round_row(ws, round_id)
    marks = marks_of(ws, round_, what=What.MARKS)
    pinned = rounds.pinned_of(ws, round_.id)
    sheet = calculator_sheet(rounds.document_of(ws, round_), marks, pinned.sheet)
    return {**sheet, "options": {k: read_option(v) for k, v in pinned.options.items()}}
