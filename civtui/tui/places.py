"""The places of the screen by name: modes that are code, and the lists that are declared."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from civtui.tables import FILES

if TYPE_CHECKING:
    from civtui.tui.modes.base import Mode
    from civtui.workspace.session import Workspace

# place -> the class that is behind it, for those that are more than a list
PLACES = {
    "overview": "overview:Overview",
    "rounds": "rounds:Rounds",
    "building": "building:Building",
    "culture": "culture:Culture",
    "ledger": "ledger:Ledger",
    "plugins": "plugins:Plugins",
    "plugin": "plugins:OnePlugin",
    "inbox": "inbox:Inbox",
    "reports": "reports:Reports",
    "rung": "rung:Rung",
    "share": "share:Share",
    "sitting": "sittings:Sitting",
    "sheet": "sheet:ScoreSheet",
    "results": "results:Results",
    "panel": "round_panel:RoundPanel",
    "cell": "cell_explain:CellExplain",
    "signals": "signals:Signals",
    "uneven": "uneven:Uneven",
}


LIST = "table:TableMode"


def place(ws: Workspace, name: str, /, *of: Any, **given: Any) -> Mode:
    """Return a new mode by its name.

    Args:
        of: the thing whose rows or page it shows, where it is of one.
        given: what it asks for besides.
    """
    id_ = name.partition(":")[0]
    module, _, maker = PLACES.get(id_, LIST).partition(":")
    asked = (name, *of) if id_ in FILES else of
    made: Mode = getattr(import_module(f"civtui.tui.modes.{module}"), maker)(ws, *asked, **given)
    return made
