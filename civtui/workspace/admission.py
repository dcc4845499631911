"""Whether a judge may write on a sheet now; asked inside the transaction that writes.

So no colleague can overtake the rule: the round is closed, the sheet submitted, the office handed
over or recused between a look and a key.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from civtui.ledger.statements import statements
from civtui.model.errors import NotFound, Refused
from civtui.model.text import msg

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
        state, submitted, anchor, elsewhere, due = row
        _open(round_id, judge, state, submitted)
        if elsewhere:
            raise Refused(
                msg("panel.not-yours", assessor=judge),
                where={"round": round_id, "rule": "share"},
                value=subject,
                hint=msg("panel.hand-over"),
            )
        if not due:
            raise Refused(
                msg("workspace.conflict", assessor=judge),
                where={"round": round_id, "rule": "conflict"},
                value=subject,
                hint=msg("workspace.recuse"),
            )
        if marks and not anchor:
            _anchors_first(connection, round_id, judge, subject)

    return check


def admits_all(round_id: str, rows: Iterable[tuple[str, str, str, str, int | None]]) -> Check:
    """Return the check that all judges in `rows` (subject, item, judge, ...) may write there.

    Anchors are not waited for: a file brings sheets that were filled on paper.
    """
    pairs = sorted({(judge, subject) for subject, _, judge, _, _ in rows})

    def check(connection: sqlite3.Connection) -> None:
        for judge, subject in pairs:
            admits(round_id, judge, subject, marks=False)(connection)

    return check


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
        row = connection.execute(
            statements("queries", "rounds")["round-state"], (round_id,)
        ).fetchone()
        _round_open(round_id, *row)

    return check


def _round_open(round_id: str, state: str) -> None:
    if state != "open":
        raise Refused(
            msg("workspace.round-closed"),
            where={"rule": "round-open"},
            value=round_id,
            hint=msg("workspace.reopen"),
        )


def _open(round_id: str, judge: str, state: str, submitted: str | None) -> None:
    _round_open(round_id, state)
    if submitted:
        raise Refused(
            msg("panel.submitted", assessor=judge, day=submitted),
            where={"round": round_id, "rule": "sheet-open"},
            value=judge,
            hint=msg("panel.unlock", round=round_id, assessor=judge),
        )


def _anchors_first(connection: sqlite3.Connection, round_id: str, judge: str, subject: str) -> None:
    found = connection.execute(
        statements("queries", "rounds")["anchors-open"], (round_id, judge)
    ).fetchall()
    waiting = {anchor: cells for anchor, cells in found if cells > 0}
    if waiting:
        raise Refused(
            msg("panel.anchors-first", cells=sum(waiting.values())),
            where={"round": round_id, "rule": "anchors-first"},
            value=subject,
            allowed=sorted(waiting),
            hint=msg("panel.anchors-why"),
        )
