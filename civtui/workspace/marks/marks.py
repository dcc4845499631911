"""Marks: store one, take one back; what is returned as saved is on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import NotFound, Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.scoring.pipeline.choices import Choice as Choice
from civtui.scoring.pipeline.choices import choices as choices
from civtui.scoring.pipeline.choices import extended as extended
from civtui.scoring.pipeline.choices import further as further
from civtui.scoring.pipeline.items import ItemSpec, parse_mark
from civtui.workspace.marks.admission import admits
from civtui.workspace.marks.holds import ANY, Seen, Unseen, hold_changed
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.rounds import Sheet
from civtui.workspace.session import Workspace

MILLI = 1000


class MarkSaved(NamedTuple):
    """A mark that is on disk: its text as stored and its points (thousandths, or None)."""

    subject: str
    item: str
    assessor: str
    value_text: str
    points: int | None
    seq: int


def milli(points: Fraction | None) -> int | None:
    """Return points as whole thousandths, None where they are no such number."""
    if points is None or (points * MILLI).denominator != 1:
        return None
    return int(points * MILLI)


def _item(items: list[ItemSpec], wanted: str) -> ItemSpec:
    for item in items:
        if item.id == wanted:
            return item
    ids = [item.id for item in items]
    raise NotFound(
        msg("workspace.no-item"), value=wanted, allowed=ids, nearest=nearest(wanted, ids)
    )


def readable(ws: Workspace, round_id: str, item: str, text: str) -> str:
    """Return `text`, which is a mark of an item of a round.

    Raises:
        NotFound: round or item is unknown.
        BadInput: the text is no mark of this item.
    """
    parse_mark(_item(rounds.items_of(ws, rounds.round_row(ws, round_id)), item), text)
    return text


def set_mark(
    ws: Workspace,
    round_id: str,
    subject: str,
    item: str,
    text: str,
    assessor: str | None = None,
    *,
    seen: Seen = ANY,
) -> MarkSaved:
    """Store one mark; when this returns, it is on disk.

    Args:
        text: as typed; the item's kind says what is allowed.
        assessor: the judge it belongs to (see `rounds.assessor_for`).
        seen: the text that the cell was shown with, None where it was shown empty; `ANY` where
            nobody looked.

    Raises:
        NotFound: round, subject, item or judge is unknown.
        BadInput: the text is no mark of this item.
        Refused: the round is closed, the sheet submitted, the judge has a conflict of interest or
            was not dealt the subject, or the anchors come first.
        ChangedMeanwhile: the cell holds neither what was seen nor what is to be stored.
    """
    from civtui.model.facts.rounds import Marked

    ws.require(Right.MARK)
    round_ = rounds.round_row(ws, round_id)
    judge = rounds.assessor_for(ws, round_, assessor, marks=True)
    # one row is asked for, not all: this is the way of every key that makes a mark
    if queries.one(ws.ledger, "rounds", "is-subject", (round_.id, subject)) is None:
        ids = [s.id for s in rounds.subjects_of(ws, round_)]
        raise NotFound(
            msg("workspace.no-subject"),
            where={"round": round_id},
            value=subject,
            nearest=nearest(subject, ids),
        )
    spec = _item(rounds.items_of(ws, round_), item)
    parsed = parse_mark(spec, text)
    points = milli(parsed.points)
    body = Marked(
        round=round_id,
        subject=subject,
        item=item,
        assessor=judge.id,
        value=parsed.value_text,
        points=points,
    )
    admitted = admits(round_id, judge.id, subject)

    def check(connection: sqlite3.Connection) -> None:
        admitted(connection)
        if not isinstance(seen, Unseen):
            cell = (subject, item)
            hold_changed(connection, round_id, judge.id, {cell: parsed.value_text}, {cell: seen})

    (seq,) = ws.write(body, right=Right.MARK, check=check)
    return MarkSaved(subject, item, judge.id, parsed.value_text, points, seq)


class MarkCleared(NamedTuple):
    """A cell that was emptied: the mark that stood there, as its text."""

    subject: str
    item: str
    assessor: str
    was: str
    seq: int


def clear_mark(
    ws: Workspace, round_id: str, subject: str, item: str, assessor: str | None, why: str
) -> MarkCleared:
    """Empty a cell, whoever filled it and however: typed, pasted, imported.

    Raises:
        NotFound: round, item or judge is unknown.
        Refused: the cell is empty, takes no marks (see `set_mark`), or something rests on the
            result that it is a part of.
    """
    from civtui.model.facts.rounds import MarkTakenBack
    from civtui.workspace.titles.result_dependents import refuse_unmarked

    ws.require(Right.MARK)
    round_ = rounds.round_row(ws, round_id)
    judge = rounds.assessor_for(ws, round_, assessor, marks=True)
    spec = _item(rounds.items_of(ws, round_), item)
    cell = (round_id, subject, spec.id, judge.id)
    stands = queries.one(ws.ledger, "rounds", "mark", cell)
    if stands is None:
        raise Refused(msg("marks.empty-already"), where={"round": round_id}, value=subject)
    admitted = admits(round_id, judge.id, subject, marks=False)

    def check(connection: sqlite3.Connection) -> None:
        admitted(connection)
        if refusal := refuse_unmarked(ws, round_id):
            raise refusal
        if queries.one(ws.ledger, "rounds", "mark", cell) != stands:
            raise Refused(
                msg("deeds.overtaken"), where={"round": round_id}, hint=msg("deeds.look-again")
            )

    body = MarkTakenBack(
        round=round_id, subject=subject, item=spec.id, assessor=judge.id, undoes=stands[2]
    )
    (seq,) = ws.write(body, right=Right.MARK, why=why, check=check)
    return MarkCleared(subject, spec.id, judge.id, stands[0], seq)


def next_unscored(sheet: Sheet, after: tuple[str, str] | None = None) -> tuple[str, str] | None:
    """Return the next empty cell (subject, item) of `sheet`, row by row, going round once.

    Anchors come first, cells that were skipped last.

    Args:
        after: the cell to start behind; the first cell of the sheet where None.
    """
    skipped = None
    for anchors in (True, False) if sheet.anchors else (False,):
        for cell in _cells(sheet, after, sheet.anchors if anchors else sheet.mine):
            if cell in sheet.marks:
                continue
            if cell not in sheet.skips:
                return cell
            if not anchors:
                skipped = skipped or cell
    return skipped


def _cells(
    sheet: Sheet, after: tuple[str, str] | None, among: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the cells of some subjects, beginning behind `after` and going round once."""
    items = [item.id for item in sheet.items]
    rows = [subject.id for subject in sheet.subjects]
    row = rows.index(after[0]) if after and after[0] in rows else 0
    column = items.index(after[1]) + 1 if after and after[1] in items else 0
    for subject in (*rows[row:], *rows[:row]):
        if subject in among:
            first = column if subject == rows[row] else 0
            yield from ((subject, item) for item in items[first:])
    if rows and rows[row] in among:
        yield from ((rows[row], item) for item in items[:column])
