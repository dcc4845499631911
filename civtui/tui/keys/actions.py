"""The table of actions: what a user can do, and where. Its keys stand in the keymap files.

A new action is one line here, one in `plain.toml`, its title in `locale/*/keys.json`, and a
method of its mode marked `@does("id")` (or a line in a table of `common_actions`). Where it can be
refused, a method marked `@refuses("id")` returns the reason, or None (see `tui.doing`).

Declared lists (`civtui.tables`) stand here by name: a keymap is made, and looked through for
clashes, of the actions of every mode before the first screen, and to load all lists for that takes
11 ms. `tests/tables` holds the names to the declarations.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from civtui.model.text import Message, msg

MODES = (
    "overview",
    "agencies",
    "rounds",
    "eligibility",
    "building",
    "culture",
    "cards",
    "reports",
    "ledger",
    "plugins",
)
DIGITS = "1234567890"
FILTERED = (
    "agencies",
    "offices",
    "rounds",
    "eligibility",
    "cases",
    "building",
    "ledger",
    "records",
    "log",
    "marks",
)
# modes in which a printable key is text first
LETTERS_OFF = ("sheet", "form")


# modes whose filter looks into the cells that are shown
BY_CELLS = (
    "results",
    "cards",
    "all_cards",
    "plugins",
    "board",
    "signals",
    "sittings",
    "members",
    "culture",
    "notices",
    "standards",
)
# modes whose rows are a table, to be sorted and arranged
TABLES = (
    "agencies",
    "offices",
    "rounds",
    "results",
    "eligibility",
    "cases",
    "building",
    "records",
    "board",
    "ledger",
    "plugins",
    "log",
    "marks",
)

# modes whose rows, or which themselves, have deeds
WITH_DEEDS = (
    *TABLES,
    *BY_CELLS,
    "overview",
    "registers",
    "program",
    "sitting",
    "reports",
    "panel",
    "views",
    "rung",
    "inbox",
    "sheet",
    "plugin",
    "entries",
)

Listed = Literal["", "view", "deed"]
# the action that opens each list
LISTS: dict[Listed, str] = {"view": "others", "deed": "deeds"}


class Action(NamedTuple):
    """Something a user can do.

    Args:
        id: names the deed (see `tui.doing`), its refusal and its keys in a keymap file.
        modes: ids of the modes it belongs to; empty means everywhere.
        footer: how much it is wanted in the footer, 0 for not at all; the smallest seven are shown,
            in the order of this table.
        cli: the command that does the same, without `civtui`; empty where there is none.
        right: what the acting user must be allowed (`model.roles.Right`); empty for anyone.
        row: it needs a row under the cursor.
        prefix: it does nothing itself: its keys begin the sequences of a keymap.
        quiet: it moves about and is not offered in the palette.
        named: key of its title, where that is not `keys.<id>`.
        listed: among the other views of its modes (F6) or among their deeds (F7), by digit.
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
    listed: Listed = ""

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
            *("eligibility", "cases", "cards", "sittings", "sitting", "members", "plugins"),
            "signals",
            *("notices", "entries", "standards"),
            *("building", "registers", "records", "fairness", "agreement"),
            *("offices", "uneven", "help", "guides", "columns", "marks", "views", "panel", "deeds"),
            "others",
            "inbox",
            "schemes",
        ),
        2,
        row=True,
    ),
    Action("store", ("sheet",), 2, cli="mark set", right="mark"),
    Action("edit", ("form",), 2, row=True),
    Action("explain", ("sheet", "results", "fairness"), 3, cli="explain"),
    Action("explain_open", ("results",), cli="explain", row=True),
    Action(
        "explain_share",
        ("agencies", "eligibility"),
        cli="eligibility",
        row=True,
        named="keys.explain",
    ),
    Action("filter", (*FILTERED, *BY_CELLS, "sheet"), 6),
    Action("unfilter", (*FILTERED, *BY_CELLS)),
    Action("others", footer=4),
    Action("deeds", tuple(dict.fromkeys(WITH_DEEDS)), 5),
    Action("view", ("sheet",), listed="view"),
    Action("results", ("rounds", "sheet"), cli="results", listed="view"),
    Action("new_round", ("rounds",), cli="round new", right="keep", listed="deed"),
    Action("panel", ("rounds",), cli="round show", row=True, listed="view"),
    Action("assign", ("deal",), 2, cli="round assign", right="keep"),
    Action("links", ("panel",), cli="round links", listed="view"),
    Action("deal", ("panel",), cli="round assign", right="keep", listed="view"),
    Action("unlock", ("panel",), cli="round unlock", right="keep", row=True, listed="deed"),
    Action("end", ("rounds", "panel"), cli="round close", right="keep", row=True),
    Action("schemes", ("results",), cli="results", listed="view"),
    Action("fairness", ("results",), cli="round fairness", listed="view"),
    Action("severity", ("fairness", "agreement"), cli="calibrate", listed="view"),
    Action("agreement", ("fairness", "severity"), cli="agreement", listed="view"),
    Action("cut", ("fairness",), listed="view"),
    Action("next", ("sheet",), 6),
    Action("undo", ("sheet",), 6, cli="mark undo", right="mark"),
    Action("blank", ("sheet",)),
    Action("fill", ("sheet",), right="mark"),
    Action("paste", ("sheet",), right="mark"),
    Action("commit", ("sheet",), right="mark"),
    Action("redo", ("sheet",), cli="mark redo", right="mark"),
    Action("repeat", ("sheet",), cli="mark set", right="mark"),
    Action("submit", ("sheet",), cli="round submit", right="mark", listed="deed"),
    Action("hand_over", ("sheet", "panel"), cli="round hand-over", right="mark", listed="deed"),
    Action("recuse", ("panel",), cli="round recuse", right="mark", row=True, listed="deed"),
    Action("skip", ("sheet",), cli="mark skip", right="mark", listed="deed"),
    Action("note", ("sheet",), cli="mark note", right="mark", listed="deed"),
    Action("band", ("sheet",), listed="deed"),
    Action("totals", ("sheet",), listed="view"),
    Action("compare", ("sheet",), listed="view"),
    Action("mine", ("sheet",), listed="view"),
    Action("wider", ("cell",), 2, cli="explain"),
    Action(
        "add",
        (
            "program",
            "culture",
            "building",
            "registers",
            "records",
            "board",
            "views",
            "log",
            "agencies",
            "offices",
            "panel",
            "cards",
            "all_cards",
            "sittings",
            "members",
            "cases",
            "entries",
            "standards",
        ),
        listed="deed",
    ),
    Action("marks", ("rounds",), row=True, listed="view"),
    Action("standards", ("rounds",), cli="standard list", listed="view"),
    Action("offices", ("agencies",), cli="office list", listed="view"),
    Action("registers", ("building",), listed="view"),
    Action("score", ("culture",), cli="culture score", row=True, listed="view"),
    Action("file", ("eligibility", "rung"), cli="apply add", right="file", listed="deed"),
    Action("cases", ("eligibility",), cli="apply list", listed="view"),
    Action("notices", ("eligibility", "cases"), cli="notice list", listed="view"),
    Action("more", ("rung",), 2),
    Action("less", ("rung",), 3),
    Action("all", ("cards",), cli="card list", listed="view"),
    Action("sittings", ("cards",), cli="group sittings", listed="view"),
    Action("members", ("cards", "sittings"), cli="group list", listed="view"),
    Action("hold", ("sitting",), cli="group hold", right="keep", listed="deed"),
    Action("save", ("form",), 3),
    Action("toggle", ("plugins", "plugin"), cli="plugin enable", right="manage", listed="deed"),
    Action("ask", ("plugins", "plugin"), cli="plugin doctor", listed="deed"),
    Action("verify", ("ledger",), cli="ledger verify", listed="deed"),
    Action("wording"),
    Action("guides"),
    Action("practice", cli="practice"),
    Action("sort", (*TABLES, "columns")),
    Action("columns", TABLES),
    Action("names", TABLES),
    Action("views", TABLES, listed="view"),
    Action("remove", ("views", "entries"), row=True, listed="deed"),
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
        for way in (
            "up",
            "down",
            "left",
            "right",
            "page_up",
            "page_down",
            "row_start",
            "row_end",
            "first",
            "last",
        )
    ),
)
BY_ID = {action.id: action for action in ACTIONS}
# who lost these could not help himself any more
KEPT = ("help", "back", "quit")


def actions_of(mode: str) -> list[Action]:
    """Return the actions that `mode` knows, its own before those of everywhere."""
    own = [a for a in ACTIONS if mode in a.modes]
    return own + [a for a in ACTIONS if not a.modes]


def listed_in(mode: str, where: Listed) -> list[Action]:
    """Return the actions of `mode` that stand among its other views or its deeds, in order."""
    return [a for a in actions_of(mode) if a.listed == where and mode in a.modes]


def known_modes() -> list[str]:
    """Return every mode that an action names."""
    return sorted({*MODES, *(mode for action in ACTIONS for mode in action.modes)})
