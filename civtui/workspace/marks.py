"""Marks: store one, take one back; what is returned as saved is on disk."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import NamedTuple

from civtui.ledger import queries
from civtui.ledger.statements import statements
from civtui.model.errors import NotFound, nearest
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.scoring.pipeline.choices import Choice as Choice
from civtui.scoring.pipeline.choices import choices as choices
from civtui.scoring.pipeline.choices import extended as extended
from civtui.scoring.pipeline.choices import further as further
from civtui.scoring.pipeline.items import ItemSpec, parse_mark
from civtui.workspace import rounds
from civtui.workspace.admission import Check, admits, takes_marks
from civtui.workspace.rounds import AssessorLine, Sheet
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


class MarkTaken(NamedTuple):
    """A mark taken back; `value_text` is what the cell holds now, None when it is empty."""

    subject: str
    item: str
    assessor: str
    value_text: str | None
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


def set_mark(
    ws: Workspace,
    round_id: str,
    subject: str,
    item: str,
    text: str,
    assessor: str | None = None,
) -> MarkSaved:
    """Store one mark; when this returns, it is on disk.

    Args:
        text: as typed; the item's kind says what is allowed.
        assessor: the judge it belongs to (see `rounds.assessor_for`).

    Raises:
        NotFound: round, subject, item or judge is unknown.
        BadInput: the text is no mark of this item.
        Refused: the round is closed, the sheet submitted, the judge has a conflict of interest or
            was not dealt the subject, or the anchors come first.
    """
    from civtui.model.facts.rounds import Marked

    ws.require(Right.MARK)
    round_ = rounds.round_row(ws, round_id)
    judge = rounds.assessor_for(ws, round_, assessor)
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
    (seq,) = ws.write(body, right=Right.MARK, check=admits(round_id, judge.id, subject))
    return MarkSaved(subject, item, judge.id, parsed.value_text, points, seq)


def undo_mark(ws: Workspace, round_id: str, assessor: str | None = None) -> MarkTaken | None:
    """Take back the newest standing mark of a judge; None when there is nothing to take back.

    Taking back again goes one mark further back. Imported marks are not taken back here.
    """
    from civtui.model.facts.rounds import MarkTakenBack

    judge, still_open, found = to_take_back(ws, round_id, assessor)
    if found is None:
        return None
    seq, cell = found
    before = _before(ws, seq, cell)
    body = MarkTakenBack(
        round=round_id,
        subject=cell[1],
        item=cell[2],
        assessor=judge.id,
        undoes=seq,
        value=before[0] if before else None,
        points=before[1] if before else None,
    )
    (written,) = ws.write(body, right=Right.MARK, check=still_open)
    return MarkTaken(cell[1], cell[2], judge.id, before[0] if before else None, written)


Cell = tuple[str, str, str, str]


def to_take_back(
    ws: Workspace, round_id: str, assessor: str | None
) -> tuple[AssessorLine, Check, tuple[int, Cell] | None]:
    """Return the judge, what must still hold on writing, and the newest mark that stands.

    Raises:
        Refused: the round or the judge's sheet takes no marks any more.
    """
    round_ = rounds.round_row(ws, round_id)
    judge = rounds.assessor_for(ws, round_, assessor)
    still_open = takes_marks(round_id, judge.id)
    still_open(ws.ledger.connection)
    own = rounds.mine(judge, rounds.subjects_of(ws, round_))
    return judge, still_open, newest_of(ws, round_id, judge.id, own)


def _history(ws: Workspace, before: int) -> list[tuple[int, str, dict[str, object]]]:
    found = queries.rows(ws.ledger, "rounds", "newest-marks", (before,))
    return [(seq, kind, json.loads(payload)) for seq, kind, payload in found]


def newest_of(
    ws: Workspace, round_id: str, judge: str, own: Collection[str]
) -> tuple[int, Cell] | None:
    """Return the judge's newest mark that has not been taken back, nor set aside."""
    undone: set[object] = set()
    before = ws.head() + 1
    while page := _history(ws, before):
        for seq, kind, p in page:
            if p["round"] != round_id or p["assessor"] != judge:
                continue
            if kind == "mark-taken-back":
                undone.add(p["undoes"])
            elif seq not in undone and p["subject"] in own:
                return seq, (round_id, str(p["subject"]), str(p["item"]), judge)
        before = page[-1][0]
    return None


def _before(ws: Workspace, seq: int, cell: Cell) -> tuple[str, int | None] | None:
    """Return what `cell` held just before the fact `seq`: (text, points), None when empty."""
    before = seq
    while page := _history(ws, before):
        for _, _, p in page:
            if (p["round"], p["subject"], p["item"], p["assessor"]) == cell:
                value, points = p["value"], p["points"]
                return None if value is None else (str(value), points)  # type: ignore[return-value]  # int or None by the fact's model
        before = page[-1][0]
    return _imported(ws, seq, cell)


def _imported(ws: Workspace, seq: int, cell: Cell) -> tuple[str, int | None] | None:
    # a mark that came from a file stands in a slice, not in a fact of its own
    query = statements("queries", "rounds")["slices"]
    for (payload,) in ws.ledger.connection.execute(query, (seq,)):
        slice_ = json.loads(payload)
        if slice_["round"] == cell[0]:
            for subject, item, assessor, value, points in slice_["rows"]:
                if (subject, item, assessor) == cell[1:]:
                    return value, points
    return None


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
