"""Reads a long table window by window: each read starts behind a key, none counts or skips rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from civtui.ledger.ledger import Ledger
from civtui.ledger.statements import statements

Key = tuple[Any, ...]


class Order(NamedTuple):
    """An order without ties.

    Args:
        terms: SQL expressions, never null, that together name one row.
        descending: the whole order is turned round.
        outer: the first term belongs to the outer table of the statement's join, which is then
            read in the order of its index instead of sorting everything.
    """

    terms: tuple[str, ...]
    descending: bool = False
    outer: bool = False

    def turned(self) -> Order:
        """Return the order turned round."""
        return self._replace(descending=not self.descending)


def read(
    ledger: Ledger,
    name: str,
    order: Order,
    params: Mapping[str, Any],
    *,
    edge: Key | None = None,
    forward: bool = True,
    most: int = 200,
) -> list[tuple[Key, tuple[Any, ...]]]:
    """Return up to `most` rows behind `edge`, each with its key, in the direction read.

    Args:
        name: of a statement in `queries/windows.sql` that ends in its WHERE clause.
        edge: the key to start behind; the table's end where None.
        forward: in the order's direction, or against it.
    """
    statement = _with_key(name, order)
    found = _behind(ledger, statement, order, params, edge, forward, most)
    size = len(order.terms)
    return [(row[:size], row[size:]) for row in found]


def texts(
    ledger: Ledger,
    name: str,
    order: Order,
    params: Mapping[str, Any],
    *,
    edge: Key | None = None,
    forward: bool = True,
    most: int = 200,
) -> list[tuple[str, str]]:
    """Return (id, text) of up to `most` rows, as `read` does but without what a filter needs not.

    Args:
        name: of a statement of id and text.
    """
    statement = _joined(name, order)
    return _behind(ledger, statement, order, params, edge, forward, most).fetchall()


def _behind(
    ledger: Ledger,
    statement: str,
    order: Order,
    params: Mapping[str, Any],
    edge: Key | None,
    forward: bool,
    most: int,
) -> sqlite3.Cursor:
    down = order.descending is forward
    sign, turn = ("<", " DESC") if down else (">", "")
    given: dict[str, Any] = {**params, "most": most}
    if edge is not None:
        places = [f":edge{n}" for n in range(len(edge))]
        given |= {f"edge{n}": value for n, value in enumerate(edge)}
        # the bound on the first term alone lets the outer table's index be entered at its place
        statement += f" AND {order.terms[0]} {sign}= :edge0"
        statement += f" AND ({', '.join(order.terms)}) {sign} ({', '.join(places)})"
    statement += f" ORDER BY {', '.join(term + turn for term in order.terms)} LIMIT :most"
    return ledger.connection.execute(statement, given)


def get(
    ledger: Ledger,
    name: str,
    order: Order,
    params: Mapping[str, Any],
    wanted: Mapping[str, str],
) -> tuple[Key, tuple[Any, ...]] | None:
    """Return the row that is wanted, with its key, or None.

    Args:
        wanted: SQL expression -> its value; together they name one row.
    """
    where = "".join(f" AND {term} = :wanted{n}" for n, term in enumerate(wanted))
    given = {**params, **{f"wanted{n}": value for n, value in enumerate(wanted.values())}}
    statement = _with_key(name, order._replace(outer=False)) + where
    row = ledger.connection.execute(statement, given).fetchone()
    size = len(order.terms)
    return (row[:size], row[size:]) if row else None


def _with_key(name: str, order: Order) -> str:
    statement, head = _joined(name, order), "SELECT "
    assert statement.startswith(head) and ";" not in statement, name
    return f"{head}{', '.join(order.terms)}, {statement[len(head) :]}"


def _joined(name: str, order: Order) -> str:
    statement = statements("queries", "windows")[name]
    return statement.replace(" JOIN ", " CROSS JOIN ", 1) if order.outer else statement
