"""A year is keyed through in a real terminal of 80x24; by commands it comes to the same facts."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.driving import civtui
from tests.terminal.year import STAGES
from tests.terminal.year_twice import Twice
from tests.terminal.year_workspace import BOSS, facts


def test_a_year_by_keys_and_by_commands_comes_to_the_same_facts(tmp_path: Path) -> None:
    year = Twice(tmp_path)
    year.tell()
    assert len(year.counts) == 1 + len(STAGES) == 18
    by_keys, by_commands = facts(year.keys.city), facts(year.commands.city)
    for one, other in zip(by_keys, by_commands, strict=True):
        assert one == other
    for city in (year.keys.city, year.commands.city):
        assert civtui("-w", city, "--as", BOSS, "ledger", "verify")["ok"] is True
