"""Work done beside the session: a plugin may take its time, the keys go on.

A daemon thread, not one of textual's workers: leaving does not wait for a plugin that hangs.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from civtui.model.errors import CivtuiError
from civtui.workspace.fault_reports import told

if TYPE_CHECKING:
    from civtui.tui.host import Host

Answer = TypeVar("Answer")


def beside(
    host: Host, work: Callable[[], Answer], done: Callable[[Answer | CivtuiError], None]
) -> None:
    """Run `work` in a thread, then `done` with its answer, or its refusal, on the screen.

    Args:
        host: the screen; if the user has left it meanwhile, the answer goes nowhere.
        work: reads no ledger: what it needs was read before.
        done: what to do with the answer.
    """
    loop = asyncio.get_running_loop()

    def run() -> None:
        outcome: Answer | CivtuiError
        try:
            outcome = work()
        except Exception as error:  # nothing of a thread may be written over the screen
            outcome = told(error)
        with contextlib.suppress(RuntimeError):  # the session has ended
            loop.call_soon_threadsafe(finish, outcome)

    def finish(outcome: Answer | CivtuiError) -> None:
        if host.is_attached:
            done(outcome)

    Thread(target=run, daemon=True).start()
