"""Whether a judge may write on a sheet now; asked inside the transaction that writes.

So no colleague can overtake the rule: the round is closed, the sheet submitted, the office handed
over or recused between a look and a key.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from civtui.ledger.statements import statements
from civtui.model.errors import NotFound, Refused
from civtui.model.text import msg
from civtui.workspace.rounds.met import met, refuse_met

if TYPE_CHECKING:
    from civtui.workspace.rounds.rounds import Sheet

Check = Callable[[sqlite3.Connection], None]


def admits(round_id: str, judge: str, subject: str, *, marks: bool = True) -> Check:
    """Return the check that `judge` may write on `subject`.

    Args:
        marks: whether a mark is written; a note or a skip waits for no anchors.

    Returns:
        A check that raises `Refused` with the reason and the way out.
    """

    def check(connection: sqlite3.Connection) -> None:
        sql = statements("queries", "rounds")
        given = {"round": round_id, "assessor": judge, "subject": subject}
        row = connection.execute(sql["admission"], given).fetchone()
        if row is None:
            raise NotFound(msg("workspace.no-subject"), where={"round": round_id}, value=subject)
        state, submitted, name, conflict, elsewhere, anchors = row
        _open(round_id, judge, state, submitted, name)
        if conflict:
            raise Refused(
                msg("workspace.conflict", assessor=name),
                where={"round": round_id, "rule": "conflict"},
                value=subject,
                hint=msg("workspace.recuse"),
            )
        refuse_met(connection, round_id, judge, subject, name)
        if elsewhere:
            raise Refused(
                msg("panel.not-yours", assessor=name),
                where={"round": round_id, "rule": "share"},
                value=subject,
                hint=msg("panel.hand-over"),
            )
        if marks and anchors != "[]":
            _anchors_first(connection, round_id, judge, subject, json.loads(anchors))

    return check


def admits_all(round_id: str, rows: Iterable[tuple[str, str, str, str, int | None]]) -> Check:
    """Return the check that all judges in `rows` (subject, item, judge, ...) may write there.

    Anchors are not waited for: a clerk's file brings sheets that were filled on paper; for a
    judge's own there is `anchors_covered`.
    """
    pairs = sorted({(judge, subject) for subject, _, judge, _, _ in rows})

    def check(connection: sqlite3.Connection) -> None:
        for judge, subject in pairs:
            admits(round_id, judge, subject, marks=False)(connection)

    return check


def anchors_covered(sheet: Sheet, rows: Iterable[tuple[str, str, str, str, int | None]]) -> None:
    """Refuse a judge's own file that marks other subjects before the anchors are done.

    Args:
        sheet: of the judge, as it stands.
        rows: (subject, item, ...) that the file brings.
    """
    brought = {(row[0], row[1]) for row in rows}
    done = brought | sheet.marks.keys() | sheet.skips.keys()
    blank = [(s, i.id) for s in sheet.anchors for i in sheet.items if (s, i.id) not in done]
    other = sorted(subject for subject, _ in brought if subject not in sheet.anchors)
    if blank and other:
        raise _wait(sheet.round.id, other[0], len(blank), {subject for subject, _ in blank})


def takes_marks(round_id: str, judge: str) -> Check:
    """Return the check that the sheet of `judge` is open at all."""

    def check(connection: sqlite3.Connection) -> None:
        row = connection.execute(
            statements("queries", "rounds")["sheet-state"], (round_id, judge)
        ).fetchone()
        _open(round_id, judge, *row)

    return check


def still_open(round_id: str) -> Check:
    """Return the check that the round is open."""

    def check(connection: sqlite3.Connection) -> None:
        (state,) = connection.execute(
            statements("queries", "rounds")["round-state"], (round_id,)
        ).fetchone()
        if state != "open":
            raise Refused(
                msg("workspace.round-over"),
                where={"rule": "round-open"},
                value=round_id,
                hint=msg("workspace.way-round-over", round=round_id),
            )

    return check


def _round_open(round_id: str, state: str) -> None:
    if state != "open":
        raise Refused(
            msg("workspace.round-closed"),
            where={"rule": "round-open"},
            value=round_id,
            hint=msg("workspace.reopen"),
        )


def _open(round_id: str, judge: str, state: str, submitted: str | None, name: str) -> None:
    _round_open(round_id, state)
    if submitted:
        raise Refused(
            msg("panel.submitted", assessor=name, day=submitted),
            where={"round": round_id, "rule": "sheet-open"},
            value=judge,
            hint=msg("panel.unlock", round=round_id, assessor=judge),
        )


def _anchors_first(
    connection: sqlite3.Connection, round_id: str, judge: str, subject: str, anchors: list[str]
) -> None:
    if subject in anchors:
        return
    sql, waiting = statements("queries", "rounds")["blank-cells"], {}
    for anchor in anchors:  # three at the most, looked up one by one: it is on the way of a key
        row = connection.execute(sql, (round_id, judge, anchor)).fetchone()
        if row and row[0] > 0:
            waiting[anchor] = row[0]
    if waiting:  # none is waited for that a reform closed to the judge
        for one in met(connection, round_id, assessor=judge):
            waiting.pop(one.subject, None)
    if waiting:
        raise _wait(round_id, subject, sum(waiting.values()), waiting)


def _wait(round_id: str, subject: str, cells: int, anchors: Iterable[str]) -> Refused:
    return Refused(
        msg("panel.anchors-first", cells=cells),
        where={"round": round_id, "rule": "anchors-first"},
        value=subject,
        allowed=sorted(anchors),
        hint=msg("panel.anchors-why"),
    )
