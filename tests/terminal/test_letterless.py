"""A day's work in a real terminal by digits, arrows, Enter, Tab, Esc, Ctrl and F keys alone."""

from __future__ import annotations

import re
from pathlib import Path

from civtui.locale import t
from civtui.tui.keys.registry import DIGITS, MODES
from tests.terminal.driving import Terminal, civtui

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "esc": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "ctrl+g": "\x07",
    "ctrl+k": "\x0b",
    "ctrl+n": "\x0e",
    "ctrl+p": "\x10",
    "ctrl+z": "\x1a",
}


class Hands:
    """Two hands without letters.

    Args:
        terminal: what they type on.
    """

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def type(self, words: str, wanted: str = "") -> None:
        """Type keys by name and digits as they are, then wait for a text, or for quiet."""
        for word in words.split():
            assert word in KEYS or re.fullmatch(r"[\d.]+", word), word
            self.terminal.send(KEYS.get(word, word))
            self.terminal.settle(0.05)
        if wanted:
            self.terminal.wait(wanted)


def test_every_mode_a_form_a_skip_and_marks(tmp_path: Path) -> None:
    city = tmp_path / "city"
    civtui("demo", city, "--headless")
    before = civtui("-w", city, "round", "show", "city-2026")["marks"]["given"]
    terminal = Terminal("-w", city, "score", "city-2026", "--assessor", "kp1")
    terminal.wait("Ctrl+Q")
    hands = Hands(terminal)
    for _ in range(6):
        hands.type("2 enter", "已存盘")
    hands.type("ctrl+z", "已撤回")
    hands.type("ctrl+k 1 enter tab")  # left for later, with a reason of the list
    hands.type("ctrl+n 7 enter")  # and noted
    hands.type("f3", "总分由来")
    hands.type("esc", "Enter 存入")
    for digit, comes in (("1", "他人评分"), ("1", "Enter 存入"), ("2", "名次")):
        hands.type("f6", "隐藏合计")
        hands.type(digit, comes)
    hands.type("esc", "Enter 存入")
    hands.type("f7", "移交")
    hands.type("5", "数字选档次")
    for digit, mode in zip(DIGITS, MODES, strict=True):
        hands.type(f"ctrl+g {digit}", t(f"tui.mode-{mode}", "zh"))
        hands.type("down f1 esc")
    hands.type("ctrl+g 5 f7 1 2026 enter enter 1 enter f8", "已记")
    hands.type("ctrl+g 2 f4 3 esc esc f2", "Units")
    hands.type("f2 ctrl+g 8 enter", "已导出")
    assert terminal.leave() == 0
    assert civtui("-w", city, "round", "show", "city-2026")["marks"]["given"] == before + 5
    assert civtui("-w", city, "activity", "list")[0]["title"] == "2026"
    assert civtui("-w", city, "ledger", "verify")["ok"] is True
