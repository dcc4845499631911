"""Beside the marks: cells left for later with a reason, and notes on an office or an item."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.marks.admission import admits
from civtui.workspace.marks.holds import standing
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.rounds import RoundRow
from civtui.workspace.rounds.seeing import Relation, What, own_judge, sight
from civtui.workspace.session import Workspace

LONGEST_NOTE = 2000


class Skip(NamedTuple):
    """A cell left for later; `why` is empty where the skip was ended."""

    round: str
    subject: str
    item: str
    assessor: str
    why: str
    seq: int


class Note(NamedTuple):
    """A judge's note; `item` empty where it is on the whole subject, `text` where it is gone."""

    round: str
    subject: str
    item: str
    assessor: str
    text: str
    seq: int


def skip(
    ws: Workspace,
    round_id: str,
    subject: str,
    item: str,
    *,
    why: str,
    assessor: str | None = None,
) -> Skip:
    """Leave a cell for later, on record; its mark is still missing.

    Args:
        why: the reason: papers not at hand, the office not visited yet.
        assessor: see `rounds.assessor_for`.

    Raises:
        NotFound: round, subject, item or judge is unknown.
        BadInput: no reason, or the cell holds a mark.
        Refused: the judge may not write there (see `admission.admits`).
    """
    from civtui.model.facts.panel import Skipped

    ws.require(Right.MARK)
    sheet = _sheet(ws, round_id, subject, item, assessor)
    if not why.strip():
        raise BadInput(msg("panel.skip-why"), where={"round": round_id, "item": item})

    def unmarked(mark: str | None) -> None:
        if mark is not None:
            raise BadInput(
                msg("panel.skip-marked"),
                where={"round": round_id, "item": item},
                value=mark,
                hint=msg("panel.undo-first"),
            )

    unmarked(sheet.marks.get((subject, item)))
    judge = sheet.assessor.id
    body = Skipped(round=round_id, subject=subject, item=item, assessor=judge)
    admitted = admits(round_id, judge, subject, marks=False)

    def check(connection: sqlite3.Connection) -> None:
        admitted(connection)
        unmarked(standing(connection, round_id, judge, (subject, item)).mark)

    (seq,) = ws.write(body, right=Right.MARK, why=why.strip(), check=check)
    return Skip(round_id, subject, item, judge, why.strip(), seq)


def unskip(
    ws: Workspace, round_id: str, subject: str, item: str, *, assessor: str | None = None
) -> Skip:
    """Take a skip back; the cell is offered again.

    Raises:
        NotFound: the cell is not skipped.
    """
    from civtui.model.facts.panel import Skipped

    ws.require(Right.MARK)
    sheet = _sheet(ws, round_id, subject, item, assessor)

    def skipped(why: str | None) -> None:
        if why is None:
            raise NotFound(
                msg("panel.not-skipped"), where={"round": round_id, "item": item}, value=subject
            )

    skipped(sheet.skips.get((subject, item)))
    judge = sheet.assessor.id
    body = Skipped(round=round_id, subject=subject, item=item, assessor=judge, skipped=False)
    admitted = admits(round_id, judge, subject, marks=False)

    def check(connection: sqlite3.Connection) -> None:
        admitted(connection)
        skipped(standing(connection, round_id, judge, (subject, item)).skip)

    (seq,) = ws.write(body, right=Right.MARK, check=check)
    return Skip(round_id, subject, item, judge, "", seq)


def note(
    ws: Workspace,
    round_id: str,
    subject: str,
    text: str,
    *,
    item: str | None = None,
    assessor: str | None = None,
) -> Note:
    """Put a note on a subject or on one item of it; no text takes the note away.

    Args:
        text: replaces the judge's earlier note there; at most 2,000 characters.
        item: None for the whole subject.

    Raises:
        NotFound: round, subject, item or judge is unknown, or there is no note to take away.
        BadInput: the text is too long.
        Refused: the judge may not write there (see `admission.admits`).
    """
    from civtui.model.facts.panel import Noted

    ws.require(Right.MARK)
    sheet = _sheet(ws, round_id, subject, item, assessor)
    wording = text.strip()
    if len(wording) > LONGEST_NOTE:
        raise BadInput(
            msg("panel.note-long", length=len(wording)),
            where={"round": round_id},
            value=wording[:40],
            allowed=f"≤ {LONGEST_NOTE}",
        )
    if not wording and (subject, item or "") not in sheet.notes:
        raise NotFound(msg("panel.no-note"), where={"round": round_id}, value=subject)
    judge = sheet.assessor.id
    body = Noted(round=round_id, subject=subject, item=item or "", assessor=judge, text=wording)
    check = admits(round_id, judge, subject, marks=False)
    (seq,) = ws.write(body, right=Right.MARK, check=check)
    return Note(round_id, subject, item or "", judge, wording, seq)


def _sheet(
    ws: Workspace, round_id: str, subject: str, item: str | None, assessor: str | None
) -> rounds.Sheet:
    sheet = rounds.sheet(ws, round_id, assessor)
    subjects, items = [s.id for s in sheet.subjects], [i.id for i in sheet.items]
    if subject not in subjects:
        raise NotFound(
            msg("workspace.no-subject"),
            where={"round": round_id},
            value=subject,
            nearest=nearest(subject, subjects),
        )
    if item is not None and item not in items:
        raise NotFound(
            msg("workspace.no-item"),
            where={"round": round_id},
            value=item,
            nearest=nearest(item, items),
        )
    return sheet


class Remark(NamedTuple):
    """A note or a skip as it stands; `item` empty for a note on the whole subject.

    Text and judge are empty where the acting user doesn't see them: that there is one isn't hidden.
    """

    subject: str
    item: str
    assessor: str
    text: str


def notes_of(ws: Workspace, round_: RoundRow, subject: str | None = None) -> list[Remark]:
    """Return the notes of a round, or those on one subject."""
    return _remarks(ws, "notes", round_, subject)


def skips_of(ws: Workspace, round_: RoundRow, subject: str | None = None) -> list[Remark]:
    """Return the cells that are skipped in a round, or in one subject."""
    return _remarks(ws, "skips", round_, subject)


def _remarks(ws: Workspace, which: str, round_: RoundRow, subject: str | None) -> list[Remark]:
    found = [Remark(*row) for row in queries.rows(ws.ledger, "rounds", which, (round_.id,))]
    found = [one for one in found if subject in (None, one.subject)]
    view = sight(ws, round_)
    if view.sees(What.NOTES):
        return found
    own = own_judge(ws) if view.relation == Relation.JUDGE else None
    named = view.sees(What.PANEL)
    return [
        one if one.assessor == own else one._replace(text="", assessor=one.assessor * named)
        for one in found
    ]
