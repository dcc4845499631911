"""The one registry of actions: footer, help, palette, cheat sheet and dispatch all read it.

Digits, arrows, Enter, Tab, Esc, Ctrl and F keys suffice; letters are shortcuts on top, since with
an input method switched on they may never arrive.
"""

from __future__ import annotations

from typing import NamedTuple

from civtui.model.text import Message, msg

FULL_WIDTH = {ord("０") + n: str(n) for n in range(10)} | {
    ord("．"): ".", ord("。"): ".", ord("？"): "?", ord("："): ":", ord("／"): "/", ord("！"): "!",
}  # fmt: skip


class Action(NamedTuple):
    """Something a user can do.

    Args:
        id: the method `do_<id>` of the mode or of the screen runs it; `may_<id>`, where there is
            one, returns the reason why not now.
        keys: textual's names of keys, the first one is shown.
        modes: ids of the modes it belongs to; empty means everywhere.
        footer: place in the footer, 0 for none; the smallest seven are shown.
    """

    id: str
    keys: tuple[str, ...]
    modes: tuple[str, ...] = ()
    footer: int = 0

    @property
    def title(self) -> Message:
        """What it does, in a word or two."""
        return msg(f"keys.{self.id}")


MODES = ("overview", "agencies", "rounds", "eligibility", "building", "culture", "cards",
         "reports", "ledger", "plugins")  # fmt: skip
DIGITS = "1234567890"

ACTIONS: tuple[Action, ...] = (
    Action("help", ("f1", "?"), footer=1),
    Action(
        "open",
        ("enter",),
        (
            *("overview", "agencies", "rounds", "culture", "reports", "program", "palette"),
            *("eligibility", "cases", "cards", "sittings", "sitting", "plugins"),
            *("building", "registers", "records"),
        ),
        2,
    ),
    Action("store", ("enter",), ("sheet",), 2),
    Action("edit", ("enter",), ("form",), 2),
    Action("explain", ("f3", "x"), ("sheet", "results"), 3),
    Action("explain_open", ("enter",), ("results",), 2),
    Action(
        "filter",
        ("f4", "/"),
        ("agencies", "offices", "eligibility", "cases", "building", "ledger", "records"),
        3,
    ),
    Action("results", ("f6", "r"), ("rounds", "sheet"), 4),
    Action("next", ("tab", "n"), ("sheet",), 5),
    Action("undo", ("ctrl+z", "u"), ("sheet",), 4),
    Action("blank", ("delete", "backspace"), ("sheet",)),
    Action("add", ("f7", "a"), ("program", "culture", "building", "registers", "records"), 4),
    Action("registers", ("f6", "r"), ("building",), 5),
    Action("score", ("f6", "r"), ("culture",), 5),
    Action("file", ("f7", "a"), ("eligibility", "rung"), 4),
    Action("cases", ("f6", "r"), ("eligibility",), 5),
    Action("more", ("right", "+"), ("rung",), 2),
    Action("less", ("left", "-"), ("rung",), 3),
    Action("all", ("f6", "r"), ("cards",), 4),
    Action("sittings", ("f7", "s"), ("cards",), 5),
    Action("hold", ("f6", "h"), ("sitting",), 4),
    Action("save", ("ctrl+s", "f8"), ("form",), 3),
    Action("toggle", ("f7", "e"), ("plugins", "plugin"), 3),
    Action("ask", ("f6", "r"), ("plugins", "plugin"), 4),
    Action("verify", ("f8", "v"), ("ledger",), 4),
    Action("go", ("ctrl+g", "g"), footer=8),
    Action("palette", ("ctrl+p", "f9", ":"), footer=9),
    Action("language", ("f2",), footer=7),
    Action("reload", ("f5",)),
    Action("back", ("escape",), footer=6),
    Action("pane_down", ("ctrl+down", "shift+down")),
    Action("pane_up", ("ctrl+up", "shift+up")),
    Action("quit", ("ctrl+q",), footer=10),
)
LETTERS_OFF = ("sheet", "form")


def key_name(key: str, character: str | None) -> str:
    """Return the key as the registry names it; full-width forms count as ASCII."""
    if character and len(character) == 1:
        plain = character.translate(FULL_WIDTH)
        if plain.isprintable() and plain != " ":
            return plain
    return key


def actions_of(mode: str) -> list[Action]:
    """Return the actions that `mode` knows, its own before those of everywhere."""
    own = [a for a in ACTIONS if mode in a.modes]
    return own + [a for a in ACTIONS if not a.modes]


def find(mode: str, key: str) -> Action | None:
    """Return the action that `key` calls in `mode`."""
    for action in actions_of(mode):
        if key in action.keys:
            return action
    return None


def footer_of(mode: str) -> list[Action]:
    """Return the actions of the footer, at most seven, in their order."""
    shown = sorted((a for a in actions_of(mode) if a.footer), key=lambda a: a.footer)
    quit_ = [a for a in shown if a.id == "quit"]
    return [a for a in shown if a.id != "quit"][:6] + quit_


def key_text(key: str) -> str:
    """Return a key as people write it: `Ctrl+Z`, `F3`, `Enter`."""
    names = {"escape": "Esc", "enter": "Enter", "tab": "Tab", "delete": "Del",
             "backspace": "Backspace", "left": "←", "right": "→"}  # fmt: skip
    if key.startswith(("ctrl+", "shift+")):
        head, _, tail = key.partition("+")
        return f"{head.capitalize()}+{names.get(tail, tail.capitalize())}"
    return names.get(key, key.upper() if key.startswith("f") and key[1:].isdecimal() else key)


def cheat_sheet() -> str:
    """Return the keys as the Markdown of `docs/keys.md`."""
    from civtui import locale

    lines = [
        "# Keys / 按键",
        "",
        "Generated from the action registry; `python -m civtui.tui.keys` writes it anew.",
        "",
        "| keys | 中文 | English | where |",
        "|---|---|---|---|",
    ]
    for digit, mode in zip(DIGITS, MODES, strict=True):
        zh, en = (locale.t(f"tui.mode-{mode}", lang) for lang in ("zh", "en"))
        lines.append(f"| `{digit}`, `Ctrl+G {digit}` | {zh} | {en} | |")
    for action in ACTIONS:
        keys = ", ".join(f"`{key_text(key)}`" for key in action.keys)
        zh, en = (locale.render(action.title, lang) for lang in ("zh", "en"))
        lines.append(f"| {keys} | {zh} | {en} | {', '.join(action.modes)} |")
    return "\n".join(lines) + "\n"
