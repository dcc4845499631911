"""Blocks of marks: checked cell by cell, stored in one transaction, taken back in one step."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from civtui.ledger.statements import statements
from civtui.model.errors import BadInput
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.scoring.pipeline.items import parse_mark
from civtui.workspace import rounds
from civtui.workspace.admission import admits
from civtui.workspace.marks import MarkSaved, MarkTaken, milli, to_take_back
from civtui.workspace.rounds import ItemSpec
from civtui.workspace.session import Workspace

MOST_CELLS = 20_000
Cell = tuple[str, str]


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


def set_marks(
    ws: Workspace, round_id: str, wanted: Sequence[Wanted], assessor: str | None = None
) -> list[MarkSaved]:
    """Store a block of marks, all or none; when this returns, they are on disk.

    Args:
        wanted: each cell once.
        assessor: the judge they belong to (see `rounds.assessor_for`).

    Raises:
        BadInput: a text is no mark of its item, or there are too many.
        NotFound: round, subject, item or judge is unknown.
        Refused: a subject may not be marked (see `admission.admits`).
    """
    from civtui.model.facts.rounds import Marked

    ws.require(Right.MARK)
    if len(wanted) > MOST_CELLS:
        raise BadInput(msg("grid.too-many"), value=len(wanted), allowed=f"≤ {MOST_CELLS}")
    round_ = rounds.round_row(ws, round_id)
    judge = rounds.assessor_for(ws, round_, assessor)
    items = {item.id: item for item in rounds.items_of(ws, round_)}
    bodies, saved = [], []
    for cell in wanted:
        if cell.item not in items:
            raise BadInput(msg("workspace.no-item"), value=cell.item, allowed=list(items))
        parsed = parse_mark(items[cell.item], cell.text)
        points = milli(parsed.points)
        bodies.append(
            Marked(
                round=round_id,
                subject=cell.subject,
                item=cell.item,
                assessor=judge.id,
                value=parsed.value_text,
                points=points,
            )
        )
        saved.append(MarkSaved(cell.subject, cell.item, judge.id, parsed.value_text, points, seq=0))
    subjects = sorted({cell.subject for cell in wanted})

    def admitted(connection: sqlite3.Connection) -> None:
        for subject in subjects:
            admits(round_id, judge.id, subject)(connection)

    numbers = ws.write(*bodies, right=Right.MARK, check=admitted)
    return [mark._replace(seq=seq) for mark, seq in zip(saved, numbers, strict=True)]


def undo_step(ws: Workspace, round_id: str, assessor: str | None = None) -> list[MarkTaken]:
    """Take back the newest standing mark of a judge, with all that were stored together with it.

    Returns:
        What every cell holds now, the newest first; empty when there is nothing to take back.
    """
    from civtui.model.facts.rounds import MarkTakenBack

    judge, still_open, newest = to_take_back(ws, round_id, assessor)
    if newest is None:
        return []
    step = _together(ws, newest[0], round_id, judge.id)
    held = _before(ws, step[-1][0], round_id, judge.id, {cell for _, cell in step})
    bodies = [
        MarkTakenBack(
            round=round_id,
            subject=cell[0],
            item=cell[1],
            assessor=judge.id,
            undoes=seq,
            value=held.get(cell, (None, None))[0],
            points=held.get(cell, (None, None))[1],
        )
        for seq, cell in step
    ]
    numbers = ws.write(*bodies, right=Right.MARK, check=still_open)
    return [
        MarkTaken(body.subject, body.item, judge.id, body.value, seq)
        for body, seq in zip(bodies, numbers, strict=True)
    ]


def _before(
    ws: Workspace, seq: int, round_id: str, judge: str, cells: set[Cell]
) -> dict[Cell, tuple[str | None, int | None]]:
    """Return what cells held just before the fact `seq`, read in one walk back."""
    held: dict[Cell, tuple[str | None, int | None]] = {}
    left = set(cells)
    given = {"before": seq, "round": round_id, "assessor": judge}
    statement = statements("queries", "history")["marks-back"]
    for (payload,) in ws.ledger.connection.execute(statement, given):
        p = json.loads(payload)
        rows = p["rows"] if "rows" in p else [
            (p["subject"], p["item"], p["assessor"], p["value"], p["points"])
        ]  # fmt: skip
        for subject, item, assessor, value, points in rows:
            if assessor == judge and (subject, item) in left:
                left.discard((subject, item))
                held[subject, item] = (value, points)
        if not left:
            break
    return held


def _together(ws: Workspace, newest: int, round_id: str, judge: str) -> list[tuple[int, Cell]]:
    """Return the marks of one write, newest first: its facts follow each other at one moment."""
    query = statements("queries", "history")["written-together"]
    found: list[tuple[int, Cell]] = []
    for seq, payload in ws.ledger.connection.execute(query, {"newest": newest}):
        p = json.loads(payload)
        if seq != newest - len(found) or (p["round"], p["assessor"]) != (round_id, judge):
            break
        found.append((seq, (p["subject"], p["item"])))
    return found
