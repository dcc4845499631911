"""Where one can go on the screen: each mode by a name, its file imported on first use.

What opens a mode names it here and does not import it, so that modes do not know each other and
the first screen loads none but its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from civtui.tui.modes.base import Mode
    from civtui.workspace.session import Workspace

# name -> what makes the mode: `module:callable` of `civtui.tui.modes`. It is called with the
# workspace, and by name with what else it asks for.
PLACES = {
    # the digits' own
    "overview": "overview:Overview",
    "agencies": "agencies:Agencies",
    "rounds": "rounds:Rounds",
    "eligibility": "eligibility:Eligibility",
    "building": "building:Building",
    "culture": "culture:Culture",
    "cards": "due:Board",
    "reports": "reports:Reports",
    "ledger": "ledger:Ledger",
    "plugins": "plugins:Plugins",
    # deeper
    "offices": "agencies:Offices",
    "share": "share:Share",
    "uneven": "uneven:Uneven",
    "sheet": "sheet:ScoreSheet",
    "marks": "logs:Marks",
    "panel": "round_panel:RoundPanel",
    "deal": "round_deal:RoundDeal",
    "results": "results:Results",
    "explain": "results:Explain",
    "cell": "cell_explain:CellExplain",
    "schemes": "schemes:Schemes",
    "fairness": "fairness:Ranks",
    "severity": "severity:SeverityPanel",
    "agreement": "agreement:AgreementPanel",
    "rung": "titles:Rung",
    "cases": "titles:Cases",
    "sittings": "sittings:Sittings",
    "sitting": "sittings:Sitting",
    "all_cards": "due:Cards",
    "registers": "registers:Registers",
    "records": "records:Records",
    "board": "registers:BoardView",
    "signals": "signals:Signals",
    "log": "logs:Log",
    "inbox": "inbox:Inbox",
    "kept": "registers:kept",  # what a row of `registers` stands for
    "due_records": "registers:due_of",
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


def place(ws: Workspace, name: str, /, **given: Any) -> Mode:
    """Return a new mode by its name.

    Args:
        given: what the mode asks for beside the workspace.
    """
    module, _, maker = PLACES[name].partition(":")
    made: Mode = getattr(import_module(f"civtui.tui.modes.{module}"), maker)(ws, **given)
    return made
