"""The host's end of a worker: starts it on use, asks with a deadline, kills it when it hangs."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from civtui.model.text import msg
from civtui.plugin.errors import from_data
from civtui.plugin.faults import PluginError, message_of
from civtui.plugin.wire import MOST_BYTES, pack, unpack

IDLE = 60.0
MEMORY = 2 * 1024 * 1024 * 1024
# between the soft limit, at which the call is interrupted, and the hard one, at which all is killed
GRACE = 1.0
# seconds that stopping waits for a call under way
PATIENCE = 0.1
# most seconds that a worker may take until it is ready to be asked, on a machine under load
START = 20.0
# longest log of a plugin that is kept from one start to the next, in bytes
LOG = 256 * 1024


class Worker:
    """The worker process of one plugin.

    Args:
        plugin: id of the plugin, for errors.
        log: file that takes what the plugin's code writes to standard output and error.
        idle: seconds without a call after which the process ends itself.
        memory: address space that it may take, in bytes.
        search: folders to look for modules in, before all others.
        seed: hash seed of the process (a check runs calls under two of them).
    """

    def __init__(
        self,
        plugin: str,
        log: Path,
        *,
        idle: float = IDLE,
        memory: int = MEMORY,
        search: Sequence[Path] = (),
        seed: int = 0,
    ) -> None:
        self.plugin = plugin
        self.log = log
        self.idle = idle
        self.memory = memory
        self.search = search
        self.seed = seed
        self._process: subprocess.Popen[bytes] | None = None
        self._used = 0.0
        self._turn = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The process id while the worker runs."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if self._process and running else None

    def ask(self, request: dict[str, Any], soft: float) -> Any:
        """Return the worker's answer.

        Args:
            request: as civtui.plugin.worker reads it, without the limit.
            soft: seconds after which the call is interrupted; a second later all is killed.

        Raises:
            PluginError: the plugin failed, hung, died or gave too much.
            CivtuiError: an error of the house that a calculator raised for its input.
        """
        with self._turn:
            line = pack({**request, "soft": soft})
            try:
                answer = self._exchange(line, soft + GRACE)
            except PluginError:
                self._stop()
                raise
        if answer.get("ok") is True:
            return answer["result"]
        if "error" in answer:
            raise from_data(answer["error"])
        fault = answer["fault"]
        raise PluginError(self.plugin, message_of(fault), str(fault.get("trace", "")))

    def stop(self) -> None:
        """End the process and whatever it started; nothing happens where none runs.

        A call that is under way in another thread is not waited for: it reads that its process
        died.
        """
        if self._turn.acquire(timeout=PATIENCE):
            try:
                self._stop()
            finally:
                self._turn.release()
        elif (process := self._process) is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
        if process.returncode is None:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                process.kill()
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        now = time.monotonic()
        silent, self._used = now - self._used, now
        if self._process is not None and silent < self.idle - GRACE and self.pid is not None:
            return self._process
        self._stop()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        fresh = not self.log.exists() or self.log.stat().st_size > LOG
        with self.log.open("wb" if fresh else "ab") as log:
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "civtui.plugin.worker",
                    str(self.idle),
                    str(self.memory),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self.log.parent,
                env=_environment(self.search, self.seed),
                start_new_session=True,
                bufsize=0,
            )
        for stream in (process.stdin, process.stdout):
            assert stream is not None
            os.set_blocking(stream.fileno(), False)
        self._process = process
        self._talk(process, b"", START)  # it says that it is ready; a call's time begins then
        return process

    def _exchange(self, line: bytes, seconds: float) -> dict[str, Any]:
        """Send a line and return the answer; a worker that ended while idle is started again."""
        return self._talk(self._start(), line, seconds)

    def _talk(
        self, process: subprocess.Popen[bytes], line: bytes, seconds: float
    ) -> dict[str, Any]:
        assert process.stdin is not None and process.stdout is not None
        to, back = process.stdin.fileno(), process.stdout.fileno()
        end, received = time.monotonic() + seconds, bytearray()
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise self._fault("killed", seconds=round(seconds, 1))
            readable, writable, _ = select.select([back], [to] if line else [], [], left)
            try:
                if writable:
                    line = line[os.write(to, line[: 1 << 16]) :]
                piece = os.read(back, 1 << 20) if readable else None
            except BlockingIOError:
                continue
            except BrokenPipeError:
                piece = b""
            if piece == b"":
                raise self._fault("died", status=_status(process))
            received += piece or b""
            if len(received) > 2 * MOST_BYTES:
                raise self._fault("too-big", size=len(received), most=MOST_BYTES)
            if received.endswith(b"\n"):
                return self._read(bytes(received))

    def _read(self, line: bytes) -> dict[str, Any]:
        try:
            answer = unpack(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or "ok" not in answer:
            raise self._fault("garbled")
        return answer

    def _fault(self, name: str, **values: object) -> PluginError:
        return PluginError(self.plugin, msg(f"plugin.{name}", **values), tail(self.log))


def _status(process: subprocess.Popen[bytes]) -> str:
    """Return how a worker ended, without reaping it: its id still names its group of processes."""
    end = time.monotonic() + GRACE
    while hasattr(os, "waitid") and time.monotonic() < end:
        ended = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG)
        if ended is not None:
            own = ended.si_code == os.CLD_EXITED
            return str(ended.si_status) if own else signal.Signals(ended.si_status).name
        select.select([], [], [], 0.01)
    return "?"


def _environment(search: Sequence[Path], seed: int) -> dict[str, str]:
    """Return the worker's environment: the host's search path, and nothing of its terminal."""
    kept = {k: v for k, v in os.environ.items() if k not in ("COLORTERM", "LINES", "COLUMNS")}
    here = str(Path.cwd())
    added = [str(folder) for folder in search]
    added += [entry for entry in sys.path if entry not in ("", here) and Path(entry).is_dir()]
    return {
        **kept,
        "TERM": "dumb",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": str(seed),
        "PYTHONPATH": os.pathsep.join(added),
    }


def tail(log: Path, most: int = 4000) -> str:
    """Return the end of a log as text."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - most))
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""
