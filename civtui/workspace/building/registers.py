"""Records of the registers: checked field by field, written, corrected, read back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from civtui.ledger import queries
from civtui.model.errors import BadInput, Refused
from civtui.model.progress import Tell, silent
from civtui.model.registers import register_of
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.workspace.building.carried import all_carried
from civtui.workspace.building.preparing import prepared
from civtui.workspace.building.record_dependents import hold_rested
from civtui.workspace.building.records import RecordRow, record, record_row, record_rows, stored
from civtui.workspace.building.sameness import double, own_fields, say_one
from civtui.workspace.marks.admission import Check
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.records import RecordPart

SLICE = 500  # records of a file that make one fact


def add(
    ws: Workspace,
    register: str,
    agency: str | None,
    values: Mapping[str, Any],
    *,
    why: str = "",
    another: bool = False,
) -> RecordRow:
    """Put a record down and return it.

    Args:
        agency: whose; None for a record of the city.
        values: field id -> what was typed.
        why: the reason, needed in a year that is closed.
        another: it is another one, though it says the same as one on record.

    Raises:
        BadInput: a value is not what its field takes.
        Refused: there is such a record already, the year is closed, or it is another agency's.
    """
    part = prepared(ws, register, agency, values)
    if record_row(ws, register, part.id):
        raise Refused(msg("building.there-already"), value=part.id, hint=msg("building.use-set"))
    kind = register_of(register)
    for row in [] if kind.key or another else record_rows(ws, register, part.agency or None):
        if say_one(own_fields(kind), row.values, part.values) and row.agency == part.agency:
            raise double(row.id, f"{kind.group} {kind.id} set".strip())
    return write(ws, [part], why=why)[0]


def change(
    ws: Workspace, register: str, id_: str, values: Mapping[str, Any], *, why: str = ""
) -> RecordRow:
    """Change some fields of a record and return it; the ledger keeps what it was.

    Args:
        values: field id -> what was typed; an empty text empties the field.

    Raises:
        BadInput, NotFound, Refused: as `add`.
    """
    part, still = changed(ws, register, id_, values)
    _written(ws, (part,), 1, why, "", check=still)
    return stored(ws, register, id_)


def changed(
    ws: Workspace, register: str, id_: str, values: Mapping[str, Any]
) -> tuple[RecordPart, Check]:
    """Return a record with some fields changed, and the check that nobody else changed it.

    Args:
        values: as of `change`.

    Raises:
        BadInput, NotFound, Refused: as `add`.
    """
    before = record(ws, register, id_)
    now = {**before.values, **values}
    part = prepared(ws, register, before.agency or None, now, by=before.by, stood=before.values)
    if part.id != id_ and register_of(register).key:
        raise BadInput(
            msg("building.key-stays"),
            where={"register": register},
            value=part.id,
            hint=msg("building.remove-and-add"),
        )

    def still(_connection: sqlite3.Connection) -> None:
        # the fact holds the whole record, so it may not be written over a newer one
        if stored(ws, register, id_).values != before.values:
            raise Refused(
                msg("building.overtaken"),
                where={"register": register},
                value=id_,
                hint=msg("deeds.look-again"),
            )

    return part.model_copy(update={"id": id_}), still


def remove(ws: Workspace, register: str, id_: str, *, why: str) -> RecordRow:
    """Take out a record that was entered by mistake; the ledger keeps it and the reason.

    Raises:
        NotFound: no such record.
        Refused: the user may not, or other records point to it.
    """
    from civtui.model.facts.records import Recorded, RecordPart

    before = record(ws, register, id_)

    def held(_connection: object) -> None:
        hold_rested(ws, register, id_, before.by, before.values)

    held(None)
    part = RecordPart(noun=register, id=id_, agency=before.by, year=before.year, gone=True)
    ws.write(Recorded(records=(part,)), right=Right.KEEP, why=why, check=held)
    return before


def write(
    ws: Workspace, parts: Iterable[RecordPart], *, why: str = "", source: str = ""
) -> list[RecordRow]:
    """Write records as one fact and return them.

    Raises:
        Refused: one belongs to a year that is closed and no reason is given.
    """
    records = tuple(parts)
    _written(ws, records, len(records), why, source)
    return [stored(ws, part.noun, part.id) for part in records]


def write_slices(
    ws: Workspace, parts: Iterable[RecordPart], *, source: str, tell: Tell = silent
) -> list[int]:
    """Write the records of a file, all or none, as one fact for every `SLICE` of them.

    Returns:
        The numbers of the facts.

    Args:
        tell: is told how many facts are written, and may stop it.

    Raises:
        Refused: one belongs to a year that is closed.
    """
    records = tuple(parts)
    return _written(ws, records, SLICE, "", source, tell) if records else []


def _written(
    ws: Workspace,
    records: tuple[RecordPart, ...],
    slice_: int,
    why: str,
    source: str,
    tell: Tell = silent,
    check: Check | None = None,
) -> list[int]:
    from civtui.model.facts.records import Recorded

    closed = open_years(ws, records, why)

    def held(connection: sqlite3.Connection) -> None:
        if check is not None:
            check(connection)
        closed(connection)

    return ws.write(
        *(
            Recorded(records=records[first : first + slice_], source=source)
            for first in range(0, len(records), slice_)
        ),
        right=right_of(records),
        why=why,
        check=held,
        tell=tell,
    )


def right_of(records: Iterable[RecordPart]) -> Right:
    """Return what a user must be allowed who writes records."""
    city = any(register_of(part.noun).whose == "city" for part in records)
    return Right.KEEP if city else Right.FILE


def open_years(ws: Workspace, records: Iterable[RecordPart], why: str) -> Check:
    """Return the check that records are of no year that is closed, unless a reason is given."""
    parts = tuple(records)
    years = {part.year for part in parts if part.year is not None}

    def check(connection: sqlite3.Connection) -> None:
        closed = {row[0] for row in connection.execute("SELECT year FROM year_closed")}
        if years & closed and not why.strip():
            raise Refused(
                msg("building.year-closed"),
                value=min(years & closed),
                where={"rule": "year-closed"},
                hint=_way_closed(ws, parts),
            )

    return check


def _way_closed(ws: Workspace, parts: Iterable[RecordPart]) -> Message:
    """Return how to go on with records of a closed year: by one that goes on, or with a reason."""
    on = all_carried(ws)
    for part in parts:
        if goes_on := on.get((part.noun, part.id)):
            kind = register_of(part.noun)
            command = " ".join(filter(None, ("civtui", kind.group, kind.id, "set", goes_on)))
            return msg("building.way-carried", command=command)
    return msg("building.say-why")


def closed_years(ws: Workspace) -> list[int]:
    """Return the years that are closed, oldest first."""
    return [row[0] for row in queries.rows(ws.ledger, "building", "closed-years")]
