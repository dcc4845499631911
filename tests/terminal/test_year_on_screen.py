"""A year is keyed through in a real terminal of 80x24; by commands it comes to the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.driving import civtui
from tests.terminal.year import STAGES
from tests.terminal.year_twice import Twice
from tests.terminal.year_words import Kept, Written
from tests.terminal.year_workspace import BOSS, facts

pytestmark = pytest.mark.long


def figures(file: Path) -> list[str]:
    """Return the lines of a CSV but for those that say of which ledger it is, and when written."""
    lines = file.read_text("utf-8-sig").splitlines()
    return [line for line in lines if not line.startswith(("ledger,", "written,"))]


def test_a_year_by_keys_and_by_commands_comes_to_the_same_facts(tmp_path: Path) -> None:
    year = Twice(tmp_path)
    year.tell()
    assert len(STAGES) == 17
    assert [one.stage for one in year.counts[1:] if one.keys] == [stage.name for stage in STAGES]
    both = (year.keys, year.commands)
    by_keys, by_commands = (facts(teller.city) for teller in both)
    for one, other in zip(by_keys, by_commands, strict=True):
        assert one == other
    for told in (told for stage in STAGES for told in stage.deeds):
        if isinstance(told, Written):
            one, other = (figures(teller.city / "out" / told.file) for teller in both)
            assert one == other
        elif isinstance(told, Kept):
            for teller in both:
                assert facts(teller.root / told.to)[: len(by_keys)] == by_keys
    for teller in both:
        verified = civtui("-w", teller.city, "--as", BOSS, "ledger", "verify")
        assert verified["ok"] is True
