"""What stands in cells of a sheet and is not stored: staged, refused, held, waiting, unwritten."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from civtui.model.errors import CivtuiError
from civtui.model.faults import MachineFault
from civtui.workspace.marks.holds import UNREMEMBERED, Over

Cell = tuple[str, str]  # subject, item


class State(StrEnum):
    """Why a text stands in a cell and not in the ledger."""

    STAGED = "staged"  # filled in, to be stored with others
    REFUSED = "refused"  # no mark of the item
    HELD = "held"  # the cell changed since it was shown
    WAITING = "waiting"  # the ledger is locked: written as soon as it is free
    UNWRITTEN = "unwritten"  # the ledger could not take it


class Rival(NamedTuple):
    """A text of a cell for which another window of the same user kept another one."""

    text: str
    over: Over


class Entry(NamedTuple):
    """A text in a cell that is not stored.

    Args:
        fault: why it cannot be.
        over: what the cell showed when the text came there; it is never written over anything
            else unasked, however much later.
        rivals: what other windows kept for the cell: it is held until one of the texts is chosen.
    """

    text: str
    state: State = State.STAGED
    fault: CivtuiError | None = None
    over: Over = UNREMEMBERED
    rivals: tuple[Rival, ...] = ()


WAITS = (State.STAGED, State.WAITING)
STORABLE = (State.STAGED, State.UNWRITTEN)


class Entries(dict[Cell, Entry]):
    """The cells with a text that is not stored."""

    def of(self, *states: State) -> list[Cell]:
        """Return the cells in one of some states, in the order in which they came."""
        return [cell for cell, entry in self.items() if entry.state in states]

    def ready(self) -> bool:
        """Return whether Enter can store cells: staged, or kept out by the machine alone."""
        return any(
            entry.state is State.STAGED
            or (entry.state is State.UNWRITTEN and isinstance(entry.fault, MachineFault))
            for entry in self.values()
        )

    def faults(self) -> list[Cell]:
        """Return the cells that want a person: refused, held, unwritten."""
        return [cell for cell, entry in self.items() if entry.state not in WAITS]

    def settled(self) -> set[Cell]:
        """Return the cells that go on without anybody: not to be offered as unscored."""
        return {cell for cell, entry in self.items() if entry.state in WAITS}
