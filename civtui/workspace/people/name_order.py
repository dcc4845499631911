"""How a user's names sort, by pinyin or by strokes, in memory and in the ledger's statements."""

from __future__ import annotations

from collections.abc import Callable

from civtui.workspace.finding.order import ORDERS
from civtui.workspace.people import choices
from civtui.workspace.session import Workspace

MOST = 50_000  # rows whose keys are worked out at once; longer tables keep the order of codes


def order_of(ws: Workspace) -> str:
    """Return the acting user's order of names: `pinyin`, unless another was chosen."""
    found = choices.kept(ws, "names").get("order")
    return found if found in ORDERS else "pinyin"


def turn(ws: Workspace) -> str:
    """Choose the next order of names and return it."""
    orders = list(ORDERS)
    order = orders[(orders.index(order_of(ws)) + 1) % len(orders)]
    choose(ws, order)
    return order


def choose(ws: Workspace, order: str) -> None:
    """Choose an order of names for this and later sessions."""
    choices.keep(ws, "names", {"order": order} if order != "pinyin" else {})


def name_key(ws: Workspace) -> Callable[[str], str]:
    """Return the key that orders names, as the user has chosen by the time it is asked."""
    return lambda name: ORDERS[order_of(ws)](name)


def ordered(ws: Workspace, term: str, table: str) -> str:
    """Return the SQL term that orders names.

    Args:
        term: SQL expression of the name.
        table: whose rows are ordered by it.
    """
    connection = ws.ledger.connection
    if connection.execute(f"SELECT 1 FROM {table} LIMIT 1 OFFSET {MOST}").fetchone():
        return term
    connection.create_function("name_key", 1, ORDERS[order_of(ws)], deterministic=True)
    return f"name_key({term})"
