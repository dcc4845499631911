"""Finds what a user did last on a judge's sheet, what of it still stands, and why it must stay."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from civtui.ledger.statements import statements
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import msg
from civtui.workspace.marks.admission import admits, takes_marks
from civtui.workspace.marks.holds import Standing, Writer, standing
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace

# deeds with another way back than undo
BEYOND = ("import", "clear", "hand-over", "submit", "unlock", "recusal", "deal")


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
            `clear` (of what an import brought), `hand-over`, `submit`, `unlock`, `recusal`, `deal`.
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


class Owner(NamedTuple):
    """Whose deeds: the round, the judge, and the user who acts.

    Args:
        passing: deeds that undo goes past while something newer covers all of them.
    """

    round: str
    judge: str
    who: str
    passing: frozenset[int] = frozenset()


def owner_of(ws: Workspace, round_id: str, assessor: str | None) -> Owner:
    """Return whose deeds are meant: the acting user's for a judge, their own where None."""
    round_ = rounds.round_row(ws, round_id)
    return Owner(round_id, rounds.assessor_for(ws, round_, assessor, marks=True).id, ws.user)


class Step(NamedTuple):
    """One cell of a deed.

    Args:
        origin: the fact whose content stood there before.
        root: the fact that did this first, before it was put again.
    """

    change: Change
    origin: int | None
    root: int
    undone: bool


def steps_of(connection: sqlite3.Connection, deed: int) -> list[Step]:
    """Return the cells of a deed, in its order."""
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
        found.append(Step(change, origin, root, bool(undone)))
    return found


def _put_by(kind: str, why: str, payload: str) -> Content:
    """Return what a fact put into its cell."""
    p = json.loads(payload)
    if kind == "marked":
        return Content(mark=p["value"], points=p["points"])
    if kind == "noted":
        return Content(note=p["text"] or None)
    return Content(skip=why if p["skipped"] else None)


def to_undo(ws: Workspace, owner: Owner) -> Deed | None:
    """Return the newest deed and why it can't be taken back; None where there is none."""
    connection = ws.ledger.connection
    sql = statements("queries", "deeds")
    (cleared,) = connection.execute(sql["cleared"], owner._asdict()).fetchone()
    for seq, kind in connection.execute(sql["newest"], owner._asdict()):
        if cleared and seq < cleared:
            break
        steps = [step for step in steps_of(connection, seq) if not step.undone]
        deed = deed_of(connection, owner, seq, kind, steps, again=False)
        if seq not in owner.passing or not covered(deed.refusal):
            return kept_by_results(ws, deed)
    return deed_of(connection, owner, cleared, "clear", [], again=False) if cleared else None


def kept_by_results(ws: Workspace, deed: Deed) -> Deed:
    """Return a deed with the refusal to take back what a result that was decided on counted."""
    from civtui.workspace.titles.result_dependents import refuse_unmarked

    if deed.refusal is not None or all(change.noting for change in deed.changes):
        return deed
    return deed._replace(refusal=refuse_unmarked(ws, deed.round, deed.seq))


def covered(refusal: CivtuiError | None) -> bool:
    """Return whether a deed can't be taken back because something newer stands in all its cells."""
    return refusal is not None and refusal.message.key == "deeds.newer"


def to_redo(ws: Workspace, owner: Owner) -> Deed | None:
    """Return the deed last taken back and why it can't be put again; None where there is none."""
    connection = ws.ledger.connection
    sql = statements("queries", "deeds")
    row = connection.execute(sql["undone"], owner._asdict()).fetchone()
    if row is None:
        return None
    seq, kind, undone = row
    steps = [step for step in steps_of(connection, seq) if step.undone]
    deed = deed_of(connection, owner, seq, kind, steps, again=True)
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


def deed_of(
    connection: sqlite3.Connection,
    owner: Owner,
    seq: int,
    kind: str,
    steps: list[Step],
    *,
    again: bool,
) -> Deed:
    """Return a deed with the cells it can be turned in and those where something newer stands."""
    changes, kept = [], []
    for step in steps:
        change = step.change
        stands = standing(
            connection,
            owner.round,
            owner.judge,
            (change.subject, change.item),
            noting=change.noting,
        )
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
                hint=msg(
                    f"deeds.way-{deed.kind}",
                    round=deed.round,
                    assessor=deed.assessor,
                    seq=str(deed.seq),
                ),
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


def refuse_others(ws: Workspace, owner: Owner) -> None:
    """Refuse where all that stands for the judge is another user's.

    Raises:
        Refused: it is another user's.
    """
    sql = statements("queries", "deeds")["newest-of-others"]
    row = ws.ledger.connection.execute(sql, owner._asdict()).fetchone()
    if row:
        raise Refused(
            msg("deeds.anothers", kind=msg(f"deeds.kind-{row[1]}"), who=row[2]),
            where={"round": owner.round, "rule": "own-deed"},
            value=owner.judge,
            hint=msg("deeds.mark-anew"),
        )
