"""Drives the real program in a pseudo-terminal, and reads its screen."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyte


class Terminal:
    """civtui in a pseudo-terminal that draws, and answers where its cursor stands.

    Args:
        words: of the command line.
        size: columns and lines.
        environment: beside the process's own.
    """

    def __init__(
        self,
        *words: str | Path,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.columns, self.lines = size
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        given = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(environment or {})}
        pid, self.fd = pty.fork()
        if pid == 0:
            os.environ.update(given)
            os.execv(sys.executable, [sys.executable, "-m", "civtui", *map(str, words)])
        self.pid = pid
        self.screen.write_process_input = self.send
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", *reversed(size), 0, 0))

    def read(self, seconds: float) -> None:
        """Take what the program writes for at most `seconds`."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.fd], [], [], left)[0]:
                return
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return
            self.raw += data
            self.stream.feed(data)

    def text(self) -> str:
        """Return the screen; the second cell of a wide character is left out."""
        lines, across = self.screen.buffer, range(self.columns)
        return "\n".join("".join(lines[y][x].data for x in across) for y in range(self.lines))

    def before_cursor(self) -> str:
        """Return what stands left of the terminal's own cursor, on its line."""
        line, cursor = self.screen.buffer[self.screen.cursor.y], self.screen.cursor
        return "".join(line[x].data for x in range(cursor.x))

    def wait(self, wanted: str, seconds: float = 30) -> str:
        """Read until the screen shows `wanted`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            if wanted in self.text():
                return self.text()
        raise AssertionError(f"{wanted!r} did not come:\n{self.text()}")

    def expect_cursor_after(self, text: str, seconds: float = 20) -> None:
        """Read until the terminal's own cursor stands right behind `text`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            if self.before_cursor().endswith(text):
                return
        raise AssertionError(f"{text!r} is not before the cursor: {self.before_cursor()!r}")

    def settle(self, quiet: float = 0.25, seconds: float = 10) -> str:
        """Read until nothing has come for `quiet` seconds and it waits, and return the screen.

        On a busy machine it may be quiet because it has not come to its keys yet.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before, busy = len(self.raw), self.busy()
            self.read(quiet)
            if len(self.raw) == before and not (busy or self.busy()):
                break
        return self.text()

    def busy(self) -> bool:
        """Return whether a thread of the program runs, or would if it got a processor."""
        for thread in Path(f"/proc/{self.pid}/task").glob("*/stat"):
            with suppress(OSError):  # it ended meanwhile
                if thread.read_text().rpartition(")")[2].split()[0] in "RD":
                    return True
        return False

    def send(self, keys: str) -> None:
        """Send keys."""
        os.write(self.fd, keys.encode())

    def kill(self) -> None:
        """kill -9."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def leave(self) -> int:
        """Press Ctrl+Q and return the exit status."""
        self.send("\x11")
        end = time.monotonic() + 15
        while time.monotonic() < end:
            self.read(0.1)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
        self.kill()
        raise AssertionError("did not leave")


def civtui(*words: str | Path) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "civtui", *map(str, words), "--json"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)
