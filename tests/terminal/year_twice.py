"""The year told twice, by keys and by commands, and what came of each."""

from __future__ import annotations

import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from civtui.locale.width import fit
from tests.terminal.year import STAGES
from tests.terminal.year_by_commands import ByCommands
from tests.terminal.year_by_keys import ByKeys
from tests.terminal.year_workspace import facts, files


class Count(NamedTuple):
    """What a stage took: keys pressed, facts written by them and by commands, seconds of keys."""

    stage: str
    keys: int
    facts: int
    by_commands: int
    seconds: float


class Twice:
    """The year in two workspaces below `root`.

    Args:
        root: an empty folder.
    """

    def __init__(self, root: Path) -> None:
        mail = root / "mail"
        mail.mkdir()
        files(mail)
        self.keys, self.commands = ByKeys(root / "keys", mail), ByCommands(root / "commands", mail)
        for teller in (self.keys, self.commands):
            teller.root.mkdir()
        self.counts: list[Count] = []

    def tell(self) -> None:
        """Tell the whole year, stage by stage, in both."""
        try:
            self._count("新建工作区", self.keys.begin, self.commands.begin)
            for stage in STAGES:
                self._count(
                    stage.name, partial(self.keys.tell, stage), partial(self.commands.tell, stage)
                )
        finally:
            self.keys.kill()

    def _count(self, name: str, by_keys: Any, by_commands: Any) -> None:
        keys, start = self.keys.keys, time.monotonic()
        known = [len(self._facts(teller)) for teller in (self.keys, self.commands)]
        by_keys()
        seconds = time.monotonic() - start
        by_commands()
        new = [
            len(self._facts(teller)) - before
            for teller, before in zip((self.keys, self.commands), known, strict=True)
        ]
        self.counts.append(Count(name, self.keys.keys - keys, *new, seconds))

    def _facts(self, teller: ByKeys | ByCommands) -> list[tuple[Any, ...]]:
        return facts(teller.city) if teller.city.exists() else []


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main() -> None:
    """Print what each stage takes."""
    with tempfile.TemporaryDirectory() as folder:
        year = Twice(Path(folder))
        try:
            year.tell()
        finally:
            for number, one in enumerate(year.counts):
                say(
                    f"{number:2}  {fit(one.stage, 24)}{one.keys:5}{one.facts:5}"
                    f"{one.by_commands:5}{one.seconds:7.1f} s"
                )
        say(f"{sum(one.keys for one in year.counts)} keys")
        same = facts(year.keys.city) == facts(year.commands.city)
        say("the same facts" if same else "other facts")
