"""What a user did last on a judge's sheet: told, taken back, put again.

A deed is what was written together by one user for one judge. A session is user and judge, so
nobody takes back what another user entered. A deed is taken back only where it still stands: what
somebody else put over it stays.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger.statements import statements
from civtui.model.errors import BadInput, Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.marks.deed_finding import Change as Change
from civtui.workspace.marks.deed_finding import Content as Content
from civtui.workspace.marks.deed_finding import (
    Deed,
    Kept,
    Owner,
    deed_of,
    kept_by_results,
    owner_of,
    refuse_others,
    steps_of,
    to_redo,
    to_undo,
)
from civtui.workspace.marks.deed_finding import covered as covered
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body


class MarkTaken(NamedTuple):
    """A mark taken back; `value_text` is what the cell holds now, None when it is empty."""

    subject: str
    item: str
    assessor: str
    value_text: str | None
    seq: int


class Done(NamedTuple):
    """What an undo or a redo came to.

    Args:
        changes: old -> new of each cell, in the order of the deed.
        kept: cells of the deed left alone, with what stands there.
        seqs: the facts written, one for each change.
    """

    deed: Deed
    changes: tuple[Change, ...]
    kept: tuple[Kept, ...]
    seqs: tuple[int, ...]


NOTHING_PASSED: frozenset[int] = frozenset()


def newest_deed(
    ws: Workspace,
    round_id: str,
    assessor: str | None = None,
    *,
    passing: frozenset[int] = NOTHING_PASSED,
) -> Deed | None:
    """Return what `undo` would take back and why it couldn't; None where there is nothing.

    Args:
        passing: see `undo`.

    Raises:
        NotFound: round or judge is unknown.
    """
    return to_undo(ws, owner_of(ws, round_id, assessor)._replace(passing=passing))


def undo(
    ws: Workspace,
    round_id: str,
    assessor: str | None = None,
    *,
    passing: frozenset[int] = NOTHING_PASSED,
) -> Done | None:
    """Take back the acting user's newest deed for a judge; None where there is none.

    Cells in which something newer stands are left alone and told.

    Args:
        passing: deeds of which the user was told that something newer stands in all their cells:
            while it does, they are left alone, and the one before is taken back.

    Raises:
        NotFound: round or judge is unknown.
        Refused: the deed has another way back, nothing of it stands any more, all that stands is
            another user's, or the sheet takes no marks there.
    """
    ws.require(Right.MARK)
    owner = owner_of(ws, round_id, assessor)._replace(passing=passing)
    deed = to_undo(ws, owner)
    if deed is None:
        refuse_others(ws, owner)
        return None
    return _write(ws, owner, deed, again=False)


def redo(ws: Workspace, round_id: str, assessor: str | None = None) -> Done | None:
    """Put again what the acting user's last undo took back, a block as a block.

    Returns:
        What was done; None where nothing was taken back.

    Raises:
        NotFound: round or judge is unknown.
        Refused: the user did something newer, something newer stands in the cells, or the sheet
            takes no marks there.
    """
    ws.require(Right.MARK)
    owner = owner_of(ws, round_id, assessor)
    deed = to_redo(ws, owner)
    return None if deed is None else _write(ws, owner, deed, again=True)


def _write(ws: Workspace, owner: Owner, deed: Deed, *, again: bool) -> Done:
    if deed.refusal is not None:
        raise deed.refusal
    bodies, why = [], ""
    for part, change in enumerate(deed.changes):
        body, said = _again(deed, change, part) if again else _back(deed, change)
        bodies.append(body)
        why = why or said

    def unchanged(_connection: sqlite3.Connection) -> None:
        now = to_redo(ws, owner) if again else to_undo(ws, owner)
        if now is not None and now.refusal is not None:
            raise now.refusal
        if now != deed:
            raise Refused(
                msg("deeds.overtaken"), where={"round": owner.round}, hint=msg("deeds.look-again")
            )

    numbers = ws.write(*bodies, right=Right.MARK, why=why, check=unchanged)
    turned = (
        deed.changes
        if again
        else tuple(change._replace(old=change.new, new=change.old) for change in deed.changes)
    )
    return Done(deed, turned, deed.kept, tuple(numbers))


def _cell(deed: Deed, change: Change) -> dict[str, str]:
    """Return what names the cell of a change in a fact."""
    return {
        "round": deed.round,
        "subject": change.subject,
        "item": change.item,
        "assessor": deed.assessor,
    }


def _back(deed: Deed, change: Change) -> tuple[Body, str]:
    """Return the fact that takes a deed back in one cell, and the reason it carries."""
    from civtui.model.facts.panel import Noted, Skipped
    from civtui.model.facts.rounds import MarkTakenBack

    cell = _cell(deed, change)
    old = change.old
    if change.noting:
        return Noted(**cell, text=old.note or "", undoes=change.seq), ""
    if change.new.mark is None:
        body = Skipped(**cell, skipped=old.skip is not None, undoes=change.seq)
        return body, old.skip or ""
    taken = MarkTakenBack(
        **cell, undoes=change.seq, value=old.mark, points=old.points, skip=old.skip or ""
    )
    return taken, ""


def _again(deed: Deed, change: Change, part: int) -> tuple[Body, str]:
    """Return the fact that puts a deed again into one cell, and the reason it carries."""
    from civtui.model.facts.panel import Noted, Skipped
    from civtui.model.facts.rounds import Marked

    cell = _cell(deed, change)
    new = change.new
    if change.noting:
        return Noted(**cell, text=new.note or "", redoes=change.seq), ""
    if new.mark is None:
        body = Skipped(**cell, skipped=new.skip is not None, redoes=change.seq)
        return body, new.skip or ""
    marked = Marked(**cell, value=new.mark, points=new.points, part=part, redoes=change.seq)
    return marked, ""


def take_back(ws: Workspace, round_id: str, judge: str, seq: int) -> MarkTaken:
    """Take back exactly one mark, because the text it came from is typed on.

    The cell again holds what it held before. The mark is no deed then: no undo finds it, no redo
    puts it again.

    Args:
        seq: the fact of the mark, as `set_mark` returned it.

    Raises:
        BadInput: it is no mark of the acting user for this judge that stands.
        Refused: something newer stands in its cell, or the sheet takes no marks there.
    """
    from civtui.model.facts.rounds import MarkTakenBack

    ws.require(Right.MARK)
    owner = owner_of(ws, round_id, judge)
    deed, change = _one_mark(ws, owner, seq)
    cell = _cell(deed, change)
    body = MarkTakenBack(
        **cell,
        undoes=seq,
        value=change.old.mark,
        points=change.old.points,
        skip=change.old.skip or "",
        retyped=True,
    )

    def unchanged(_connection: sqlite3.Connection) -> None:
        _one_mark(ws, owner, seq)

    (written,) = ws.write(body, right=Right.MARK, check=unchanged)
    return MarkTaken(change.subject, change.item, owner.judge, change.old.mark, written)


def _one_mark(ws: Workspace, owner: Owner, seq: int) -> tuple[Deed, Change]:
    connection = ws.ledger.connection
    row = connection.execute(statements("queries", "deeds")["step"], (seq,)).fetchone()
    steps = steps_of(connection, row[0]) if row else []
    steps = [step for step in steps if step.change.seq == seq and step.change.new.mark is not None]
    fact = ws.ledger.fact(seq) if steps else None
    payload = json.loads(fact.payload) if fact else {}
    if fact is None or Owner(payload["round"], payload["assessor"], fact.who) != owner:
        raise BadInput(msg("deeds.no-mark"), where={"round": owner.round}, value=str(seq))
    deed = kept_by_results(ws, deed_of(connection, owner, seq, "mark", steps, again=False))
    if deed.refusal is not None:
        raise deed.refusal
    return deed, steps[0].change
