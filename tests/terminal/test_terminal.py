"""The real program in a pseudo-terminal: killed at any moment it loses no mark shown as saved."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from pathlib import Path

import pytest

from tests.demos import demo
from tests.terminal.driving import Terminal, civtui

SAVED = re.compile(r"登记簿第 (\d+) 条")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    demo(tmp_path / "city").close()
    return tmp_path / "city"


def score(city: Path) -> Terminal:
    terminal = Terminal("-w", city, "score", "city-2026", "--assessor", "kp1")
    terminal.wait("/960")
    return terminal


def newest(city: Path) -> int:
    seq: int = civtui("-w", city, "status")["ledger"]["seq"]
    return seq


def test_a_whole_session_without_a_letter(city: Path) -> None:
    before = civtui("-w", city, "round", "show", "city-2026")["marks"]["given"]
    terminal = score(city)
    first = newest(city)
    for n in range(1, 21):
        terminal.send("2\r")
        terminal.wait(f"登记簿第 {first + n} 条")
    terminal.send("\x1a")
    terminal.wait("已撤回")
    terminal.send("\x07")
    terminal.send("4")
    terminal.wait("市直机关文明单位")
    terminal.send("8\r")
    terminal.wait("已导出")
    assert terminal.leave() == 0
    assert civtui("-w", city, "round", "show", "city-2026")["marks"]["given"] == before + 19
    assert any((city / "out").iterdir())
    assert civtui("-w", city, "ledger", "verify")["ok"] is True


@pytest.mark.parametrize("seed", range(4))
def test_kill_9_at_any_moment_loses_no_mark_shown_as_saved(city: Path, seed: int) -> None:
    moments = random.Random(seed)
    terminal = score(city)
    for _ in range(moments.randint(3, 9)):
        terminal.send("2\r")
        terminal.read(moments.uniform(0, 0.15))
    terminal.read(moments.uniform(0, 0.05))
    shown = max((int(n) for n in SAVED.findall(terminal.text())), default=0)
    terminal.kill()
    assert newest(city) >= shown
    assert civtui("-w", city, "ledger", "verify")["ok"] is True
    again = score(city)
    seq = newest(city)
    again.send("2\r")
    again.wait(f"登记簿第 {seq + 1} 条")
    assert again.leave() == 0


def test_a_hangup_loses_nothing_either(city: Path) -> None:
    terminal = score(city)
    seq = newest(city)
    terminal.send("2\r")
    terminal.wait(f"登记簿第 {seq + 1} 条")
    os.kill(terminal.pid, signal.SIGHUP)
    terminal.read(1)
    os.close(terminal.fd)
    os.waitpid(terminal.pid, 0)
    assert newest(city) == seq + 1
    assert civtui("-w", city, "ledger", "verify")["ok"] is True


def test_two_hundred_keys_at_once_are_all_stored(city: Path) -> None:
    terminal = score(city)
    before = civtui("-w", city, "round", "show", "city-2026")["marks"]["given"]
    terminal.send("2\r" * 100)
    seq = newest(city)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        terminal.read(0.2)
        if civtui("-w", city, "round", "show", "city-2026")["marks"]["given"] == before + 100:
            break
    assert civtui("-w", city, "round", "show", "city-2026")["marks"]["given"] == before + 100
    assert newest(city) >= seq
    assert terminal.leave() == 0
