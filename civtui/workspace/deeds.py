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
from civtui.model.errors import BadInput, CivtuiError, Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace import rounds
from civtui.workspace.admission import admits, takes_marks
from civtui.workspace.holds import Standing, Writer, standing
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body

# deeds with another way back than undo
BEYOND = ("import", "hand-over", "submit", "unlock", "recusal", "deal")


class Content(NamedTuple):
    """What a cell holds: a mark with its points, or a skip's reason, or (of a note) its text."""

    mark: str | None = None
    points: int | None = None
    skip: str | None = None
    note: str | None = None

    @property
    def text(self) -> str | None:
        """What there is to read, None where it is empty."""
        return self.mark or self.skip or self.note


class Change(NamedTuple):
    """What a deed, its taking back, or its putting again did to one cell.

    Args:
        item: empty for a note on the whole subject.
        noting: a note was changed, not the cell.
        seq: the fact of the deed.
    """

    subject: str
    item: str
    noting: bool
    old: Content
    new: Content
    seq: int


class Kept(NamedTuple):
    """A cell left alone because something newer stands there: what, and who put it."""

    subject: str
    item: str
    noting: bool
    stands: Content
    writer: Writer | None


class Deed(NamedTuple):
    """The newest deed of a user for a judge.

    Args:
        kind: `mark`, `block`, `skip`, `unskip`, `note`, or one that no undo takes back: `import`,
            `hand-over`, `submit`, `unlock`, `recusal`, `deal`.
        changes: its cells; none of a deed that no undo takes back.
        kept: its cells in which something newer stands.
        refusal: why it can't be taken back (or put again), None where it can.
    """

    seq: int
    kind: str
    round: str
    assessor: str
    who: str
    recorded: str
    changes: tuple[Change, ...]
    kept: tuple[Kept, ...]
    refusal: CivtuiError | None


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


def newest_deed(ws: Workspace, round_id: str, assessor: str | None = None) -> Deed | None:
    """Return what `undo` would take back and why it couldn't; None where there is nothing.

    Raises:
        NotFound: round or judge is unknown.
    """
    return _to_undo(ws, _owner(ws, round_id, assessor))


def undone_deed(ws: Workspace, round_id: str, assessor: str | None = None) -> Deed | None:
    """Return what `redo` would put again and why it couldn't; None where there is nothing.

    Raises:
        NotFound: round or judge is unknown.
    """
    return _to_redo(ws, _owner(ws, round_id, assessor))


def undo(ws: Workspace, round_id: str, assessor: str | None = None) -> Done | None:
    """Take back the acting user's newest deed for a judge; None where there is none.

    Cells in which something newer stands are left alone and told.

    Raises:
        NotFound: round or judge is unknown.
        Refused: the deed has another way back, nothing of it stands any more, all that stands is
            another user's, or the sheet takes no marks there.
    """
    ws.require(Right.MARK)
    owner = _owner(ws, round_id, assessor)
    deed = _to_undo(ws, owner)
    if deed is None:
        _others(ws, owner)
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
    owner = _owner(ws, round_id, assessor)
    deed = _to_redo(ws, owner)
    return None if deed is None else _write(ws, owner, deed, again=True)


class Owner(NamedTuple):
    """Whose deeds: the round, the judge, and the user who acts."""

    round: str
    judge: str
    who: str


def _owner(ws: Workspace, round_id: str, assessor: str | None) -> Owner:
    round_ = rounds.round_row(ws, round_id)
    return Owner(round_id, rounds.assessor_for(ws, round_, assessor).id, ws.user)


class _Step(NamedTuple):
    """One cell of a deed.

    Args:
        origin: the fact whose content stood there before.
        root: the fact that did this first, before it was put again.
    """

    change: Change
    origin: int | None
    root: int
    undone: bool


def _steps(connection: sqlite3.Connection, deed: int) -> list[_Step]:
    sql = statements("queries", "deeds")["steps"]
    found = []
    for (
        seq,
        subject,
        item,
        noting,
        *held,
        origin,
        root,
        undone,
        kind,
        why,
        payload,
    ) in connection.execute(sql, (deed,)):
        old = Content(*held)
        change = Change(subject, item, bool(noting), old, _put_by(kind, why, payload), seq)
        found.append(_Step(change, origin, root, bool(undone)))
    return found


def _put_by(kind: str, why: str, payload: str) -> Content:
    """Return what a fact put into its cell."""
    p = json.loads(payload)
    if kind == "marked":
        return Content(mark=p["value"], points=p["points"])
    if kind == "noted":
        return Content(note=p["text"] or None)
    return Content(skip=why if p["skipped"] else None)


def _to_undo(ws: Workspace, owner: Owner) -> Deed | None:
    connection = ws.ledger.connection
    sql = statements("queries", "deeds")["newest"]
    row = connection.execute(sql, owner._asdict()).fetchone()
    if row is None:
        return None
    steps = [step for step in _steps(connection, row[0]) if not step.undone]
    return _deed(connection, owner, row[0], row[1], steps, again=False)


def _to_redo(ws: Workspace, owner: Owner) -> Deed | None:
    connection = ws.ledger.connection
    sql = statements("queries", "deeds")
    row = connection.execute(sql["undone"], owner._asdict()).fetchone()
    if row is None:
        return None
    seq, kind, undone = row
    steps = [step for step in _steps(connection, seq) if step.undone]
    deed = _deed(connection, owner, seq, kind, steps, again=True)
    since = connection.execute(sql["since"], {**owner._asdict(), "after": undone}).fetchone()
    if since:
        refusal = Refused(
            msg("deeds.since", kind=msg(f"deeds.kind-{since[1]}")),
            where={"round": owner.round, "rule": "newest-deed"},
            value=owner.judge,
            hint=msg("deeds.mark-anew"),
        )
        return deed._replace(refusal=refusal)
    return deed


def _deed(
    connection: sqlite3.Connection,
    owner: Owner,
    seq: int,
    kind: str,
    steps: list[_Step],
    *,
    again: bool,
) -> Deed:
    """Return a deed with the cells it can be turned in and those where something newer stands."""
    changes, kept = [], []
    for step in steps:
        change = step.change
        stands = standing(
            connection, owner.round, owner.judge, (change.subject, change.item),
            noting=change.noting,
        )  # fmt: skip
        if stands.origin == (step.origin if again else step.root):
            changes.append(change)
        else:
            kept.append(_kept(change, stands))
    sql = statements("queries", "deeds")["by"]
    recorded = connection.execute(sql, (seq,)).fetchone()[1]
    deed = Deed(
        seq, kind, owner.round, owner.judge, owner.who, recorded, tuple(changes), tuple(kept), None
    )
    return deed._replace(refusal=_refusal(connection, deed))


def _kept(change: Change, stands: Standing) -> Kept:
    content = Content(stands.mark, stands.points, stands.skip, stands.note)
    return Kept(change.subject, change.item, change.noting, content, stands.writer)


def _refusal(connection: sqlite3.Connection, deed: Deed) -> CivtuiError | None:
    """Return why a deed can't be taken back, or put again."""
    try:
        takes_marks(deed.round, deed.assessor)(connection)
        where: dict[str, object] = {"round": deed.round, "rule": "newest-deed"}
        if deed.kind in BEYOND:
            raise Refused(
                msg(f"deeds.beyond-{deed.kind}"),
                where=where,
                value=deed.assessor,
                hint=msg(f"deeds.way-{deed.kind}", round=deed.round, assessor=deed.assessor),
            )
        for subject in sorted({change.subject for change in deed.changes}):
            admits(deed.round, deed.assessor, subject, marks=False)(connection)
        if not deed.changes:
            first = deed.kept[0]
            writer = first.writer
            raise Refused(
                msg(
                    "deeds.newer",
                    subject=first.subject,
                    item=first.item,
                    stands=first.stands.text or msg("cli.empty"),
                    who=writer.who if writer else "",
                    by=msg(f"deeds.by-{writer.by if writer else 'mark'}"),
                    count=len(deed.kept),
                ),
                where={**where, "item": first.item},
                value=first.stands.text,
                hint=msg("deeds.mark-anew"),
            )
    except CivtuiError as error:
        return error
    return None


def _others(ws: Workspace, owner: Owner) -> None:
    sql = statements("queries", "deeds")["newest-of-others"]
    row = ws.ledger.connection.execute(sql, owner._asdict()).fetchone()
    if row:
        raise Refused(
            msg("deeds.anothers", kind=msg(f"deeds.kind-{row[1]}"), who=row[2]),
            where={"round": owner.round, "rule": "own-deed"},
            value=owner.judge,
            hint=msg("deeds.mark-anew"),
        )


def _write(ws: Workspace, owner: Owner, deed: Deed, *, again: bool) -> Done:
    if deed.refusal is not None:
        raise deed.refusal
    bodies, why = [], ""
    for part, change in enumerate(deed.changes):
        body, said = _again(deed, change, part) if again else _back(deed, change)
        bodies.append(body)
        why = why or said

    def unchanged(_connection: sqlite3.Connection) -> None:
        now = _to_redo(ws, owner) if again else _to_undo(ws, owner)
        if now is not None and now.refusal is not None:
            raise now.refusal
        if now != deed:
            raise Refused(msg("deeds.overtaken"), where={"round": owner.round},
                          hint=msg("deeds.look-again"))  # fmt: skip

    numbers = ws.write(*bodies, right=Right.MARK, why=why, check=unchanged)
    turned = deed.changes if again else tuple(
        change._replace(old=change.new, new=change.old) for change in deed.changes
    )  # fmt: skip
    return Done(deed, turned, deed.kept, tuple(numbers))


def _back(deed: Deed, change: Change) -> tuple[Body, str]:
    """Return the fact that takes a deed back in one cell, and the reason it carries."""
    from civtui.model.facts.panel import Noted, Skipped
    from civtui.model.facts.rounds import MarkTakenBack

    cell = {"round": deed.round, "subject": change.subject, "item": change.item,
            "assessor": deed.assessor}  # fmt: skip
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

    cell = {"round": deed.round, "subject": change.subject, "item": change.item,
            "assessor": deed.assessor}  # fmt: skip
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
    owner = _owner(ws, round_id, judge)
    deed, change = _one_mark(ws, owner, seq)
    cell = {"round": deed.round, "subject": change.subject, "item": change.item,
            "assessor": deed.assessor}  # fmt: skip
    body = MarkTakenBack(
        **cell, undoes=seq, value=change.old.mark, points=change.old.points,
        skip=change.old.skip or "", retyped=True,
    )  # fmt: skip

    def unchanged(_connection: sqlite3.Connection) -> None:
        _one_mark(ws, owner, seq)

    (written,) = ws.write(body, right=Right.MARK, check=unchanged)
    return MarkTaken(change.subject, change.item, owner.judge, change.old.mark, written)


def _one_mark(ws: Workspace, owner: Owner, seq: int) -> tuple[Deed, Change]:
    connection = ws.ledger.connection
    row = connection.execute(statements("queries", "deeds")["step"], (seq,)).fetchone()
    steps = _steps(connection, row[0]) if row else []
    steps = [step for step in steps if step.change.seq == seq and step.change.new.mark is not None]
    fact = ws.ledger.fact(seq) if steps else None
    payload = json.loads(fact.payload) if fact else {}
    if fact is None or Owner(payload["round"], payload["assessor"], fact.who) != owner:
        raise BadInput(msg("deeds.no-mark"), where={"round": owner.round}, value=str(seq))
    deed = _deed(connection, owner, seq, "mark", steps, again=False)
    if deed.refusal is not None:
        raise deed.refusal
    return deed, steps[0].change
