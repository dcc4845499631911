"""A terminal without a cursor is told line by line, and gets no escape at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.demos import demo
from tests.terminal.driving import Terminal


@pytest.mark.parametrize("words", [["tui"], ["score", "city-2026", "--assessor", "kp1"]])
def test_a_dumb_terminal_gets_no_escape(tmp_path: Path, words: list[str]) -> None:
    demo(tmp_path / "city").close()
    terminal = Terminal("-w", tmp_path / "city", *words, environment={"TERM": "dumb"})
    terminal.wait("> ")
    terminal.send("3\n" if words == ["tui"] else "1\n")
    terminal.wait("已存盘" if len(words) > 1 else "到此为止")
    terminal.send("\x04")
    terminal.wait("已退出")
    assert b"\x1b" not in terminal.raw
    terminal.kill()
