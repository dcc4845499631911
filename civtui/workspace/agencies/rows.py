"""Agencies and offices as lists show them."""

from __future__ import annotations

from typing import Any, NamedTuple


class AgencyRow(NamedTuple):
    """One agency of the list.

    Args:
        honor: the highest honor held, "" for none.
        honors: all honors held.
        offices: offices that exist today; the registry's own count where it lists none.
        civilized: offices that hold the civilized-office title; `model` likewise.
        card: a yellow card is open.
    """

    id: str
    name: str
    short: str
    code: str
    sector: str
    order: int
    honor: str
    honors: tuple[str, ...]
    offices: int
    civilized: int
    model: int
    runs_program: bool | None
    has_conditions: bool | None
    conditions_confirmed: bool | None
    stage: str
    card: bool

    @property
    def called(self) -> str:
        """What it is called where there is little room."""
        return self.short or self.name

    def document(self) -> dict[str, Any]:
        """Return the row as `agency list --json` prints it."""
        return {**self._asdict(), "honors": list(self.honors)}


class OfficeRow(NamedTuple):
    """One office of the list; `agency` is the agency's id, `agency_name` what people call it."""

    id: str
    name: str
    agency: str
    agency_name: str
    order: int
    staff: int | None
    honors: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """Return the row as `office list --json` prints it."""
        return {**self._asdict(), "honors": list(self.honors)}
