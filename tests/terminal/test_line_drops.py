"""The line drops while keys are worked off: the program ends, and what was saved stays saved."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from civtui.tui.line.outlet import Outlet
from civtui.workspace.reading.history import verify
from civtui.workspace.session import open_workspace
from tests.terminal.driving import Terminal, civtui

DOWN, RIGHT, CARD = "\x1b[B", "\x1b[C", "\x1b[17~1"
BURST = (DOWN + RIGHT + "\x1b[6~" + CARD) * 60
PATIENCE = 30.0


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drops") / "city"
    civtui("demo", folder, "--headless")
    return folder


def ended(terminal: Terminal) -> int | None:
    """Return the status with which the program ended by itself; None where it had to be killed."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        done, status = os.waitpid(terminal.pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)
    return None


@pytest.mark.parametrize("ignored", [False, True], ids=["hung-up", "nohup"])
def test_no_session_outlives_its_terminal(city: Path, ignored: bool) -> None:
    """Closed at another place of the burst each time; with `nohup` no signal tells of it."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN) if ignored else None
    try:
        for number in range(4):
            terminal = Terminal("-w", city, "score", "city-2026", "--assessor", "kp1")
            terminal.wait("Ctrl+Q")
            terminal.send(BURST)
            for _ in range(number):  # so many pieces of the answer are read before the line drops
                terminal.read(0.02)
            os.close(terminal.fd)
            assert ended(terminal) is not None, number
    finally:
        if before is not None:
            signal.signal(signal.SIGHUP, before)
    with closing(open_workspace(city)) as ws:
        assert verify(ws) == []


def test_a_session_continued_without_a_stop_can_be_left(city: Path) -> None:
    terminal = Terminal("-w", city, "score", "city-2026", "--assessor", "kp1")
    terminal.wait("Ctrl+Q")
    for _ in range(3):
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.settle()
    terminal.send("\x1bOP")
    terminal.wait("Ctrl+Z")  # keys are still read, and answered
    terminal.send("\x1b\x1b")
    terminal.settle()
    assert terminal.leave() == 0


class Broken(StringIO):
    """A terminal that is gone."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")


def test_what_is_written_to_a_terminal_that_is_gone_is_taken_and_told_once() -> None:
    told: list[str] = []
    outlet = Outlet(Broken(), lambda: told.append("gone"))
    for _ in range(40):
        assert outlet.write("x") == 1
        outlet.flush()
    assert told == ["gone"]
