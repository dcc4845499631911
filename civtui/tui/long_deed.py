"""A deed that takes long, beside the session: in a thread and an open workspace of its own.

The session's own workspace cannot be lent: a connection of SQLite belongs to the thread that made
it. Meanwhile a page says how far it is, and Esc stops it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from civtui.model.errors import CivtuiError
from civtui.model.progress import Tell
from civtui.tui.beside import beside
from civtui.tui.modes.running import Running
from civtui.workspace.session import Workspace, open_beside

if TYPE_CHECKING:
    from civtui.tui.host import Host

Answer = TypeVar("Answer")


def run_long(
    host: Host,
    name: str,
    work: Callable[[Workspace, Tell], Answer],
    done: Callable[[Answer], None],
    failed: Callable[[CivtuiError], None],
    *,
    opens: bool = False,
) -> None:
    """Do something that takes long; when it has ended the screen is back where it was.

    Args:
        name: what is done.
        work: does it, in the workspace that it is given; tells how far it is.
        done: takes its answer.
        failed: takes its refusal, or that it was stopped.
        opens: `done` opens a list: keys pressed meanwhile are for that, and wait for it. Not so
            where it shows what has to be read before the next key.
    """
    ws, home = host.ws, host.mode.home or host.mode.id
    page = Running(ws, name, home=home, opens=opens)

    def in_thread() -> Answer:
        own = open_beside(ws)
        try:
            return work(own, page.tell)
        finally:
            own.close()

    def ended(outcome: Answer | CivtuiError) -> None:
        if host.mode is page:
            host.pop()
        if isinstance(outcome, CivtuiError):
            failed(outcome)
        elif host.attempt(lambda: done(outcome)) is None:
            host.press_again(page.kept)

    host.push(page)
    beside(host, in_thread, ended)
