"""Every table of the projections, to be held against itself at another time."""

import sqlite3
from collections.abc import Iterable

from civtui.ledger.projections import TABLES
from civtui.workspace.session import Workspace

Tables = dict[str, list[tuple[object, ...]]]


def rows_of(connection: sqlite3.Connection, tables: Iterable[str]) -> Tables:
    """Return the rows of tables, but of the one that says what was taken back."""
    return {
        table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)
        for table in tables
        if table != "voided"
    }


def tables_of(ws: Workspace) -> Tables:
    """Return the rows of every table of a workspace (see `rows_of`)."""
    return rows_of(ws.ledger.connection, TABLES)
