"""What the screen asks of actions and keys: the keymap in force, the footer, the cheat sheet.

`actions.py` holds the actions, `plain.toml` and `vim.toml` their keys.
"""

from __future__ import annotations

from civtui.tui.keys.actions import (
    ACTIONS,
    DIGITS,
    LETTERS_OFF,
    MODES,
    Action,
    actions_of,
    listed_in,
)
from civtui.tui.keys.keymap import FULL_WIDTH, Keymap, key_name, key_text, shipped

__all__ = [
    "ACTIONS",
    "DIGITS",
    "FULL_WIDTH",
    "LETTERS_OFF",
    "MODES",
    "Action",
    "actions_of",
    "cheat_sheet",
    "current",
    "find",
    "footer_of",
    "key_name",
    "key_text",
    "keys_of",
    "use",
]
FOOTER = 7
REMAP = (
    "Other keys: write them into `keys.toml`, in your own configuration folder (on Linux",
    "`~/.config/civtui/`) or in the workspace, which wins. `civtui keys check` says what is wrong",
    "in it, with file and line; `civtui keys list` names the actions. What is wrong is left out,",
    "and help, the way back and the way out always keep a key.",
    "",
    "There are no keys with Alt: a terminal sends Esc and the other key, and that is what they are",
    "here, however fast they come. Only `[` and `O` behind Esc begin what a terminal sends for its",
    "own keys; where they begin none, or nothing follows for a second, they are keys too.",
    "",
    "自定义按键：写在 `keys.toml` 中，放在自己的配置文件夹（Linux 为 `~/.config/civtui/`）或",
    "工作区，后者优先。`civtui keys check` 指出错误所在的文件与行，`civtui keys list` 列出动作。",
    "",
    "没有 Alt 组合键：终端发来的是 Esc 和另一个键，再快也按两个键处理。只有 Esc 后的 `[` 和 `O`",
    "是终端功能键的开头；接着的不是功能键，或一秒内没有下文，它们也是普通的键。",
    "",
    "```toml",
    'extends = "vim"            # or "plain"; the setting `keymap` of civtui.toml says the same',
    "[keys]",
    'undo = ["ctrl+z", "u"]     # the first key is the one shown',
    "reload = []                # no key at all",
    'go_ledger = ["9", "go l"]  # a sequence: each key of "go", then l',
    "[mode.rounds]",
    'results = ["f11"]          # in one mode only',
    "```",
)
_state: dict[str, Keymap] = {}


def use(keymap: Keymap) -> None:
    """Put `keymap` in force for this process."""
    _state["keymap"] = keymap


def current() -> Keymap:
    """Return the keymap in force."""
    if "keymap" not in _state:
        use(Keymap(shipped("plain")))
    return _state["keymap"]


def find(mode: str, key: str) -> Action | None:
    """Return the action that a key or sequence calls in `mode`."""
    return current().find(mode, key)


def keys_of(action: Action, mode: str = "") -> tuple[str, ...]:
    """Return the keys of an action in `mode`, the one to show first."""
    return current().keys_of(action, mode)


def footer_of(mode: str) -> list[Action]:
    """Return the actions of the footer, the seven most wanted, in their order; last the ways out.

    The overview has no way back: it is where one comes back to.
    """
    views = listed_in(mode, "view")
    wanted = sorted(
        (
            a
            for a in actions_of(mode)
            if a.footer and keys_of(a, mode) and (views or a.id != "others")
        ),
        key=lambda a: a.footer,
    )
    ways_out = ("quit",) if mode == "overview" else ("back", "quit")
    last = [a for a in wanted if a.id in ways_out]
    rest = [a for a in wanted if a.id not in ("back", "quit")][: FOOTER - len(last)]
    return [*sorted(rest, key=ACTIONS.index), *last]


def cheat_sheet() -> str:
    """Return the keys as the Markdown of `docs/keys.md`."""
    from civtui import locale

    plain, vim = Keymap(shipped("plain")), Keymap(shipped("vim"))
    lines = [
        "# Keys / 按键",
        "",
        "Generated from the action registry; `python -m civtui.tui.keys` writes it anew.",
        "",
        *REMAP,
        "",
        "| keys | vim keymap, where other | 中文 | English | where | command |",
        "|---|---|---|---|---|---|",
    ]
    for action in ACTIONS:
        keys, other = (_spell(keymap.shown(action)) for keymap in (plain, vim))
        zh, en = (locale.render(action.title, lang) for lang in ("zh", "en"))
        cli = f"`civtui {action.cli}`" if action.cli else ""
        more = other if other != keys else ""
        where = ", ".join(action.modes)
        lines.append(f"| {keys} | {more} | {zh} | {en} | {where} | {cli} |")
    return "\n".join(lines) + "\n"


def _spell(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key_text(key)}`" for key in keys)
