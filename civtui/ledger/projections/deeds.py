"""Tables of what users did on a judge's sheet: deeds, their cells, what those held before."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from civtui.ledger.chain import Row
from civtui.ledger.statements import statements

TABLES = ("deed", "deed_step", "cell_emptied")


class Held(NamedTuple):
    """What a cell, or a note, holds.

    Args:
        put: the fact that put it there; None where nothing was ever written.
        origin: the fact that first put what stands there: another than `put` where a taking back
            showed it again, or it was put again.
    """

    mark: str | None = None
    points: int | None = None
    skip: str | None = None
    note: str | None = None
    put: int | None = None
    origin: int | None = None


def held(cursor: sqlite3.Cursor, p: dict[str, Any], *, noting: bool = False) -> Held:
    """Return what the cell of the fact `p` holds, or the note there."""
    sql = statements("projections", "deeds")
    cell = {key: p[key] for key in ("round", "assessor", "subject", "item")}
    if noting:
        text, put, origin = cursor.execute(sql["held-note"], cell).fetchone()
        return Held(note=text, put=put, origin=origin)
    mark, points, skip, put, origin = cursor.execute(sql["held"], cell).fetchone()
    return Held(mark, points, skip, None, put, origin)


def emptied(
    cursor: sqlite3.Cursor, row: Row, p: dict[str, Any], origin: int | None, *, noting: bool = False
) -> None:
    """Keep by which fact a cell was emptied, and which deed stands so."""
    given = {**_cell(p), "noting": noting, "seq": row.seq, "origin": origin}
    cursor.execute(statements("projections", "deeds")["emptied"], given)


def done(
    cursor: sqlite3.Cursor,
    row: Row,
    p: dict[str, Any],
    kind: str,
    was: Held,
    *,
    noting: bool = False,
) -> int:
    """Enter one cell of a deed: the first of it enters the deed, too.

    Returns:
        The fact that did it first: this one, or the one that this one puts again.
    """
    sql = statements("projections", "deeds")
    part = p.get("part", 0)
    deed = row.seq - part
    owner = (p["round"], p["assessor"], row.who)
    again = _step(cursor, p, p["redoes"], noting) if p["redoes"] else None
    root: int = again[1] if again else row.seq
    if part == 0:
        cursor.execute(sql["deed"], (*owner, deed, kind, again[0] if again else None))
        if again:
            cursor.execute(sql["put-again"], (*owner, again[0]))
    else:
        cursor.execute(sql["block"], (*owner, deed))
    before = was._asdict()
    del before["put"]
    given = {**_cell(p), **before, "seq": row.seq, "deed": deed, "root": root, "noting": noting}
    cursor.execute(sql["step"], given)
    return root


def taken_back(
    cursor: sqlite3.Cursor,
    row: Row,
    p: dict[str, Any],
    shown: tuple[str | None, str | None, str | None],
    *,
    noting: bool = False,
) -> int | None:
    """Enter that a deed was taken back in a cell.

    Args:
        shown: (mark, skip, note) that stands there by the fact.

    Returns:
        The deed that stands there now; None where the cell is as it was before anybody's.
    """
    sql = statements("projections", "deeds")
    step = _step(cursor, p, p["undoes"], noting)
    if _clears(row):
        beyond(cursor, row, p["round"], {p["assessor"]}, "clear")
    if step is None:
        return row.seq
    deed, _root, mark, _points, skip, note, origin = step
    given = {
        "round": p["round"],
        "assessor": p["assessor"],
        "who": row.who,
        "deed": deed,
        "seq": row.seq,
    }
    if p.get("retyped"):
        cursor.execute(sql["step-retyped"], (p["undoes"],))
        cursor.execute(sql["deed-retyped"], given)
    else:
        cursor.execute(sql["step-undone"], (row.seq, p["undoes"]))
        if _clears(row) or not cursor.execute(sql["deed-undone"], given).rowcount:
            cursor.execute(sql["anothers-undone"], given)
    # a ledger of an older release may show something else than what stood there before
    return origin if (mark, skip, note) == shown else row.seq


def _clears(row: Row) -> bool:
    """Return whether a cell was emptied as a deed of its own: that has a reason, an undo none."""
    return row.kind == "mark-taken-back" and bool(row.why)


def beyond(cursor: sqlite3.Cursor, row: Row, round_: str, judges: set[str], kind: str) -> None:
    """Enter a deed that no undo takes back, on the sheets of `judges`."""
    sql = statements("projections", "deeds")["deed"]
    rows = [(round_, judge, row.who, row.seq, kind, None) for judge in sorted(judges)]
    cursor.executemany(sql, rows)


def imported(cursor: sqlite3.Cursor, row: Row, p: dict[str, Any]) -> None:
    """Enter a slice of an import on the sheet of every judge in it."""
    beyond(cursor, row, p["round"], {mark[2] for mark in p["rows"]}, "import")


def _cell(p: dict[str, Any]) -> dict[str, Any]:
    return {key: p[key] for key in ("round", "assessor", "subject", "item")}


def _step(
    cursor: sqlite3.Cursor, p: dict[str, Any], undoes: int, noting: bool
) -> tuple[Any, ...] | None:
    given = {**_cell(p), "undoes": undoes, "noting": noting}
    found: tuple[Any, ...] | None = cursor.execute(
        statements("projections", "deeds")["step-of"], given
    ).fetchone()
    return found
