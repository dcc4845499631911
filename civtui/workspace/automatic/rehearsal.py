"""A write that is done up to its end and undone: what would the profile's choices do after it?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Fact
    from civtui.workspace.automatic.overlay import Due
    from civtui.workspace.automatic.steps import Step


class Rehearsed(Exception):
    """A deed was done up to its end, and nothing of it is on record.

    Args:
        steps: what it would have the profile's choices do.
    """

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self.steps = tuple(steps)


class Rehearsal:
    """Stands in for what finds the facts that come about with a write; it undoes the write.

    Args:
        due: what it stands in for; None where nothing comes about.
    """

    def __init__(self, due: Due | None) -> None:
        self.due = due

    def __call__(self, connection: sqlite3.Connection, caused: bool) -> list[Fact]:
        """Return the facts of the next step.

        Raises:
            Rehearsed: the write is done, and all that it caused.
        """
        facts = self.due(connection, caused) if self.due else []
        if caused and not facts:
            raise Rehearsed(self.due.caused if self.due else ())
        return facts
