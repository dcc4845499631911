"""Records that were taken out, or taken back, and that a file says again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given
from civtui.ledger import queries
from civtui.model.errors import BadInput
from civtui.model.registers import Register
from civtui.model.text import Message
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.agencies.taken_out import Out
from civtui.workspace.building.row_problems import problem
from civtui.workspace.building.sameness import own_fields, plain, say_one
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.records import RecordPart


class _Gone(NamedTuple):
    """A record that stands no more, with all that it ever said."""

    agency: str
    out: Out
    versions: list[dict[str, Any]]


class RecordsOut:
    """The records of a register that stand no more, each of which one row of a file may be.

    What was taken out alone stays out, and is in here; what went with its whole deed is taken
    anew, and said.

    Args:
        ws: the workspace.
        kind: the register.
    """

    def __init__(self, ws: Workspace, kind: Register) -> None:
        self.kind, self._own = kind, own_fields(kind)
        self._gone: dict[str, _Gone] = {}
        self._left: list[tuple[Given, Out]] = []
        self._anew: dict[str, tuple[Given, Out]] = {}
        line: Lineage | None = None
        for id_, agency, values, by, who, why, alone, day in queries.rows(
            ws.ledger, "voiding", "records-out", {"register": kind.id}
        ):
            line = line or Lineage(ws)
            old = self._gone.get(id_)
            one = _Gone(line.now(agency), Out(by, who, why, bool(alone), day), [])
            self._gone[id_] = one._replace(versions=old.versions if old else [])
            self._gone[id_].versions.append(json.loads(values))
        self._called: dict[tuple[str, ...], list[str]] = {}
        for id_, one in self._gone.items() if not kind.key else ():
            for key in {self._key(one.agency, each) for each in one.versions}:
                self._called.setdefault(key, []).append(id_)

    def __contains__(self, id_: str) -> bool:
        return id_ in self._gone and self._gone[id_].out.alone

    @property
    def count(self) -> int:
        """How many rows were left out."""
        return len(self._left)

    def leaves(self, part: RecordPart, row: Given, *, whole: bool = False) -> bool:
        """Return whether a row is of a record that was taken out alone; then it is noted.

        Args:
            whole: only where it says in all columns of the file what the record said once.
        """
        found = self._meant(part, row, alone=True, whole=whole)
        if not found:
            return False
        self._left.append((row, self._gone[found].out))
        if not self.kind.key:  # each is one row
            del self._gone[found]
        return True

    def note(self, part: RecordPart, row: Given) -> None:
        """Note that a row which is taken may be a record that went with its whole deed."""
        if found := self._meant(part, row, alone=False):
            gone = self._gone.pop(found)
            self._anew[part.id] = row, gone.out

    def _meant(self, part: RecordPart, row: Given, *, alone: bool, whole: bool = False) -> str:
        """Return the id of the record that a row may be, "" where it is none."""
        if self.kind.key:
            gone = self._gone.get(part.id)
            return part.id if gone and gone.out.alone == alone else ""
        fields = [one for one in row.titles if one != "agency"] if whole else self._own
        for id_ in self._called.get(self._key(part.agency, part.values), ()):
            gone = self._gone.get(id_)
            if (
                gone
                and gone.out.alone == alone
                and any(say_one(fields, one, part.values) for one in gone.versions)
            ):
                return id_
        return ""

    def _key(self, agency: str, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return what the house takes two records without a key for one by."""
        return agency, *(plain(values.get(field)) for field in self._own)

    def said(self, taken: Mapping[str, object]) -> Iterator[Problem]:
        """Yield which rows were left out, and of those that come anew the first of each deed.

        Args:
            taken: the records that are taken, by id.
        """
        for row, out in self._left:
            yield self._told(row, out.said("exchange.taken-out"))
        deeds: dict[int, list[tuple[Given, Out]]] = {}
        for id_, (row, out) in self._anew.items():
            if id_ in taken:
                deeds.setdefault(out.by, []).append((row, out))
        for rows in deeds.values():
            row, out = rows[0]
            yield self._told(row, out.said("exchange.logged-anew", count=len(rows)))

    def _told(self, row: Given, said: Message) -> Problem:
        field = next((one for one in self._own if row.values.get(one)), "agency")
        return problem(row, BadInput(said, where={"key": field}))
