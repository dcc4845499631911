"""What is written to the terminal; it goes on being taken when the terminal is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO


class Outlet:
    """The file of the terminal, as textual's writing thread sees it.

    That thread dies of the first write that fails, and whoever then writes waits for room in its
    queue for ever: the program would outlive its terminal. So a terminal that is gone is told
    once, and what is written after that goes nowhere.

    Args:
        file: where the terminal is.
        gone: called, in the thread that wrote, when the terminal is found to be gone.
    """

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        self.file, self.gone = file, gone
        self.open = True

    def write(self, text: str) -> int:
        """Write text, if there is still somebody to read it."""
        if self.open:
            try:
                return self.file.write(text)
            except (OSError, ValueError):
                self._lost()
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        if self.open:
            try:
                self.file.flush()
            except (OSError, ValueError):
                self._lost()

    def _lost(self) -> None:
        self.open = False
        self.gone()

    def fileno(self) -> int:
        """Return the number of the file."""
        return self.file.fileno()
