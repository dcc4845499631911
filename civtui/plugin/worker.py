"""The worker process: all plugin code runs here, away from the terminal and from the ledger.

Started by the host as `python -P -m civtui.plugin.worker`; one worker serves one plugin. Requests
and answers are JSON lines on two pipes that are moved off descriptors 0 and 1 before any plugin
code runs, so a stray write of a plugin or of its children lands in the log.
"""

from __future__ import annotations

import faulthandler
import os
import select
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

from civtui import locale
from civtui.model.errors import CivtuiError
from civtui.plugin import data_only, loading
from civtui.plugin.answers import perform
from civtui.plugin.errors import as_data
from civtui.plugin.faults import Fault, OutOfTime
from civtui.plugin.finding import Found
from civtui.plugin.settings import use_settings
from civtui.plugin.state import changed_state
from civtui.plugin.wire import MOST_BYTES, pack, unpack

HEADROOM = 1.0


class Pipes:
    """The two private pipes to the host.

    Args:
        idle: seconds without a request after which the worker ends itself.
    """

    def __init__(self, idle: float) -> None:
        self.idle = idle
        self._in, self._out = os.dup(0), os.dup(1)
        self._rest = b""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(2, 1)

    def request(self) -> bytes | None:
        """Return the next line, None when the host is gone or silent for too long."""
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], self.idle)
            piece = os.read(self._in, 1 << 20) if ready else b""
            if not piece:
                return None
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def answer(self, line: bytes) -> bool:
        """Send one line; return whether the host is there to read it."""
        try:
            while line:
                line = line[os.write(self._out, line) :]
        except BrokenPipeError:  # it closed while this worker started, or was asked
            return False
        return True


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system; time limits still hold
        return
    for name, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 256 * 1024 * 1024),
    ):
        hard = resource.getrlimit(name)[1]
        top = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (top, hard))


def _out_of_time(signum: int, frame: object) -> NoReturn:
    raise OutOfTime


def _handle(request: dict[str, Any]) -> Any:
    found = Found(*request["plugin"])
    if request["do"] == "describe":
        if found.kind == "data":
            loading.checked_settings(found, request["settings"])
            return data_only.describe(Path(found.where))
        use_settings(loading.first_settings(found, request["settings"]))
        return loading.gather(found)
    locale.use(request["lang"])
    values = request["settings"]
    use_settings(loading.checked_settings(found, values) if request["config"] else values)
    function = loading.attribute_of(found, request["entry"])
    if "state" not in request:
        return perform(request["kind"], function, request["payload"], request["record"])
    version = loading.load_state(found, request["state"])
    answer = perform(request["kind"], function, request["payload"], request["record"])
    return {"answer": answer, "version": version, "data": changed_state()}


def _serve(line: bytes) -> bytes:
    """Return the answer to one request; nothing that plugin code does gets past here."""
    home, request = os.getpid(), unpack(line)
    soft = float(request["soft"])
    try:
        signal.signal(signal.SIGALRM, _out_of_time)
        signal.setitimer(signal.ITIMER_REAL, soft)
        faulthandler.dump_traceback_later(soft + 2 * HEADROOM, exit=True)
        try:
            answer = pack({"ok": True, "result": _handle(request)})
        finally:
            if os.getpid() != home:  # a copy that the plugin forked; its watchdog is not there
                os._exit(0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
        if len(answer) > MOST_BYTES:
            raise Fault("too-big", size=len(answer), most=MOST_BYTES)
    except Fault as fault:
        answer = _said(fault)
    except OutOfTime:
        answer = _said(Fault("out-of-time", seconds=soft))
    except MemoryError:
        answer = _said(Fault("out-of-memory"))
    except CivtuiError as error:  # bad input, as a calculator says it: raised again at the host
        answer = pack({"ok": False, "error": as_data(error)})
    except BaseException as error:
        answer = _said(Fault("no-data", what=loading.blame(error)))
    return answer


def _said(fault: Fault) -> bytes:
    return pack({"ok": False, "fault": fault.as_data()})


def main() -> None:
    """Serve until the host closes the pipe or is silent for too long."""
    idle, memory = float(sys.argv[1]), int(sys.argv[2])
    pipes = Pipes(idle)
    _limit(memory)
    # ready: a call's time begins from here
    heard = pipes.answer(pack({"ok": True, "result": None}))
    while heard and (line := pipes.request()) is not None:
        answer = _serve(line)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError, AttributeError):
                continue
        heard = pipes.answer(answer)
    if os.getpgrp() == os.getpid():  # takes along what the plugin's code has started
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
