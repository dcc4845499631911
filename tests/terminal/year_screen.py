"""The screen that the year is keyed into: 80x24, read by its lines, waited for by what it shows."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from civtui.locale import t
from tests.terminal.driving import Terminal
from tests.terminal.year_workspace import BOSS, CITY, furnish, on_day

KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Home": "\x1b[1;5H",
    "Insert": "\x1b[2~",
    "F6": "\x1b[17~",
    "F7": "\x1b[18~",
    "F8": "\x1b[19~",
    "F9": "\x1b[20~",
    "Clear": "\x15",
    "Fairness": "\x12",
}
HEAD, ROWS, LABEL, INPUT, FOOT = 0, 3, 21, 22, 23  # lines of a screen of 24
STATUS = INPUT
CUT = 14  # characters by which a title is known where its column cuts it
NUMBER = re.compile(r"(?<!\S)(\d{1,2}) (?=\S)")  # of a candidate
DEED = 7  # characters by which a deed of a list is known
MODES = {
    "3": "考评",
    "4": "称号与申报资格",
    "5": "创建日志",
    "7": "黄牌与期限",
    "8": "报表",
    "9": "登记簿",
}
NUMBERED = " 0123456789"  # what may stand before a line of the palette
UNDER = 20  # characters of a command that are not cut beside it
ENOUGH = 6  # characters that are typed of a title to find it
PANE = 41  # cells left of what stands beside a form
OPEN = "换栏"  # the line of a field is open
SECONDS, QUIET = 30, 0.03
UNDER_WAY = t("verbs.esc-stops")[:6]


def is_form(lines: list[str]) -> bool:
    """Return whether the screen shows a form."""
    return lines[ROWS - 1].startswith("字段 ")


class Session:
    """Sessions at the workspace below `root`: keys, what is waited for, where one goes.

    Args:
        mail: the folder of the files that come by mail.
    """

    def __init__(self, root: Path, mail: Path) -> None:
        self.root, self.city, self.mail = root, root / CITY, mail
        self.keys = 0
        self.terminal: Terminal | None = None

    # --- a session ---

    def begin(self) -> None:
        """Make the workspace from the start screen, and leave."""
        self.open(self.root)
        self.until(lambda lines: "编号>" in "".join(lines))
        for typed, shown in (
            ("3", "空 = 返回"),
            (CITY, "方案名"),
            ("", "放在哪个"),
            ("", "名册文件"),
        ):
            self.type(typed)
            self.press("Enter")
            self.shows(shown)
        self.press("Enter")
        self.until(lambda lines: "总览" in lines[HEAD])
        self.end()
        furnish(self.city)

    def open(self, folder: Path, user: str = BOSS) -> None:
        """Start the program."""
        self.terminal = Terminal("-w", folder, "--as", user, "--lang", "zh")

    def end(self) -> None:
        """Leave the program, if it runs."""
        if self.terminal is not None:
            terminal, self.terminal = self.terminal, None
            self.keys += 1
            assert terminal.leave() == 0

    def on(self, day: date, user: str = BOSS) -> None:
        """Begin a session on a day of the city."""
        self.end()
        self.day = day
        on_day(self.city, day)
        self.open(self.city, user)
        self.until(lambda lines: "总览" in lines[HEAD])

    def kill(self) -> None:
        """End the program, whatever it does."""
        if self.terminal is not None:
            self.terminal.kill()
            self.terminal = None

    # --- keys, and what is waited for ---

    def press(self, *names: str) -> None:
        """Press keys, by their names or as they are typed."""
        assert self.terminal is not None
        self.keys += len(names)
        for name in names:
            self.terminal.send(KEYS.get(name, name))

    def type(self, text: str) -> None:
        """Type a text; of what an input method writes a character counts as a key."""
        self.press(*text)

    def lines(self) -> list[str]:
        """Return the lines of the screen."""
        assert self.terminal is not None
        return self.terminal.text().split("\n")

    def until(
        self, holds: Callable[[list[str]], object], what: str = "", seconds: float = SECONDS
    ) -> list[str]:
        """Read until something holds of the screen, and return its lines."""
        assert self.terminal is not None
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            seen, lines = len(self.terminal.raw), self.lines()
            self.terminal.read(QUIET)
            if holds(lines) and len(self.terminal.raw) == seen:  # not in the midst of a frame
                return lines
        raise AssertionError("\n".join([f"did not come: {what}", *self.lines()]))

    def shows(self, text: str) -> None:
        """Read until the screen shows a text."""
        self.until(lambda lines: text in "".join(lines), text)

    # --- ways ---

    def find(self, title: str, under: str = "") -> None:
        """Go to what is called `title` by the palette; `under` tells those of one name apart."""
        self.press("F9")
        self.until(lambda lines: "查找一切" in lines[HEAD], "查找一切")
        typed = title[:ENOUGH]
        self.type(typed)

        def listed(lines: list[str]) -> list[int]:
            rows = enumerate(lines[ROWS:LABEL])
            told = f"“{typed}”" in lines[LABEL]  # it lists what fits all that was typed
            named = [
                (n, row) for n, row in rows if told and row.lstrip(NUMBERED).startswith(title[:CUT])
            ]
            return [n for n, row in named if under[:UNDER] in row]

        found = listed(self.until(listed, title))
        self.press(*["Down"] * found[0], "Enter")
        self.until(lambda lines: "查找一切" not in lines[HEAD], title)

    def mode(self, digit: str) -> None:
        """Go to the mode of a digit."""
        self.press(digit)
        self.until(lambda lines: self.name(lines) == MODES[digit], MODES[digit])

    def way(self, keys: str) -> None:
        """Go a way of keys: digits of modes, lines that are stood on, other keys by their names."""
        for key in keys.split():
            if key in MODES and key == keys[0]:
                self.mode(key)
            elif key in KEYS or len(key) == 1:
                self.press(key)
            else:
                self.stand(key)

    def choose(self, title: str) -> None:
        """Do the deed called `title` of those that are listed, by its digit."""

        def digits(lines: list[str]) -> list[str]:
            deed = re.compile(rf"(\d| ) +{re.escape(title[:DEED])}")
            return [found[1] for row in lines[ROWS:LABEL] if (found := deed.match(row))]

        if digits(self.until(digits, title)) == [" "]:
            self.press("0")
        self.press(digits(self.until(lambda lines: digits(lines) > [" "], title))[0])

    def stand(self, *texts: str) -> None:
        """Go to the row of a list that holds the texts."""

        def places(lines: list[str]) -> list[int]:
            rows = enumerate(lines[ROWS:LABEL])
            return [n for n, row in rows if all(text in row for text in texts)]

        self.press("Home")
        found = places(self.until(places, " ".join(texts)))
        self.press(*["Down"] * found[0])
