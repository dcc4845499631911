"""What was read of a workspace, kept while nothing changed: one answer asks for it often."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace


T = TypeVar("T")


def kept(ws: Workspace, what: Hashable, read: Callable[[], T]) -> T:
    """Return what `read` returns, read once while facts, day, profile and tables stay as they are.

    Within a transaction it is read each time: one that is taken back leaves no trace in the pulse.

    Args:
        what: tells it from all else that is kept.
    """
    connection, chosen = ws.ledger.connection, ws.automatic.chosen
    if connection.in_transaction:
        return read()
    pulse = (
        connection.execute("PRAGMA data_version").fetchone()[0],
        connection.total_changes,
        id(connection),
        ws.today(),
        ws.automatic.up,
    )
    if not ws.kept or ws.kept[0] != pulse or ws.kept[1] is not chosen:
        ws.kept = (pulse, chosen, {})
    found: dict[Hashable, T] = ws.kept[2]
    if what not in found:
        found[what] = read()
    return found[what]
