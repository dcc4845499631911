"""Records of the registers as they stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import NotFound, Refused, nearest
from civtui.model.registers import Register, register_of
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.lineage import Lineage, marked, unmarked
from civtui.workspace.building.carried import carried
from civtui.workspace.rounds.seeing import What, hidden
from civtui.workspace.session import Workspace

SELF = "self"  # the register of the self-assessment


class RecordRow(NamedTuple):
    """One record.

    Args:
        agency_name: what people call the agency; empty for a record of the city.
        year: the year it belongs to, None where it belongs to none.
        day: when it was last written.
        values: field id -> stored value (see `civtui.plugin.forms.checked`).
        was: id of the agency that put it down, where a reform gave what it did to this one.
        former: what people called that agency.
        carried: id of the record by which it goes on in the next year, its own being closed.
    """

    register: str
    id: str
    agency: str
    agency_name: str
    year: int | None
    day: str
    values: dict[str, Any]
    was: str = ""
    former: str = ""
    carried: str = ""

    def said(self, text: str) -> str:
        """Return a text of the record, marked where it was put down before a reform."""
        return marked(text, self.former) if self.was else text

    def document(self) -> dict[str, Any]:
        """Return the record for `--json`: whose it was is said of one that a reform gave over."""
        told = unmarked(self._asdict())
        return told if self.carried else {k: v for k, v in told.items() if k != "carried"}

    @property
    def by(self) -> str:
        """The id of the agency that put it down."""
        return self.was or self.agency


def record_of(row: tuple[Any, ...], on: Mapping[str, str]) -> RecordRow:
    """Return a record of a row of `records` in `queries/windows.sql` or `queries/building.sql`.

    Args:
        on: records of its register that were carried on (see `carried`).
    """
    register, id_, agency, year, day, content, _, name, by, before = row
    found = RecordRow(
        register, id_, agency, name, year, day, json.loads(content), carried=on.get(id_, "")
    )
    if by == agency:
        return found
    return found._replace(agency_name=marked(name, before), was=by, former=before)


def record_rows(
    ws: Workspace,
    register: str,
    agency: str | None = None,
    *,
    year: int | None = None,
    open_only: bool = False,
) -> list[RecordRow]:
    """Return a register's records, agency by agency in official order.

    Args:
        agency: only this agency's.
        year: only those of the year.
        open_only: only those that still want something.
    """
    kind = register_of(register)
    owner = find_agency(ws, agency).id if agency else None
    known = queries.rows(ws.ledger, "agencies", "known-agencies")
    order = {row[0]: place for place, row in enumerate(known)}
    given = {"register": register, "agency": owner, "year": year, **Lineage(ws).params}
    on = carried(ws, kind)
    found = [record_of(row, on) for row in queries.rows(ws.ledger, "building", "records", given)]
    if closed := json.loads(unseen(ws, register)):
        found = [row for row in found if row.values.get("round") not in closed]
    if open_only:
        found = [row for row in found if is_open(kind, row)]
    return sorted(found, key=lambda row: (order.get(row.agency, -1), _by(kind, row), row.id))


def unseen(ws: Workspace, register: str) -> str:
    """Return the rounds whose records of a register the acting user doesn't see, as JSON.

    Of the registers only the self-assessment says something that a round may hide.
    """
    return json.dumps(sorted(hidden(ws, What.SELF)) if register == SELF else [])


def _by(kind: Register, row: RecordRow) -> str:
    return str(row.values.get(kind.due or kind.day) or row.year or "")


def record(ws: Workspace, register: str, id_: str) -> RecordRow:
    """Return one record.

    Raises:
        NotFound: no such record; the nearest is named.
        Refused: it is self-assessment that the acting user doesn't see now.
    """
    shown = stored(ws, register, id_)
    if shown.values.get("round") in json.loads(unseen(ws, register)):
        raise Refused(msg("sheet.blind-why"), where={"register": register})
    return shown


def stored(ws: Workspace, register: str, id_: str) -> RecordRow:
    """Return a record, whoever asks: who wrote it may read what was written."""
    kind = register_of(register)
    found = record_row(ws, register, id_)
    if found is None:
        command = " ".join(filter(None, ("civtui", kind.group, kind.id, "list")))
        ids = [row[0] for row in queries.rows(ws.ledger, "building", "record-ids", (register,))]
        raise NotFound(
            msg("building.no-record"),
            where={"register": register},
            value=id_,
            nearest=nearest(id_, ids),
            hint=msg("building.ids-listed", command=command),
        )
    return record_of(found, carried(ws, kind))


def record_row(ws: Workspace, register: str, id_: str) -> tuple[Any, ...] | None:
    """Return the row of a record, None where there is none."""
    given = {"register": register, "id": id_, **Lineage(ws).params}
    return queries.one(ws.ledger, "building", "record", given)


def carried_said(row: RecordRow) -> Message:
    """Say in which year a record that was carried on goes on."""
    return msg("building.carried-to", year=str((row.year or 0) + 1))


def is_open(kind: Register, row: RecordRow) -> bool:
    """Return whether a record still wants something; one that was carried on no longer does."""
    return not row.carried and kind.wants(row.values)
