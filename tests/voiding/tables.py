"""Every table of the projections, to be held against itself at another time."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from civtui.ledger.projections import TABLES
from civtui.ledger.verify import verify
from civtui.workspace.session import Workspace, open_workspace
from tests.titles.city import City

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


def tables(city: City) -> Tables:
    """Return the same of a city, whose ledger is sound."""
    ws = open_workspace(city.folder, user="boss")
    try:
        assert verify(ws.ledger) == []
        return tables_of(ws)
    finally:
        ws.close()


def head(city: City) -> int:
    """Return the number of the last fact."""
    found: int = city.do("status")["ledger"]["seq"]
    return found


def void(city: City, seq: int, *who: str) -> tuple[int, Any]:
    """Take the deed of a fact back; return the exit status and the document."""
    return city.run(*who, "ledger", "void", str(seq), "--why", "误录", "-y")
