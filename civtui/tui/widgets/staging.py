"""Cells that are filled in but not stored yet: shown in color and with a sign until committed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.style import Style

from civtui.model.text import Message
from civtui.tui.looks import BAD, FAULT, STAGE, STAGED


class Staged(NamedTuple):
    """What is to be put into a cell; `fault` says why it cannot be."""

    text: str
    fault: Message | None = None


class Staging:
    """Staged cells by (row's id, column)."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, int], Staged] = {}

    def __bool__(self) -> bool:
        return bool(self.cells)

    def put(self, row: str, column: int, staged: Staged) -> None:
        """Stage a cell; what was staged there before is forgotten."""
        self.cells[row, column] = staged

    def get(self, row: str, column: int) -> Staged | None:
        """Return what is staged in a cell."""
        return self.cells.get((row, column))

    def look(self, row: str, column: int) -> tuple[str, Style] | None:
        """Return how a staged cell looks: its sign and text, and its style."""
        staged = self.cells.get((row, column))
        if staged is None:
            return None
        if staged.fault is not None:
            return FAULT + staged.text, BAD
        return STAGE + staged.text, STAGED

    def good(self) -> Iterator[tuple[str, int, str]]:
        """Yield (row, column, text) of the cells that can be stored."""
        return ((r, c, s.text) for (r, c), s in self.cells.items() if s.fault is None)

    def faults(self) -> list[Staged]:
        """Return the cells that cannot be stored."""
        return [staged for staged in self.cells.values() if staged.fault is not None]

    def drop(self, row: str, column: int) -> None:
        """Forget one cell."""
        self.cells.pop((row, column), None)

    def clear(self) -> int:
        """Forget all cells; return how many there were."""
        count = len(self.cells)
        self.cells.clear()
        return count
