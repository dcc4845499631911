"""Mode 3: the rounds, with what ends one."""

from __future__ import annotations

from civtui.tui.modes.round_end import Ending
from civtui.tui.modes.table import TableMode


class Rounds(TableMode, Ending):
    """The rounds, newest first."""
