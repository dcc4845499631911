"""Cells that are filled in but not stored yet: shown in color and with a sign until committed."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style

from civtui.model.errors import CivtuiError
from civtui.tui.looks import BAD, FAULT, STAGE, STAGED


class Staged(NamedTuple):
    """What is to be put into a cell; `fault` says why it cannot be."""

    text: str
    fault: CivtuiError | None = None

    def look(self) -> tuple[str, Style]:
        """Return how it looks in the grid: its sign and text, and its style."""
        if self.fault is not None:
            return FAULT + self.text, BAD
        return STAGE + self.text, STAGED


class Staging(dict[tuple[str, str], Staged]):
    """Staged cells, each by the two ids that name it in its mode."""

    def good(self) -> list[tuple[str, str, str]]:
        """Return (first id, second id, text) of the cells that can be stored."""
        return [(one, two, s.text) for (one, two), s in self.items() if s.fault is None]

    def faults(self) -> list[tuple[str, str]]:
        """Return the cells that cannot be stored."""
        return [cell for cell, staged in self.items() if staged.fault is not None]
