"""The table of actions: what a user can do, and where. Its keys stand in the keymap files.

A new action is one line here, one in `plain.toml`, its title in `locale/*/keys.json`, and a
method `do_<id>` of its mode (or a function of `everywhere`). Where it can be refused, a method
`may_<id>(desk)` returns the reason, or None.
"""

from __future__ import annotations

from typing import NamedTuple

from civtui.model.text import Message, msg

MODES = ("overview", "agencies", "rounds", "eligibility", "building", "culture", "cards",
         "reports", "ledger", "plugins")  # fmt: skip
DIGITS = "1234567890"
FILTERED = ("agencies", "offices", "rounds", "eligibility", "cases", "building", "ledger",
            "records", "log", "marks")  # fmt: skip
# modes in which a printable key is text first
LETTERS_OFF = ("sheet", "form")


# modes whose filter looks into the cells that are shown
BY_CELLS = ("results", "cards", "all_cards", "plugins", "board", "signals", "sittings", "culture")
# modes whose rows are a table, to be sorted and arranged
TABLES = ("agencies", "offices", "rounds", "results", "eligibility", "cases", "building", "records",
          "board", "ledger", "plugins", "log", "marks")  # fmt: skip

# modes whose rows, or which themselves, have deeds
WITH_DEEDS = (*TABLES, *BY_CELLS, "overview", "registers", "program", "sitting", "reports", "panel",
              "views", "rung", "inbox")  # fmt: skip
# what a mode offers itself, first among the deeds
OWN_DEEDS = ("add", "new_round", "file", "unlock", "toggle", "sittings", "hold", "remove")


class Action(NamedTuple):
    """Something a user can do.

    Args:
        id: names the deed (`do_<id>`), its refusal (`may_<id>`) and its keys in a keymap file.
        modes: ids of the modes it belongs to; empty means everywhere.
        footer: place in the footer, 0 for none; the smallest seven are shown.
        cli: the command that does the same, without `civtui`; empty where there is none.
        right: what the acting user must be allowed (`model.roles.Right`); empty for anyone.
        row: it needs a row under the cursor.
        prefix: it does nothing itself: its keys begin the sequences of a keymap.
        quiet: it moves about and is not offered in the palette.
        named: key of its title, where that is not `keys.<id>`.
    """

    id: str
    modes: tuple[str, ...] = ()
    footer: int = 0
    cli: str = ""
    right: str = ""
    row: bool = False
    prefix: bool = False
    quiet: bool = False
    named: str = ""

    @property
    def title(self) -> Message:
        """What it does, in a word or two."""
        return msg(self.named or f"keys.{self.id}")


ACTIONS: tuple[Action, ...] = (
    Action("help", footer=1),
    Action(
        "open",
        (
            *("overview", "agencies", "rounds", "culture", "reports", "program", "palette"),
            *("eligibility", "cases", "cards", "sittings", "sitting", "plugins"),
            *("building", "registers", "records", "fairness", "agreement"),
            *("offices", "uneven", "help", "guides", "columns", "marks", "views", "panel", "deeds"),
            "inbox", "schemes",
        ),
        2,
        row=True,
    ),
    Action("store", ("sheet",), 2, cli="mark set", right="mark"),
    Action("edit", ("form",), 2, row=True),
    Action("view", ("sheet",), 3),
    Action("explain", ("sheet", "results", "fairness"), 3, cli="explain"),
    Action("explain_open", ("results",), cli="explain", row=True),
    Action("explain_share", ("agencies", "eligibility"), cli="eligibility", row=True,
           named="keys.explain"),
    Action("filter", (*FILTERED, *BY_CELLS, "sheet"), 3),
    Action("unfilter", (*FILTERED, *BY_CELLS)),
    Action("results", ("rounds", "sheet"), 4, cli="results"),
    Action("new_round", ("rounds",), 4, cli="round new", right="keep"),
    Action("panel", ("rounds",), 5, cli="round show", row=True),
    Action("assign", ("deal",), 2, cli="round assign", right="keep"),
    Action("links", ("panel",), 3, cli="round links"),
    Action("deal", ("panel",), 4, cli="round assign", right="keep"),
    Action("unlock", ("panel",), 5, cli="round unlock", right="keep", row=True),
    Action("end", ("rounds", "panel"), 6, cli="round close", right="keep", row=True),
    Action("recuse", ("panel",), cli="round recuse", right="mark", row=True),
    Action("schemes", ("results",), 4, cli="results"),
    Action("fairness", ("results",), 8, cli="round fairness"),
    Action("severity", ("fairness", "agreement"), 4, cli="calibrate"),
    Action("agreement", ("fairness", "severity"), 4, cli="agreement"),
    Action("cut", ("fairness",), 5),
    Action("next", ("sheet",), 5),
    Action("undo", ("sheet",), 4, cli="mark undo", right="mark"),
    Action("blank", ("sheet",)),
    Action("fill", ("sheet",), right="mark"),
    Action("paste", ("sheet",), right="mark"),
    Action("commit", ("sheet",), right="mark"),
    Action("redo", ("sheet",), cli="mark redo", right="mark"),
    Action("repeat", ("sheet",), cli="mark set", right="mark"),
    Action("skip", ("sheet",), cli="mark skip", right="mark"),
    Action("note", ("sheet",), cli="mark note", right="mark"),
    Action("mine", ("sheet",)),
    Action("submit", ("sheet",), cli="round submit", right="mark"),
    Action("hand_over", ("sheet", "panel"), cli="round hand-over", right="mark"),
    Action("band", ("sheet",)),
    Action("totals", ("sheet",)),
    Action("compare", ("sheet",)),
    Action("wider", ("cell",), 2, cli="explain"),
    Action(
        "add",
        ("program", "culture", "building", "registers", "records", "board", "views", "log",
         "agencies", "offices"),
        4,
    ),
    Action("marks", ("rounds",), row=True),
    Action("offices", ("agencies",), 6, cli="office list"),
    Action("registers", ("building",), 5),
    Action("score", ("culture",), 5, cli="culture score", row=True),
    Action("file", ("eligibility", "rung"), 4, cli="apply add", right="file"),
    Action("cases", ("eligibility",), 5, cli="apply list"),
    Action("more", ("rung",), 2),
    Action("less", ("rung",), 3),
    Action("all", ("cards",), 4, cli="card list"),
    Action("sittings", ("cards",), 5, cli="group sittings"),
    Action("hold", ("sitting",), 4, cli="group hold", right="keep"),
    Action("save", ("form",), 3),
    Action("toggle", ("plugins", "plugin"), 3, cli="plugin enable", right="manage"),
    Action("ask", ("plugins", "plugin"), 4, cli="plugin doctor"),
    Action("verify", ("ledger",), 4, cli="ledger verify"),
    Action("deeds", tuple(dict.fromkeys(WITH_DEEDS)), 5),
    Action("wording"),
    Action("guides"),
    Action("practice", cli="practice"),
    Action("sort", (*TABLES, "columns")),
    Action("columns", TABLES),
    Action("names", TABLES),
    Action("views", TABLES, 5),
    Action("remove", ("views",), 5, row=True),
    Action("column_left", ("columns",), 3, row=True),
    Action("column_right", ("columns",), 4, row=True),
    Action("column_reset", ("columns",), 5),
    Action("go", footer=8, prefix=True),
    Action("palette", footer=9),
    Action("language", footer=7),
    Action("reload"),
    Action("back", footer=6),
    Action("pane_down", quiet=True),
    Action("pane_up", quiet=True),
    Action("select", row=True),
    Action("select_all", row=True),
    Action("copy"),
    Action("quit", footer=10),
    Action("go_agency", cli="agency show"),
    Action("go_offices", cli="office list"),
    Action("go_round", cli="round show"),
    Action("go_score", cli="score"),
    Action("go_titles", cli="eligibility"),
    Action("go_evidence", cli="evidence list"),
    Action("go_registers"),
    Action("go_inbox", cli="inbox list"),
    *(Action(f"go_{mode}", named=f"tui.mode-{mode}") for mode in MODES),
    *(
        Action(f"select_{way}", quiet=True)
        for way in ("up", "down", "left", "right", "page_up", "page_down", "first", "last")
    ),
    *(
        Action(f"move_{way}", quiet=True)
        for way in ("up", "down", "left", "right", "page_up", "page_down", "row_start", "row_end",
                    "first", "last")
    ),
)  # fmt: skip
BY_ID = {action.id: action for action in ACTIONS}
# who lost these could not help himself any more
KEPT = ("help", "back", "quit")


def actions_of(mode: str) -> list[Action]:
    """Return the actions that `mode` knows, its own before those of everywhere."""
    own = [a for a in ACTIONS if mode in a.modes]
    return own + [a for a in ACTIONS if not a.modes]


def known_modes() -> list[str]:
    """Return every mode that an action names."""
    return sorted({*MODES, *(mode for action in ACTIONS for mode in action.modes)})
