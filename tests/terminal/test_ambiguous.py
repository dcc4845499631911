"""A terminal that draws characters of ambiguous width in two cells, as `ambiguous = 2` says."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pyte.screens
import pytest
from wcwidth import wcwidth

from tests.terminal.driving import Terminal
from tests.tui.hostile import hostile

ROOT = Path(__file__).parents[2]
DOWN = "\x1b[B"
WIDE = {"CIVTUI_AMBIGUOUS": "2"}


def drawn(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) == "A" else wcwidth(char)


def test_every_line_stays_exact_there() -> None:
    test = "tests/tui/test_hostile.py::test_every_screen_stays_whole[size1]"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", test],
        cwd=ROOT,
        env={**os.environ, **WIDE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_differences_come_to_the_same_as_a_whole_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyte.screens, "wcwidth", drawn)
    hostile(tmp_path / "city").close()
    settings = tmp_path / "city" / "civtui.toml"
    settings.write_text(settings.read_text("utf-8") + "ambiguous = 2\n", "utf-8")
    walked = Terminal("-w", tmp_path / "city", "tui")
    walked.wait("Ctrl+Q")
    for digit in "29745":
        walked.send(digit)
        walked.settle()
    walked.send(DOWN)
    fresh = Terminal("-w", tmp_path / "city", "tui")
    fresh.wait("Ctrl+Q")
    fresh.send("5")
    fresh.settle()
    fresh.send(DOWN)
    end = time.monotonic() + 20
    while walked.settle() != fresh.settle() and time.monotonic() < end:
        pass
    assert walked.text() == fresh.text()
    assert walked.leave() == fresh.leave() == 0
