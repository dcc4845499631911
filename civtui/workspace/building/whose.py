"""Whose a row of a register's file is: the agency that it names, and what is said of the name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given
from civtui.model.errors import BadInput, CivtuiError, NotFound
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import Agencies, agency_rows, city_called
from civtui.workspace.agencies.lineage import Lineage, formers
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.agencies.taken_out import AgenciesOut
from civtui.workspace.building.activities import chosen_items, standard_items
from civtui.workspace.building.row_problems import problem
from civtui.workspace.session import Workspace


class Whose:
    """The agency that a row names: each name is looked for once, also one that nobody bears.

    Args:
        ws: the workspace.
    """

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        rows = agency_rows(ws)
        self.city = city_called(ws, rows)
        self.agencies = Agencies(rows, partial(formers, ws), self.city)
        self.known: dict[str, AgencyRow | CivtuiError] = {}
        self.items: Mapping[str, str] | None = None
        self.out: AgenciesOut | None = None

    def chosen(self, wanted: Sequence[str]) -> list[str]:
        """Return the items of the standard that a row names; the standard is read once.

        Raises:
            NotFound: there is no such item.
        """
        if wanted and self.items is None:
            self.items = standard_items(self.ws)
        return chosen_items(self.ws, wanted, self.items)

    def merged(self, row: Given) -> list[str]:
        """Return the id of the agency that a row names, where a reform merged it into another."""
        name = row.values.get("agency", "")
        if name not in self.agencies.notes:
            return []
        heirs = Lineage(self.ws).heirs.items()
        return [id_ for id_, heir in heirs if name in (id_, heir.name, heir.full)]

    def noted(self, row: Given) -> list[Problem]:
        """Return the warning that a row names an agency as it was called before a reform."""
        name = row.values.get("agency", "")
        note = self.agencies.notes.get(name)
        return [problem(row, BadInput(note, where={"key": "agency"}, value=name))] if note else []

    def _out(self, name: str) -> CivtuiError | None:
        """Return that the agency of a name was taken out; None where none of it was."""
        self.out = self.out or AgenciesOut(self.ws, self.city)
        out = self.out.of(name)
        return NotFound(out.said("building.agency-out"), value=name) if out else None

    def __call__(self, name: str | None) -> AgencyRow:
        """Return the agency.

        Raises:
            BadInput: none is named, or none or several answer to the name.
        """
        if not name:
            raise BadInput(msg("building.whose"), where={"key": "agency"}, named={"key": ""})
        found = self.known.get(name)
        if found is None:
            try:
                found = self.agencies.meant(name)
            except CivtuiError as error:
                stranger = error.message.key == "workspace.no-agency"
                found = (self._out(name) if stranger else None) or error
            self.known[name] = found
        if isinstance(found, CivtuiError):
            raise found
        return found
