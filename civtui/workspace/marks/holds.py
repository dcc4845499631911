"""Two sessions on one cell: a mark over what changed since it was shown is held, not written."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from civtui.ledger.statements import statements
from civtui.model.errors import Refused
from civtui.model.text import msg

Cell = tuple[str, str]


class Unseen(Enum):
    """The one value of `ANY`."""

    ANY = "any"


# no look was taken at the cell before: whatever stands there is written over
ANY: Final = Unseen.ANY


class Came(NamedTuple):
    """What a cell held that somebody else wrote to while keys may have been on their way to it.

    Its judge has surely seen neither: whatever stands there by now is held, also nothing.

    Args:
        known: the text that it was shown with before.
        shown: the text that came.
    """

    known: str | None
    shown: str | None


Seen = str | None | Unseen | Came


class Over(NamedTuple):
    """What a text was put over that is kept for later: staged, refused, held, or in a draft.

    Args:
        mark: the text that its cell was shown with, None where it was shown empty.
        upto: the newest fact that was known then; None where nobody remembers (drafts of earlier
            releases): then whatever another user put there counts as changed.
    """

    mark: str | None
    upto: int | None


UNREMEMBERED: Final = Over(None, None)


class Writer(NamedTuple):
    """Who put what stands in a cell.

    Args:
        recorded: the moment, as the ledger has it.
        by: `mark`, `import`, `take-back`, `skip`, `unskip` or `note`.
    """

    who: str
    recorded: str
    by: str


class Standing(NamedTuple):
    """What stands in a cell and where it comes from; an empty cell nobody wrote to has no writer.

    Args:
        origin: the deed that stands there (see `deeds`).
        put: the fact that put it there.
    """

    mark: str | None
    points: int | None
    skip: str | None
    note: str | None
    origin: int | None
    writer: Writer | None
    put: int | None

    @property
    def text(self) -> str | None:
        """The mark, the reason of the skip, or the note."""
        return self.mark or self.skip or self.note


class Held(NamedTuple):
    """A mark that was not written: what the session showed, what stands, what was to be written."""

    subject: str
    item: str
    seen: str | None
    standing: str | None
    wanted: str
    writer: Writer | None


class ChangedMeanwhile(Refused):
    """Cells changed since the session showed them; nothing was written.

    Args:
        cells: each with both values and the writer of the one that stands.
    """

    def __init__(self, round_id: str, cells: tuple[Held, ...]) -> None:
        first = cells[0]
        writer = first.writer
        super().__init__(
            msg(
                "deeds.changed-meanwhile" if writer else "deeds.taken-back-meanwhile",
                cells=", ".join(f"{cell.subject} {cell.item}" for cell in cells[:8]),
                count=len(cells),
                standing=first.standing or msg("cli.empty"),
                who=writer.who if writer else "",
                by=msg(f"deeds.by-{writer.by if writer else 'mark'}"),
                recorded=writer.recorded if writer else "",
                wanted=first.wanted,
            ),
            where={"round": round_id, "rule": "unchanged", "item": first.item},
            value=first.standing,
            hint=msg("deeds.decide"),
        )
        self.cells = cells


BY = {"marked": "mark", "marks-imported": "import", "mark-taken-back": "take-back", "noted": "note"}


def standing(
    connection: sqlite3.Connection,
    round_id: str,
    judge: str,
    cell: Cell,
    *,
    noting: bool = False,
) -> Standing:
    """Return what stands in a cell of a judge, or in the note there (item empty: the subject's)."""
    given = {"round": round_id, "assessor": judge, "subject": cell[0], "item": cell[1]}
    sql = statements("projections", "deeds")
    if noting:
        note, put, origin = connection.execute(sql["held-note"], given).fetchone()
        return Standing(None, None, None, note, origin, _writer(connection, put), put)
    mark, points, skip, put, origin = connection.execute(sql["held"], given).fetchone()
    return Standing(mark, points, skip, None, origin, _writer(connection, put), put)


def _writer(connection: sqlite3.Connection, put: int | None) -> Writer | None:
    if put is None:
        return None
    sql = statements("queries", "deeds")["by"]
    who, recorded, kind, undoes = connection.execute(sql, (put,)).fetchone()
    return Writer(who, recorded, "take-back" if undoes else BY.get(kind, "skip"))


def hold_changed(
    connection: sqlite3.Connection,
    round_id: str,
    judge: str,
    wanted: Mapping[Cell, str],
    seen: Mapping[Cell, str | Over | Came | None],
    who: str = "",
) -> None:
    """Refuse to write over what changed; asked inside the transaction that writes.

    Args:
        wanted, seen, who: see `changed`.

    Raises:
        ChangedMeanwhile: it names every cell.
    """
    held = changed(connection, round_id, judge, wanted, seen, who)
    if held:
        raise ChangedMeanwhile(round_id, tuple(held))


def changed(
    connection: sqlite3.Connection,
    round_id: str,
    judge: str,
    wanted: Mapping[Cell, str],
    seen: Mapping[Cell, str | Over | Came | None],
    who: str = "",
) -> list[Held]:
    """Return the cells that changed since they were shown, with what stands there now.

    Args:
        wanted: what is to be written; where that stands already there is nothing to hold.
        seen: what the session showed; a cell that isn't there is not looked at. Over what is
            remembered with its moment, also a skip, or the same mark anew, of another user counts.
        who: the acting user, whose own deeds are no surprise.
    """
    sql = statements("queries", "rounds")["mark"]
    held = []
    for (subject, item), text in wanted.items():
        if (subject, item) not in seen:
            continue
        # one row by its key: this is on the way of every key that makes a mark
        row = connection.execute(sql, (round_id, subject, item, judge)).fetchone()
        stands, shown = row[0] if row else None, seen[subject, item]
        if stands == text:
            continue
        if isinstance(shown, Over):
            if not _changed(connection, round_id, judge, (subject, item), stands, shown, who):
                continue
            shown = shown.mark
        elif isinstance(shown, Came):
            shown = shown.shown if stands == shown.known else shown.known
        elif stands == shown:
            continue
        writer = standing(connection, round_id, judge, (subject, item)).writer
        held.append(Held(subject, item, shown, stands, text, writer))
    return held


def _changed(
    connection: sqlite3.Connection,
    round_id: str,
    judge: str,
    cell: Cell,
    stands: str | None,
    shown: Over,
    who: str,
) -> bool:
    """Return whether a cell is not as it was shown, or another user wrote to it since."""
    if shown.upto is not None and stands != shown.mark:
        return True
    (head,) = connection.execute(statements("queries", "deeds")["head"]).fetchone()
    if shown.upto is not None and head <= shown.upto:
        return False  # nothing at all was written since: the usual case, and a cheap one
    now = standing(connection, round_id, judge, cell)
    if now.writer is None or now.writer.who == who:
        return False
    if shown.upto is None:
        return stands is not None
    return now.put is not None and now.put > shown.upto
