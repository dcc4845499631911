"""Reads the projections: SQL in one file a noun, rows out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from civtui.ledger.ledger import Ledger
from civtui.ledger.statements import statements

Params = Sequence[Any] | Mapping[str, Any]


def statement(noun: str, name: str) -> str:
    """Return the statement `name` in `queries/<noun>.sql`."""
    return statements("queries", noun)[name]


def rows(ledger: Ledger, noun: str, name: str, params: Params = ()) -> list[tuple[Any, ...]]:
    """Return all rows of the statement `name` in `queries/<noun>.sql`."""
    if ledger.refresh:
        ledger.refresh()
    return ledger.connection.execute(statements("queries", noun)[name], params).fetchall()


def one(ledger: Ledger, noun: str, name: str, params: Params = ()) -> tuple[Any, ...] | None:
    """Return the first row of the statement, or None."""
    if ledger.refresh:
        ledger.refresh()
    row: tuple[Any, ...] | None = ledger.connection.execute(
        statements("queries", noun)[name], params
    ).fetchone()
    return row
