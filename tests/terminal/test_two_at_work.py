"""Two judges at one round in two processes: no key lost, no mark lost, every mark in the ledger."""

from __future__ import annotations

from pathlib import Path

from benchmarks.scoring_session import score
from tests.terminal.driving import civtui


def test_quick_keys_beside_a_colleague_lose_no_mark(tmp_path: Path) -> None:
    civtui("demo", tmp_path / "city", "--headless")
    outcome = score(tmp_path / "city", marks=24, rate=15)
    assert outcome.stored == outcome.typed
    assert outcome.cells == len(outcome.typed)
    assert outcome.colleague[0] == outcome.colleague[1] > 0
    assert outcome.sound
