"""Where one can go on the screen: each mode by a name, its file imported on first use.

What opens a mode names it here and does not import it, so that modes do not know each other and
the first screen loads none but its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from civtui.tables import FILES

if TYPE_CHECKING:
    from civtui.tui.modes.base import Mode
    from civtui.workspace.session import Workspace

# name -> what makes the mode: `module:callable` of `civtui.tui.modes`. It is called with the
# workspace, and by name with what else it asks for.
PLACES = {
    # the digits' own
    "overview": "overview:Overview",
    "rounds": "rounds:Rounds",
    "culture": "culture:Culture",
    "reports": "reports:Reports",
    "ledger": "ledger:Ledger",
    "plugins": "plugins:Plugins",
    # deeper
    "share": "share:Share",
    "uneven": "uneven:Uneven",
    "sheet": "sheet:ScoreSheet",
    "panel": "round_panel:RoundPanel",
    "deal": "round_deal:RoundDeal",
    "results": "results:Results",
    "explain": "results:Explain",
    "cell": "cell_explain:CellExplain",
    "schemes": "schemes:Schemes",
    "fairness": "fairness:Ranks",
    "severity": "severity:SeverityPanel",
    "agreement": "agreement:AgreementPanel",
    "rung": "next_title:Rung",
    "signals": "signals:Signals",
    "inbox": "inbox:Inbox",
    "plugin": "plugins:OnePlugin",
    "score": "culture_score:Score",
    # from everywhere
    "help": "help:Help",
    "guides": "guides:Guides",
    "reading": "guides:Reading",
    "palette": "jump:Palette",
    "deeds": "deeds:Deeds",
    "others": "others:Others",
    "wording": "wording:WordingPage",
    "columns": "columns:Columns",
    "views": "views:Views",
}


LIST = "table:TableMode"  # what shows a list that is no more than its declaration


def place(ws: Workspace, name: str, /, *of: Any, **given: Any) -> Mode:
    """Return a new mode by its name: that of a declared list, or one of `PLACES`.

    Args:
        of: the thing whose rows or page it shows, where it is of one.
        given: what the mode asks for besides.
    """
    id_ = name.partition(":")[0]
    module, _, maker = PLACES.get(id_, LIST).partition(":")
    asked = (name, *of) if id_ in FILES else of
    made: Mode = getattr(import_module(f"civtui.tui.modes.{module}"), maker)(ws, *asked, **given)
    return made
