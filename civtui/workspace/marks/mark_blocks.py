"""Blocks of marks: checked cell by cell, stored in one transaction, taken back in one step."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from civtui.model.errors import BadInput
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.scoring.pipeline.items import parse_mark
from civtui.workspace.marks.admission import admits
from civtui.workspace.marks.holds import Over, hold_changed
from civtui.workspace.marks.marks import MarkSaved, milli
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.rounds import ItemSpec
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.rounds import Marked

MOST_CELLS = 20_000
Cell = tuple[str, str]
NOTHING_SEEN: Mapping[Cell, str | Over | None] = {}


class Wanted(NamedTuple):
    """A mark to be stored: subject, item, and the text as typed or pasted."""

    subject: str
    item: str
    text: str


def mark_text(item: ItemSpec, text: str) -> str:
    """Return a mark's text as it would be stored.

    Raises:
        BadInput: the text is no mark of this item.
    """
    return parse_mark(item, text).value_text


def _marked(
    round_id: str, judge: str, items: Mapping[str, ItemSpec], cell: Wanted, part: int
) -> Marked:
    """Return the fact of a mark, its text read; `part` is its place in the block."""
    from civtui.model.facts.rounds import Marked

    if cell.item not in items:
        raise BadInput(msg("workspace.no-item"), value=cell.item, allowed=list(items))
    parsed = parse_mark(items[cell.item], cell.text)
    return Marked(
        round=round_id,
        subject=cell.subject,
        item=cell.item,
        assessor=judge,
        value=parsed.value_text,
        points=milli(parsed.points),
        part=part,
    )


def set_marks(
    ws: Workspace,
    round_id: str,
    wanted: Sequence[Wanted],
    assessor: str | None = None,
    *,
    seen: Mapping[Cell, str | Over | None] = NOTHING_SEEN,
) -> list[MarkSaved]:
    """Store a block of marks as one deed, all or none; when this returns, they are on disk.

    Args:
        wanted: each cell once.
        assessor: the judge they belong to (see `rounds.assessor_for`).
        seen: (subject, item) -> the text that the cell was shown with, None where it was shown
            empty, or what a kept text was put over; a cell that isn't there is written whatever
            it holds.

    Raises:
        BadInput: a text is no mark of its item, or there are too many.
        NotFound: round, subject, item or judge is unknown.
        Refused: a subject may not be marked (see `admission.admits`).
        ChangedMeanwhile: cells hold neither what was seen nor what is to be stored.
    """
    ws.require(Right.MARK)
    if len(wanted) > MOST_CELLS:
        raise BadInput(msg("grid.too-many"), value=len(wanted), allowed=f"≤ {MOST_CELLS}")
    round_ = rounds.round_row(ws, round_id)
    judge = rounds.assessor_for(ws, round_, assessor, marks=True)
    items = {item.id: item for item in rounds.items_of(ws, round_)}
    bodies = [_marked(round_id, judge.id, items, cell, part) for part, cell in enumerate(wanted)]
    subjects = sorted({cell.subject for cell in wanted})

    def admitted(connection: sqlite3.Connection) -> None:
        for subject in subjects:
            admits(round_id, judge.id, subject)(connection)
        if seen:
            texts = {(mark.subject, mark.item): mark.value for mark in bodies}
            hold_changed(connection, round_id, judge.id, texts, seen, ws.user)

    numbers = ws.write(*bodies, right=Right.MARK, check=admitted)
    return [
        MarkSaved(mark.subject, mark.item, judge.id, mark.value, mark.points, seq)
        for mark, seq in zip(bodies, numbers, strict=True)
    ]
